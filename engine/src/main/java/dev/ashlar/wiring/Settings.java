package dev.ashlar.wiring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** A command line that a user can copy: the same project, target and variables. */
    public String commandLine(String command, String... words) {
        List<String> line = new ArrayList<>(List.of("ashlar", command));
        option(line, "--project-dir", projectDir);
        option(line, "--profiles-dir", profilesDir);
        option(line, "--profile", profile);
        option(line, "--target", target);
        option(line, "--vars", vars);
        for (String word : words) line.add(ShellWords.quoted(word));
        return String.join(" ", line);
    }

    private static void option(List<String> line, String flag, Optional<?> value) {
        value.ifPresent(given -> line.addAll(List.of(flag, ShellWords.quoted(given.toString()))));
    }

    public enum Rebuild {
        AS_CONFIGURED,
        FULL_REFRESH
    }
}
