package dev.ashlar.plan;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.report.QueryResult;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rows of a batch: all of them happened within its interval, or else the next run of the interval would double some. */
record EventWindow(Node node, Microbatch model, TimeInterval interval) {
    private static final String OUTSIDE = "rows_outside";
    private static final int SHOWN = 5;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** @param alias with a full stop behind it, or empty */
    String outside(String alias) {
        String column = alias + model.eventTime();
        return column + " < " + literal(interval.start()) + " or " + column + " >= " + literal(interval.end()) + " or "
                + column + " is null";
    }

    private static String literal(Instant time) {
        return "timestamp '" + UTC.format(time) + "'";
    }

    /** @param rows of the batch */
    Question question(RelationName rows) {
        ColumnName column = model.eventTime();
        return new Question(
                OUTSIDE,
                "select " + column + ", count(*) over () as found\nfrom " + rows + "\nwhere " + outside("") + "\nlimit "
                        + SHOWN);
    }

    /** @throws dev.ashlar.diagnostic.DiagnosticException when the answer shows rows outside */
    void demandWithin(Shape shape) {
        QueryResult found = shape.answers().get(OUTSIDE);
        if (found == null || found.rows().isEmpty()) return;
        List<List<Object>> rows = found.rows();
        EventCalendar calendar = EventCalendar.of(model);
        throw PlanRefusal.cannotBuild(
                node,
                "its batch of " + calendar.shown(interval.start()) + " to " + calendar.shown(interval.end()) + " has "
                        + Counted.of(((Number) rows.get(0).get(1)).longValue(), "row") + " whose "
                        + model.eventTime().name() + " is not within it, for example "
                        + rows.stream()
                                .map(row -> String.valueOf(row.get(0)))
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + ".",
                "Set event_time on the models and sources that bring these rows, or filter by model.batch.");
    }
}
