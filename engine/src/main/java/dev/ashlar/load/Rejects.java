package dev.ashlar.load;

import dev.ashlar.plan.LoadPlanner;
import dev.ashlar.plan.Shape;
import dev.ashlar.report.QueryResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many records of each file do not fit.
 *
 * @param numbers by batch; files without any are left out
 * @param first by batch, the first of them in words
 */
record Rejects(Map<Long, Long> numbers, Map<Long, String> first) {
    private static final int MOST_SHOWN = 300;
    private static final int OF_THE_END = 100;

    Rejects {
        numbers = Map.copyOf(numbers);
        first = Map.copyOf(first);
    }

    /** What an engine found that read the files itself. */
    static Rejects of(Shape staged) {
        Map<Long, String> first = new HashMap<>();
        QueryResult told = staged.answers().get(LoadPlanner.FIRST);
        for (List<Object> row : told.rows()) {
            Optional<String> column = Optional.of((String) row.get(2)).filter(name -> !name.isEmpty());
            first.put(((Number) row.get(0)).longValue(), told(row.get(1), column, row.get(3)));
        }
        return new Rejects(numbers(staged, LoadPlanner.REJECTS), first);
    }

    static String told(Object number, Optional<String> column, Object reason) {
        return "record " + number
                + column.map(name -> ", column '" + name + "'").orElse("") + ": " + shown(String.valueOf(reason));
    }

    /** A value may be a whole file; people read its beginning, and at the end what it is not. */
    private static String shown(String reason) {
        return reason.length() <= MOST_SHOWN
                ? reason
                : reason.substring(0, MOST_SHOWN - OF_THE_END) + "…" + reason.substring(reason.length() - OF_THE_END);
    }

    /** @param question answered as {@code batch=number,batch=number} */
    static Map<Long, Long> numbers(Shape shape, String question) {
        Map<Long, Long> numbers = new HashMap<>();
        Object text = shape.answers().get(question).rows().get(0).get(0);
        if (text == null) return numbers;
        for (String pair : text.toString().split(",")) {
            int at = pair.indexOf('=');
            numbers.put(Long.valueOf(pair.substring(0, at)), Long.valueOf(pair.substring(at + 1)));
        }
        return numbers;
    }

    long of(long batch) {
        return numbers.getOrDefault(batch, 0L);
    }
}
