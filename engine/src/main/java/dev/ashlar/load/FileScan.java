package dev.ashlar.load;

import dev.ashlar.load.format.FileFault;
import dev.ashlar.load.format.FileRecord;
import dev.ashlar.load.format.RecordFile;
import dev.ashlar.load.format.RecordFile.Counted;
import dev.ashlar.load.format.RecordFile.Keeping;
import dev.ashlar.load.format.Records;
import dev.ashlar.plan.FileLoad;
import dev.ashlar.plan.LoadStatement.Compression;
import dev.ashlar.port.ParquetFiles.Contents;
import dev.ashlar.port.ParquetFiles.Field;
import dev.ashlar.port.ParquetFiles.Texts;
import java.util.List;
import java.util.Optional;

/**
 * What one look through a file found.
 *
 * @param header the names of the fields; empty strings are not replaced
 * @param declared the fields as the file itself says them; empty where it says nothing
 * @param beside how many of the fields, the first ones, do not stand in the file itself
 * @param width fields of a record; negative where there is neither header nor record
 * @param records below the header; {@link FileLoad#UNCOUNTED} where only its start was looked at
 * @param writing whether every reader understands the file alike
 * @param fault why the file cannot be loaded
 */
record FileScan(
        List<String> header,
        List<Field> declared,
        int beside,
        int width,
        long records,
        Writing writing,
        Compression compression,
        Optional<FileFault> fault) {

    enum Writing {
        PLAIN,
        /** Records of other widths than the header, quotes within unquoted fields. */
        PECULIAR
    }

    /** What shows before the records are read: whether there are any, and their fields. They stay uncounted. */
    static FileScan ofStart(RecordFile file) {
        try (Records rows = file.open(Keeping.COUNTS)) {
            List<String> header = List.copyOf(rows.header());
            boolean any = rows.hasNext();
            int first = any ? rows.next().count() : -1;
            return new FileScan(
                    header,
                    List.of(),
                    rows.beside(),
                    header.isEmpty() ? first : header.size(),
                    any ? FileLoad.UNCOUNTED : 0,
                    Writing.PLAIN,
                    Compression.NONE,
                    Optional.empty());
        } catch (FileFault fault) {
            return new FileScan(List.of(), List.of(), 0, -1, 0, Writing.PLAIN, Compression.NONE, Optional.of(fault));
        }
    }

    /** @param guesses see the fields of every record, by place, and nothing of a file that has none */
    static FileScan of(RecordFile file, GuessByPlace guesses) {
        try {
            Optional<Contents> said = file.contents();
            if (said.isPresent()) return said(said.get(), guesses);
            Optional<Counted> counted = guesses == GuessByPlace.NONE ? file.counted() : Optional.empty();
            if (counted.isPresent()) return plain(counted.get(), compression(file));
        } catch (FileFault fault) {
            return new FileScan(List.of(), List.of(), 0, -1, 0, Writing.PLAIN, Compression.NONE, Optional.of(fault));
        }
        List<String> header = List.of();
        int width = -1;
        long records = 0;
        Writing writing = Writing.PLAIN;
        try (Records rows = file.open(guesses == GuessByPlace.NONE ? Keeping.COUNTS : Keeping.FIELDS)) {
            header = List.copyOf(rows.header());
            if (!header.isEmpty()) width = header.size();
            while (rows.hasNext()) {
                FileRecord row = rows.next();
                if (records == 0) guesses.header(header);
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
            if (rows.peculiar()) writing = Writing.PECULIAR;
            return new FileScan(
                    header, List.of(), rows.beside(), width, records, writing, compression(file), Optional.empty());
        } catch (FileFault fault) {
            return new FileScan(header, List.of(), 0, width, records, writing, Compression.NONE, Optional.of(fault));
        }
    }

    private static Compression compression(RecordFile file) {
        return file.gzip() ? Compression.GZIP : Compression.NONE;
    }

    private static FileScan plain(Counted counted, Compression compression) {
        return new FileScan(
                counted.header(),
                List.of(),
                counted.beside(),
                counted.width(),
                counted.records(),
                Writing.PLAIN,
                compression,
                Optional.empty());
    }

    private static FileScan said(Contents contents, GuessByPlace guesses) {
        List<String> header = contents.fields().stream().map(Field::name).toList();
        guesses.declared(contents.fields());
        return new FileScan(
                header,
                contents.fields(),
                0,
                header.size(),
                contents.records(),
                contents.texts() == Texts.PLAIN ? Writing.PLAIN : Writing.PECULIAR,
                Compression.NONE,
                Optional.empty());
    }

    /** Sees records as they pass. */
    interface GuessByPlace {
        GuessByPlace NONE = new GuessByPlace() {
            @Override
            public void header(List<String> names) {}

            @Override
            public void declared(List<Field> fields) {}

            @Override
            public void see(FileRecord record) {}
        };

        void header(List<String> names);

        /** In the place of records that are not read. */
        void declared(List<Field> fields);

        void see(FileRecord record);
    }
}
