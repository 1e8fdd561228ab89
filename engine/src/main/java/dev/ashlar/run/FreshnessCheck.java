package dev.ashlar.run;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Cadence;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.Age;
import dev.ashlar.manifest.Node.Freshness;
import dev.ashlar.manifest.Node.Source;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.FileLoad;
import dev.ashlar.port.ArtifactStore.FreshnessRow;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Findings;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.QueryResult;
import dev.ashlar.report.RunReport;
import dev.ashlar.report.RunReport.Ending;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;

/** Asks sources for their newest row and judges its age by the limits they set. */
public final class FreshnessCheck {
    private static final DateTimeFormatter DUE = DateTimeFormatter.ofPattern("EEEE uuuu-MM-dd HH:mm", Locale.ENGLISH);

    private final Warehouse warehouse;
    private final Optional<RelationName> ledger;
    private final RunListener listener;
    private final InstantSource clock;

    /** @param ledger the table of loaded files, for sources that name no column; empty where nothing was recorded yet */
    public FreshnessCheck(
            Warehouse warehouse, Optional<RelationName> ledger, RunListener listener, InstantSource clock) {
        this.warehouse = warehouse;
        this.ledger = ledger;
        this.listener = listener;
        this.clock = clock;
    }

    /** @param rows for {@code sources.json}, one for each result that has an age or failed to have one */
    public record Found(RunReport report, List<FreshnessRow> rows) {
        public Found {
            rows = List.copyOf(rows);
        }
    }

    private record Judged(NodeResult result, FreshnessRow row) {}

    /** Sources that set no limit are left out; those that remain are asked one after the other. */
    public Found check(Project project, SortedSet<NodeId> selected, Invocation invocation, Interruption interruption) {
        List<Source> sources = new ArrayList<>();
        for (NodeId id : selected) {
            Optional<Node> node = project.find(id);
            if (node.isPresent() && node.get() instanceof Source source && limited(source)) sources.add(source);
        }
        listener.started(invocation, sources.size());
        List<NodeResult> results = new ArrayList<>();
        List<FreshnessRow> rows = new ArrayList<>();
        for (Source source : sources) {
            if (interruption.tripped()) break;
            int index = results.size() + 1;
            listener.nodeStarted(source, index, sources.size());
            Judged judged = judge(source);
            results.add(judged.result());
            rows.add(judged.row());
            listener.nodeEnded(source, judged.result(), index, sources.size());
        }
        Ending ending = interruption.tripped() ? Ending.INTERRUPTED : Ending.COMPLETE;
        RunReport report = new RunReport(invocation, ending, clock.instant(), results);
        listener.ended(report);
        return new Found(report, rows);
    }

    private static boolean limited(Source source) {
        return source.freshness()
                .filter(f -> f.warnAfter().isPresent()
                        || f.errorAfter().isPresent()
                        || f.expected().isPresent())
                .isPresent();
    }

    private Judged judge(Source source) {
        Instant started = clock.instant();
        Freshness freshness = source.freshness().orElseThrow();
        Optional<String> query = query(source, freshness);
        if (query.isEmpty()) {
            return unknown(
                    source,
                    started,
                    "",
                    "there is neither loaded_at_field nor loaded_at_query, and no file of it was loaded.");
        }
        try (WarehouseSession session = warehouse.open()) {
            listener.statement(source, query.get());
            List<List<Object>> rows = session.read(query.get(), 1).rows();
            Object value = rows.isEmpty() ? null : rows.get(0).get(0);
            if (value == null && freshness.expected().isPresent()) return missed(source, started, query.get());
            if (value == null) return unknown(source, started, query.get(), "it holds no rows to judge by.");
            Optional<Instant> newest = UtcTime.of(value);
            if (newest.isEmpty()) {
                return unknown(source, started, query.get(), "'" + value + "' is no time.");
            }
            return aged(source, freshness, started, query.get(), newest.get());
        } catch (WarehouseException e) {
            return unknown(source, started, query.get(), e.getMessage());
        }
    }

    private Optional<String> query(Source source, Freshness freshness) {
        if (freshness.loadedAtQuery().isPresent()) return freshness.loadedAtQuery();
        return freshness
                .loadedAtField()
                .map(field -> "select max(" + field + ") as max_loaded_at\nfrom " + source.relation()
                        + (freshness.filter().isBlank() ? "" : "\nwhere " + freshness.filter()))
                .or(() -> ledgerQuery(source));
    }

    /** A file without records is a delivery, too. */
    private Optional<String> ledgerQuery(Source source) {
        if (source.external().isEmpty()) return Optional.empty();
        String target = source.relation().plain().replace("'", "''");
        return ledger.map(table -> "select max(loaded_at) as max_loaded_at\nfrom " + table + "\nwhere target = '"
                + target + "'\n    and batch_id <> " + FileLoad.PASSED_OVER);
    }

    private Judged aged(Source source, Freshness freshness, Instant started, String query, Instant newest) {
        Duration age = Duration.between(newest, clock.instant());
        double seconds = age.toMillis() / 1000.0;
        Optional<String> at = Optional.of(newest.toString());
        String words = "Source '" + name(source) + "' has no row newer than " + newest + ", " + words(age) + " ago";
        Optional<String> late = freshness.expected().flatMap(cadence -> late(cadence, newest));
        if (late.isPresent()) {
            String message = "Source '" + name(source) + "' " + late.get() + " Its newest row is of " + newest + ".";
            Diagnostic missing = Diagnostic.error(source.header().location(), message, "");
            return new Judged(
                    result(source, new Outcome.Error(missing), started, query, List.of()),
                    new FreshnessRow(source.id(), "error", at, Optional.of(seconds), ""));
        }
        if (older(age, freshness.errorAfter())) {
            String message = words + "; error_after is " + words(freshness.errorAfter()) + ".";
            Diagnostic stale = Diagnostic.error(source.header().location(), message, "");
            return new Judged(
                    result(source, new Outcome.Error(stale), started, query, List.of()),
                    new FreshnessRow(source.id(), "error", at, Optional.of(seconds), ""));
        }
        if (older(age, freshness.warnAfter())) {
            String message = words + "; warn_after is " + words(freshness.warnAfter()) + ".";
            QueryResult row = new QueryResult(
                    List.of(CatalogColumn.of("max_loaded_at", "timestamp")), List.of(List.of(newest.toString())));
            Diagnostic note = Diagnostic.warning(source.header().location(), message, "");
            Outcome warn = new Outcome.Warn(1, new Findings(row, Optional.empty()));
            return new Judged(
                    result(source, warn, started, query, List.of(note)),
                    new FreshnessRow(source.id(), "warn", at, Optional.of(seconds), ""));
        }
        return new Judged(
                result(source, new Outcome.Pass(), started, query, List.of()),
                new FreshnessRow(source.id(), "pass", at, Optional.of(seconds), ""));
    }

    /** What is said of a delivery that is due and did not come. */
    private Optional<String> late(Cadence cadence, Instant newest) {
        Instant due = cadence.lastDue(clock.instant());
        return newest.isBefore(cadence.countsFrom(due)) ? Optional.of(missing(cadence, due)) : Optional.empty();
    }

    private String missing(Cadence cadence, Instant due) {
        return "is expected " + cadence.text() + ", and nothing has come for " + DUE.format(due.atZone(cadence.zone()))
                + ", " + words(Duration.between(due, clock.instant())) + " ago.";
    }

    private Judged missed(Source source, Instant started, String query) {
        Cadence cadence = source.freshness().flatMap(Freshness::expected).orElseThrow();
        String message = "Source '" + name(source) + "' " + missing(cadence, cadence.lastDue(clock.instant()))
                + " Nothing has ever come.";
        Diagnostic missing = Diagnostic.error(source.header().location(), message, "");
        return new Judged(
                result(source, new Outcome.Error(missing), started, query, List.of()),
                new FreshnessRow(source.id(), "runtime error", Optional.empty(), Optional.empty(), message));
    }

    private Judged unknown(Source source, Instant started, String query, String why) {
        Diagnostic fault = Diagnostic.error(
                source.header().location(), "Cannot tell how fresh source '" + name(source) + "' is: " + why, "");
        return new Judged(
                result(source, new Outcome.Error(fault), started, query, List.of()),
                new FreshnessRow(source.id(), "runtime error", Optional.empty(), Optional.empty(), fault.message()));
    }

    private NodeResult result(Source source, Outcome outcome, Instant started, String query, List<Diagnostic> notes) {
        return new NodeResult(
                source.id(),
                outcome,
                started,
                clock.instant(),
                Thread.currentThread().getName(),
                Optional.empty(),
                query,
                notes);
    }

    private static boolean older(Duration age, Optional<Age> limit) {
        return limit.map(l -> age.compareTo(duration(l)) > 0).orElse(false);
    }

    private static Duration duration(Age limit) {
        return switch (limit.period()) {
            case "minute" -> Duration.ofMinutes(limit.count());
            case "hour" -> Duration.ofHours(limit.count());
            case "day" -> Duration.ofDays(limit.count());
            default -> throw new IllegalArgumentException("Not a period: " + limit.period());
        };
    }

    private static String words(Optional<Age> limit) {
        Age age = limit.orElseThrow();
        return counted(age.count(), age.period());
    }

    private static String words(Duration age) {
        if (age.toDays() > 0) return counted(age.toDays(), "day") + rest(age.toHoursPart(), "hour");
        if (age.toHours() > 0) return counted(age.toHours(), "hour") + rest(age.toMinutesPart(), "minute");
        return counted(age.toMinutes(), "minute");
    }

    private static String rest(int count, String unit) {
        return count == 0 ? "" : " and " + counted(count, unit);
    }

    private static String counted(long count, String unit) {
        return Counted.of(count, unit);
    }

    private static String name(Source source) {
        return source.sourceName() + "." + source.name();
    }
}
