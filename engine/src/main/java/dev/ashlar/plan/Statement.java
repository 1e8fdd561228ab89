package dev.ashlar.plan;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.CatalogColumn;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One statement to send to a warehouse. Each record is worded by one template {@code sql/<engine>/<snake_case>.sql.ftl},
 * engine first, then {@code ansi}. A template branches only on its own record's fields.
 */
public sealed interface Statement {

    record Begin() implements Statement {}

    record Commit() implements Statement {}

    record Rollback() implements Statement {}

    record CreateSchema(String schema) implements Statement {}

    /** @param sqlHeader text to put before the statement; empty for none */
    record CreateTableAs(RelationName table, String sql, Layout layout, String sqlHeader) implements Statement {}

    /** @param table a relation without schema */
    record CreateTemporaryTableAs(RelationName table, String sql, String sqlHeader) implements Statement {}

    /** @param constraints worded by the planner in standard SQL, one table constraint each */
    record CreateTable(RelationName table, List<ColumnDefinition> columns, List<String> constraints, Layout layout)
            implements Statement {
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
    record CreateView(RelationName view, String sql, Layout layout, String sqlHeader) implements Statement {}

    /** Puts a view in the place of a view, in one statement. */
    record ReplaceView(RelationName view, String sql, Layout layout, String sqlHeader) implements Statement {}

    record RenameTable(RelationName from, RelationName to) implements Statement {}

    record RenameView(RelationName from, RelationName to) implements Statement {}

    record DropTable(RelationName table) implements Statement {}

    record DropView(RelationName view) implements Statement {}

    /** For leftovers that may be there or not. */
    record DropTableIfExists(RelationName table) implements Statement {}

    record DropViewIfExists(RelationName view) implements Statement {}

    record InsertFrom(RelationName target, List<ColumnName> columns, String sql) implements Statement {
        public InsertFrom {
            columns = List.copyOf(columns);
        }
    }

    /** Deletes the rows of the target whose key stands in the batch. */
    record DeleteMatching(
            RelationName target,
            RelationName batch,
            List<ColumnName> keys,
            KeyEquality equality,
            List<String> predicates)
            implements Statement {
        public DeleteMatching {
            keys = List.copyOf(keys);
            predicates = List.copyOf(predicates);
        }
    }

    /** Updates matching rows and inserts the rest. */
    record MergeInto(
            RelationName target,
            RelationName batch,
            List<ColumnName> keys,
            KeyEquality equality,
            List<ColumnName> updated,
            List<ColumnName> inserted,
            List<String> predicates)
            implements Statement {
        public MergeInto {
            keys = List.copyOf(keys);
            updated = List.copyOf(updated);
            inserted = List.copyOf(inserted);
            predicates = List.copyOf(predicates);
        }
    }

    /** How keys are compared: plainly where no key is null, else null equals null. */
    enum KeyEquality {
        PLAIN,
        NULL_SAFE
    }

    record AddColumn(RelationName table, CatalogColumn column) implements Statement {}

    record DropColumn(RelationName table, ColumnName column) implements Statement {}

    /** To a type that holds every value of the present one. */
    record WidenColumn(RelationName table, ColumnName column, String type) implements Statement {}

    /** @param spec the value of the adapter's layout key, one entry of {@code indexes} */
    record CreateIndex(RelationName table, String name, Map<String, Object> spec) implements Statement {}

    record Grant(RelationName relation, String privilege, List<String> grantees) implements Statement {
        public Grant {
            grantees = List.copyOf(grantees);
        }
    }

    record CommentOnTable(RelationName table, String comment) implements Statement {}

    record CommentOnView(RelationName view, String comment) implements Statement {}

    record CommentOnColumn(RelationName relation, ColumnName column, String comment) implements Statement {}

    /**
     * Says that this relation is ours and as of which attempt: the last statement of every writing transaction.
     *
     * @param markers the table of markers
     */
    record RecordMarker(
            RelationName markers,
            RelationName relation,
            NodeId node,
            String attempt,
            String invocationId,
            String checksum,
            Instant at)
            implements Statement {}

    record ForgetMarker(RelationName markers, RelationName relation) implements Statement {}

    /**
     * A statement of the user: a hook, a custom strategy. What it did is not known, so the catalog entry of the node is
     * read again after it.
     */
    record RawSql(String text, SourceLocation origin) implements Statement {}
}
