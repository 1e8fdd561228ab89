package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Step.Check;
import dev.ashlar.plan.Step.Publish;
import dev.ashlar.plan.Step.Scope;
import dev.ashlar.plan.Step.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Loads files into a source's table. An engine that reads files stages their records as texts and finds those that do not fit
 * ({@link #stage}), then publishes the others ({@link #publish}); to any other engine the task brings rows that it judges on the
 * way ({@link #fill}), of which those are published that were found good ({@link #publishFilled}). Either way rows, rejects, ledger and marker are written in one transaction, so that a kill at any
 * point leaves ledger and rows equal.
 */
public final class LoadPlanner {
    /** Answers of {@link #stage}: numbers of records by batch, as {@code batch=number,batch=number}. */
    public static final String RECORDS = "records";

    public static final String REJECTS = "rejects";

    /** Answer of {@link #stage}: batch, record, column and reason of the first record of a file that does not fit. */
    public static final String FIRST = "first";

    /** Answer of {@link #fill}: there is one. */
    public static final String FILLED = "filled";

    /** The ledger's table, beside that of the markers. */
    public static final String LEDGER = "loads";

    private static final Step.Read BROUGHT =
            new Step.Read("select 1 as filled", List.of(new Step.Question(FILLED, "select 1 as filled")));

    private final LoadWork work;

    public LoadPlanner(Node.Source source, FileLoad load, RelationState state, PlanContext context) {
        this.work = new LoadWork(source, load, state, context);
    }

    /** The rejects of a loaded table. */
    public static RelationName rejectsOf(RelationName table) {
        return table.named(table.identifier() + "__rejects");
    }

    /** Nothing to load: the table is tested as it stands. */
    public static Plan unchanged(RelationState state, PlanContext context, List<Diagnostic> notes) {
        if (state.published().isEmpty() || context.gate() == PlanContext.GateMode.OPEN) {
            return new Plan(List.of(), notes, List.of());
        }
        Check check = new Check(
                Scope.EVERYTHING, new Sight.Instead(state.published().get().name()), List.of());
        return new Plan(List.of(check), notes, List.of());
    }

    /** Ends with a {@link Step.Read} that answers {@link #RECORDS} and {@link #REJECTS}. */
    public Plan stage() {
        List<Step> steps = opening();
        steps.addAll(new TextStaging(work, Map.of()).stage());
        return new Plan(steps, List.of(), List.of());
    }

    private List<Step> opening() {
        work.demandFreeWay();
        List<Step> steps = new ArrayList<>();
        Assignment.stage(
                steps,
                work.state().leftovers().stream().map(Assignment::dropIfExists).toList());
        return steps;
    }

    /**
     * Publishes the staged files of the load.
     *
     * @param rejects records that do not fit, by batch; those of other files are as if they were not
     */
    public Plan publish(Map<Long, Long> rejects, List<Diagnostic> notes) {
        return new Plan(new LoadPublication(work, new TextStaging(work, rejects), rejects).steps(), notes, cleanup());
    }

    /** Whether the engine can read all records, and write them, in one statement: {@link #read}. */
    public boolean readsAtOnce() {
        return ReadRecords.suits(work.load());
    }

    /** Ends with a {@link Step.Read} that answers {@link #RECORDS} and {@link #REJECTS}. */
    public Plan read() {
        List<Step> steps = opening();
        ReadRecords reading = new ReadRecords(work, Map.of());
        steps.addAll(new LoadPublication(work, reading, Map.of()).fill(reading::counts));
        return new Plan(steps, List.of(), cleanup());
    }

    /** As {@link #stage}, where what was read before is not what was counted. */
    public Plan stageInstead() {
        List<Step> steps = new ArrayList<>(List.of(new Step.Stage(cleanup())));
        steps.addAll(stage().steps());
        return new Plan(steps, List.of(), cleanup());
    }

    /** As {@link #stage}, of files whose records were read before and do not all fit. */
    public Plan stageUnfit() {
        return new Plan(new TextStaging(work, Map.of()).stage(), List.of(), cleanup());
    }

    /**
     * Publishes what was read.
     *
     * @param rejects as of {@link #publish}; where there are any, they are staged
     * @param left batches that were read, but whose files are not of this load any more
     */
    public Plan publishRead(Map<Long, Long> rejects, List<Long> left, List<Diagnostic> notes) {
        LoadPublication publication = new LoadPublication(work, new ReadRecords(work, rejects), rejects);
        return new Plan(
                publication.publish(table -> {
                    List<Statement> withdrawals = new ArrayList<>(withdrawn(table, left));
                    if (!rejects.isEmpty()) withdrawals.add(new LoadStatement.DeleteUnfit(table));
                    return withdrawals;
                }),
                notes,
                cleanup());
    }

    private static List<Statement> withdrawn(RelationName table, List<Long> left) {
        return left.isEmpty() ? List.of() : List.of(new LoadStatement.DeleteBatches(table, left));
    }

    /** Fills a table with the rows that the task brings. Ends with a {@link Step.Read} that answers {@link #FILLED}. */
    public Plan fill() {
        List<Step> steps = opening();
        steps.addAll(new LoadPublication(work, new BroughtRows(work), Map.of()).fill(unasked -> BROUGHT));
        return new Plan(steps, List.of(), cleanup());
    }

    /** As {@link #fill}, where what the engine read before is not what was counted. */
    public Plan fillInstead() {
        List<Step> steps = new ArrayList<>(List.of(new Step.Stage(cleanup())));
        steps.addAll(fill().steps());
        return new Plan(steps, List.of(), cleanup());
    }

    /**
     * Publishes what was filled, and the rejects that the task brings.
     *
     * @param rejects as of {@link #publish}
     * @param left batches whose rows were brought, but whose files are not of this load any more
     */
    public Plan publishFilled(Map<Long, Long> rejects, List<Long> left, List<Diagnostic> notes) {
        return new Plan(
                new LoadPublication(work, new BroughtRows(work), rejects).publish(table -> withdrawn(table, left)),
                notes,
                cleanup());
    }

    private List<Statement> cleanup() {
        return List.of(new RelationStatement.DropTableIfExists(work.names().candidate()));
    }

    /**
     * No rows come: what is outdated goes, with its rows, its rejects and its entries in the ledger, and the ledger learns of
     * files that are passed over.
     */
    public Plan note(List<Diagnostic> notes) {
        work.demandFreeWay();
        RelationName rejects = rejectsOf(work.table());
        List<Statement> statements = new ArrayList<>();
        statements.add(new TransactionStatement.Begin());
        if (!work.outdated().isEmpty() && work.published().isPresent()) {
            statements.add(new LoadStatement.CreateRejects(rejects));
            statements.add(new LoadStatement.ForgetRejects(rejects, work.outdated()));
            statements.add(new LoadStatement.DeleteBatches(work.table(), work.outdated()));
        }
        work.forgetFiles().ifPresent(statements::add);
        if (!work.load().skipped().isEmpty()) statements.add(work.recordLoads(Map.of()));
        if (work.published().isPresent()) statements.add(work.marker(work.table()));
        statements.add(new TransactionStatement.Commit());
        return new Plan(List.of(new Publish(statements)), notes, List.of());
    }
}
