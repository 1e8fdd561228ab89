package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.Conduct;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import java.util.List;
import java.util.Optional;

/** What a worker does with a node, by its kind. */
final class Work {
    private final RunScope scope;

    Work(RunScope scope) {
        this.scope = scope;
    }

    /** The node's own result first, then those of tests that gate it. */
    List<NodeResult> run(Node node, NodeSession session) {
        return switch (node) {
            case Node.Model model -> model(model, session);
            case Node.Snapshot snapshot ->
                build(snapshot, snapshot.build().relation(), snapshot.build().conduct(), session);
            case Node.Seed seed ->
                build(seed, seed.build().relation(), seed.build().conduct(), session);
            case Node.Source source -> build(source, source.relation(), source.conduct(), session);
            case Node.DataTest test -> List.of(new FreeTest(scope, test, session).run());
            case Node.UnitTest test -> List.of(new UnitTestRun(scope, test, session).run());
            case Node.Analysis analysis -> throw notOurs(node);
            case Node.Exposure exposure -> throw notOurs(node);
        };
    }

    private List<NodeResult> model(Node.Model model, NodeSession session) {
        if (model.materialization() instanceof Materialization.Ephemeral) {
            return List.of(nothing(model, "ephemeral", List.of()));
        }
        Optional<String> expired = Expiry.of(
                scope.request().project(),
                model,
                scope.state().marker(model.build().relation()),
                scope.request().invocation().startedAt());
        if (expired.isPresent()) {
            Diagnostic warning = Diagnostic.warning(
                    model.header().location(),
                    "Model '" + model.name() + "' " + expired.get() + " and is not built any more.",
                    "Give it a later 'expires', or move it to another layer; 'ashlar clean --expired' drops its"
                            + " relation.");
            return List.of(nothing(model, expired.get(), List.of(warning)));
        }
        return build(model, model.build().relation(), model.build().conduct(), session);
    }

    private List<NodeResult> build(Node node, RelationName relation, Conduct conduct, NodeSession session) {
        return new NodeRun(scope, node, relation, conduct, session).run();
    }

    private NodeResult nothing(Node node, String reason, List<Diagnostic> notes) {
        return scope.result(node.id(), new Outcome.NoOp(reason), scope.now(), Optional.empty(), "", notes);
    }

    private static IllegalArgumentException notOurs(Node node) {
        return new IllegalArgumentException("Not a node that is run: " + node.id());
    }
}
