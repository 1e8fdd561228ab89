package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization.Conduct;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a worker does with a node, by its kind. */
final class Work {
    private final RunScope scope;
    private final Deadlines deadlines;
    private final SpareThreads spare;

    Work(RunScope scope, Deadlines deadlines, SpareThreads spare) {
        this.scope = scope;
        this.deadlines = deadlines;
        this.spare = spare;
    }

    /**
     * The result of each node, then those of tests that gate it.
     *
     * @param nodes one, or models that are published together, in the order in which they read each other
     */
    List<NodeResult> run(List<Node> nodes, NodeSession session) {
        if (nodes.size() > 1) return group(nodes, session);
        Node node = nodes.get(0);
        try (Deadlines.Watch watch = deadlines.watch(session, Conducts.of(node).flatMap(Conduct::timeout))) {
            return run(node, session);
        }
    }

    private List<NodeResult> group(List<Node> nodes, NodeSession session) {
        List<NodeResult> results = new ArrayList<>();
        List<NodeBuild> members = new ArrayList<>();
        for (Node node : nodes) {
            Node.Model model = (Node.Model) node;
            Optional<NodeResult> expired = expired(model);
            expired.ifPresentOrElse(results::add, () -> members.add(build(model, session)));
        }
        if (members.isEmpty()) return results;
        String name = ((Node.Model) nodes.get(0)).transactionGroup().orElseThrow();
        results.addAll(new GroupRun(scope, name, members, session, deadlines).run());
        return results;
    }

    private List<NodeResult> run(Node node, NodeSession session) {
        return switch (node) {
            case Node.Model model -> model(model, session);
            case Node.Snapshot snapshot
            when isKept(snapshot.build().relation()) ->
                List.of(nothing(snapshot, "a snapshot is read and not written under --sample and --empty", List.of()));
            case Node.Snapshot snapshot ->
                build(snapshot, snapshot.build().relation(), snapshot.build().conduct(), session);
            case Node.Seed seed ->
                build(seed, seed.build().relation(), seed.build().conduct(), session);
            case Node.Source source
            when scope.request().reach().sampled() ->
                List.of(nothing(source, "nothing is loaded under --sample and --empty", List.of()));
            case Node.Source source -> build(source, source.relation(), source.conduct(), session);
            case Node.DataTest test -> List.of(new FreeTest(scope, test, session).run());
            case Node.UnitTest test -> List.of(new UnitTestRun(scope, test, session).run());
            case Node.Analysis analysis -> throw notOurs(node);
            case Node.Exposure exposure -> throw notOurs(node);
        };
    }

    private boolean isKept(RelationName snapshot) {
        return scope.request().reach().sampled()
                && scope.state().relation(snapshot).isPresent();
    }

    private List<NodeResult> model(Node.Model model, NodeSession session) {
        if (model.isEphemeral()) {
            return List.of(nothing(model, "ephemeral", List.of()));
        }
        Optional<NodeResult> expired = expired(model);
        if (expired.isPresent()) return List.of(expired.get());
        if (model.materialization() instanceof Incremental incremental
                && incremental.strategy() instanceof Microbatch microbatch) {
            return new MicrobatchRun(scope, model, microbatch, session, spare).run();
        }
        return new NodeRun(scope, build(model, session), session).run();
    }

    private NodeBuild build(Node.Model model, NodeSession session) {
        return new NodeBuild(
                scope, model, model.build().relation(), model.build().conduct(), session);
    }

    private Optional<NodeResult> expired(Node.Model model) {
        Optional<String> expired = Expiry.of(
                scope.request().project(),
                model,
                scope.state().marker(model.build().relation()),
                scope.request().invocation().startedAt());
        return expired.map(why -> {
            Diagnostic warning = Diagnostic.warning(
                    model.header().location(),
                    "Model '" + model.name() + "' " + why + " and is not built any more.",
                    "Give it a later 'expires', or move it to another layer; 'ashlar clean --expired' drops its"
                            + " relation.");
            return nothing(model, why, List.of(warning));
        });
    }

    private List<NodeResult> build(Node node, RelationName relation, Conduct conduct, NodeSession session) {
        return new NodeRun(scope, new NodeBuild(scope, node, relation, conduct, session), session).run();
    }

    private NodeResult nothing(Node node, String reason, List<Diagnostic> notes) {
        return scope.result(node.id(), new Outcome.NoOp(reason), scope.now(), Optional.empty(), "", notes);
    }

    private static IllegalArgumentException notOurs(Node node) {
        return new IllegalArgumentException("Not a node that is run: " + node.id());
    }
}
