package dev.ashlar.report;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.NodeId;
import java.util.Optional;

/**
 * One step of a path through columns.
 *
 * @param to the node that reads {@code from}
 * @param column its column that holds the values; empty where {@code from} only filters
 * @param distance of this step from the column that was asked about; 1 for its own parents or children
 */
public record ColumnEdge(
        ColumnRef from, NodeId to, Optional<ColumnName> column, ColumnOrigin.Kind kind, int distance) {}
