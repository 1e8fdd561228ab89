package dev.ashlar.plan;

import dev.ashlar.report.CatalogColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the published relation leaves to the one that takes its place: what hangs on it, its privileges and its owner. */
final class Handover {
    private final Assignment work;
    private final Rebinding rebinding;
    private final List<CatalogColumn> columns;

    /**
     * @param shape of the relation that takes the place, with what hangs on the published one; empty where nothing does
     * @throws dev.ashlar.diagnostic.DiagnosticException naming what would be lost
     */
    Handover(Assignment work, Optional<Shape> shape) {
        this.work = work;
        this.columns = shape.map(Shape::columns).orElse(List.of());
        this.rebinding = work.state()
                .published()
                .flatMap(old -> shape.flatMap(Shape::bindings)
                        .map(bindings -> Rebinding.replacing(work, old, columns, bindings)))
                .orElse(Rebinding.NONE);
    }

    /** Takes what is published out of the way: drops it, or keeps it as {@code __old} if it was another's. */
    List<Statement> clear() {
        List<Statement> statements = new ArrayList<>(rebinding.before(work.name()));
        work.state().published().ifPresent(old -> {
            if (work.adopts()) statements.add(work.rename(old, work.names().old()));
            else if (rebinding.keepsOld())
                statements.add(work.rename(old, work.names().replaced()));
            else statements.add(work.drop(old));
        });
        return statements;
    }

    /** Once the name is taken: gives the new relation the privileges, and binds views to it. */
    List<Statement> bind() {
        List<Statement> statements = new ArrayList<>(rebinding.rebound());
        if (rebinding.keepsOld() && !work.adopts()) {
            work.state()
                    .published()
                    .map(old -> work.drop(old, work.names().replaced()))
                    .ifPresent(statements::add);
        }
        // before the views: a materialized one is filled with the rights of the owners of those it reads
        statements.addAll(new Grants(work).carried(columns));
        statements.addAll(rebinding.remade());
        return statements;
    }

    /** The last before the marker. */
    List<Statement> settle() {
        List<Statement> statements = new ArrayList<>(rebinding.keys());
        statements.addAll(work.owner());
        return statements;
    }
}
