package dev.ashlar.load;

import dev.ashlar.load.Taking.OnNewColumns;
import dev.ashlar.load.format.Wanted;
import dev.ashlar.load.format.Wanted.Form;
import dev.ashlar.load.reading.DateSigns;
import dev.ashlar.load.reading.FieldPattern;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.FieldPath;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.ColumnType;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import dev.ashlar.plan.LoadStatement.Reading;
import dev.ashlar.report.CatalogRelation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The columns that a source's files are loaded into, by the header under which a file has them.
 *
 * @param byHeader ignoring case
 * @param paths columns whose values stand within fields, by the path's text also in {@code byHeader}
 * @param known whether the user or the table says the columns; else the files do
 */
record TargetColumns(
        Map<String, LoadedColumn> byHeader, List<LoadedColumn> columns, List<FieldPath> paths, boolean known) {
    private static final Set<String> OWN = Set.of("_file", "_row", "_loaded_at", "_batch_id", "_row_hash");

    static TargetColumns of(
            Node.Source source, LoadOptions options, Optional<CatalogRelation> table, EngineReading reading) {
        Map<String, LoadedColumn> byHeader = new LinkedHashMap<>();
        List<FieldPath> paths = new ArrayList<>();
        for (Column column : source.columns()) {
            if (OWN.contains(column.name().name().toLowerCase(Locale.ROOT))) continue;
            String type = reading.word(column.dataType().orElse("varchar"));
            column.path().ifPresent(paths::add);
            byHeader.put(
                    column.path()
                            .map(FieldPath::toString)
                            .or(column::header)
                            .orElse(column.name().name()),
                    column(column.name(), type, reading.declared(column.name(), type), options));
        }
        boolean open = byHeader.isEmpty() || options.taking().onNewColumns() == OnNewColumns.ADD;
        if (open && table.isPresent()) {
            Set<LoadedColumn> named = Set.copyOf(byHeader.values());
            table.get().columns().stream()
                    .filter(c -> !OWN.contains(c.name().name().toLowerCase(Locale.ROOT)))
                    .filter(c -> named.stream().noneMatch(n -> n.name().sameAs(c.name())))
                    .forEach(c ->
                            byHeader.put(c.name().name(), column(c.name(), c.type(), reading.declared(c), options)));
        }
        return new TargetColumns(
                ignoringCase(byHeader), List.copyOf(byHeader.values()), List.copyOf(paths), !byHeader.isEmpty());
    }

    boolean hasAll(List<String> headers) {
        return headers.stream().allMatch(header -> find(header).isPresent());
    }

    /** With columns that only the files have. */
    TargetColumns with(TargetColumns added) {
        Map<String, LoadedColumn> all = new LinkedHashMap<>(byHeader);
        all.putAll(added.byHeader());
        List<LoadedColumn> inOrder = new ArrayList<>(columns);
        inOrder.addAll(added.columns());
        return new TargetColumns(ignoringCase(all), inOrder, paths, known);
    }

    private static Map<String, LoadedColumn> ignoringCase(Map<String, LoadedColumn> map) {
        Map<String, LoadedColumn> out = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        out.putAll(map);
        return out;
    }

    static LoadedColumn column(ColumnName name, String type, String declared, LoadOptions options) {
        ColumnType read = shape(type);
        Optional<DateSigns> signs = options.signs(read);
        return new LoadedColumn(
                name,
                type,
                declared,
                reading(read),
                signs.map(DateSigns::text),
                FieldPattern.of(read, signs),
                read instanceof ColumnType.Text text ? text.longest() : Optional.empty());
    }

    /** An engine's own timestamps are read like the others. */
    static ColumnType shape(String type) {
        ColumnType known = ColumnType.of(type);
        return known instanceof ColumnType.Other
                        && type.strip().toLowerCase(Locale.ROOT).startsWith("timestamp")
                ? new ColumnType.Moment(ColumnType.Zone.NONE)
                : known;
    }

    private static Reading reading(ColumnType type) {
        return switch (type) {
            case ColumnType.Text t -> Reading.TEXT;
            case ColumnType.Fraction f -> Reading.FRACTION;
            case ColumnType.Day d -> Reading.DAY;
            case ColumnType.Moment m -> Reading.MOMENT;
            case ColumnType.Whole w -> Reading.CAST;
            case ColumnType.Decimal d -> Reading.CAST;
            case ColumnType.Flag f -> Reading.CAST;
            case ColumnType.Clock c -> Reading.CLOCK;
            case ColumnType.Json j -> Reading.JSON;
            case ColumnType.Other o -> Reading.CAST;
        };
    }

    /** Of a file without {@code columns:}: lower case, other signs become {@code _}. */
    static String plainName(String header) {
        return header.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_]", "_");
    }

    /** Whether files may not bring the column, since every loaded table has one of its own. */
    static boolean isOwn(String header) {
        return OWN.contains(plainName(header));
    }

    /** The column of a header, or empty when the table does not take it. */
    Optional<LoadedColumn> find(String header) {
        LoadedColumn column = byHeader.get(header);
        return Optional.ofNullable(column != null ? column : byHeader.get(plainName(header)));
    }

    /** What the columns ask of records that name their fields themselves. */
    Wanted wanted() {
        return new Wanted(paths, name -> find(name).map(TargetColumns::form).orElse(Form.UNASKED));
    }

    private static Form form(LoadedColumn column) {
        return switch (shape(column.type())) {
            case ColumnType.Json j -> Form.JSON;
            case ColumnType.Whole w -> Form.NUMBER;
            case ColumnType.Decimal d -> Form.NUMBER;
            case ColumnType.Fraction f -> Form.TEXT;
            case ColumnType.Flag f -> Form.TEXT;
            case ColumnType.Day d -> Form.TEXT;
            case ColumnType.Clock c -> Form.TEXT;
            case ColumnType.Moment m -> Form.TEXT;
            case ColumnType.Text t -> Form.TEXT;
            case ColumnType.Other o -> Form.TEXT;
        };
    }

    List<String> headersOf(List<LoadedColumn> some) {
        List<String> headers = new ArrayList<>();
        byHeader.forEach((header, column) -> {
            if (some.contains(column)) headers.add(header);
        });
        return headers;
    }
}
