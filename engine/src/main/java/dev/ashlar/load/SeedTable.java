package dev.ashlar.load;

import dev.ashlar.report.CatalogColumn;
import java.util.List;

/**
 * A seed as read from its file.
 *
 * @param columns with the type that the user fixed, or else the one that was found
 * @param rows read from the file at each iteration; values as {@code WarehouseSession.load} takes them
 */
public record SeedTable(List<CatalogColumn> columns, long count, Iterable<List<Object>> rows) {
    public SeedTable {
        columns = List.copyOf(columns);
    }
}
