package dev.ashlar.graph;

import dev.ashlar.graph.Selector.Criterion;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import java.util.function.Predicate;

/** Answers one method of the grammar. Methods that look beyond the project (state, results) are plugged in by name. */
public interface SelectorMethod {
    /**
     * Called once a criterion; the predicate is asked for every node.
     *
     * @throws dev.ashlar.diagnostic.DiagnosticException when the value makes no sense for the method
     */
    Predicate<Node> matching(Criterion criterion, Project project);
}
