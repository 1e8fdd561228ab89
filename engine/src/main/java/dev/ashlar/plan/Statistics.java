package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Step.Question;
import java.util.ArrayList;
import java.util.List;

/**
 * When the statistics of a table are brought up to date, on engines that need a statement for it: after a table was filled
 * otherwise than by CREATE TABLE AS, and after an increment of 10,000 rows or more that are a tenth of the table. The tenth
 * is Redshift's own threshold (https://docs.aws.amazon.com/redshift/latest/dg/r_analyze_threshold_percent.html); what is less
 * is left to the engine's automatic analysis. It stands in the transaction that fills the table: it costs no commit, and a
 * connection that is lost meanwhile leaves nothing half done.
 */
final class Statistics {
    /** The question after the number of staged rows. */
    static final String BATCH = "batch_rows";

    private static final String TABLE = "table_rows";
    private static final int PARTS = 10;

    /** A small table is planned well without. */
    private static final int LEAST = 10_000;

    private final Assignment work;

    Statistics(Assignment work) {
        this.work = work;
    }

    boolean needed() {
        return work.can(EngineCapability.STATISTICS_BY_STATEMENT);
    }

    /** @param asked what is asked anyway */
    List<Question> questions(List<Question> asked) {
        return questions(asked, work.names().batch());
    }

    /** @param staged the rows of the increment */
    List<Question> questions(List<Question> asked, RelationName staged) {
        if (!needed()) return asked;
        List<Question> all = new ArrayList<>(asked);
        if (asked.stream().noneMatch(question -> question.name().equals(BATCH))) {
            all.add(new Question(BATCH, "select count(*)\nfrom " + staged));
        }
        all.add(new Question(TABLE, "select count(*)\nfrom " + work.name()));
        return all;
    }

    /** Whether a read has asked for them, on an engine that needs them. */
    boolean asked(Shape shape) {
        return needed() && shape.asked().contains(TABLE);
    }

    /** @param target the published table, or the one that takes its place */
    List<Statement> after(Shape shape, RelationName target) {
        boolean told = shape.answers().containsKey(BATCH) && shape.answers().containsKey(TABLE);
        if (!needed() || !told) return List.of();
        long batch = shape.number(BATCH);
        return batch >= LEAST && batch * PARTS >= shape.number(TABLE) ? of(target) : List.of();
    }

    /** For a table that was defined and then filled. */
    List<Statement> of(RelationName table) {
        return needed() ? List.of(new RelationStatement.Analyze(table)) : List.of();
    }
}
