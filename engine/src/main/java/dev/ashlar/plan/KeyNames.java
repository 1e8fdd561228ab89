package dev.ashlar.plan;

import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Constraint;
import dev.ashlar.manifest.Node.Contract;
import dev.ashlar.manifest.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The names of the keys that a contract declares, where an index stands behind each and its name is taken for the whole
 * schema. A candidate's keys have names of their own and get the published ones once the old table is gone. One that the
 * user did not name is named as the engine would name it on the published table.
 */
final class KeyNames {
    private final Assignment work;

    KeyNames(Assignment work) {
        this.work = work;
    }

    private boolean taken() {
        return work.can(EngineCapability.KEYS_TAKE_NAMES) && work.build().contract() == Contract.ENFORCED;
    }

    /** The name that a constraint gets on the candidate; empty where the engine may name it. */
    Optional<String> onCandidate(Constraint constraint, List<ColumnName> columns) {
        if (!taken()) return constraint.name();
        return published(constraint, columns)
                .map(name -> held(name, work.names().candidate()))
                .or(constraint::name);
    }

    /** What gives the keys of a relation the names that belong to its new name. */
    List<Statement> follow(RelationName from, RelationName to) {
        if (!taken()) return List.of();
        return published().stream()
                .<Statement>map(name -> new RelationStatement.RenameIndex(to, held(name, from), held(name, to)))
                .toList();
    }

    private List<String> published() {
        List<String> names = new ArrayList<>();
        for (Column column : work.build().columns()) {
            column.constraints()
                    .forEach(k -> published(k, List.of(column.name())).ifPresent(names::add));
        }
        work.build().constraints().forEach(k -> published(k, k.columns()).ifPresent(names::add));
        return names.stream().distinct().toList();
    }

    private Optional<String> published(Constraint constraint, List<ColumnName> columns) {
        return switch (constraint.kind()) {
            case PRIMARY_KEY -> Optional.of(constraint.name().orElseGet(() -> shortened("_pkey")));
            case UNIQUE ->
                Optional.of(constraint
                        .name()
                        .orElseGet(() -> shortened(
                                columns.stream().map(ColumnName::name).collect(Collectors.joining("_", "_", "_key")))));
            // may be an exclusion, which has an index too
            case CUSTOM -> constraint.name();
            case NOT_NULL, CHECK, FOREIGN_KEY -> Optional.empty();
        };
    }

    private String shortened(String suffix) {
        return CandidateNames.shortened(
                work.name().identifier() + suffix, "", work.context().identifierLimit());
    }

    private String held(String name, RelationName holder) {
        if (holder.equals(work.name())) return name;
        String suffix = holder.equals(work.names().failed()) ? "__failed" : "__new";
        return CandidateNames.shortened(name, suffix, work.context().identifierLimit());
    }
}
