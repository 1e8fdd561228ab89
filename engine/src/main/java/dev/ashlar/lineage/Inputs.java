package dev.ashlar.lineage;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import java.util.List;
import java.util.Optional;

/** The relations that queries may read. */
@FunctionalInterface
public interface Inputs {
    Optional<Input> find(RelationName relation);

    /**
     * @param spelling how the names of the columns are to be taken
     * @param unknown why there may be other columns than these; empty where these are all
     */
    record Input(NodeId node, List<InputColumn> columns, Spelling spelling, Optional<String> unknown) {
        public Input {
            columns = List.copyOf(columns);
        }
    }

    /** @param type as written, where it is known */
    record InputColumn(ColumnName name, Optional<String> type) {}

    enum Spelling {
        /** As the engine holds them. */
        EXACT,
        /** As people wrote them of a relation that Ashlar does not make: case means nothing. */
        LOOSE
    }
}
