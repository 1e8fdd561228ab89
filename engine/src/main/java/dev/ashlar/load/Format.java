package dev.ashlar.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.load.format.CsvFile;
import dev.ashlar.load.format.CsvFormat;
import dev.ashlar.load.format.FileBytes;
import dev.ashlar.load.format.JsonlFile;
import dev.ashlar.load.format.ParquetFile;
import dev.ashlar.load.format.RecordFile;
import dev.ashlar.load.format.Wanted;
import dev.ashlar.load.format.XlsxFile;
import dev.ashlar.load.format.XlsxFormat;
import dev.ashlar.load.reading.NumberMarks;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.plan.LoadStatement.CsvWriting;
import dev.ashlar.plan.LoadStatement.FileFormat;
import dev.ashlar.plan.LoadStatement.HeaderLine;
import dev.ashlar.plan.LoadStatement.Nesting;
import dev.ashlar.plan.LoadStatement.ParquetField;
import dev.ashlar.plan.LoadStatement.ParquetFormat;
import dev.ashlar.port.ParquetFiles;
import java.util.List;
import java.util.Optional;

/** How the files of a source are written. */
sealed interface Format {
    /** @param wanted of records that name their fields themselves */
    RecordFile file(FileBytes stored, Wanted wanted);

    /** Whether fields have names. */
    HeaderLine header();

    /** Where the names stand, as far as the source says it: a line, or a row of a sheet. */
    default long headerRow() {
        return 1;
    }

    /**
     * What to tell an engine whose reader reads such a file as we do, unless it is peculiar; empty where there is none.
     *
     * @param nulls texts that stand for null
     */
    Optional<FileFormat> engines(FileScan scan, List<String> nulls);

    /** The signs of numbers, where they are not written with a point. */
    default Optional<NumberMarks> marks() {
        return Optional.empty();
    }

    record Csv(CsvFormat written, Optional<NumberMarks> marks) implements Format {
        @Override
        public RecordFile file(FileBytes stored, Wanted wanted) {
            return new CsvFile(stored, written);
        }

        @Override
        public HeaderLine header() {
            return written.header();
        }

        @Override
        public long headerRow() {
            return written.headerRow().orElse(1);
        }

        @Override
        public Optional<FileFormat> engines(FileScan scan, List<String> nulls) {
            // how readers pass over lines of any text, odd quotes among them, is their own affair
            if (headerRow() > 1) return Optional.empty();
            boolean usual = written.charset().equals(UTF_8) && written.escape() == written.quote();
            if (!usual || marks.isPresent() || scan.width() - scan.beside() < 2) return Optional.empty();
            return Optional.of(new CsvWriting(
                    String.valueOf(written.delimiter()),
                    String.valueOf(written.quote()),
                    written.header(),
                    scan.compression(),
                    nulls));
        }
    }

    record Xlsx(XlsxFormat written) implements Format {
        @Override
        public RecordFile file(FileBytes stored, Wanted wanted) {
            return new XlsxFile(stored, written);
        }

        @Override
        public HeaderLine header() {
            return written.header();
        }

        @Override
        public long headerRow() {
            return written.headerRow().orElse(1);
        }

        @Override
        public Optional<FileFormat> engines(FileScan scan, List<String> nulls) {
            return Optional.empty();
        }
    }

    record Parquet(ParquetFiles library) implements Format {
        @Override
        public RecordFile file(FileBytes stored, Wanted wanted) {
            return new ParquetFile(stored, library);
        }

        @Override
        public HeaderLine header() {
            return HeaderLine.PRESENT;
        }

        @Override
        public Optional<FileFormat> engines(FileScan scan, List<String> nulls) {
            List<ParquetField> fields = scan.declared().stream()
                    .map(field -> new ParquetField(
                            new ColumnName(field.name()),
                            field.type(),
                            field.nesting() == ParquetFiles.Nesting.NESTED ? Nesting.NESTED : Nesting.FLAT))
                    .toList();
            return Optional.of(new ParquetFormat(fields, nulls));
        }
    }

    record Jsonl() implements Format {
        @Override
        public RecordFile file(FileBytes stored, Wanted wanted) {
            return new JsonlFile(stored, wanted);
        }

        @Override
        public HeaderLine header() {
            return HeaderLine.PRESENT;
        }

        @Override
        public Optional<FileFormat> engines(FileScan scan, List<String> nulls) {
            return Optional.empty();
        }
    }
}
