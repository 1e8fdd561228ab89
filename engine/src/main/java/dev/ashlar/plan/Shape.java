package dev.ashlar.plan;

import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a {@link Step.Read} found.
 *
 * @param answers by the names of the questions; some or all are missing where nobody could be asked
 * @param bindings what hangs on the relation that the read named; empty when it named none
 * @param asked the names of the read's questions, answered or not: tells a planner which of its reads this is
 * @param extent how much of the read was done
 */
public record Shape(
        List<CatalogColumn> columns,
        Map<String, QueryResult> answers,
        Optional<Bindings> bindings,
        Set<String> asked,
        Extent extent) {
    /** How much of a read was done. */
    public enum Extent {
        WHOLE,
        /** No more, since the questions name columns otherwise than the query. */
        COLUMNS
    }

    public Shape {
        columns = List.copyOf(columns);
        answers = Map.copyOf(answers);
        asked = Set.copyOf(asked);
    }

    /** Of a read that was done whole. */
    public Shape(
            List<CatalogColumn> columns,
            Map<String, QueryResult> answers,
            Optional<Bindings> bindings,
            Set<String> asked) {
        this(columns, answers, bindings, asked, Extent.WHOLE);
    }

    /** Of a read whose questions could not be put. */
    public static Shape ofColumns(List<CatalogColumn> columns) {
        return new Shape(columns, Map.of(), Optional.empty(), Set.of(), Extent.COLUMNS);
    }

    public Shape(List<CatalogColumn> columns, Map<String, QueryResult> answers, Optional<Bindings> bindings) {
        this(columns, answers, bindings, answers.keySet());
    }

    public Shape(List<CatalogColumn> columns, Map<String, QueryResult> answers) {
        this(columns, answers, Optional.empty());
    }

    /** The same with these columns. */
    public Shape of(List<CatalogColumn> others) {
        return new Shape(others, answers, bindings, asked, extent);
    }

    /** The single number a question was answered with. */
    public long number(String question) {
        return ((Number) answers.get(question).rows().get(0).get(0)).longValue();
    }
}
