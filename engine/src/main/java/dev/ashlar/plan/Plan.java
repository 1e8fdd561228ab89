package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.OperationCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be done for one node, in order.
 *
 * @param notes what the user should hear about it: ignored layout, announced rebuilds
 * @param cleanup statements that remove what a failed attempt staged; run outside any transaction, failures ignored
 * @param outlook how the node's relation will look, where the steps do not show it
 * @param operations of a change stream that the plan applies
 */
public record Plan(
        List<Step> steps,
        List<Diagnostic> notes,
        List<Statement> cleanup,
        Optional<Outlook> outlook,
        Optional<OperationCounts> operations) {
    public Plan {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
        cleanup = List.copyOf(cleanup);
        for (Step step : steps.subList(0, Math.max(0, steps.size() - 1))) {
            if (step instanceof Step.Read) throw new IllegalArgumentException("A Read ends its plan");
        }
    }

    public Plan(List<Step> steps, List<Diagnostic> notes, List<Statement> cleanup) {
        this(steps, notes, cleanup, Optional.empty(), Optional.empty());
    }

    public boolean asksForShape() {
        return !steps.isEmpty() && steps.get(steps.size() - 1) instanceof Step.Read;
    }

    /** The same, with a read that tells how its questions spell columns. */
    Plan naming(List<ColumnName> names) {
        if (names.isEmpty() || !(last().orElse(null) instanceof Step.Read read)) return this;
        List<Step> all = new ArrayList<>(steps.subList(0, steps.size() - 1));
        all.add(read.naming(names));
        return new Plan(all, notes, cleanup, outlook, operations);
    }

    Optional<Step> last() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
    }

    /** The names of the questions that it asks. */
    public Set<String> asked() {
        return asksForShape() ? ((Step.Read) steps.get(steps.size() - 1)).asked() : Set.of();
    }

    /** Whether what it asks may be asked of a query of these columns. */
    public boolean spells(List<CatalogColumn> columns) {
        return !(last().orElse(null) instanceof Step.Read read) || read.spells(columns);
    }

    /** Whether it asks for the types that a contract promises too, behind the columns of the query. */
    public boolean asksForPromises() {
        return last().filter(Step.Read.class::isInstance)
                .map(Step.Read.class::cast)
                .filter(read -> ColumnContract.isDescribing(read.query()))
                .isPresent();
    }

    /** The relation of which it asks what hangs on it. */
    public Optional<RelationName> bound() {
        return asksForShape() ? ((Step.Read) steps.get(steps.size() - 1)).bound() : Optional.empty();
    }
}
