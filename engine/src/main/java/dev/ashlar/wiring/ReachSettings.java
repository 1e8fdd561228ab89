package dev.ashlar.wiring;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Moment;
import dev.ashlar.manifest.Target.Protection;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.BatchChoice;
import dev.ashlar.run.EventReach;
import dev.ashlar.run.EventReach.Sampling;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What flags say of the rows that a run is about, as typed.
 *
 * @param goingOnFrom time of the run that this one goes on with
 */
public record ReachSettings(
        Optional<String> eventTimeStart,
        Optional<String> eventTimeEnd,
        Optional<String> sample,
        Optional<String> goingOnFrom,
        Gaps gaps,
        Inputs inputs) {
    private static final Pattern WINDOW = Pattern.compile("(\\d{1,5})\\s+(hour|day|week|month|year)s?");
    private static final String START = "--event-time-start";
    private static final String END = "--event-time-end";

    public static final ReachSettings NONE = new ReachSettings(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Gaps.LEFT, Inputs.AS_THEY_ARE);

    public enum Gaps {
        LEFT,
        FILLED
    }

    public enum Inputs {
        AS_THEY_ARE,
        EMPTY
    }

    /**
     * @param rebuild whether the run makes tables anew
     * @throws DiagnosticException for what is no time, and for what does not go together
     */
    EventReach reach(Workspace workspace, Settings.Rebuild rebuild) {
        Optional<Moment> start = eventTimeStart.map(text -> moment(START, text));
        Optional<Moment> end = eventTimeEnd.map(text -> moment(END, text));
        demandTogether(start, end, rebuild);
        Sampling sampling = sampling(workspace);
        demandOpen(workspace, sampling);
        return new EventReach(
                start,
                end,
                gaps == Gaps.FILLED ? BatchChoice.Gaps.FILLED : BatchChoice.Gaps.LEFT,
                goingOnFrom.map(Instant::parse),
                sampling);
    }

    private static Moment moment(String flag, String text) {
        return Moment.find(text)
                .orElseThrow(() -> refused(flag + " cannot be '" + text + "'.", "Write " + Moment.FORMS + "."));
    }

    private void demandTogether(Optional<Moment> start, Optional<Moment> end, Settings.Rebuild rebuild) {
        boolean backwards = start.isPresent()
                && end.isPresent()
                && !start.get().in(ZoneOffset.UTC).isBefore(end.get().in(ZoneOffset.UTC));
        if (backwards)
            throw refused(
                    START + " " + eventTimeStart.get() + " is not before " + END + " " + eventTimeEnd.get() + ".", "");
        if ((start.isPresent() || end.isPresent()) && rebuild == Settings.Rebuild.FULL_REFRESH) {
            throw refused(
                    "--full-refresh with " + (start.isPresent() ? START : END)
                            + " would leave only a part of the history in the table.",
                    "Leave --full-refresh out to replace these batches, or the times to build all of them.");
        }
        if (sample.isPresent() && (start.isPresent() || end.isPresent())) {
            throw refused("--sample says itself which time is read.", "Leave " + START + " and " + END + " out.");
        }
        if (sample.isPresent() && inputs == Inputs.EMPTY) {
            throw refused("--sample and --empty exclude each other.", "Leave one of them out.");
        }
    }

    private static void demandOpen(Workspace workspace, Sampling sampling) {
        String flag = switch (sampling) {
            case Sampling.None s -> "";
            case Sampling.Within s -> "--sample";
            case Sampling.Empty s -> "--empty";
        };
        if (flag.isEmpty() || workspace.target().protection() == Protection.OPEN) return;
        throw refused(
                "Target '" + workspace.target().name() + "' is protected: " + flag
                        + " would put a part of the rows in the place of all.",
                "Use another target.");
    }

    private Sampling sampling(Workspace workspace) {
        if (inputs == Inputs.EMPTY) return new Sampling.Empty();
        if (sample.isEmpty()) return new Sampling.None();
        String text = sample.get().strip();
        Matcher window = WINDOW.matcher(text.toLowerCase(Locale.ROOT));
        if (window.matches()) {
            return new Sampling.Within(last(
                    Integer.parseInt(window.group(1)),
                    ChronoUnit.valueOf(window.group(2).toUpperCase(Locale.ROOT) + "S"),
                    workspace.startedAt()));
        }
        if (text.startsWith("{")) return new Sampling.Within(between(workspace.yamlMap("--sample", text)));
        throw wrongSample(text);
    }

    /** From the beginning of the unit so many before the one that now lies in, as dbt counts. */
    private static TimeInterval last(int count, ChronoUnit unit, Instant now) {
        ZonedDateTime time = now.atZone(ZoneOffset.UTC);
        ZonedDateTime begun = switch (unit) {
            case HOURS -> time.truncatedTo(ChronoUnit.HOURS);
            case MONTHS -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
            case YEARS -> time.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
            default -> time.truncatedTo(ChronoUnit.DAYS);
        };
        return new TimeInterval(begun.minus(count, unit).toInstant(), now.plusSeconds(1));
    }

    private TimeInterval between(Map<String, Object> words) {
        Optional<Instant> start = bound(words, "start");
        Optional<Instant> end = bound(words, "end");
        boolean right = words.size() == 2
                && start.isPresent()
                && end.isPresent()
                && start.get().isBefore(end.get());
        if (!right) throw wrongSample(sample.orElse(""));
        return new TimeInterval(start.get(), end.get());
    }

    private static Optional<Instant> bound(Map<String, Object> words, String key) {
        return Optional.ofNullable(words.get(key))
                .flatMap(text -> Moment.find(String.valueOf(text)))
                .map(moment -> moment.in(ZoneOffset.UTC));
    }

    private static DiagnosticException wrongSample(String text) {
        return refused(
                "--sample cannot be '" + text + "'.",
                "Write '3 days' (or hours, weeks, months, years), or {start: 2026-10-01, end: 2026-10-08}.");
    }

    private static DiagnosticException refused(String message, String remedy) {
        return new DiagnosticException(Diagnostic.error(message, remedy));
    }
}
