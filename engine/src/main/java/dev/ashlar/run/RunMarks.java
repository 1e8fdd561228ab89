package dev.ashlar.run;

import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.CandidateNames;
import dev.ashlar.plan.MarkerStatement.RecordMarker;
import dev.ashlar.report.Invocation;
import java.util.Optional;

/** What the run itself makes besides its nodes: the relations of stored failures, and their markers. */
record RunMarks(RelationName table, Invocation invocation, Project project, int identifierLimit) {

    RecordMarker marker(NodeId node, RelationName relation, String checksum) {
        return new RecordMarker(
                table, relation, node, attempt(node, 1), invocation.id(), checksum, invocation.startedAt());
    }

    /** @param number of the attempt at the node, from 1 */
    String attempt(NodeId node, int number) {
        return invocation.id() + "/" + node + "/" + number;
    }

    /** Beside what is tested, in {@code <schema>_failures}; empty where the test looks at no relation of a node. */
    Optional<RelationName> failuresOf(DataTest test) {
        return Writing.tested(project, test)
                .map(tested -> new RelationName(
                        tested.database(),
                        tested.schema() + "_failures",
                        CandidateNames.shortened(test.name(), "", identifierLimit)));
    }
}
