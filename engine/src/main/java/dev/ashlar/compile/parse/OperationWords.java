package dev.ashlar.compile.parse;

import dev.ashlar.compile.config.Values;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RowOperations;
import dev.ashlar.manifest.RowOperations.Operation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code operation_column} and {@code operation_values}: {@code {c: I, r: I, u: U, d: D}} maps other words to ours. */
final class OperationWords {
    private final Diagnostics diagnostics;

    OperationWords(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** @return empty without an {@code operation_column} */
    Optional<RowOperations> of(Draft draft) {
        Optional<String> column = draft.config().text("operation_column").filter(name -> !name.isBlank());
        Map<String, Operation> words = words(draft);
        if (column.isEmpty() && draft.config().has("operation_values")) {
            diagnostics.error(
                    draft.config().placeOf("operation_values", draft.at()),
                    "'operation_values' of " + draft.what() + " says nothing without 'operation_column'.",
                    "Name the column that holds them.");
        }
        return column.map(name -> new RowOperations(new ColumnName(name), words));
    }

    private Map<String, Operation> words(Draft draft) {
        Map<String, Operation> words = new LinkedHashMap<>(RowOperations.USUAL);
        draft.config().mapping("operation_values").forEach((word, meant) -> {
            Optional<Operation> operation = operation(meant);
            if (operation.isPresent()) {
                words.put(word, operation.get());
            } else {
                diagnostics.error(
                        draft.config().placeOf("operation_values", draft.at()),
                        "'operation_values' of " + draft.what() + " maps '" + word + "' to " + Values.describe(meant)
                                + ".",
                        "Map it to I, U or D.");
            }
        });
        return words;
    }

    private static Optional<Operation> operation(Object meant) {
        return switch (String.valueOf(meant).toUpperCase(Locale.ROOT)) {
            case "I", "INSERT" -> Optional.of(Operation.INSERT);
            case "U", "UPDATE" -> Optional.of(Operation.UPDATE);
            case "D", "DELETE" -> Optional.of(Operation.DELETE);
            default -> Optional.empty();
        };
    }
}
