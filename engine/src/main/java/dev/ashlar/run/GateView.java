package dev.ashlar.run;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.Node.TestBody;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.plan.Step;
import dev.ashlar.port.NodeTask.Instead;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a test that gates a node looks at, and when. */
final class GateView {
    private static final String UNIQUE = "unique";
    private static final Set<String> UNIQUENESS = Set.of(UNIQUE, "unique_combination");
    private static final Set<String> ROW_BY_ROW =
            Set.of("not_null", "accepted_values", "accepted_range", "matches_pattern", "expression_is_true");
    private static final String RELATIONSHIPS = "relationships";

    private final DataTest test;
    private final NodeId gated;
    private final String name;

    GateView(DataTest test, NodeId gated) {
        this.test = test;
        this.gated = gated;
        this.name = switch (test.body()) {
            case TestBody.Generic generic -> generic.testName();
            case TestBody.Singular singular -> "";
        };
    }

    boolean belongsTo(Step.Scope scope) {
        return switch (scope) {
            case EVERYTHING -> true;
            case BATCH -> looksAtBatch();
            case WHOLE -> !looksAtBatch();
            case BATCH_ROWS -> looksAtBatch() && !UNIQUENESS.contains(name);
            case WHOLE_AND_KEYS -> !looksAtBatch() || UNIQUENESS.contains(name);
        };
    }

    /** How the gated node's reference prints for the test; empty for its published name. */
    Optional<Instead> through(Step.Sight sight) {
        return switch (sight) {
            case Step.Sight.Published p -> Optional.empty();
            case Step.Sight.Instead instead -> Optional.of(new Instead.Relation(instead.relation()));
            case Step.Sight.Batch batch ->
                UNIQUENESS.contains(name)
                        ? Optional.of(new Instead.Rows(batch.mergedOn(uniqueColumns(), nulls())))
                        : Optional.of(new Instead.Relation(batch.batch()));
        };
    }

    private Step.Sight.Nulls nulls() {
        return name.equals(UNIQUE) ? Step.Sight.Nulls.PASSED_OVER : Step.Sight.Nulls.ALIKE;
    }

    /** Columns that together must be unique; what is no column but an expression counts as one that nothing has. */
    private List<ColumnName> uniqueColumns() {
        if (!(test.body() instanceof TestBody.Generic generic)) return List.of();
        Map<String, Object> arguments = generic.arguments();
        Object named = arguments.getOrDefault("combination_of_columns", arguments.get("columns"));
        if (named instanceof List<?> list) {
            return list.stream().map(one -> new ColumnName(String.valueOf(one))).toList();
        }
        return test.column().stream().toList();
    }

    private boolean looksAtBatch() {
        return switch (test.rules().scope()) {
            case BATCH -> true;
            case RELATION -> false;
            case UNSAID -> declaredHere() && (UNIQUENESS.contains(name) || ROW_BY_ROW.contains(name) || childSide());
        };
    }

    /** A test declared elsewhere reads the gated node as something to compare with. */
    private boolean declaredHere() {
        return test.attachedTo().filter(gated::equals).isPresent();
    }

    /** Where child and parent are one relation, its batch alone does not hold the parents. */
    private boolean childSide() {
        return name.equals(RELATIONSHIPS) && test.dependsOn().stream().anyMatch(read -> !read.equals(gated));
    }
}
