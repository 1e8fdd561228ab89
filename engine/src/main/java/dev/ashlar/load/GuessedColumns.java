package dev.ashlar.load;

import dev.ashlar.load.format.FileRecord;
import dev.ashlar.load.format.FileRecord.Nature;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Finds names and types over all files of a source that says no columns. */
final class GuessedColumns implements FileScan.GuessByPlace {
    private final LoadOptions options;
    private final Map<String, ColumnGuess> guesses = new LinkedHashMap<>();
    private final Predicate<String> wanted;
    private List<Optional<ColumnGuess>> byPlace = List.of();

    /** @param wanted whether the column of a header is looked for */
    GuessedColumns(LoadOptions options, Predicate<String> wanted) {
        this.options = options;
        this.wanted = wanted;
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

    TargetColumns found(EngineReading reading) {
        List<LoadedColumn> columns = new ArrayList<>();
        Map<String, LoadedColumn> byHeader = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        guesses.forEach((name, guess) -> {
            if (name.isEmpty()) return;
            ColumnName column = new ColumnName(name);
            LoadedColumn loaded =
                    TargetColumns.column(column, guess.type(), reading.declared(column, guess.type()), options);
            columns.add(loaded);
            byHeader.put(name, loaded);
        });
        return new TargetColumns(byHeader, columns, List.of(), true);
    }
}
