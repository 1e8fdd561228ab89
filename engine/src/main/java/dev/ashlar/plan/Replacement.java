package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Indexes.Made;
import dev.ashlar.plan.Step.Check;
import dev.ashlar.plan.Step.Publish;
import dev.ashlar.plan.Step.Scope;
import dev.ashlar.plan.Step.Sight;
import dev.ashlar.report.CatalogRelation.Kind;
import dev.ashlar.report.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Publishes a whole relation: a candidate is built and committed, tested, and put in the place of what was published. */
final class Replacement {
    private final Assignment work;
    private final Kind kind;
    private final Indexes indexes;
    private final KeyNames keys;
    private final Deletes deletes;
    private final Deletes orphans;

    /** What becomes of a table beside the published one, of deleted rows or of orphans. */
    enum Deletes {
        /** It stays; whoever replaces the table changes it. */
        KEPT,
        /** It goes with the table that it stood beside. */
        DROPPED,
        /** One was made beside the candidate. */
        REPLACED
    }

    /** @param kind table, view or materialized view */
    Replacement(Assignment work, Kind kind) {
        this(
                work,
                kind,
                work.remembersDeletes() ? Deletes.REPLACED : Deletes.DROPPED,
                work.quarantines() ? Deletes.REPLACED : Deletes.DROPPED);
    }

    /** @param both what becomes of either table beside it */
    Replacement(Assignment work, Kind kind, Deletes both) {
        this(work, kind, both, both);
    }

    private Replacement(Assignment work, Kind kind, Deletes deletes, Deletes orphans) {
        this.work = work;
        this.kind = kind;
        this.deletes = deletes;
        this.orphans = orphans;
        this.indexes = kind == Kind.VIEW ? Indexes.NONE : Indexes.of(work);
        this.keys = new KeyNames(work);
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
        steps.add(stage(hooks, making));
        steps.addAll(gateAndSwap());
        return steps;
    }

    /** Makes the candidate, and neither tests nor publishes it. */
    Step stage(Hooks hooks, List<Statement> making) {
        return new Step.Stage(staged(hooks, making));
    }

    /** Stages rows and tests them; they are not what is published. */
    List<Step> gateOnly(Hooks hooks, List<Statement> making) {
        return List.of(stage(hooks, making), gate());
    }

    /** The candidate's transaction; a single statement commits by itself, once a marker knows the candidate's name. */
    private List<Statement> staged(Hooks hooks, List<Statement> making) {
        boolean known = work.state().known().contains(work.names().candidate());
        List<Statement> statements = new ArrayList<>();
        if (hooks == Hooks.TO_RUN) statements.addAll(work.compiled().hooks().before());
        statements.addAll(making);
        statements.addAll(indexed());
        if (hooks != Hooks.OPEN && known && statements.size() == 1) return statements;
        if (hooks != Hooks.OPEN) statements.add(0, new TransactionStatement.Begin());
        statements.add(work.marker(work.names().candidate()));
        statements.add(new TransactionStatement.Commit());
        return statements;
    }

    /**
     * As {@link #steps(Hooks, List)}, where what hangs on the published relation is known already.
     *
     * @param shape of the candidate
     * @param counted the rows that are published
     */
    List<Step> steps(Hooks hooks, List<Statement> making, Shape shape, Optional<RowCounts> counted) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Stage(staged(hooks, making)));
        if (work.gated()) steps.add(gate());
        Handover handover = new Handover(work, Optional.of(shape));
        steps.add(new Publish(swap(work.names().candidate(), handover, List.of()), counted));
        steps.addAll(work.closing());
        return steps;
    }

    List<Step> gateAndSwap() {
        return gateAndSwap(List.of());
    }

    /** @param ending what else is to be done in the transaction that swaps */
    List<Step> gateAndSwap(List<Statement> ending) {
        List<Step> steps = new ArrayList<>();
        if (work.gated()) {
            steps.add(gate());
        }
        steps.addAll(swapSteps(work.names().candidate(), ending));
        return steps;
    }

    private Step gate() {
        return new Check(Scope.EVERYTHING, new Sight.Instead(work.names().candidate()), keepFailed());
    }

    /** Puts a candidate in its place, or asks first what hangs on the published relation. */
    List<Step> swapSteps(RelationName candidate) {
        return swapSteps(candidate, List.of());
    }

    private List<Step> swapSteps(RelationName candidate, List<Statement> ending) {
        if (!work.asksBindings()) return swapSteps(candidate, Optional.empty(), ending);
        return List.of(new Step.Read("select * from " + candidate, List.of(), work.bound()));
    }

    /** @param shape of the candidate, with what hangs on the published relation */
    List<Step> swapSteps(RelationName candidate, Optional<Shape> shape) {
        return swapSteps(candidate, shape, List.of());
    }

    /** @param ending what else is to be done in the transaction that swaps */
    List<Step> swapSteps(RelationName candidate, Optional<Shape> shape, List<Statement> ending) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Publish(swap(candidate, new Handover(work, shape), ending)));
        steps.addAll(work.closing());
        return steps;
    }

    private List<Statement> keepFailed() {
        List<Statement> statements = new ArrayList<>();
        statements.add(new TransactionStatement.Begin());
        statements.addAll(work.dropFailed());
        statements.add(rename(work.names().candidate(), work.names().failed()));
        statements.addAll(follow(work.names().candidate(), work.names().failed()));
        if (deletes == Deletes.REPLACED) {
            statements.addAll(Tombstones.renamed(
                    work, work.names().deletedCandidate(), work.names().deletedFailed()));
        }
        if (orphans == Deletes.REPLACED) {
            statements.addAll(Quarantine.renamed(
                    work, work.names().orphansCandidate(), work.names().orphansFailed()));
        }
        statements.add(work.marker(work.names().failed()));
        statements.add(new TransactionStatement.Commit());
        return statements;
    }

    /**
     * @param candidate finished, or one that its tests once refused
     * @param ending what else is to be done before the marker
     */
    List<Statement> swap(RelationName candidate, Handover handover, List<Statement> ending) {
        List<Statement> statements = new ArrayList<>();
        statements.add(new TransactionStatement.Begin());
        statements.addAll(handover.clear());
        statements.add(rename(candidate, work.name()));
        statements.addAll(handover.bind());
        if (indexes.made() == Made.AFTER_SWAP) statements.addAll(indexes.create(work.name()));
        statements.addAll(follow(candidate, work.name()));
        statements.addAll(deletes(candidate));
        statements.addAll(orphans(candidate));
        if (!candidate.equals(work.names().failed())) statements.addAll(work.dropFailed());
        statements.addAll(work.compiled().hooks().after());
        statements.addAll(handover.settle());
        statements.addAll(ending);
        statements.add(work.marker(work.name()));
        statements.add(new TransactionStatement.Commit());
        return statements;
    }

    private List<Statement> deletes(RelationName candidate) {
        List<Statement> statements = new ArrayList<>();
        if (deletes == Deletes.KEPT) return statements;
        work.state()
                .remembered()
                .deleted()
                .filter(standing -> work.state().known().contains(standing.name()))
                .map(work::drop)
                .ifPresent(statements::add);
        if (deletes == Deletes.DROPPED) return statements;
        boolean failed = candidate.equals(work.names().failed());
        if (failed && work.state().remembered().failed().isEmpty()) {
            throw PlanRefusal.of(
                    work.node(),
                    "Cannot publish " + PlanRefusal.thing(work.node()) + ": what remembers its deleted rows, "
                            + work.names().deletedFailed().plain() + ", is gone.",
                    "Build it.");
        }
        statements.addAll(Tombstones.renamed(
                work,
                failed ? work.names().deletedFailed() : work.names().deletedCandidate(),
                work.names().deleted()));
        return statements;
    }

    private List<Statement> orphans(RelationName candidate) {
        List<Statement> statements = new ArrayList<>();
        if (orphans == Deletes.KEPT) return statements;
        work.state()
                .remembered()
                .orphans()
                .filter(standing -> work.state().known().contains(standing.name()))
                .map(work::drop)
                .ifPresent(statements::add);
        if (orphans == Deletes.DROPPED) return statements;
        boolean failed = candidate.equals(work.names().failed());
        if (failed && work.state().remembered().failedOrphans().isEmpty()) {
            throw PlanRefusal.of(
                    work.node(),
                    "Cannot publish " + PlanRefusal.thing(work.node()) + ": its rows that point nowhere, "
                            + work.names().orphansFailed().plain() + ", are gone.",
                    "Build it.");
        }
        statements.addAll(Quarantine.renamed(
                work,
                failed ? work.names().orphansFailed() : work.names().orphansCandidate(),
                work.names().orphans()));
        return statements;
    }

    /** Indexes that are made with the candidate, once its rows are there. */
    List<Statement> indexed() {
        return indexes.made() == Made.WITH_CANDIDATE
                ? indexes.create(work.names().candidate())
                : List.of();
    }

    private List<Statement> follow(RelationName from, RelationName to) {
        List<Statement> statements = new ArrayList<>(indexes.follow(from, to));
        if (kind == Kind.TABLE) statements.addAll(keys.follow(from, to));
        return statements;
    }

    private Statement rename(RelationName from, RelationName to) {
        return switch (kind) {
            case TABLE, EXTERNAL -> new RelationStatement.RenameTable(from, to);
            case VIEW -> new RelationStatement.RenameView(from, to);
            case MATERIALIZED_VIEW -> new RelationStatement.RenameMaterializedView(from, to);
        };
    }

    /** What a build that failed half-way leaves. */
    List<Statement> cleanup() {
        RelationName candidate = work.names().candidate();
        List<Statement> statements = new ArrayList<>();
        if (deletes == Deletes.REPLACED) {
            statements.add(new RelationStatement.DropTableIfExists(work.names().deletedCandidate()));
        }
        if (orphans == Deletes.REPLACED) {
            statements.add(new RelationStatement.DropTableIfExists(work.names().orphansCandidate()));
        }
        statements.add(
                switch (kind) {
                    case TABLE, EXTERNAL -> new RelationStatement.DropTableIfExists(candidate);
                    case VIEW -> new RelationStatement.DropViewIfExists(candidate);
                    case MATERIALIZED_VIEW -> new RelationStatement.DropMaterializedViewIfExists(candidate);
                });
        return statements;
    }
}
