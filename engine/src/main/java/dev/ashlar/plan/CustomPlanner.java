package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization.Custom;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Replacement.Hooks;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table that a macro of the project makes. What it makes is a candidate as any other: committed, looked at, tested, and
 * put in the place of what was published.
 */
final class CustomPlanner {
    private final Assignment work;
    private final Custom custom;
    private final ColumnContract contract;
    private final Replacement replacement;

    CustomPlanner(Assignment work, Custom custom) {
        this.work = work;
        this.custom = custom;
        this.contract = new ColumnContract(work);
        this.replacement = new Replacement(work, Kind.TABLE);
    }

    Plan begin() {
        work.demandFreeWay();
        List<Step> steps = new ArrayList<>(work.opening());
        steps.add(replacement.stage(Hooks.TO_RUN, making()));
        steps.add(new Step.Read(contract.describing("select * from " + candidate()), List.of()));
        return new Plan(steps, notes(), replacement.cleanup());
    }

    private List<Statement> making() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("target", candidate());
        arguments.put("sql", work.compiled().sql());
        arguments.put("config", work.node().header().config().values());
        List<Statement> making = new ArrayList<>();
        if (!work.compiled().sqlHeader().isBlank()) {
            making.add(new Statement.RawSql(
                    work.compiled().sqlHeader(), work.node().header().location()));
        }
        making.addAll(MovedRows.told(
                work.compiled().macros().statements("materialization_" + custom.name(), arguments), candidate()));
        return making;
    }

    private List<Diagnostic> notes() {
        List<Diagnostic> notes = new ArrayList<>(Displacement.notes(work));
        if (contract.enforced() && !contract.ofTable().isEmpty()) {
            notes.add(Diagnostic.warning(
                    work.node().header().location(),
                    "The constraints of " + PlanRefusal.thing(work.node())
                            + " are not declared in the warehouse: its materialization '" + custom.name()
                            + "' makes the table.",
                    "Declare them in the macro."));
        }
        return notes;
    }

    Plan proceed(Shape shape) {
        if (shape.bindings().isPresent()) {
            return new Plan(replacement.swapSteps(candidate(), Optional.of(shape)), List.of(), replacement.cleanup());
        }
        List<CatalogColumn> columns = contract.checked(shape.columns());
        List<Step> steps = new ArrayList<>();
        List<Statement> comments = ColumnDocs.fresh(work, candidate(), Kind.TABLE, columns);
        Assignment.stage(steps, comments);
        steps.addAll(replacement.gateAndSwap());
        return new Plan(steps, List.of(), replacement.cleanup());
    }

    private RelationName candidate() {
        return work.names().candidate();
    }
}
