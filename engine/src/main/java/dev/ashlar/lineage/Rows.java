package dev.ashlar.lineage;

import dev.ashlar.manifest.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * What a relation or a query gives.
 *
 * @param filters columns that decide which rows there are
 * @param unknown why there may be other columns; empty where these are all
 * @param rest the node whose columns the others are, under their own names, where that is sure
 */
record Rows(List<Value> columns, Trace filters, Optional<String> unknown, Optional<NodeId> rest) {
    Rows {
        columns = List.copyOf(columns);
    }

    Rows(List<Value> columns, Trace filters, Optional<String> unknown) {
        this(columns, filters, unknown, Optional.empty());
    }

    static Rows of(List<Value> columns, Trace filters) {
        return new Rows(columns, filters, Optional.empty());
    }

    static Rows unknown(String reason) {
        return new Rows(List.of(), new Trace(), Optional.of(reason));
    }

    Rows with(List<Value> others) {
        return new Rows(others, filters, unknown, rest);
    }

    /** Whether a name that is not among the columns is surely not there. */
    boolean closed() {
        return unknown.isEmpty() && columns.stream().allMatch(column -> column.named() == Value.Naming.SURE);
    }
}
