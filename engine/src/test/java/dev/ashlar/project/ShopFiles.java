package dev.ashlar.project;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Counts the records of the shop's extracts without the loader. */
final class ShopFiles {
    private ShopFiles() {}

    /** Records of all extracts of a table, header lines apart; a quoted line break does not make a record. */
    static long records(Path project, String table) {
        long records = 0;
        for (Path file : files(project.resolve("landing/shop"), table + ".csv")) {
            try (CsvReader<CsvRecord> reader = CsvReader.builder()
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(file)) {
                records += reader.stream().count() - 1;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return records;
    }

    /** Keys that the extracts of a table of changes name, in the column behind the operation. */
    static long keys(Path project, String table) {
        Set<String> keys = new HashSet<>();
        for (Path file : files(project.resolve("landing/shop"), table + ".csv")) {
            try (CsvReader<CsvRecord> reader = CsvReader.builder()
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(file)) {
                reader.stream().skip(1).forEach(row -> keys.add(row.getField(1)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return keys.size();
    }

    private static List<Path> files(Path folder, String name) {
        try (Stream<Path> entries = Files.walk(folder)) {
            return entries.filter(p -> p.getFileName().toString().equals(name)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
