package dev.ashlar.load;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.load.format.FileRecord;
import dev.ashlar.load.format.FileRecord.Nature;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import dev.ashlar.port.ParquetFiles.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds names and types over all files of a source that says no columns. */
final class GuessedColumns implements FileScan.GuessByPlace {
    private static final Set<String> YAML_WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private final LoadOptions options;
    private final Map<String, ColumnGuess> guesses = new LinkedHashMap<>();
    private final Predicate<String> wanted;
    private final Map<String, String> declared = new HashMap<>();
    private List<Optional<ColumnGuess>> byPlace = List.of();

    /** @param wanted whether the column of a header is looked for */
    GuessedColumns(LoadOptions options, Predicate<String> wanted) {
        this.options = options;
        this.wanted = wanted.and(name -> !TargetColumns.isOwn(name));
    }

    @Override
    public void header(List<String> names) {
        byPlace = new ArrayList<>();
        for (String name : names) {
            byPlace.add(
                    wanted.test(name)
                            ? Optional.of(
                                    guesses.computeIfAbsent(TargetColumns.plainName(name), unused -> new ColumnGuess()))
                            : Optional.empty());
        }
    }

    /** Files that name different types for a field have texts in common. */
    @Override
    public void declared(List<Field> fields) {
        for (Field field : fields) {
            if (!wanted.test(field.name())) continue;
            String name = TargetColumns.plainName(field.name());
            guesses.computeIfAbsent(name, unused -> new ColumnGuess());
            declared.merge(name, field.type(), (a, b) -> a.equals(b) ? a : "varchar");
        }
    }

    @Override
    public void see(FileRecord record) {
        for (int i = 0; i < record.fields().size(); i++) {
            String text = record.field(i);
            if (byPlace.get(i).isEmpty() || text == null || options.nulls().contains(text)) continue;
            if (record.nature(i) != Nature.ERROR) see(byPlace.get(i).get(), text, record.nature(i));
        }
    }

    /** Where numbers have marks of their own, what is written with a point is none. */
    private void see(ColumnGuess guess, String text, Nature nature) {
        Optional<String> number = options.format().marks().flatMap(marks -> marks.plain(text));
        boolean word = options.format().marks().isPresent() && number.isEmpty() && !ColumnGuess.isBoolean(text.strip());
        guess.see(number.orElse(text), word ? Nature.TEXT : nature);
    }

    /** What was found, as the project may say it; empty where nothing was. */
    Optional<Diagnostic> told() {
        String columns = guesses.entrySet().stream()
                .filter(guess -> !guess.getKey().isEmpty())
                .map(guess -> "\n    - { name: " + quoted(guess.getKey()) + ", data_type: "
                        + quoted(declared.getOrDefault(
                                guess.getKey(), guess.getValue().type())) + " }")
                .collect(Collectors.joining());
        if (columns.isEmpty()) return Optional.empty();
        return Optional.of(Diagnostic.note(
                        "The source names no 'columns': these were found in its files.",
                        "Paste them below the table, so that they stay what they are whatever comes.")
                .withExcerpt("  columns:" + columns));
    }

    /** Where YAML would read something else than the text. */
    private static String quoted(String text) {
        boolean plain = text.matches("[\\p{L}_][\\p{L}\\p{N}_ ]*") && !YAML_WORDS.contains(text);
        return plain ? text : '"' + text + '"';
    }

    TargetColumns found(EngineReading reading) {
        List<LoadedColumn> columns = new ArrayList<>();
        Map<String, LoadedColumn> byHeader = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        guesses.forEach((name, guess) -> {
            if (name.isEmpty()) return;
            ColumnName column = new ColumnName(name);
            String type = reading.word(declared.getOrDefault(name, guess.type()));
            LoadedColumn loaded = TargetColumns.column(column, type, reading.declared(column, type), options);
            columns.add(loaded);
            byHeader.put(name, loaded);
        });
        return new TargetColumns(byHeader, columns, List.of(), true);
    }
}
