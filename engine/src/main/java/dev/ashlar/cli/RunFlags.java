package dev.ashlar.cli;

import dev.ashlar.run.AssumedGround.Assumption;
import dev.ashlar.run.RunOptions.Flag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Flags of commands that change the warehouse. */
final class RunFlags {
    @Option(
            names = {"-f", "--full-refresh"},
            description = "build incrementals and seeds afresh; snapshots and loaded tables stay")
    boolean fullRefresh;

    @Option(
            names = {"-x", "--fail-fast"},
            description = "stop at the first failure")
    boolean failFast;

    @Option(names = "--store-failures", description = "keep failing rows in tables")
    boolean storeFailures;

    @Option(names = "--adopt", description = "take over relations that Ashlar did not build, keeping the old as __old")
    boolean adopt;

    @Option(names = "--run-time", paramLabel = "TIME", description = "the run's time, ISO 8601 UTC, instead of now")
    String runTime;

    @Option(names = "--junit-xml", paramLabel = "FILE", description = "also write results as JUnit XML")
    Path junitXml;

    @Option(names = "--openlineage", paramLabel = "FILE", description = "append events of OpenLineage, one a line")
    Path openLineage;

    @Option(names = "--dry-run", description = "print every statement, execute none")
    boolean dryRun;

    @Option(
            names = "--assume",
            paramLabel = "new|existing",
            description = "with --dry-run: plan without a connection, as if nothing or everything existed")
    Assumption assume;

    Set<Flag> wanted() {
        Set<Flag> wanted = EnumSet.noneOf(Flag.class);
        if (failFast) wanted.add(Flag.FAIL_FAST);
        if (fullRefresh) wanted.add(Flag.FULL_REFRESH);
        if (adopt) wanted.add(Flag.ADOPT);
        if (storeFailures) wanted.add(Flag.STORE_FAILURES);
        return wanted;
    }

    List<String> asArguments() {
        List<String> arguments = new ArrayList<>();
        if (fullRefresh) arguments.add("--full-refresh");
        if (failFast) arguments.add("--fail-fast");
        if (storeFailures) arguments.add("--store-failures");
        if (adopt) arguments.add("--adopt");
        if (runTime != null) arguments.addAll(List.of("--run-time", runTime));
        return arguments;
    }
}
