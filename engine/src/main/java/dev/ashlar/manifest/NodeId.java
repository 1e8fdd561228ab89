package dev.ashlar.manifest;

import java.util.Objects;

/**
 * Unique id of a node in dbt's form, for example {@code model.storefront.dim_customers} or {@code
 * source.storefront.shop.orders}.
 */
public record NodeId(NodeKind kind, String value) implements Comparable<NodeId> {
    public NodeId {
        Objects.requireNonNull(kind);
        if (!value.startsWith(kind.word() + ".")) {
            throw new IllegalArgumentException("A node id of kind " + kind + " cannot be '" + value + "'");
        }
    }

    /** @param parts package, name and whatever else tells the node from its namesakes, for example a version */
    public static NodeId of(NodeKind kind, String... parts) {
        return new NodeId(kind, kind.word() + "." + String.join(".", parts));
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
