package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.RelationName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What makes, renames and removes schemas, tables, views and indexes. */
public sealed interface RelationStatement extends Statement {
    record CreateSchema(String schema) implements RelationStatement {}

    /** Nothing where the schema lacks; fails where anything is left in it. */
    record DropSchema(String schema) implements RelationStatement {}

    /** @param sqlHeader text to put before the statement; empty for none */
    record CreateTableAs(RelationName table, String sql, Layout layout, String sqlHeader)
            implements RelationStatement {}

    /**
     * Takes the place of a temporary table of that name.
     *
     * @param table a relation without schema
     */
    record CreateTemporaryTableAs(RelationName table, String sql, String sqlHeader) implements RelationStatement {
        @Override
        public Optional<RelationName> temporaryTable() {
            return Optional.of(table);
        }
    }

    /** @param constraints worded by the planner in standard SQL, one table constraint each */
    record CreateTable(RelationName table, List<ColumnDefinition> columns, List<String> constraints, Layout layout)
            implements RelationStatement {
        public CreateTable {
            columns = List.copyOf(columns);
            constraints = List.copyOf(constraints);
        }
    }

    /** @param constraints of the column: {@code not null}, {@code check (...)} */
    record ColumnDefinition(ColumnName name, String type, List<String> constraints) {
        public ColumnDefinition {
            constraints = List.copyOf(constraints);
        }
    }

    /** Fails when the name is taken. */
    record CreateView(RelationName view, String sql, Layout layout, String sqlHeader) implements RelationStatement {}

    /** Puts a view in the place of a view, in one statement. */
    record ReplaceView(RelationName view, String sql, Layout layout, String sqlHeader) implements RelationStatement {}

    record RenameTable(RelationName from, RelationName to) implements RelationStatement {}

    record RenameView(RelationName from, RelationName to) implements RelationStatement {}

    record DropTable(RelationName table) implements RelationStatement {}

    record DropView(RelationName view) implements RelationStatement {}

    /** For leftovers that may be there or not. */
    record DropTableIfExists(RelationName table) implements RelationStatement {}

    record DropViewIfExists(RelationName view) implements RelationStatement {}

    /** Fails when the name is taken. */
    record CreateMaterializedView(RelationName view, String sql, Layout layout, String sqlHeader)
            implements RelationStatement {}

    record RenameMaterializedView(RelationName from, RelationName to) implements RelationStatement {}

    record DropMaterializedView(RelationName view) implements RelationStatement {}

    /** For leftovers that may be there or not. */
    record DropMaterializedViewIfExists(RelationName view) implements RelationStatement {}

    record RefreshMaterializedView(RelationName view, Refresh refresh) implements RelationStatement {}

    enum Refresh {
        /** Readers wait. */
        PLAIN,
        /** Readers go on reading the old rows. */
        CONCURRENT
    }

    /**
     * @param table the index's, in the schema of the index
     * @param from without schema
     */
    record RenameIndex(RelationName table, String from, String to) implements RelationStatement {}

    /**
     * Gives all indexes of a table other names, whoever made them, where no two of a schema may share one.
     *
     * @param from what is taken off the end of their names; may be empty
     * @param to what is put there; may be empty
     */
    record RenameIndexes(RelationName table, String from, String to) implements RelationStatement {}

    /** @param name of the index, without schema */
    record DropIndex(RelationName table, String name) implements RelationStatement {}

    /** @param spec the value of the adapter's layout key, one entry of {@code indexes} */
    record CreateIndex(RelationName table, String name, Map<String, Object> spec) implements RelationStatement {}

    /** Brings the statistics of a table up to date. */
    record Analyze(RelationName table) implements RelationStatement {}
}
