package dev.ashlar.run;

import dev.ashlar.report.RowCounts;
import java.util.ArrayList;
import java.util.List;

/** What has been sent since Begin and counts only once Commit has succeeded. */
final class Transaction {
    private final List<Effect> effects = new ArrayList<>();
    private RowCounts staged = RowCounts.NONE;
    private RowCounts published = RowCounts.NONE;

    void add(List<Effect> more) {
        effects.addAll(more);
    }

    void staged(RowCounts rows) {
        staged = staged.plus(rows);
    }

    void published(RowCounts rows) {
        published = published.plus(rows);
    }

    List<Effect> effects() {
        return effects;
    }

    RowCounts staged() {
        return staged;
    }

    RowCounts published() {
        return published;
    }
}
