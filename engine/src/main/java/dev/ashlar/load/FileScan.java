package dev.ashlar.load;

import dev.ashlar.load.format.FileFault;
import dev.ashlar.load.format.FileRecord;
import dev.ashlar.load.format.RecordFile;
import dev.ashlar.load.format.RecordFile.Keeping;
import dev.ashlar.load.format.Records;
import java.util.List;
import java.util.Optional;

/**
 * What one look through a file found.
 *
 * @param header the names of the fields; empty strings are not replaced
 * @param width fields of a record; negative where there is neither header nor record
 * @param records below the header
 * @param writing whether every reader understands the file alike
 * @param compressed with gzip
 * @param fault why the file cannot be loaded
 */
record FileScan(
        List<String> header, int width, long records, Writing writing, boolean compressed, Optional<FileFault> fault) {

    enum Writing {
        PLAIN,
        /** Records of other widths than the header, quotes within unquoted fields. */
        PECULIAR
    }

    /** @param guesses see the fields of every record, by place; empty where types are known */
    static FileScan of(RecordFile file, GuessByPlace guesses) {
        List<String> header = List.of();
        int width = -1;
        long records = 0;
        Writing writing = Writing.PLAIN;
        try (Records rows = file.open(guesses == GuessByPlace.NONE ? Keeping.COUNTS : Keeping.FIELDS)) {
            header = List.copyOf(rows.header());
            if (!header.isEmpty()) width = header.size();
            if (rows.peculiarHeader()) writing = Writing.PECULIAR;
            guesses.header(header);
            while (rows.hasNext()) {
                FileRecord row = rows.next();
                if (width < 0) width = row.count();
                records++;
                if (rows.header().size() > header.size()) {
                    header = List.copyOf(rows.header());
                    width = header.size();
                    guesses.header(header);
                }
                boolean whole = row.fault(width).isEmpty();
                if (!whole || row.peculiar()) writing = Writing.PECULIAR;
                if (whole && !header.isEmpty()) guesses.see(row);
            }
            return new FileScan(header, width, records, writing, file.gzip(), Optional.empty());
        } catch (FileFault fault) {
            return new FileScan(header, width, records, writing, false, Optional.of(fault));
        }
    }

    /** Sees records as they pass. */
    interface GuessByPlace {
        GuessByPlace NONE = new GuessByPlace() {
            @Override
            public void header(List<String> names) {}

            @Override
            public void see(FileRecord record) {}
        };

        void header(List<String> names);

        void see(FileRecord record);
    }
}
