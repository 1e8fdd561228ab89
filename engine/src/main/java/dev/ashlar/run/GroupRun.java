package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.plan.HeldPlan;
import dev.ashlar.plan.JointPublication;
import dev.ashlar.plan.Outlook;
import dev.ashlar.port.NodeTask.Instead;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds models that are published together: each is staged and tested after those that it reads, then one transaction
 * publishes all of them or none. One object serves one group in one thread.
 */
final class GroupRun {
    private final RunScope scope;
    private final String group;
    private final List<NodeBuild> members;
    private final NodeSession session;
    private final Deadlines deadlines;
    /** Whose turn it is. */
    private int at;

    private boolean publishing;

    /** @param members in the order in which they read each other */
    GroupRun(RunScope scope, String group, List<NodeBuild> members, NodeSession session, Deadlines deadlines) {
        this.scope = scope;
        this.group = group;
        this.members = List.copyOf(members);
        this.session = session;
        this.deadlines = deadlines;
    }

    /** The result of each member, followed by those of the tests that gate it. */
    List<NodeResult> run() {
        List<NodeResult> results = new ArrayList<>();
        try {
            List<NodePart> parts = attempts();
            for (int i = 0; i < members.size(); i++) {
                NodePart part = parts.get(i);
                results.addAll(members.get(i).results(part.success()));
            }
        } catch (RuntimeException e) {
            Outcome outcome = members.get(at).outcome(e, thing());
            for (int i = 0; i < members.size(); i++) {
                results.addAll(members.get(i).results(i == at ? outcome : rolledBack(outcome)));
            }
        }
        return results;
    }

    private String thing() {
        NodeBuild member = members.get(at);
        return publishing
                ? "Cannot publish " + member.subject() + " with transaction group '" + group + "'"
                : member.thing();
    }

    /** @param outcome of the member whose turn it was */
    private Outcome rolledBack(Outcome outcome) {
        if (outcome instanceof Outcome.Skipped) return outcome;
        Node because = members.get(at).node();
        return new Outcome.Skipped(Optional.of(because.id()), "rolled back by " + because.name());
    }

    private List<NodePart> attempts() {
        int most = scope.options().retries();
        for (int number = 1; ; number++) {
            try {
                return attempt(number);
            } catch (WarehouseException e) {
                boolean lost = e.kind() == WarehouseException.Kind.CONNECTION;
                if (!lost || number > most || session.cancelled().isPresent()) throw e;
                members.get(at)
                        .note(Diagnostic.warning(
                                "The connection was lost; transaction group '" + group + "' was begun again.", ""));
                session.lose();
                session.pause(scope.repeats().pause(number - 1));
            }
        }
    }

    private List<NodePart> attempt(int number) {
        PlanExecutor executor = new PlanExecutor(session, scope.state(), scope.repeats(), Turn.ALWAYS);
        List<NodePart> parts = new ArrayList<>();
        List<HeldPlan> plans = new ArrayList<>();
        publishing = false;
        members.forEach(NodeBuild::forgetTests);
        try {
            executor.guarded(() -> {
                for (at = 0; at < members.size(); at++) plans.add(staged(number, executor, parts, plans));
                at = members.size() - 1;
                publishing = true;
                if (JointPublication.swapsLast(plans)) candidates(plans);
                executor.publish(parts, plans);
            });
        } finally {
            if (publishing) executor.at().ifPresent(part -> at = parts.indexOf(part));
            for (int i = 0; i < parts.size(); i++) members.get(i).ended(parts.get(i));
        }
        return parts;
    }

    private HeldPlan staged(int number, PlanExecutor executor, List<NodePart> parts, List<HeldPlan> plans) {
        NodeBuild member = members.get(at);
        if (number == 1) member.starts();
        try (Deadlines.Watch watch = deadlines.watch(session, member.conduct().timeout())) {
            parts.add(member.begin(number, company(member, plans)));
            return executor.stage(parts.get(at), member.state(), member.context());
        }
    }

    /** How the members that are staged print for the next one and its tests. */
    private Map<NodeId, Instead> company(NodeBuild member, List<HeldPlan> plans) {
        Map<NodeId, Instead> company = new HashMap<>();
        for (int i = 0; i < plans.size(); i++) {
            Node staged = members.get(i).node();
            switch (plans.get(i).outlook()) {
                case Outlook.Candidate candidate ->
                    company.put(staged.id(), new Instead.Relation(candidate.relation()));
                case Outlook.Rows rows -> company.put(staged.id(), new Instead.Rows(rows.select()));
                case Outlook.Unknown unknown -> demandUnread(member, staged, unknown);
            }
        }
        return company;
    }

    /** Tests within the transaction see the candidates of those that are swapped after them. */
    private void candidates(List<HeldPlan> plans) {
        Map<NodeId, Instead> candidates = new HashMap<>();
        for (int i = 0; i < plans.size(); i++) {
            members.get(i).publishing(candidates);
            if (plans.get(i).outlook() instanceof Outlook.Candidate candidate) {
                candidates.put(members.get(i).node().id(), new Instead.Relation(candidate.relation()));
            }
        }
    }

    private void demandUnread(NodeBuild member, Node staged, Outlook.Unknown unknown) {
        List<Node> readers = new ArrayList<>(List.of(member.node()));
        readers.addAll(member.gating());
        for (Node reader : readers) {
            if (!reads(reader, staged.id())) continue;
            throw new DiagnosticException(Diagnostic.error(
                    reader.header().location(),
                    member.thing() + ": "
                            + (reader.equals(member.node()) ? "it" : "its test '" + reader.name() + "'")
                            + " reads '" + staged.name()
                            + "' of the same transaction group before that is published, and "
                            + unknown.reason() + ".",
                    "Take one of them out of the group, or build it as a table."));
        }
    }

    /** Itself, or through ephemeral models. */
    private boolean reads(Node reader, NodeId read) {
        for (NodeId parent : reader.dependsOn()) {
            if (parent.equals(read)) return true;
            Optional<Node> ephemeral = scope.request().project().find(parent).filter(Node::isEphemeral);
            if (ephemeral.isPresent() && reads(ephemeral.get(), read)) return true;
        }
        return false;
    }
}
