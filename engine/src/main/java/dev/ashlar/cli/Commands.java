package dev.ashlar.cli;

import java.lang.reflect.Constructor;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes command objects, handing the console and the environment to those that ask for them. */
final class Commands implements IFactory {
    private final Console console;
    private final Map<String, String> environment;

    Commands(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (ProjectCommand.class.isAssignableFrom(type) || type == InitCommand.class) {
            Constructor<K> constructor = type.getDeclaredConstructor(Console.class, Map.class);
            return constructor.newInstance(console, environment);
        }
        return CommandLine.defaultFactory().create(type);
    }
}
