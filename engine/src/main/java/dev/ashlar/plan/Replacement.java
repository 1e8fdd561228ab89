package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Indexes.Made;
import dev.ashlar.plan.Step.Check;
import dev.ashlar.plan.Step.Publish;
import dev.ashlar.plan.Step.Scope;
import dev.ashlar.plan.Step.Sight;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;

/** Publishes a whole relation: a candidate is built and committed, tested, and put in the place of what was published. */
final class Replacement {
    private final Assignment work;
    private final Kind kind;
    private final Indexes indexes;

    /** @param kind table or view */
    Replacement(Assignment work, Kind kind) {
        this.work = work;
        this.kind = kind;
        this.indexes = kind == Kind.TABLE ? Indexes.of(work) : Indexes.NONE;
    }

    /** Whether the hooks that commit with the candidate have been sent already. */
    enum Hooks {
        TO_RUN,
        /** And their transaction is open. */
        OPEN,
        /** And committed, if there were any. */
        DONE
    }

    /** @param making statements that make the candidate, in one transaction */
    List<Step> steps(Hooks hooks, List<Statement> making) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Stage(staged(hooks, making)));
        steps.addAll(gateAndSwap());
        return steps;
    }

    /** The candidate's transaction; a single statement commits by itself, once a marker knows the candidate's name. */
    private List<Statement> staged(Hooks hooks, List<Statement> making) {
        boolean known = work.state().known().contains(work.names().candidate());
        List<Statement> statements = new ArrayList<>();
        if (hooks == Hooks.TO_RUN) statements.addAll(work.compiled().preHooks());
        statements.addAll(making);
        if (indexes.made() == Made.WITH_CANDIDATE)
            statements.addAll(indexes.create(work.names().candidate()));
        if (hooks != Hooks.OPEN && known && statements.size() == 1) return statements;
        if (hooks != Hooks.OPEN) statements.add(0, new Statement.Begin());
        statements.add(work.marker(work.names().candidate()));
        statements.add(new Statement.Commit());
        return statements;
    }

    List<Step> gateAndSwap() {
        List<Step> steps = new ArrayList<>();
        if (work.gated()) {
            steps.add(new Check(Scope.EVERYTHING, new Sight.Instead(work.names().candidate()), keepFailed()));
        }
        steps.add(new Publish(swap()));
        steps.addAll(work.closing());
        return steps;
    }

    private List<Statement> keepFailed() {
        List<Statement> statements = new ArrayList<>();
        statements.add(new Statement.Begin());
        statements.addAll(work.dropFailed());
        statements.add(rename(work.names().candidate(), work.names().failed()));
        statements.addAll(indexes.follow(work.names().candidate(), work.names().failed()));
        statements.add(work.marker(work.names().failed()));
        statements.add(new Statement.Commit());
        return statements;
    }

    private List<Statement> swap() {
        return swapFrom(work.names().candidate());
    }

    /** Puts a finished candidate, or one that its tests once refused, in its place. */
    List<Statement> swapFrom(RelationName candidate) {
        List<Statement> statements = new ArrayList<>();
        statements.add(new Statement.Begin());
        statements.addAll(clearPlace(work));
        statements.add(rename(candidate, work.name()));
        if (indexes.made() == Made.AFTER_SWAP) statements.addAll(indexes.create(work.name()));
        statements.addAll(indexes.follow(candidate, work.name()));
        if (!candidate.equals(work.names().failed())) statements.addAll(work.dropFailed());
        statements.addAll(work.compiled().postHooks());
        statements.addAll(work.grants());
        statements.add(work.marker(work.name()));
        statements.add(new Statement.Commit());
        return statements;
    }

    /** Takes what is published out of the way: drops it, or keeps it as {@code __old} if it was another's. */
    static List<Statement> clearPlace(Assignment work) {
        return work.state().published().stream()
                .map(old -> work.adopts() ? work.rename(old, work.names().old()) : work.drop(old))
                .toList();
    }

    private Statement rename(RelationName from, RelationName to) {
        return kind == Kind.VIEW ? new Statement.RenameView(from, to) : new Statement.RenameTable(from, to);
    }

    /** What a build that failed half-way leaves. */
    List<Statement> cleanup() {
        return List.of(
                kind == Kind.VIEW
                        ? new Statement.DropViewIfExists(work.names().candidate())
                        : new Statement.DropTableIfExists(work.names().candidate()));
    }
}
