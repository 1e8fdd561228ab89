package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization.Displaced;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Bindings.ForeignKey;
import dev.ashlar.plan.RelationState.Known;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the published relation when another takes its name: it is dropped, or it stands under another name, where
 * nobody may read it and it holds no other relation.
 */
final class Displacement {
    private final Assignment work;
    private final Optional<RelationName> keptAs;

    private Displacement(Assignment work, Optional<RelationName> keptAs) {
        this.work = work;
        this.keptAs = keptAs;
    }

    /** By what the node has built. */
    static Displacement of(Assignment work) {
        boolean table = work.published(Kind.TABLE).isPresent();
        Optional<RelationName> keptAs = switch (work.displaced()) {
            case DROPPED -> Optional.<RelationName>empty();
            case KEPT -> Optional.of(work.names().previous());
            case DROPPED_LATER ->
                oldIsTaken(work)
                        ? Optional.<RelationName>empty()
                        : Optional.of(work.names().old());
        };
        if (work.adopts())
            return new Displacement(work, Optional.of(work.names().old()));
        return new Displacement(work, table ? keptAs : Optional.empty());
    }

    /** By what it once displaced itself, which takes its name back. */
    static Displacement byPrevious(Assignment work) {
        return new Displacement(work, Optional.of(work.names().replaced()));
    }

    private static boolean oldIsTaken(Assignment work) {
        return work.state().strangers().stream()
                .anyMatch(r -> r.name().equals(work.names().old()));
    }

    /** What the user should hear. */
    static List<Diagnostic> notes(Assignment work) {
        if (work.displaced() != Displaced.DROPPED_LATER || work.adopts() || !oldIsTaken(work)) return List.of();
        return List.of(Diagnostic.warning(
                work.node().header().location(),
                "The table that " + PlanRefusal.thing(work.node()) + " replaces is dropped at once, not later: "
                        + work.names().old().plain() + " exists and is not Ashlar's.",
                "Drop or rename that."));
    }

    /** Whether the relation stands afterwards. */
    boolean keeps() {
        return keptAs.isPresent();
    }

    /** @param stays whether views are bound to it still, so that it cannot be dropped yet */
    List<Statement> aside(CatalogRelation published, boolean stays) {
        List<Statement> statements = new ArrayList<>();
        if (work.adopts()) {
            // one of ours that stood under that name must not be taken for this one
            if (work.state().known().contains(work.names().old())) {
                statements.add(new MarkerStatement.ForgetMarker(
                        work.context().markers(), work.names().old()));
            }
            statements.add(work.rename(published, work.names().old()));
            return statements;
        }
        boolean exchanged = keptAs.filter(work.names().replaced()::equals).isPresent();
        if (!exchanged && work.displaced() == Displaced.KEPT) {
            work.state().previous().map(work::drop).ifPresent(statements::add);
        }
        if (keptAs.isPresent()) {
            statements.addAll(renamed(work, published, published.name(), keptAs.get()));
        } else {
            statements.add(stays ? work.rename(published, work.names().replaced()) : work.drop(published));
        }
        return statements;
    }

    /**
     * A table of ours with its indexes, whose names another may want now.
     *
     * @param table as it was when the run looked
     * @param from the name it bears by now
     */
    static List<Statement> renamed(Assignment work, CatalogRelation table, RelationName from, RelationName to) {
        List<Statement> statements = new ArrayList<>();
        if (table.name().equals(from)) {
            table.indexes().forEach(index -> statements.add(new RelationStatement.DropIndex(from, index)));
        }
        statements.add(new RelationStatement.RenameTable(from, to));
        if (work.can(EngineCapability.INDEXES) && !work.can(EngineCapability.INDEX_BLOCKS_RENAME)) {
            statements.add(new RelationStatement.RenameIndexes(to, ending(work, from), ending(work, to)));
        }
        return statements;
    }

    private static String ending(Assignment work, RelationName name) {
        if (name.equals(work.names().previous())) return CandidateNames.PREVIOUS;
        if (name.equals(work.names().old())) return CandidateNames.OLD;
        return name.equals(work.names().replaced()) ? CandidateNames.REPLACED : "";
    }

    /** Once another has taken its place. @param bindings what hung on it */
    List<Statement> retired(CatalogRelation published, Optional<Bindings> bindings) {
        boolean stays =
                keptAs.filter(name -> !name.equals(work.names().replaced())).isPresent();
        return stays && !work.adopts()
                ? retired(work, published, keptAs.get(), bindings.orElse(Bindings.NONE))
                : List.of();
    }

    /**
     * Takes away what lets others read the kept table and what keeps others from being replaced, and says that it is ours.
     *
     * @param published as it was
     */
    static List<Statement> retired(Assignment work, CatalogRelation published, RelationName now, Bindings bindings) {
        List<Statement> statements = new ArrayList<>();
        for (ForeignKey key : bindings.keys()) {
            if (Catalog.key(key.table()).equals(Catalog.key(published.name()))) {
                statements.add(new BindingStatement.DropForeignKey(now, key.name()));
            }
        }
        if (work.can(EngineCapability.GRANTS)) {
            statements.addAll(Grants.revoked(now, published.access().privileges()));
        }
        statements.add(work.marker(now, work.state().last().map(Known::checksum).orElse("")));
        return statements;
    }
}
