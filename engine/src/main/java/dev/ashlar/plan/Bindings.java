package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogRelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What hangs on a relation and must be dealt with when another takes its place, with all that is needed to make it again.
 * Read right before the relation is replaced, and before anything is renamed: definitions follow names afterwards.
 *
 * @param views bound to it, directly or through other views; each stands behind those it reads
 * @param keys foreign keys that refer to it, and its own; none that refers to its own table
 * @param obstacles whatever else keeps it, or one of the views, from being dropped
 */
public record Bindings(List<BoundView> views, List<ForeignKey> keys, List<Obstacle> obstacles) {
    public static final Bindings NONE = new Bindings(List.of(), List.of(), List.of());

    public Bindings {
        views = List.copyOf(views);
        keys = List.copyOf(keys);
        obstacles = List.copyOf(obstacles);
    }

    /**
     * A view or materialized view.
     *
     * @param relation with its comments, and the relations it reads directly as {@code references}
     * @param definition its SELECT
     * @param owner the role that owns it
     * @param authority whether the session may act for the owner
     * @param uses columns it reads of the relation that is to be replaced
     * @param rowType whether one of its columns is a whole row of the relation that is to be replaced
     * @param options as in {@code security_barrier=true}
     * @param additions statements that make its indexes and the like again
     * @param contents of a materialized view
     */
    public record BoundView(
            CatalogRelation relation,
            String definition,
            String owner,
            Authority authority,
            List<ColumnName> uses,
            RowType rowType,
            List<String> options,
            List<String> additions,
            Contents contents) {
        public BoundView {
            uses = List.copyOf(uses);
            options = List.copyOf(options);
            additions = List.copyOf(additions);
        }

        public RelationName name() {
            return relation.name();
        }

        /** Each view behind those it reads; no engine lets one read itself, however indirectly. */
        public static List<BoundView> innermostFirst(List<BoundView> views) {
            List<BoundView> left = new ArrayList<>(views);
            List<BoundView> ordered = new ArrayList<>();
            while (!left.isEmpty()) {
                Set<String> waiting =
                        left.stream().map(view -> Catalog.key(view.name())).collect(Collectors.toSet());
                BoundView next = left.stream()
                        .filter(view -> view.relation().references().stream()
                                .noneMatch(read -> waiting.contains(Catalog.key(read))))
                        .findFirst()
                        .orElseThrow();
                ordered.add(next);
                left.remove(next);
            }
            return ordered;
        }
    }

    public enum Authority {
        HELD,
        LACKING,
        /** The session may act for the owner, but make nothing in the schema. */
        SCHEMA_CLOSED
    }

    public enum RowType {
        UNUSED,
        USED
    }

    public enum Contents {
        /** A plain view. */
        NONE,
        FILLED,
        /** A materialized view that was never filled. */
        UNFILLED
    }

    /**
     * @param table the one whose rows refer
     * @param referenced the one referred to
     * @param referencedColumns columns of the latter
     * @param definition text behind {@code add constraint name}
     * @param owner of the referring table
     */
    public record ForeignKey(
            String name,
            RelationName table,
            List<ColumnName> columns,
            RelationName referenced,
            List<ColumnName> referencedColumns,
            String definition,
            String owner,
            Authority authority) {
        public ForeignKey {
            columns = List.copyOf(columns);
            referencedColumns = List.copyOf(referencedColumns);
        }
    }

    /**
     * Something that cannot be made again: a rule or trigger of a view, a function that takes a relation's rows, a table that
     * inherits.
     *
     * @param of the relation that it hangs on
     * @param thing as the engine names it
     */
    public record Obstacle(RelationName of, String thing) {}

    public boolean isEmpty() {
        return views.isEmpty() && keys.isEmpty() && obstacles.isEmpty();
    }
}
