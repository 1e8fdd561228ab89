package dev.ashlar.load;

import dev.ashlar.report.CatalogColumn;
import java.util.List;
import java.util.OptionalLong;

/**
 * A seed as read from its file.
 *
 * @param columns with the type that the user fixed, or else the one that was found
 * @param longest for each column, the bytes of its longest text in UTF-8; empty where the user fixed the type or the values
 *     are no texts
 * @param rows read from the file at each iteration; values as {@code WarehouseSession.load} takes them
 */
public record SeedTable(
        List<CatalogColumn> columns, List<OptionalLong> longest, long count, Iterable<List<Object>> rows) {
    public SeedTable {
        columns = List.copyOf(columns);
        longest = List.copyOf(longest);
    }
}
