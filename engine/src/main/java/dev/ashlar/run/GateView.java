package dev.ashlar.run;

import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.Node.TestBody;
import dev.ashlar.plan.Step;
import dev.ashlar.port.NodeTask.Instead;
import java.util.Optional;
import java.util.Set;

/** What a gating test looks at, and when. */
final class GateView {
    private static final Set<String> UNIQUENESS = Set.of("unique", "unique_combination");
    private static final Set<String> ROW_BY_ROW = Set.of(
            "not_null", "accepted_values", "accepted_range", "matches_pattern", "expression_is_true", "relationships");

    private GateView() {}

    static boolean belongs(DataTest test, Step.Scope scope) {
        return switch (scope) {
            case EVERYTHING -> true;
            case BATCH -> looksAtBatch(test);
            case WHOLE -> !looksAtBatch(test);
        };
    }

    /** How the gated node's reference prints for the test; empty for its published name. */
    static Optional<Instead> of(DataTest test, Step.Sight sight) {
        return switch (sight) {
            case Step.Sight.Published p -> Optional.empty();
            case Step.Sight.Instead instead -> Optional.of(new Instead.Relation(instead.relation()));
            case Step.Sight.Batch batch ->
                UNIQUENESS.contains(genericName(test))
                        ? Optional.of(new Instead.Rows(batch.merged()))
                        : Optional.of(new Instead.Relation(batch.batch()));
        };
    }

    private static boolean looksAtBatch(DataTest test) {
        return switch (test.rules().scope()) {
            case BATCH -> true;
            case RELATION -> false;
            case UNSAID -> UNIQUENESS.contains(genericName(test)) || ROW_BY_ROW.contains(genericName(test));
        };
    }

    private static String genericName(DataTest test) {
        return switch (test.body()) {
            case TestBody.Generic generic -> generic.testName();
            case TestBody.Singular singular -> "";
        };
    }
}
