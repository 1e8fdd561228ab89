package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.Node.StoreFailures;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.MarkerStatement;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.RelationStatement.ColumnDefinition;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Findings;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.QueryResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the failing rows of tests in tables, for one node's session. A relation that is not ours is left alone. */
final class StoredFailures {
    /** Most rows kept of a test that ran within a transaction: they must outlive its rollback in memory. */
    private static final int IN_MEMORY = 10_000;

    private final NodeSession session;
    private final RunState run;
    private final StatementLog log;
    private final RunMarks marks;
    private final RunOptions options;
    private final List<Kept> waiting = new ArrayList<>();

    private record Kept(DataTest test, RelationName relation, QueryResult rows) {}

    StoredFailures(NodeSession session, RunState run, StatementLog log, RunMarks marks, RunOptions options) {
        this.session = session;
        this.run = run;
        this.log = log;
        this.marks = marks;
        this.options = options;
    }

    /** Stores what the test found, at once or, from within a transaction, at the next {@link #flush}. */
    NodeResult keep(DataTests.Tested tested, WarehouseSession in, PlanExecutor.Place place) {
        Optional<RelationName> wanted = relation(tested.test(), options, marks);
        if (wanted.isEmpty() || tested.errored()) return tested.result();
        RelationName relation = wanted.get();
        if (run.relation(relation).isPresent() && run.marker(relation).isEmpty()) {
            return noted(tested.result(), relation.plain() + " was not made by Ashlar");
        }
        String sql = tested.result().compiledSql();
        try {
            switch (place) {
                case IN_TRANSACTION -> waiting.add(new Kept(tested.test(), relation, in.read(sql, IN_MEMORY)));
                case BETWEEN_TRANSACTIONS ->
                    store(
                            tested.test(),
                            relation,
                            () -> send(new RelationStatement.CreateTableAs(relation, sql, Layout.NONE, "")));
            }
        } catch (WarehouseException e) {
            if (e.kind() != WarehouseException.Kind.STATEMENT) throw e;
            return noted(tested.result(), e.getMessage());
        }
        return storedIn(tested.result(), relation);
    }

    /** Stores what waits for the end of a transaction; a warehouse that refuses costs the rows, not the node. */
    void flush() {
        session.sheltered(() -> {
            for (Kept kept : waiting) {
                try {
                    store(kept.test(), kept.relation(), () -> fill(kept));
                } catch (WarehouseException | DiagnosticException e) {
                    log.record("-- failing rows of " + kept.test().name() + " not stored: " + e.getMessage());
                }
            }
            waiting.clear();
            return null;
        });
    }

    private void fill(Kept kept) {
        LoadableRows rows = LoadableRows.of(kept.rows());
        List<ColumnDefinition> columns = rows.columns().stream()
                .map(column -> new ColumnDefinition(column.name(), column.type(), List.of()))
                .toList();
        send(new RelationStatement.CreateTable(kept.relation(), columns, List.of(), Layout.NONE));
        session.session().load(kept.relation(), rows.columns(), rows.rows());
    }

    private void store(DataTest test, RelationName relation, Runnable fill) {
        List<Effect> effects = new ArrayList<>();
        try {
            log.run(session.session(), new TransactionStatement.Begin());
            send(new RelationStatement.DropTableIfExists(relation));
            fill.run();
            MarkerStatement.RecordMarker marker = marks.marker(test.id(), relation, "");
            send(marker);
            log.run(session.session(), new TransactionStatement.Commit());
            effects.add(new Effect.Changed(relation));
            effects.add(new Effect.Marked(marker));
            run.apply(effects);
        } catch (WarehouseException e) {
            session.rollback();
            throw e;
        }
    }

    private void send(Statement statement) {
        log.run(session.session(), statement);
    }

    /** Where the failing rows of the test are to be kept; empty when they are not. */
    static Optional<RelationName> relation(DataTest test, RunOptions options, RunMarks marks) {
        Optional<RelationName> said = test.rules().storeFailures().map(StoreFailures::relation);
        return said.isPresent() || !options.has(RunOptions.Flag.STORE_FAILURES) ? said : marks.failuresOf(test);
    }

    private static NodeResult storedIn(NodeResult result, RelationName relation) {
        Optional<String> where = Optional.of(relation.plain());
        Outcome outcome = switch (result.outcome()) {
            case Outcome.Fail fail ->
                new Outcome.Fail(fail.failures(), new Findings(fail.findings().sample(), where));
            case Outcome.Warn warn ->
                new Outcome.Warn(warn.failures(), new Findings(warn.findings().sample(), where));
            case Outcome.Pass pass -> pass;
            case Outcome.Success success -> success;
            case Outcome.Partial partial -> partial;
            case Outcome.Error error -> error;
            case Outcome.Skipped skipped -> skipped;
            case Outcome.NoOp noOp -> noOp;
        };
        return result.withOutcome(outcome);
    }

    private static NodeResult noted(NodeResult result, String why) {
        return result.withNote(
                Diagnostic.warning("Failing rows of test '" + result.node() + "' are not stored: " + why + ".", ""));
    }
}
