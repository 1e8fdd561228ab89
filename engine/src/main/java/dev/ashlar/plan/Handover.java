package dev.ashlar.plan;

import dev.ashlar.report.CatalogColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the published relation leaves to the one that takes its place: what hangs on it, its privileges and its owner. */
final class Handover {
    private final Assignment work;
    private final Displacement displacement;
    private final Rebinding rebinding;
    private final Optional<Bindings> bindings;
    private final List<CatalogColumn> columns;

    /**
     * @param shape of the relation that takes the place, with what hangs on the published one; empty where nothing does
     * @throws dev.ashlar.diagnostic.DiagnosticException naming what would be lost
     */
    Handover(Assignment work, Optional<Shape> shape) {
        this(work, shape, Displacement.of(work));
    }

    Handover(Assignment work, Optional<Shape> shape, Displacement displacement) {
        this.work = work;
        this.displacement = displacement;
        this.columns = shape.map(Shape::columns).orElse(List.of());
        this.bindings = shape.flatMap(Shape::bindings);
        this.rebinding = work.state()
                .published()
                .flatMap(old -> bindings.map(bound -> Rebinding.replacing(work, old, columns, bound)))
                .orElse(Rebinding.NONE);
    }

    /** Takes what is published out of the way: drops it, or gives it another name. */
    List<Statement> clear() {
        List<Statement> statements = new ArrayList<>(rebinding.before(work.name()));
        work.state().published().ifPresent(old -> statements.addAll(displacement.aside(old, rebinding.keepsOld())));
        return statements;
    }

    /** Once the name is taken: gives the new relation the privileges, and binds views to it. */
    List<Statement> bind() {
        List<Statement> statements = new ArrayList<>(rebinding.rebound());
        if (rebinding.keepsOld() && !displacement.keeps()) {
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
        work.state().published().ifPresent(old -> statements.addAll(displacement.retired(old, bindings)));
        return statements;
    }
}
