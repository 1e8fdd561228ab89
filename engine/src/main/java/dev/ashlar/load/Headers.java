package dev.ashlar.load;

import dev.ashlar.load.format.FileFault;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import dev.ashlar.plan.LoadStatement.StagedField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a file has the columns of the table.
 *
 * @param places of the columns that the file has, by column, in the order of the table; 0-based
 * @param unknown headers that the table does not take
 * @param missing headers that the file lacks
 * @param order whether the columns stand in the order of the table
 */
record Headers(Map<LoadedColumn, Integer> places, List<String> unknown, List<String> missing, Order order) {
    private static final int MOST_SHOWN = 200;

    enum Order {
        AS_THE_TABLE,
        OTHER
    }

    /**
     * @param row where the header stands
     * @param folders headers that stand in the names of folders, and so in no order
     * @throws FileFault when a column stands twice or there is none of the table's
     */
    static Headers of(List<String> header, long row, Set<String> folders, TargetColumns target) {
        Map<LoadedColumn, Integer> met = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            Optional<LoadedColumn> column = target.find(header.get(i));
            if (column.isEmpty()) unknown.add(header.get(i));
            else if (met.putIfAbsent(column.get(), i) != null) {
                boolean folder = folders.stream().anyMatch(header.get(i)::equalsIgnoreCase);
                throw new FileFault(
                        row,
                        "the column '" + header.get(i) + "' stands "
                                + (folder
                                        ? "in the name of its folder and in some of its records"
                                        : "twice in its header"),
                        null);
            }
        }
        if (met.isEmpty()) {
            throw new FileFault(row, "its header (" + shown(header) + ") has none of the columns of the source", null);
        }
        Map<LoadedColumn, Integer> places = new LinkedHashMap<>();
        List<LoadedColumn> missing = new ArrayList<>();
        Order order = Order.AS_THE_TABLE;
        int last = -1;
        for (LoadedColumn column : target.columns()) {
            Integer place = met.get(column);
            if (place == null) {
                missing.add(column);
                continue;
            }
            places.put(column, place);
            if (folders.contains(header.get(place))) continue;
            if (place < last) order = Order.OTHER;
            last = place;
        }
        return new Headers(places, unknown, target.headersOf(missing), order);
    }

    /** As much as people read: of a file that is no csv the header may be anything. */
    private static String shown(List<String> header) {
        String all = String.join(", ", header);
        return all.length() <= MOST_SHOWN ? all : all.substring(0, MOST_SHOWN) + "…";
    }

    /** For files without a header: the columns in the order of the table. */
    static Headers byPlace(TargetColumns target) {
        Map<LoadedColumn, Integer> places = new LinkedHashMap<>();
        for (LoadedColumn column : target.columns()) places.put(column, places.size());
        return new Headers(places, List.of(), List.of(), Order.AS_THE_TABLE);
    }

    /** The name under which a field stands in a table of texts. */
    static ColumnName field(int place) {
        return new ColumnName("f" + place);
    }

    /** The places of the table's columns; negative for those that the file does not have. */
    List<Integer> inOrder(TargetColumns target) {
        return target.columns().stream()
                .map(column -> places.getOrDefault(column, -1))
                .toList();
    }

    List<StagedField> fields(TargetColumns target) {
        return target.columns().stream()
                .map(column -> new StagedField(
                        column, Optional.ofNullable(places.get(column)).map(Headers::field)))
                .toList();
    }
}
