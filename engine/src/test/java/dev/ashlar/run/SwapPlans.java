package dev.ashlar.run;

import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.CandidateNames;
import dev.ashlar.plan.MarkerStatement;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.Shape;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.Step;
import dev.ashlar.plan.Step.LoadRows.Content;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.port.NodeTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Builds every node as a table: candidate, gate, swap. Its SQL is what the test says, by the node's name. */
final class SwapPlans implements NodeTask {
    final Map<String, String> sql = new ConcurrentHashMap<>();
    final Map<String, RelationState> seen = new ConcurrentHashMap<>();

    @Override
    public Prepared prepare(Node node, Facts facts) {
        String select = sql.getOrDefault(node.name(), "rows " + node.name());
        return new Prepared() {
            @Override
            public String sql() {
                return select;
            }

            @Override
            public SourceMap map() {
                return SourceMap.EMPTY;
            }

            @Override
            public Plan begin(RelationState state, PlanContext context) {
                seen.put(node.name(), state);
                return plan(node, select, state, context);
            }

            @Override
            public Plan proceed(RelationState state, PlanContext context, Shape shape) {
                throw new IllegalStateException("No shape was asked for");
            }

            @Override
            public Iterable<List<Object>> rows(Content content) {
                return List.of();
            }
        };
    }

    private static Plan plan(Node node, String select, RelationState state, PlanContext context) {
        CandidateNames names = CandidateNames.of(state.name(), context.identifierLimit());
        List<Statement> stage = new ArrayList<>();
        state.leftovers().forEach(left -> stage.add(new RelationStatement.DropTable(left.name())));
        stage.add(new TransactionStatement.Begin());
        stage.add(new RelationStatement.CreateTableAs(names.candidate(), select, Layout.NONE, ""));
        stage.add(marker(node, names.candidate(), context));
        stage.add(new TransactionStatement.Commit());
        List<Statement> keep = List.of(
                new TransactionStatement.Begin(),
                new RelationStatement.DropTableIfExists(names.failed()),
                new RelationStatement.RenameTable(names.candidate(), names.failed()),
                marker(node, names.failed(), context),
                new TransactionStatement.Commit());
        List<Statement> swap = List.of(
                new TransactionStatement.Begin(),
                new RelationStatement.DropTableIfExists(state.name()),
                new RelationStatement.RenameTable(names.candidate(), state.name()),
                marker(node, state.name(), context),
                new TransactionStatement.Commit());
        return new Plan(
                List.of(
                        new Step.Stage(stage),
                        new Step.Check(Step.Scope.EVERYTHING, new Step.Sight.Instead(names.candidate()), keep),
                        new Step.Publish(swap)),
                List.of(),
                List.of(new RelationStatement.DropTableIfExists(names.candidate())));
    }

    private static Statement marker(Node node, RelationName relation, PlanContext context) {
        return new MarkerStatement.RecordMarker(
                context.markers(),
                relation,
                node.id(),
                context.attempt(),
                context.invocationId(),
                "checksum",
                context.runTime());
    }

    /** How the statements read in a test's expectations. */
    static String text(Statement statement) {
        return switch (statement) {
            case TransactionStatement.Begin s -> "begin";
            case TransactionStatement.Commit s -> "commit";
            case TransactionStatement.Rollback s -> "rollback";
            case RelationStatement.CreateSchema s -> "create schema " + s.schema();
            case RelationStatement.DropSchema s -> "drop schema " + s.schema();
            case RelationStatement.CreateTableAs s -> "create " + s.table().identifier() + " as " + s.sql();
            case RelationStatement.DropTableIfExists s -> "drop " + s.table().identifier();
            case RelationStatement.DropTable s -> "drop " + s.table().identifier();
            case RelationStatement.RenameTable s -> "rename " + s.from().identifier() + " to " + s.to().identifier();
            case MarkerStatement.RecordMarker s -> "mark " + s.relation().identifier();
            case Statement.RawSql s -> s.text();
            default -> statement.toString();
        };
    }
}
