package dev.ashlar.load;

import dev.ashlar.load.RowHandler.Keeping;
import dev.ashlar.plan.LoadStatement.HeaderLine;
import java.util.List;
import java.util.Optional;

/**
 * What one look through a file found.
 *
 * @param header fields of the first record; empty strings are not replaced
 * @param records below the header
 * @param writing whether every reader understands the file alike
 * @param compressed with gzip
 * @param fault why the file cannot be loaded
 */
record FileScan(
        List<String> header, int width, long records, Writing writing, boolean compressed, Optional<CsvFault> fault) {

    enum Writing {
        PLAIN,
        /** Records of other widths than the header, quotes within unquoted fields. */
        PECULIAR
    }

    /** @param guesses see the fields of every record, by place; empty where types are known */
    static FileScan of(CsvFile file, HeaderLine headerLine, GuessByPlace guesses) {
        List<String> header = List.of();
        int width = -1;
        long records = 0;
        Writing writing = Writing.PLAIN;
        try (CsvFile.Reading rows = file.open(guesses == GuessByPlace.NONE ? Keeping.COUNTS : Keeping.FIELDS)) {
            while (rows.hasNext()) {
                CsvRow row = rows.next();
                boolean first = width < 0;
                if (first) {
                    width = row.count();
                    header = row.fields().stream().map(String::strip).toList();
                    guesses.header(header);
                }
                if (row.count() != width || row.peculiar()) writing = Writing.PECULIAR;
                if (first && headerLine == HeaderLine.PRESENT) continue;
                records++;
                if (row.count() == width) guesses.see(row.fields());
            }
            return new FileScan(header, width, records, writing, file.gzip(), Optional.empty());
        } catch (CsvFault fault) {
            return new FileScan(header, width, records, writing, false, Optional.of(fault));
        }
    }

    /** Sees records as they pass. */
    interface GuessByPlace {
        GuessByPlace NONE = new GuessByPlace() {
            @Override
            public void header(List<String> names) {}

            @Override
            public void see(List<String> fields) {}
        };

        void header(List<String> names);

        void see(List<String> fields);
    }
}
