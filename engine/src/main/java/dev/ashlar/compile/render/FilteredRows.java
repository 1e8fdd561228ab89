package dev.ashlar.compile.render;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.port.NodeTask.Reading;
import dev.ashlar.port.TemplateScope.Printed;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Puts a SELECT of some of its rows in the place of a relation. */
public final class FilteredRows {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private FilteredRows() {}

    /** @param whole how the node prints without */
    public static Printed of(Node read, Printed whole, Reading reading) {
        Optional<String> condition = condition(read, reading);
        return condition
                .map(where -> new Printed(
                        "(select * from " + table(whole) + " where " + where + ")", whole.relation(), whole.sql()))
                .orElse(whole);
    }

    private static String table(Printed whole) {
        return whole.sql().startsWith("(")
                ? whole.sql() + " as " + RelationName.quote(whole.relation().identifier())
                : whole.sql();
    }

    /** Empty for all rows. */
    private static Optional<String> condition(Node read, Reading reading) {
        return switch (reading) {
            case Reading.Everything r -> Optional.empty();
            case Reading.Nothing r -> Optional.of("false");
            case Reading.Batch batch -> condition(read, batch.rows());
            case Reading.Within within ->
                read.header()
                        .config()
                        .text("event_time")
                        .filter(column -> !column.isBlank())
                        .map(column -> condition(new ColumnName(column), within.interval()));
        };
    }

    private static String condition(ColumnName column, TimeInterval interval) {
        return column + " >= timestamp '" + UTC.format(interval.start()) + "' and " + column + " < timestamp '"
                + UTC.format(interval.end()) + "'";
    }
}
