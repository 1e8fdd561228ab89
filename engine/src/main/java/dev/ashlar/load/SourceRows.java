package dev.ashlar.load;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.load.format.FileFault;
import dev.ashlar.load.format.FileRecord;
import dev.ashlar.load.format.RecordFile;
import dev.ashlar.load.format.RecordFile.Keeping;
import dev.ashlar.load.format.Records;
import dev.ashlar.plan.FileLoad;
import dev.ashlar.plan.FileLoad.NewFile;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The records of files, one file after the other, without their headers. */
final class SourceRows implements Iterator<SourceRows.Numbered> {
    private final Iterator<Source> files;
    private Source source;
    private Records rows;
    private long number;

    /**
     * @param places of the table's columns in a record, negative for those it does not have
     * @param width fields of a record
     * @param untouched whether nobody wrote to the file since it was listed
     */
    record Source(
            RecordFile contents,
            NewFile file,
            Headers headers,
            List<Integer> places,
            int width,
            FieldTexts texts,
            BooleanSupplier untouched) {
        boolean counted() {
            return file.records() != FileLoad.UNCOUNTED;
        }

        Source counted(long records) {
            return new Source(contents, file.counted(records), headers, places, width, texts, untouched);
        }
    }

    /** @param number of the record in its file, from 1 on */
    record Numbered(Source source, FileRecord row, long number) {
        /**
         * Null for a field that is null in the file, or says so, or that the file does not have.
         *
         * @param at the place of the column in the table
         */
        String field(LoadedColumn column, int at) {
            int place = source.places().get(at);
            return place < 0 ? null : source.texts().of(column, row.field(place));
        }
    }

    SourceRows(List<Source> sources) {
        this.files = sources.iterator();
    }

    /**
     * @throws DiagnosticException when a file is no longer what it was when it was looked through
     * @throws FileFault when a file that was not looked through cannot be read on
     */
    @Override
    public boolean hasNext() {
        try {
            while (rows == null || !rows.hasNext()) {
                if (rows != null) finish();
                if (!files.hasNext()) return false;
                source = files.next();
                rows = source.contents().open(Keeping.FIELDS);
                number = 0;
            }
            return true;
        } catch (FileFault fault) {
            close();
            if (!source.counted()) throw fault;
            throw changed(fault);
        }
    }

    private void finish() {
        close();
        boolean same = source.counted()
                ? number == source.file().records()
                : source.untouched().getAsBoolean();
        if (!same) throw changed(null);
    }

    private void close() {
        if (rows != null) rows.close();
        rows = null;
    }

    private DiagnosticException changed(FileFault fault) {
        return new DiagnosticException(
                FilesToLoad.fault(
                        source.file().label(),
                        fault == null ? 0 : fault.line(),
                        fault == null ? FilesToLoad.CHANGED : fault.getMessage(),
                        FilesToLoad.LATER),
                fault);
    }

    @Override
    public Numbered next() {
        return new Numbered(source, rows.next(), ++number);
    }
}
