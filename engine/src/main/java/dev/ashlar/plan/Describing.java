package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Statement.RawSql;
import dev.ashlar.plan.Step.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks for the columns of a node's SELECT before anything is made of it. Hooks that commit with the candidate come first,
 * since the SELECT may need what they do; their transaction stays open for the candidate.
 */
final class Describing {
    private Describing() {}

    /** How the hooks stand afterwards. */
    static Replacement.Hooks hooks(Assignment work) {
        return work.compiled().hooks().before().isEmpty() ? Replacement.Hooks.DONE : Replacement.Hooks.OPEN;
    }

    static List<Step> of(Assignment work, ColumnContract contract) {
        return of(work, contract, Optional.empty());
    }

    /** @param bound the relation of which to read what hangs on it */
    static List<Step> of(Assignment work, ColumnContract contract, Optional<RelationName> bound) {
        return of(work, contract.describing(work.compiled().sql()), List.of(), bound);
    }

    /** @param asked what else is to be read */
    static List<Step> of(Assignment work, String query, List<Question> asked, Optional<RelationName> bound) {
        List<Statement> before = new ArrayList<>();
        CompiledNode compiled = work.compiled();
        if (!compiled.hooks().before().isEmpty()) {
            before.add(new TransactionStatement.Begin());
            before.addAll(compiled.hooks().before());
        }
        if (!compiled.sqlHeader().isBlank()) {
            before.add(new RawSql(compiled.sqlHeader(), work.node().header().location()));
        }
        List<Step> steps = new ArrayList<>();
        Assignment.stage(steps, before);
        steps.add(new Step.Read(query, asked, bound));
        return steps;
    }
}
