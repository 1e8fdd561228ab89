package dev.ashlar.plan;

import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link Step.Read} found.
 *
 * @param bindings what hangs on the relation that the read named; empty when it named none
 */
public record Shape(List<CatalogColumn> columns, Map<String, QueryResult> answers, Optional<Bindings> bindings) {
    public Shape {
        columns = List.copyOf(columns);
        answers = Map.copyOf(answers);
    }

    public Shape(List<CatalogColumn> columns, Map<String, QueryResult> answers) {
        this(columns, answers, Optional.empty());
    }

    /** The single number a question was answered with. */
    public long number(String question) {
        return ((Number) answers.get(question).rows().get(0).get(0)).longValue();
    }
}
