package dev.ashlar.load.format;

import dev.ashlar.plan.LoadStatement.HeaderLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamException;

/**
 * A sheet of a workbook, as ECMA-376 defines it, read row by row. Only the texts that cells share are kept in memory. Rows
 * without a value are no records.
 */
public final class XlsxFile implements RecordFile {
    private final FileBytes stored;
    private final XlsxFormat format;

    public XlsxFile(FileBytes stored, XlsxFormat format) {
        this.stored = stored;
        this.format = format;
    }

    @Override
    public Records open(Keeping keeping) {
        XlsxBook book = null;
        try {
            Path path = stored.local();
            book = XlsxBook.open(path);
            XlsxRecords records = new XlsxRecords(book, book.sheet(format.sheet()), format);
            if (format.header() == HeaderLine.PRESENT) records.readHeader();
            return records;
        } catch (IOException | XMLStreamException | RuntimeException failure) {
            if (book != null) book.close();
            throw fault(failure);
        }
    }

    static FileFault fault(Exception failure) {
        return switch (failure) {
            case FileFault fault -> fault;
            case ZipException damaged ->
                new FileFault(0, "it is no xlsx file, or damaged: " + damaged.getMessage(), damaged);
            case IOException unreadable ->
                new FileFault(0, "it cannot be read: " + unreadable.getMessage(), unreadable);
            default -> new FileFault(0, "the workbook is damaged", failure);
        };
    }

    @Override
    public boolean gzip() {
        return false;
    }
}
