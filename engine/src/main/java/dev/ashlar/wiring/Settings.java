package dev.ashlar.wiring;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command line asks for, before any file is read.
 *
 * @param vars YAML text of {@code --vars}
 * @param renderTimeout as written, for example {@code 30s}
 * @param runTime ISO 8601 instant or local date-time in UTC
 * @param command the verb
 * @param environment environment variables of the process
 */
public record Settings(
        Optional<Path> projectDir,
        Optional<Path> profilesDir,
        Optional<String> profile,
        Optional<String> target,
        Optional<Integer> threads,
        Optional<String> vars,
        Optional<Path> targetPath,
        Optional<Path> logPath,
        Optional<String> renderTimeout,
        Optional<String> runTime,
        Rebuild rebuild,
        String command,
        Map<String, String> environment) {
    public Settings {
        environment = Map.copyOf(environment);
    }

    public Settings withVars(String yaml) {
        return with(Optional.of(yaml), runTime);
    }

    public Settings withRunTime(String time) {
        return with(vars, Optional.of(time));
    }

    private Settings with(Optional<String> otherVars, Optional<String> otherRunTime) {
        return new Settings(
                projectDir,
                profilesDir,
                profile,
                target,
                threads,
                otherVars,
                targetPath,
                logPath,
                renderTimeout,
                otherRunTime,
                rebuild,
                command,
                environment);
    }

    public enum Rebuild {
        AS_CONFIGURED,
        FULL_REFRESH
    }
}
