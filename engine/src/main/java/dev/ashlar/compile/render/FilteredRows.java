package dev.ashlar.compile.render;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.port.NodeTask.Reading;
import dev.ashlar.port.TemplateScope.Printed;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Puts a SELECT of some of its rows in the place of a relation. */
public final class FilteredRows {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private FilteredRows() {}

    /**
     * @param whole how the node prints without
     * @param session asked for the node's columns where the configuration names one otherwise than in lower case
     */
    public static Printed of(Node read, Printed whole, Reading reading, WarehouseSession session) {
        Optional<String> condition =
                condition(read, reading, name -> spelled(name, "select * from " + table(whole), session));
        return condition
                .map(where -> new Printed(
                        "(select * from " + table(whole) + " where " + where + ")", whole.relation(), whole.sql()))
                .orElse(whole);
    }

    /** As the rows spell it: engines that tell quoted names apart by case store those in lower case that nobody quoted. */
    private static ColumnName spelled(ColumnName name, String rows, WarehouseSession session) {
        if (name.name().equals(name.name().toLowerCase(Locale.ROOT))) return name;
        try {
            return session.describe(rows).stream()
                    .map(CatalogColumn::name)
                    .filter(name::sameAs)
                    .findFirst()
                    .orElse(name);
        } catch (WarehouseException | DiagnosticException e) {
            // nothing to read, or nobody to ask: whoever reads it says so
            return name;
        }
    }

    private static String table(Printed whole) {
        return whole.sql().startsWith("(")
                ? whole.sql() + " as " + RelationName.quote(whole.relation().identifier())
                : whole.sql();
    }

    /** Empty for all rows. */
    private static Optional<String> condition(Node read, Reading reading, UnaryOperator<ColumnName> spelling) {
        return switch (reading) {
            case Reading.Everything r -> Optional.empty();
            case Reading.Nothing r -> Optional.of("false");
            case Reading.Batch batch -> condition(read, batch.rows(), spelling);
            case Reading.Within within ->
                read.header()
                        .config()
                        .text("event_time")
                        .filter(column -> !column.isBlank())
                        .map(column -> condition(spelling.apply(new ColumnName(column)), within.interval()));
        };
    }

    private static String condition(ColumnName column, TimeInterval interval) {
        return column + " >= timestamp '" + UTC.format(interval.start()) + "' and " + column + " < timestamp '"
                + UTC.format(interval.end()) + "'";
    }
}
