package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.CatalogColumn;

/** What changes the columns of a table that stands. */
public sealed interface ColumnStatement extends Statement {
    record AddColumn(RelationName table, CatalogColumn column) implements ColumnStatement {}

    record DropColumn(RelationName table, ColumnName column) implements ColumnStatement {}

    /** To a type that holds every value of the present one. */
    record WidenColumn(RelationName table, ColumnName column, String type) implements ColumnStatement {}

    /** To any other type, by a cast that fails where a value does not fit. */
    record RetypeColumn(RelationName table, ColumnName column, String type) implements ColumnStatement {}

    /** Sets a column of every row. @param expression SQL over the row */
    record SetColumn(RelationName table, ColumnName column, String expression) implements ColumnStatement {}
}
