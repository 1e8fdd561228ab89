package dev.ashlar.redshiftfront;

import java.util.List;
import java.util.Map;

/**
 * What Postgres does not have of a table.
 *
 * @param diststyle {@code auto}, {@code even}, {@code all}, {@code key}, or empty where nothing was said
 * @param distkey the column, or empty
 * @param sortstyle {@code compound}, {@code interleaved}, {@code auto}, {@code none}, or empty
 * @param encode encodings by column
 * @param encodeAuto whether {@code encode auto} was said of the table
 * @param backup false after {@code backup no}
 * @param autoRefresh of a materialized view
 * @param keys primary, unique and foreign keys: declared, never enforced
 */
public record TableLayout(
        String diststyle,
        String distkey,
        String sortstyle,
        List<String> sortkeys,
        Map<String, String> encode,
        boolean encodeAuto,
        boolean backup,
        boolean autoRefresh,
        List<Key> keys) {
    /** @param kind {@code primary key}, {@code unique} or {@code foreign key} */
    public record Key(String name, String kind, List<String> columns, String references) {}

    public static final TableLayout NONE =
            new TableLayout("", "", "", List.of(), Map.of(), false, true, false, List.of());
}
