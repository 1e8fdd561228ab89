package dev.ashlar.run;

import dev.ashlar.report.RowCounts;
import java.util.ArrayList;
import java.util.List;

/** What has been sent since Begin and counts only once Commit has succeeded. */
final class Transaction {
    private final List<Effect> effects = new ArrayList<>();
    private final List<Counted> counted = new ArrayList<>();

    private record Counted(NodePart part, RowCounts rows, Action.Phase phase) {}

    void add(List<Effect> more) {
        effects.addAll(more);
    }

    void count(NodePart part, RowCounts rows, Action.Phase phase) {
        counted.add(new Counted(part, rows, phase));
    }

    /** Once it is committed. @return what it did */
    List<Effect> settle() {
        counted.forEach(one -> one.part().count(one.rows(), one.phase()));
        return effects;
    }
}
