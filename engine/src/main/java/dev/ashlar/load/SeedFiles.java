package dev.ashlar.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.load.format.CsvFile;
import dev.ashlar.load.format.CsvFormat;
import dev.ashlar.load.format.FileBytes;
import dev.ashlar.load.format.FileFault;
import dev.ashlar.load.format.FileRecord;
import dev.ashlar.load.format.RecordFile.Keeping;
import dev.ashlar.load.format.Records;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.LoadStatement.HeaderLine;
import dev.ashlar.report.CatalogColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Reads the csv files of seeds: checks them whole, finds the types of their columns, and gives their rows. */
public final class SeedFiles {
    private static final int MOST_SHOWN = 10;

    /** What counts as null besides the empty field when the user names nothing, as dbt has it. */
    private static final Set<String> NULL = Set.of("null");

    private final Path projectFolder;

    public SeedFiles(Path projectFolder) {
        this.projectFolder = projectFolder;
    }

    /** @throws DiagnosticException with everything that is wrong with the file, the first ten in full */
    public SeedTable read(Node.Seed seed) {
        Reading reading = new Reading(seed);
        CsvFile file = new CsvFile(
                FileBytes.of(projectFolder.resolve(seed.file())),
                new CsvFormat(seed.format().delimiter(), '"', '"', UTF_8, HeaderLine.ABSENT));
        try (Records rows = file.open(Keeping.FIELDS)) {
            while (rows.hasNext()) reading.take(rows.next());
        } catch (FileFault fault) {
            reading.problem(fault.line(), "In this seed " + fault.getMessage() + ".", remedy(fault));
        }
        return reading.table(file);
    }

    /** The names in the first record; empty where the file cannot be read so far. */
    public Optional<List<String>> header(Node.Seed seed) {
        CsvFile file = new CsvFile(
                FileBytes.of(projectFolder.resolve(seed.file())),
                new CsvFormat(seed.format().delimiter(), '"', '"', UTF_8, HeaderLine.ABSENT));
        try (Records rows = file.open(Keeping.FIELDS)) {
            return rows.hasNext()
                    ? Optional.of(
                            rows.next().fields().stream().map(String::strip).toList())
                    : Optional.empty();
        } catch (FileFault ignored) { // reading the whole file tells what is wrong with it
            return Optional.empty();
        }
    }

    private static String remedy(FileFault fault) {
        String message = fault.getMessage();
        if (message.contains("quote")) return "Double a quote that is part of a value, and close every quoted value.";
        if (message.contains("bytes")) return "Save the file as UTF-8.";
        return "";
    }

    private static final class Reading {
        private final Node.Seed seed;
        private final Set<String> nulls;
        private final List<Diagnostic> problems = new ArrayList<>();
        private long problemCount;
        private List<String> header = List.of();
        private List<ColumnGuess> guesses = List.of();
        private List<Optional<String>> fixed = List.of();
        private boolean headed;
        private long count;

        Reading(Node.Seed seed) {
            this.seed = seed;
            Set<String> words = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            words.addAll(
                    seed.format().nullWords().isEmpty() ? NULL : seed.format().nullWords());
            this.nulls = words;
        }

        void problem(long line, String message, String remedy) {
            problemCount++;
            if (problems.size() >= MOST_SHOWN) return;
            problems.add(Diagnostic.error(new SourceLocation(seed.file(), (int) line, 0), message, remedy));
        }

        void take(FileRecord row) {
            if (!headed) {
                head(row);
                return;
            }
            count++;
            if (row.count() != header.size()) {
                problem(
                        row.line(),
                        "This record has " + Counted.of(row.count(), "value") + ", but the header has "
                                + Counted.of(header.size(), "column") + ".",
                        row.count() > header.size()
                                ? "Quote values that hold the delimiter '"
                                        + seed.format().delimiter() + "'."
                                : "Write an empty value for each that lacks.");
                return;
            }
            for (int i = 0; i < header.size(); i++) see(row, i);
        }

        private void see(FileRecord row, int i) {
            String text = value(row.fields().get(i));
            if (text == null) return;
            if (fixed.get(i).isEmpty()) {
                guesses.get(i).see(text);
            } else if (!FixedType.takes(fixed.get(i).get(), text)) {
                problem(
                        row.line(),
                        "Column '" + header.get(i) + "' has the type "
                                + fixed.get(i).get() + ", but the value is '" + text + "'.",
                        "Correct the value, or the type under 'column_types'.");
            }
        }

        private void head(FileRecord row) {
            headed = true;
            header = row.fields().stream().map(String::strip).toList();
            Map<String, String> types = new HashMap<>();
            seed.format().columnTypes().forEach((name, type) -> types.put(name.toLowerCase(Locale.ROOT), type));
            Set<String> met = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            for (int i = 0; i < header.size(); i++) {
                String name = header.get(i);
                if (name.isEmpty()) {
                    problem(row.line(), "Column " + (i + 1) + " has no name.", "Give it one in the header.");
                } else if (!met.add(name)) {
                    problem(row.line(), "The column '" + name + "' stands twice in the header.", "Rename one of them.");
                }
            }
            for (String name : seed.format().columnTypes().keySet()) {
                if (met.contains(name)) continue;
                problem(
                        row.line(),
                        "'column_types' names the column '" + name + "', which the file does not have.",
                        NearestName.didYouMean(name, met));
            }
            fixed = header.stream()
                    .map(name -> Optional.ofNullable(types.get(name.toLowerCase(Locale.ROOT))))
                    .toList();
            guesses = header.stream().map(name -> new ColumnGuess()).toList();
        }

        private String value(String field) {
            return field.isEmpty() || nulls.contains(field) ? null : field;
        }

        SeedTable table(CsvFile file) {
            if (!headed && problems.isEmpty()) {
                problem(0, "The seed is empty.", "Write a header with the names of its columns.");
            }
            if (problemCount > problems.size()) {
                problems.add(Diagnostic.error(
                        SourceLocation.ofFile(seed.file()),
                        Counted.of(
                                problemCount - problems.size(),
                                "more of its records is wrong.",
                                "more of its records are wrong."),
                        ""));
            }
            if (!problems.isEmpty()) throw new DiagnosticException(problems, null);
            List<CatalogColumn> columns = new ArrayList<>();
            for (int i = 0; i < header.size(); i++) {
                columns.add(new CatalogColumn(
                        new ColumnName(header.get(i)),
                        fixed.get(i).orElse(guesses.get(i).type()),
                        Optional.empty()));
            }
            List<OptionalLong> longest = new ArrayList<>();
            for (int i = 0; i < header.size(); i++) {
                boolean text = fixed.get(i).isEmpty() && guesses.get(i).kind() == ColumnGuess.Kind.TEXT;
                longest.add(text ? OptionalLong.of(guesses.get(i).bytes()) : OptionalLong.empty());
            }
            return new SeedTable(columns, longest, count, () -> new SeedRows(file.open(Keeping.FIELDS), this::typed));
        }

        private List<Object> typed(FileRecord row) {
            List<Object> values = new ArrayList<>(header.size());
            for (int i = 0; i < header.size(); i++) {
                String text = value(row.fields().get(i));
                values.add(
                        text == null || fixed.get(i).isPresent()
                                ? text
                                : ColumnGuess.value(guesses.get(i).kind(), text));
            }
            return values;
        }
    }
}
