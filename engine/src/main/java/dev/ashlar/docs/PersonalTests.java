package dev.ashlar.docs;

import dev.ashlar.lineage.LentDocs;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.Node.TestBody;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.report.ColumnRef;
import java.util.HashMap;
import java.util.Map;

/**
 * Tests of columns with personal data. Their arguments and their SQL may hold values of the column, and so may their names, which
 * are made of the arguments where the user gives none: they are shown under the name of the test, the node and the column.
 */
final class PersonalTests {
    private final Map<NodeId, String> names = new HashMap<>();

    PersonalTests(Project project, LentDocs lent) {
        for (Node node : project.nodes().values()) {
            if (!(node instanceof DataTest test)
                    || !(test.body() instanceof TestBody.Generic generic)
                    || withoutValues(generic)
                    || test.attachedTo().isEmpty()
                    || test.column().isEmpty()) continue;
            NodeId on = test.attachedTo().get();
            if (!lent.personal(new ColumnRef(on, test.column().get()))) continue;
            String subject = project.find(on).map(Node::name).orElse("");
            names.put(
                    test.id(),
                    generic.testName() + "_" + subject + "_"
                            + test.column().get().name());
        }
    }

    /** Those whose arguments never hold values. */
    private static boolean withoutValues(TestBody.Generic generic) {
        return switch (generic.testName()) {
            case "unique", "not_null", "relationships" -> true;
            default -> false;
        };
    }

    boolean contains(NodeId test) {
        return names.containsKey(test);
    }

    /** The name to show. */
    String name(Node test) {
        return names.getOrDefault(test.id(), test.name());
    }
}
