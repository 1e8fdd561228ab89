package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Step.Question;
import java.util.ArrayList;
import java.util.List;

/**
 * When the statistics of a table are brought up to date, on engines that need a statement for it: after a table was filled
 * otherwise than by CREATE TABLE AS, and after an increment of a tenth of the table or more. That is Redshift's own
 * threshold (https://docs.aws.amazon.com/redshift/latest/dg/r_analyze_threshold_percent.html); what is less is left to the
 * engine's automatic analysis.
 */
final class Statistics {
    private static final String BATCH = "batch_rows";
    private static final String TABLE = "table_rows";
    private static final int PARTS = 10;

    private final Assignment work;

    Statistics(Assignment work) {
        this.work = work;
    }

    private boolean needed() {
        return work.can(EngineCapability.STATISTICS_BY_STATEMENT);
    }

    /** @param asked what is asked anyway */
    List<Question> questions(List<Question> asked) {
        if (!needed()) return asked;
        List<Question> all = new ArrayList<>(asked);
        if (asked.stream().noneMatch(question -> question.name().equals(BATCH))) {
            all.add(new Question(BATCH, "select count(*)\nfrom " + work.names().batch()));
        }
        all.add(new Question(TABLE, "select count(*)\nfrom " + work.name()));
        return all;
    }

    /** The last step of an increment, by itself: it would hold the table's lock until the transaction ends. */
    List<Step> after(Shape shape) {
        boolean told = shape.answers().containsKey(BATCH) && shape.answers().containsKey(TABLE);
        if (!needed() || !told) return List.of();
        long batch = shape.number(BATCH);
        return batch > 0 && batch * PARTS >= shape.number(TABLE) ? of(work.name()) : List.of();
    }

    /** For a table that was defined and then filled. */
    List<Step> of(RelationName table) {
        return needed() ? List.of(new Step.Stage(List.of(new Statement.Analyze(table)))) : List.of();
    }
}
