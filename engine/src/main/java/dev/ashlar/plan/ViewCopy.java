package dev.ashlar.plan;

import dev.ashlar.plan.Bindings.BoundView;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;

/** Makes a view that was dropped again, with everything that others gave it. */
final class ViewCopy {
    private ViewCopy() {}

    static List<Statement> of(BoundView view) {
        List<Statement> statements = new ArrayList<>();
        boolean materialized = view.relation().kind() == Kind.MATERIALIZED_VIEW;
        statements.add(
                materialized
                        ? new BindingStatement.RecreateMaterializedView(
                                view.name(), view.options(), view.definition(), view.contents())
                        : new BindingStatement.RecreateView(view.name(), view.options(), view.definition()));
        view.additions().forEach(text -> statements.add(new BindingStatement.Restore(view.name(), text)));
        view.relation()
                .comment()
                .map(text -> ColumnDocs.comment(view.relation(), text))
                .ifPresent(statements::add);
        for (CatalogColumn column : view.relation().columns()) {
            column.comment()
                    .map(text -> new CommentStatement.CommentOnColumn(view.name(), column.name(), text))
                    .ifPresent(statements::add);
        }
        statements.addAll(Grants.of(view.name(), view.relation().access().privileges()));
        view.relation()
                .access()
                .otherOwner()
                .map(owner -> new AccessStatement.SetOwner(view.name(), owner))
                .ifPresent(statements::add);
        return statements;
    }
}
