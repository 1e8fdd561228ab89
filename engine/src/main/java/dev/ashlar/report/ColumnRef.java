package dev.ashlar.report;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.NodeId;
import java.util.Objects;

/**
 * A column of a node.
 *
 * @param column in the spelling of {@link NodeLineage#columns()} of that node, so that equal references mean one column
 */
public record ColumnRef(NodeId node, ColumnName column) implements Comparable<ColumnRef> {
    public ColumnRef {
        Objects.requireNonNull(node);
        Objects.requireNonNull(column);
    }

    public static ColumnRef of(NodeId node, String column) {
        return new ColumnRef(node, new ColumnName(column));
    }

    @Override
    public int compareTo(ColumnRef other) {
        int byNode = node.compareTo(other.node);
        return byNode != 0 ? byNode : column.name().compareTo(other.column.name());
    }

    @Override
    public String toString() {
        return node + "." + column.name();
    }
}
