package dev.ashlar.report;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.NodeId;
import java.util.Optional;

/**
 * What a direct child makes of a column.
 *
 * @param node the child
 * @param column the child's column that holds its values; empty where it only filters ({@link ColumnOrigin.Kind#FILTERS})
 */
public record ColumnUse(NodeId node, Optional<ColumnName> column, ColumnOrigin.Kind kind) {}
