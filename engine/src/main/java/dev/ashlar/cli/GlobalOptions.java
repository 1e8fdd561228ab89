package dev.ashlar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Flags of every command. Each has an environment twin: {@code --project-dir} is {@code ASHLAR_PROJECT_DIR}. */
final class GlobalOptions {
    @Option(names = "--project-dir", paramLabel = "DIR", description = "folder that holds ashlar.yml")
    Path projectDir;

    @Option(names = "--profiles-dir", paramLabel = "DIR", description = "folder that holds profiles.yml")
    Path profilesDir;

    @Option(names = "--profile", paramLabel = "NAME", description = "profile to use instead of the project's")
    String profile;

    @Option(
            names = {"-t", "--target"},
            paramLabel = "NAME",
            description = "target of the profile")
    String target;

    @Option(names = "--threads", paramLabel = "N", description = "nodes at work at once")
    Integer threads;

    @Option(names = "--vars", paramLabel = "YAML", description = "variables, as YAML: '{start_date: 2026-01-01}'")
    String vars;

    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "form of progress lines")
    LogFormat logFormat;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "info",
            description = "debug, info, warn or error; debug shows stack traces")
    LogLevel logLevel;

    @Option(names = "--log-path", paramLabel = "DIR", description = "folder of log files (target/logs)")
    Path logPath;

    @Option(names = "--target-path", paramLabel = "DIR", description = "folder of artifacts (target)")
    Path targetPath;

    @Option(
            names = {"-q", "--quiet"},
            description = "only errors and results")
    boolean quiet;

    @Option(names = "--no-color", description = "plain text")
    boolean noColor;

    @Option(names = "--warn-error", description = "warnings are errors")
    boolean warnError;

    @Option(names = "--render-timeout", paramLabel = "DURATION", description = "longest time a template may take (30s)")
    String renderTimeout;

    @Option(names = "--yes", description = "answer yes to what would ask")
    boolean yes;

    /** What these flags are on a command line: recorded with the run, without values that may hold secrets. */
    List<String> asArguments() {
        List<String> arguments = new ArrayList<>();
        if (target != null) arguments.addAll(List.of("--target", target));
        if (threads != null) arguments.addAll(List.of("--threads", String.valueOf(threads)));
        if (warnError) arguments.add("--warn-error");
        return arguments;
    }

    enum LogFormat {
        text,
        json
    }

    enum LogLevel {
        debug,
        info,
        warn,
        error
    }
}
