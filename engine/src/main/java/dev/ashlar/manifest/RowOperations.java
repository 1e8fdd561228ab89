package dev.ashlar.manifest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the rows of a changelog say what happened to their key.
 *
 * @param words what the column holds, by exact spelling: {@code I}, {@code U}, {@code D} and what is mapped to them
 */
public record RowOperations(ColumnName column, Map<String, Operation> words) {
    public static final Map<String, Operation> USUAL =
            Map.of("I", Operation.INSERT, "U", Operation.UPDATE, "D", Operation.DELETE);

    public RowOperations {
        words = Map.copyOf(words);
    }

    /** What happened to a key. */
    public enum Operation {
        INSERT,
        UPDATE,
        DELETE
    }

    /** The words of one operation, sorted, so that the same node always gives the same SQL. */
    public List<String> of(Operation operation) {
        return words.entrySet().stream()
                .filter(entry -> entry.getValue() == operation)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** All words, sorted. */
    public List<String> known() {
        return List.copyOf(new TreeMap<>(words).keySet());
    }
}
