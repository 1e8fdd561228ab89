package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.PersistDocs;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Descriptions that {@code persist_docs} keeps as comments. A described column that the relation lacks has none. */
final class ColumnDocs {
    private ColumnDocs() {}

    static boolean ofColumns(Assignment work) {
        return asksForColumns(work) && !bindsLate(work);
    }

    /** What is described and not written. */
    static List<Diagnostic> notes(Assignment work) {
        if (!asksForColumns(work) || !bindsLate(work)) return List.of();
        return List.of(Diagnostic.note(
                "The descriptions of the columns of " + PlanRefusal.thing(work.node())
                        + " are not written as comments: " + work.context().engine()
                        + " keeps none for a view that binds late.",
                ""));
    }

    private static boolean bindsLate(Assignment work) {
        return work.node() instanceof Node.Model model
                && model.materialization() instanceof Materialization.View
                && work.can(EngineCapability.LATE_BINDING_VIEWS)
                && !Boolean.TRUE.equals(work.build().layout().values().get("bind"));
    }

    private static boolean asksForColumns(Assignment work) {
        PersistDocs docs = work.build().persistDocs();
        return work.can(EngineCapability.COMMENTS)
                && (docs == PersistDocs.COLUMNS || docs == PersistDocs.RELATION_AND_COLUMNS)
                && work.build().columns().stream()
                        .anyMatch(c -> !c.description().isBlank());
    }

    private static boolean ofRelation(Assignment work) {
        PersistDocs docs = work.build().persistDocs();
        return work.can(EngineCapability.COMMENTS)
                && (docs == PersistDocs.RELATION || docs == PersistDocs.RELATION_AND_COLUMNS);
    }

    static Statement comment(CatalogRelation relation, String text) {
        return switch (relation.kind()) {
            case TABLE, EXTERNAL -> new CommentStatement.CommentOnTable(relation.name(), text);
            case VIEW -> new CommentStatement.CommentOnView(relation.name(), text);
            case MATERIALIZED_VIEW -> new CommentStatement.CommentOnMaterializedView(relation.name(), text);
        };
    }

    /** Comments for a relation that has none yet. */
    static List<Statement> fresh(Assignment work, RelationName relation, Kind kind, List<CatalogColumn> columns) {
        List<CatalogColumn> bare = columns.stream()
                .map(c -> new CatalogColumn(c.name(), c.type(), Optional.empty()))
                .toList();
        return changed(work, new CatalogRelation(relation, kind, bare, Optional.empty()));
    }

    /** Comments for a table that is made anew: those that are described, and else those that it had. */
    static List<Statement> carried(Assignment work, CatalogRelation old, CatalogRelation anew) {
        if (!work.can(EngineCapability.COMMENTS)) return List.of();
        List<Statement> comments = new ArrayList<>(fresh(work, anew.name(), anew.kind(), anew.columns()));
        if (!ofRelation(work)) {
            old.comment().ifPresent(text -> comments.add(new CommentStatement.CommentOnTable(anew.name(), text)));
        }
        for (CatalogColumn column : anew.columns()) {
            boolean described = ofColumns(work)
                    && work.build().columns().stream().anyMatch(c -> c.name().sameAs(column.name()));
            if (described) continue;
            column.comment()
                    .ifPresent(text ->
                            comments.add(new CommentStatement.CommentOnColumn(anew.name(), column.name(), text)));
        }
        return comments;
    }

    /** Comments that differ from those the relation has. */
    static List<Statement> changed(Assignment work, CatalogRelation relation) {
        List<Statement> comments = new ArrayList<>();
        String description = work.node().header().description().strip();
        if (ofRelation(work) && !description.equals(relation.comment().orElse(""))) {
            comments.add(comment(relation, description));
        }
        if (!ofColumns(work)) return comments;
        for (Column column : work.build().columns()) {
            String text = column.description().strip();
            relation.find(column.name())
                    .filter(present -> !present.comment().orElse("").equals(text))
                    .ifPresent(present ->
                            comments.add(new CommentStatement.CommentOnColumn(relation.name(), present.name(), text)));
        }
        return comments;
    }
}
