package dev.ashlar.plan;

import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import java.util.List;
import java.util.Map;

/**
 * What a {@link Step.Read} found.
 *
 * @param bindings what hangs on the relation that was named
 */
public record Shape(List<CatalogColumn> columns, Map<String, QueryResult> answers, Bindings bindings) {
    public Shape(List<CatalogColumn> columns, Map<String, QueryResult> answers) {
        this(columns, answers, Bindings.NONE);
    }

    public Shape {
        columns = List.copyOf(columns);
        answers = Map.copyOf(answers);
    }

    /** The single number a question was answered with. */
    public long number(String question) {
        return ((Number) answers.get(question).rows().get(0).get(0)).longValue();
    }
}
