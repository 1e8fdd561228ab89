package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A node's plans as one readable text: SQL that could be sent, and what is not SQL as comments. */
final class PlanText {
    private final StatementRenderer renderer;
    private final StringBuilder text = new StringBuilder();

    private PlanText(StatementRenderer renderer) {
        this.renderer = renderer;
    }

    /**
     * @param proceed asked with the columns as long as a plan asks for a shape
     * @param bindings what hangs on the published relation
     */
    static String of(
            PlanEngine engine, Supplier<Plan> begin, Function<Shape, Plan> proceed, Shape shape, Bindings bindings) {
        PlanText out = new PlanText(engine.renderer());
        try {
            Plan plan = begin.get();
            out.plan(plan);
            while (plan.asksForShape()) {
                out.line("-- with "
                        + shape.columns().stream().map(PlanText::column).collect(Collectors.joining(", ")));
                Shape found = new Shape(
                        shape.columns(), answers(plan, shape), plan.bound().map(bound -> bindings));
                plan = proceed.apply(found);
                out.plan(plan);
            }
        } catch (DiagnosticException refused) {
            out.line("-- refused: " + refused.getMessage());
        }
        return out.text.toString();
    }

    /** Of plans that are published together: what each does before, how it is seen by the others, and the one transaction. */
    static String together(PlanEngine engine, List<RelationName> names, List<HeldPlan> plans) {
        PlanText out = new PlanText(engine.renderer());
        for (int i = 0; i < plans.size(); i++) {
            out.line("-- " + names.get(i).plain());
            plans.get(i).staging().forEach(out::step);
            out.line("-- is seen as\n" + seen(plans.get(i).outlook()));
        }
        out.line("-- together");
        int at = -1;
        for (JointPublication.Turn turn : JointPublication.of(plans)) {
            if (turn.member() != at)
                out.line("-- of " + names.get(turn.member()).plain());
            at = turn.member();
            switch (turn.step()) {
                case Step.Publish publish ->
                    publish.statements().forEach(s -> out.line(engine.renderer().render(s) + ";"));
                case Step.Stage stage ->
                    stage.statements().forEach(s -> out.line(engine.renderer().render(s) + ";"));
                case Step.Check check -> out.step(check);
                case Step.LoadRows load -> out.step(load);
                case Step.Read read -> out.step(read);
            }
        }
        return out.text.toString();
    }

    private static String seen(Outlook outlook) {
        return switch (outlook) {
            case Outlook.Candidate candidate -> "-- " + candidate.relation().quoted();
            case Outlook.Rows rows -> rows.select() + ";";
            case Outlook.Unknown unknown -> "-- " + unknown.reason();
        };
    }

    /** To all that the plan asks: what the shape answers, else that a row is there to be written and nothing is wrong. */
    static Map<String, QueryResult> answers(Plan plan, Shape shape) {
        Map<String, QueryResult> answers = new HashMap<>();
        if (!(plan.steps().get(plan.steps().size() - 1) instanceof Step.Read read)) return answers;
        QueryResult one = new QueryResult(List.of(), List.of(List.<Object>of(1)));
        QueryResult zero = new QueryResult(List.of(), List.of(List.<Object>of(0)));
        QueryResult nothing = new QueryResult(List.of(), List.of());
        for (Step.Question question : read.questions()) {
            QueryResult sound = question.name().endsWith("_rows")
                    ? one
                    : question.sql().startsWith("select count(*)") ? zero : nothing;
            answers.put(question.name(), shape.answers().getOrDefault(question.name(), sound));
        }
        return answers;
    }

    private static String column(CatalogColumn column) {
        return column.name().name() + " " + column.type();
    }

    private void plan(Plan plan) {
        plan.steps().forEach(this::step);
        if (!plan.cleanup().isEmpty()) commented("-- after a failure:", plan.cleanup());
        for (Diagnostic note : plan.notes()) line("-- note: " + note.text());
    }

    private void step(Step step) {
        switch (step) {
            case Step.Stage stage -> sent("-- stage", stage.statements());
            case Step.Publish publish -> sent("-- publish", publish.statements());
            case Step.LoadRows load -> line("-- load rows into " + load.table());
            case Step.Read read -> {
                line("-- read\n" + read.query() + ";");
                read.questions().forEach(q -> line("-- " + q.name() + "\n" + q.sql() + ";"));
                read.bound().ifPresent(name -> line("-- and what hangs on " + name.plain()));
            }
            case Step.Check check ->
                commented(
                        "-- check " + check.scope().name().toLowerCase(Locale.ROOT) + ", seeing " + sight(check.sight())
                                + "\n-- if a test fails:",
                        check.onFailure());
        }
    }

    private static String sight(Step.Sight sight) {
        return switch (sight) {
            case Step.Sight.Instead instead -> instead.relation().quoted();
            case Step.Sight.Published published -> "the published name";
            case Step.Sight.Batch batch ->
                batch.merged().isEmpty()
                        ? batch.batch().quoted()
                        : batch.batch() + ", for uniqueness:\n"
                                + batch.merged()
                                        .indent(4)
                                        .replaceAll("(?m)^", "-- ")
                                        .stripTrailing();
        };
    }

    private void sent(String title, List<Statement> statements) {
        line(title);
        statements.forEach(s -> line(renderer.render(s) + ";"));
    }

    private void commented(String title, List<Statement> statements) {
        line(title);
        statements.forEach(s -> line((renderer.render(s) + ";").replaceAll("(?m)^", "--   ")));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
