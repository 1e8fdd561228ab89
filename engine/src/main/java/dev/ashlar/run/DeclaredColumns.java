package dev.ashlar.run;

import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.Planners;
import dev.ashlar.report.CatalogColumn;
import java.util.List;
import java.util.Optional;

/** Columns of queries as the properties files describe them. */
final class DeclaredColumns {
    private DeclaredColumns() {}

    /** Empty unless there are columns and each has its type. */
    static Optional<List<CatalogColumn>> of(Node node) {
        List<Column> columns = switch (node) {
            case Node.Model m -> m.build().columns();
            case Node.Snapshot s ->
                s.build().columns().stream()
                        .filter(c -> Planners.added(s).stream()
                                .noneMatch(added -> added.name().sameAs(c.name())))
                        .toList();
            case Node.Seed s -> s.build().columns();
            case Node.Source s -> s.columns();
            case Node.DataTest t -> List.of();
            case Node.UnitTest t -> List.of();
            case Node.Analysis a -> List.of();
            case Node.Exposure e -> List.of();
        };
        if (columns.isEmpty() || columns.stream().anyMatch(c -> c.dataType().isEmpty())) return Optional.empty();
        return Optional.of(columns.stream()
                .map(c -> new CatalogColumn(c.name(), c.dataType().orElseThrow(), Optional.empty()))
                .toList());
    }
}
