package dev.ashlar.cli;

import dev.ashlar.wiring.ReachSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Flags that say which rows a run is about. */
final class ReachFlags {
    @Option(
            names = "--event-time-start",
            paramLabel = "TIME",
            description = "microbatch models: from the batch that holds this time, instead of where they stand")
    String eventTimeStart;

    @Option(
            names = "--event-time-end",
            paramLabel = "TIME",
            description = "microbatch models: up to this time, instead of now")
    String eventTimeEnd;

    @Option(names = "--fill-gaps", description = "microbatch models: also the earlier batches that no run finished")
    boolean fillGaps;

    @Option(
            names = "--sample",
            paramLabel = "WINDOW",
            description = "read only rows of this time, such as '3 days' or {start: 2026-10-01, end: 2026-10-08}")
    String sample;

    @Option(names = "--empty", description = "read no rows: does everything build?")
    boolean empty;

    @Option(names = "--going-on-from", hidden = true, description = "time of the run that a retry goes on with")
    String goingOnFrom;

    ReachSettings settings() {
        return new ReachSettings(
                Optional.ofNullable(eventTimeStart),
                Optional.ofNullable(eventTimeEnd),
                Optional.ofNullable(sample),
                Optional.ofNullable(goingOnFrom),
                fillGaps ? ReachSettings.Gaps.FILLED : ReachSettings.Gaps.LEFT,
                empty ? ReachSettings.Inputs.EMPTY : ReachSettings.Inputs.AS_THEY_ARE);
    }

    List<String> asArguments() {
        List<String> arguments = new ArrayList<>();
        add(arguments, "--event-time-start", eventTimeStart);
        add(arguments, "--event-time-end", eventTimeEnd);
        if (fillGaps) arguments.add("--fill-gaps");
        add(arguments, "--sample", sample);
        if (empty) arguments.add("--empty");
        add(arguments, "--going-on-from", goingOnFrom);
        return arguments;
    }

    private static void add(List<String> arguments, String flag, String value) {
        if (value != null) arguments.addAll(List.of(flag, value));
    }
}
