package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Statement;
import dev.ashlar.port.NodeTask.Prepared;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.OperationCounts;
import dev.ashlar.report.RowCounts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One node's part in an attempt: what is done for it, and what came of it. */
final class NodePart {
    private final StatementLog log;
    private final PlanExecutor.Gate gate;
    private final RelationName own;
    private final Prepared prepared;

    private final List<Diagnostic> notes = new ArrayList<>();
    private final List<NodeResult> tests = new ArrayList<>();
    private final Set<Statement> cleanup = new LinkedHashSet<>();
    private RowCounts staged = RowCounts.NONE;
    private RowCounts published = RowCounts.NONE;
    private boolean publishedRows;
    private int commits;
    private Optional<OperationCounts> operations = Optional.empty();

    /** @param own the relation of the node */
    NodePart(StatementLog log, PlanExecutor.Gate gate, RelationName own, Prepared prepared) {
        this.log = log;
        this.gate = gate;
        this.own = own;
        this.prepared = prepared;
    }

    StatementLog log() {
        return log;
    }

    PlanExecutor.Gate gate() {
        return gate;
    }

    RelationName own() {
        return own;
    }

    Prepared prepared() {
        return prepared;
    }

    void note(Diagnostic note) {
        notes.add(note);
    }

    List<Diagnostic> notes() {
        return notes;
    }

    void tested(List<NodeResult> more) {
        tests.addAll(more);
    }

    /** Those after the first so many are to be run again. */
    void forgetTests(int kept) {
        tests.subList(kept, tests.size()).clear();
    }

    List<NodeResult> tests() {
        return tests;
    }

    void cleanUp(List<Statement> more) {
        cleanup.addAll(more);
    }

    /** Statements that remove what was staged. */
    Set<Statement> cleanup() {
        return cleanup;
    }

    /** Rows that will count once their transaction is committed. */
    void expect(Action.Phase phase) {
        publishedRows |= phase == Action.Phase.PUBLISH;
    }

    void count(RowCounts rows, Action.Phase phase) {
        switch (phase) {
            case STAGE -> staged = staged.plus(rows);
            case PUBLISH -> published = published.plus(rows);
            case COUNTED -> {}
        }
    }

    /** Rows of the publishing statements, or of the staged relation where publishing moves no rows. */
    RowCounts rows() {
        return publishedRows ? published.plus(RowCounts.ofRejects(staged.rejected())) : staged;
    }

    void committed() {
        commits++;
    }

    /** Of a change stream, which count if all goes well. */
    void applies(OperationCounts counts) {
        operations = Optional.of(counts);
    }

    Outcome.Success success() {
        return new Outcome.Success(rows(), commits, operations);
    }
}
