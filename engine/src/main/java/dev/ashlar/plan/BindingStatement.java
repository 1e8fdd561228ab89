package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import java.util.List;

/** What keeps alive the views and keys that hang on a table while another takes its place. */
public sealed interface BindingStatement extends Statement {
    /**
     * Binds a view to the relations that bear the names in its definition now. It stays the same view for whoever reads it.
     *
     * @param options as in {@code security_barrier=true}
     * @param definition as the catalog gave it
     */
    record RebindView(RelationName view, List<String> options, String definition) implements BindingStatement {
        public RebindView {
            options = List.copyOf(options);
        }
    }

    /** Makes a dropped view again. @param definition as the catalog gave it */
    record RecreateView(RelationName view, List<String> options, String definition) implements BindingStatement {
        public RecreateView {
            options = List.copyOf(options);
        }
    }

    /** Makes a dropped materialized view again. @param definition as the catalog gave it */
    record RecreateMaterializedView(
            RelationName view, List<String> options, String definition, Bindings.Contents contents)
            implements BindingStatement {
        public RecreateMaterializedView {
            options = List.copyOf(options);
        }
    }

    /** A statement that the catalog gave: it makes an index or the like of a relation again. */
    record Restore(RelationName relation, String text) implements BindingStatement {}

    /** @param definition text behind {@code add constraint name}, as the catalog gave it */
    record AddForeignKey(RelationName table, String name, String definition) implements BindingStatement {}

    record DropForeignKey(RelationName table, String name) implements BindingStatement {}
}
