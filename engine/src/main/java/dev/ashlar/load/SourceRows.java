package dev.ashlar.load;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.load.format.FileFault;
import dev.ashlar.load.format.FileRecord;
import dev.ashlar.load.format.RecordFile;
import dev.ashlar.load.format.RecordFile.Keeping;
import dev.ashlar.load.format.Records;
import dev.ashlar.plan.FileLoad.NewFile;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import java.util.Iterator;
import java.util.List;

/** The records of files, one file after the other, without their headers. */
final class SourceRows implements Iterator<SourceRows.Numbered> {
    private final Iterator<Source> files;
    private Source source;
    private Records rows;
    private long number;

    /** @param width fields of a record */
    record Source(RecordFile contents, NewFile file, Headers headers, int width, FieldTexts texts) {}

    /** @param number of the record in its file, from 1 on */
    record Numbered(Source source, FileRecord row, long number) {
        /** Null for a field that is null in the file, or says so, or that the file does not have. */
        String field(LoadedColumn column) {
            Integer place = source.headers().places().get(column);
            return place == null ? null : source.texts().of(column, row.field(place));
        }
    }

    SourceRows(List<Source> sources) {
        this.files = sources.iterator();
    }

    /** @throws DiagnosticException when a file is no longer what it was when it was looked through */
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
            throw changed(fault);
        }
    }

    private void finish() {
        close();
        if (number != source.file().records()) throw changed(null);
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
                        fault == null ? "it changed while it was read" : fault.getMessage(),
                        "Load again once nobody writes to it."),
                fault);
    }

    @Override
    public Numbered next() {
        return new Numbered(source, rows.next(), ++number);
    }
}
