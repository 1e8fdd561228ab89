package dev.ashlar.lineage;

import dev.ashlar.report.NodeLineage;
import java.util.List;

/** What a query's text says of its columns. @param findings in the order of their places */
public record QueryLineage(NodeLineage lineage, List<Finding> findings) {
    public QueryLineage {
        findings = List.copyOf(findings);
    }
}
