package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.BatchStrategy.Receiving;
import dev.ashlar.plan.RowStatement.KeyEquality;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The staged rows of an incremental model, whose key may tell which rows of the table they replace. */
record KeyedBatch(Assignment work, Incremental incremental) {

    RelationName name() {
        return work.names().batch();
    }

    List<ColumnName> keys() {
        return incremental.uniqueKey();
    }

    KeyFaults faults() {
        return new KeyFaults(work.node(), keys());
    }

    KeyEquality equality() {
        return incremental.nullKeys() == NullKeys.ALLOWED ? new KeyEquality.NullSafe(zeros()) : new KeyEquality.Plain();
    }

    private List<String> zeros() {
        return keys().stream()
                .map(key -> work.state()
                        .published()
                        .flatMap(table -> table.find(key))
                        .flatMap(column -> work.context().types().zero(column.type()))
                        .orElse(""))
                .toList();
    }

    /** Asks for rows without a key, where there is one and it has to be there. */
    List<Question> nullKeys() {
        return keys().isEmpty() || incremental.nullKeys() == NullKeys.ALLOWED
                ? List.of()
                : List.of(faults().nulls(name()));
    }

    Statement insert(Receiving receiving) {
        return new RowStatement.InsertFrom(
                receiving.name(),
                receiving.written(),
                "select " + KeyMatch.list(receiving.written()) + "\nfrom " + name());
    }

    /** The batch and all rows of the table. */
    String besides(List<CatalogColumn> brought, CatalogRelation table) {
        List<ColumnName> names = brought.stream().map(CatalogColumn::name).toList();
        List<String> kept = new ArrayList<>();
        for (CatalogColumn column : brought) {
            kept.add(table.find(column.name()).isPresent() ? "kept." + column.name() : "null");
        }
        return "select " + KeyMatch.list(names) + "\nfrom " + name() + "\nunion all\nselect " + String.join(", ", kept)
                + "\nfrom " + standing(brought, table) + " as kept";
    }

    /** The rows of the table; what is cast to another nature with the batch is so here as well. */
    private String standing(List<CatalogColumn> brought, CatalogRelation table) {
        List<String> columns = new ArrayList<>();
        boolean cast = false;
        for (CatalogColumn present : table.columns()) {
            Optional<CatalogColumn> other = SchemaChange.find(brought, present.name())
                    .filter(one -> work.context()
                            .types()
                            .join(present.type(), one.type())
                            .isEmpty());
            cast |= other.isPresent();
            columns.add(other.map(one -> "cast(" + present.name() + " as " + one.type() + ") as " + present.name())
                    .orElse(present.name().quoted()));
        }
        return cast
                ? "(select " + String.join(", ", columns) + " from " + work.name() + ")"
                : work.name().quoted();
    }

    /** The batch and the rows of the table whose key it does not have. */
    String insteadOf(List<CatalogColumn> brought, CatalogRelation table) {
        if (keys().isEmpty()) return besides(brought, table);
        return besides(brought, table) + "\nwhere not exists (select 1 from " + name() + " as batch where "
                + KeyMatch.equal("batch", "kept", keys(), equality()) + ")";
    }
}
