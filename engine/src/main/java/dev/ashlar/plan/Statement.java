package dev.ashlar.plan;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.RelationName;
import java.util.Optional;

/**
 * One statement to send to a warehouse. Each record is worded by one template {@code sql/<engine>/<snake_case>.sql.ftl},
 * engine first, then {@code ansi}. A template branches only on its own record's fields.
 */
public sealed interface Statement
        permits AccessStatement,
                BindingStatement,
                ColumnStatement,
                CommentStatement,
                HistoryStatement,
                IntervalStatement,
                LoadStatement,
                MarkerStatement,
                RelationStatement,
                RowStatement,
                Statement.RawSql,
                TransactionStatement {
    /** The temporary table that the statement makes and that lives as long as its session; most make none. */
    default Optional<RelationName> temporaryTable() {
        return Optional.empty();
    }

    /**
     * A statement of the user: a hook, a custom strategy. What it did is not known, so the catalog entry of the node is
     * read again after it.
     *
     * @param map from positions in the text to the template
     * @param moves what its rows are to the node
     */
    record RawSql(String text, SourceLocation origin, SourceMap map, MovedRows moves) implements Statement {
        public RawSql(String text, SourceLocation origin, SourceMap map) {
            this(text, origin, map, MovedRows.NONE);
        }

        public RawSql(String text, SourceLocation origin) {
            this(text, origin, SourceMap.EMPTY);
        }

        RawSql moving(MovedRows rows) {
            return new RawSql(text, origin, map, rows);
        }
    }
}
