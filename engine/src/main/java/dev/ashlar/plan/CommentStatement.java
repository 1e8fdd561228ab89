package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;

/** What the catalog tells readers about a relation and its columns. */
public sealed interface CommentStatement extends Statement {
    record CommentOnTable(RelationName table, String comment) implements CommentStatement {}

    record CommentOnView(RelationName view, String comment) implements CommentStatement {}

    record CommentOnMaterializedView(RelationName view, String comment) implements CommentStatement {}

    record CommentOnColumn(RelationName relation, ColumnName column, String comment) implements CommentStatement {}
}
