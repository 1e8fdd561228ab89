package dev.ashlar.report;

import dev.ashlar.manifest.ColumnName;
import java.util.Optional;

/** @param type as the engine spells it, with length or precision */
public record CatalogColumn(ColumnName name, String type, Optional<String> comment) {
    public static CatalogColumn of(String name, String type) {
        return new CatalogColumn(new ColumnName(name), type, Optional.empty());
    }
}
