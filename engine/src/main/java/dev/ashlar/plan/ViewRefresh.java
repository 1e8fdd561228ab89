package dev.ashlar.plan;

import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.plan.RelationStatement.Refresh;
import dev.ashlar.plan.Replacement.Hooks;
import dev.ashlar.plan.Step.Check;
import dev.ashlar.plan.Step.Publish;
import dev.ashlar.plan.Step.Scope;
import dev.ashlar.plan.Step.Sight;
import dev.ashlar.plan.Step.Stage;
import dev.ashlar.report.CatalogRelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Brings the rows of a materialized view up to date, with its tests, hooks, comments and privileges. */
final class ViewRefresh {
    private final Assignment work;
    private final String checksum;
    private final CatalogRelation view;

    /** @param checksum of what the view was built from */
    ViewRefresh(Assignment work, String checksum) {
        this.work = work;
        this.checksum = checksum;
        this.view = work.state().published().orElseThrow();
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>(
                work.can(EngineCapability.MATERIALIZED_VIEW_REFRESH_IN_TRANSACTION) ? inOneTransaction() : byItself());
        steps.addAll(work.closing());
        return steps;
    }

    private List<Step> inOneTransaction() {
        List<Statement> before = new ArrayList<>();
        before.add(new TransactionStatement.Begin());
        before.addAll(work.compiled().hooks().before());
        before.add(refresh());
        if (!work.gated()) {
            before.addAll(after());
            return List.of(new Publish(before));
        }
        return List.of(
                new Publish(before),
                new Check(Scope.EVERYTHING, new Sight.Published(), keepFailed()),
                new Publish(after()));
    }

    /** The refresh is a transaction of its own, so the rows are tested before it, as a table. */
    private List<Step> byItself() {
        List<Step> steps = new ArrayList<>();
        List<Statement> refresh = new ArrayList<>();
        List<Statement> after = new ArrayList<>();
        after.add(new TransactionStatement.Begin());
        if (work.gated()) {
            Replacement candidate = new Replacement(work, CatalogRelation.Kind.TABLE);
            Statement rows = new RelationStatement.CreateTableAs(
                    work.names().candidate(),
                    work.compiled().sql(),
                    Layout.NONE,
                    work.compiled().sqlHeader());
            steps.addAll(candidate.gateOnly(Hooks.TO_RUN, List.of(rows)));
            after.add(new RelationStatement.DropTable(work.names().candidate()));
        } else if (!work.compiled().hooks().before().isEmpty()) {
            List<Statement> hooks = new ArrayList<>(List.of(new TransactionStatement.Begin()));
            hooks.addAll(work.compiled().hooks().before());
            hooks.add(work.marker(work.names().candidate()));
            hooks.add(new TransactionStatement.Commit());
            steps.add(new Stage(hooks));
        }
        refresh.add(refresh());
        after.addAll(after());
        steps.add(new Publish(refresh));
        steps.add(new Publish(after));
        return steps;
    }

    private Statement refresh() {
        boolean whileRead = work.can(EngineCapability.INDEXES)
                && Indexes.of(work).all().stream().anyMatch(ViewRefresh::tellsRowsApart);
        return new RelationStatement.RefreshMaterializedView(
                work.name(), whileRead ? Refresh.CONCURRENT : Refresh.PLAIN);
    }

    private static boolean tellsRowsApart(Indexes.Spec index) {
        Map<String, Object> values = index.values();
        return Boolean.TRUE.equals(values.get("unique"));
    }

    private List<Statement> after() {
        List<Statement> statements = new ArrayList<>(ColumnDocs.changed(work, view));
        statements.addAll(work.dropFailed());
        statements.addAll(work.compiled().hooks().after());
        statements.addAll(new Grants(work).kept());
        statements.add(work.marker(work.name(), checksum));
        statements.add(new TransactionStatement.Commit());
        return statements;
    }

    private List<Statement> keepFailed() {
        List<Statement> statements = new ArrayList<>();
        statements.add(new TransactionStatement.Rollback());
        statements.add(new TransactionStatement.Begin());
        statements.addAll(work.dropFailed());
        statements.add(new RelationStatement.CreateTableAs(
                work.names().failed(),
                work.compiled().sql(),
                Layout.NONE,
                work.compiled().sqlHeader()));
        statements.add(work.marker(work.names().failed()));
        statements.add(new TransactionStatement.Commit());
        return statements;
    }
}
