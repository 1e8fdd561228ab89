package dev.ashlar.run;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.plan.HeldPlan;
import dev.ashlar.plan.JointPublication;
import dev.ashlar.plan.Outlook;
import dev.ashlar.plan.PlanContext.Rebuild;
import dev.ashlar.port.NodeTask.Instead;
import dev.ashlar.run.DryRun.Planned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plans models that are published together: what each does before, then the transaction of all. */
final class DryGroup {
    private final DryPlanning planning;
    private final String group;
    private final Part part;

    /** @param part the whole of its members, of what they may read */
    DryGroup(DryPlanning planning, String group, Part part) {
        this.part = part;
        this.planning = planning;
        this.group = group;
    }

    record Member(Node node, Rebuild rebuild, List<NodeId> gates) {}

    /** @param members in the order in which they read each other */
    List<Planned> plan(List<Member> members) {
        List<Planned> planned = new ArrayList<>();
        List<HeldPlan> plans = new ArrayList<>();
        Map<NodeId, Instead> company = new HashMap<>();
        for (Member member : members) {
            try {
                DryPlanning.Shaped shaped =
                        planning.shaped(member.node(), member.rebuild(), member.gates(), Map.copyOf(company), part);
                HeldPlan plan =
                        HeldPlan.of(shaped.last(), member.node().findRelation().orElseThrow());
                List<String> lines = new ArrayList<>(shaped.lines());
                plan.staging().forEach(step -> lines.addAll(planning.lines(step, member.gates())));
                planned.add(new Planned.Statements(member.node(), lines, shaped.notes()));
                plans.add(plan);
                switch (plan.outlook()) {
                    case Outlook.Candidate candidate ->
                        company.put(member.node().id(), new Instead.Relation(candidate.relation()));
                    case Outlook.Rows rows -> company.put(member.node().id(), new Instead.Rows(rows.select()));
                    case Outlook.Unknown unknown -> {}
                }
            } catch (DiagnosticException e) {
                planned.add(new Planned.Refused(member.node(), e.diagnostics().get(0)));
            }
        }
        if (plans.size() == members.size()) planned.add(publication(members, plans));
        return planned;
    }

    private Planned publication(List<Member> members, List<HeldPlan> plans) {
        List<Planned.Statements> parts = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int at = 0;
        for (JointPublication.Turn turn : JointPublication.of(plans)) {
            if (turn.member() != at) {
                if (!lines.isEmpty())
                    parts.add(new Planned.Statements(members.get(at).node(), lines, List.of()));
                lines.clear();
                at = turn.member();
            }
            lines.addAll(planning.lines(turn.step(), members.get(at).gates()));
        }
        parts.add(new Planned.Statements(members.get(at).node(), lines, List.of()));
        return new Planned.Publication(group, parts);
    }
}
