package dev.ashlar.load.format;

import static javax.xml.stream.XMLStreamConstants.END_DOCUMENT;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;

import dev.ashlar.load.format.FileRecord.Nature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** The rows of a sheet that have a value. */
final class XlsxRecords implements Records {
    /** No sheet has more columns. */
    private static final int MOST_COLUMNS = 16_384;

    private final XlsxBook book;
    private final XlsxXml xml;
    private final CellRange range;
    private final XlsxFormat format;
    private List<String> header = List.of();
    private Optional<XlsxRecord> next = Optional.empty();
    private Optional<XlsxRecord> held = Optional.empty();
    private long row;

    XlsxRecords(XlsxBook book, XlsxBook.Sheet sheet, XlsxFormat format) throws IOException, XMLStreamException {
        this.book = book;
        this.xml = book.xml(sheet.part());
        this.format = format;
        this.range = format.range().orElse(CellRange.ALL);
    }

    /** Takes the names from their row. */
    void readHeader() throws XMLStreamException {
        long wanted = format.headerRow().orElse(0);
        Optional<XlsxRecord> names =
                read(wanted == 0 ? range.firstRow() : wanted, wanted == 0 ? range.lastRow() : wanted);
        boolean any = names.isPresent() || held.isPresent() || row > 0;
        if (wanted > 0 && names.isEmpty() && any) {
            throw new FileFault(wanted, "this row, the 'header_row' of the source, has no names", null);
        }
        header = names.map(XlsxRecord::fields).orElse(List.of()).stream()
                .map(name -> name == null ? "" : name.strip())
                .toList();
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public boolean peculiar() {
        return false;
    }

    @Override
    public boolean hasNext() {
        if (next.isPresent()) return true;
        try {
            next = read(range.firstRow(), range.lastRow());
            return next.isPresent();
        } catch (XMLStreamException | RuntimeException failure) {
            throw XlsxFile.fault(failure);
        }
    }

    @Override
    public XlsxRecord next() {
        if (!hasNext()) throw new NoSuchElementException();
        XlsxRecord found = next.orElseThrow();
        next = Optional.empty();
        return found;
    }

    /** The next row with a value of these; a later one is held back. */
    private Optional<XlsxRecord> read(long first, long last) throws XMLStreamException {
        while (held.isPresent() || advance()) {
            XlsxRecord record = held.orElseThrow();
            if (record.line() > last) return Optional.empty();
            held = Optional.empty();
            if (record.line() >= first && !record.fields().isEmpty()) return Optional.of(record);
        }
        return Optional.empty();
    }

    /** Holds the next row, if there is one. */
    private boolean advance() throws XMLStreamException {
        for (int event = xml.next(); event != END_DOCUMENT; event = xml.next()) {
            if (event == END_ELEMENT || !xml.name().equals("row")) continue;
            row = xml.attribute("r").map(Long::parseLong).orElse(row + 1);
            held = Optional.of(cells());
            return true;
        }
        return false;
    }

    private XlsxRecord cells() throws XMLStreamException {
        List<String> fields = new ArrayList<>();
        List<Nature> natures = new ArrayList<>();
        int column = -1;
        for (int event = xml.next(); event != END_DOCUMENT; event = xml.next()) {
            if (event == END_ELEMENT) {
                if (xml.name().equals("row")) break;
                continue;
            }
            if (!xml.name().equals("c")) continue;
            int after = column + 1;
            column = xml.attribute("r").map(CellRange::column).orElse(after);
            if (column < 0 || column >= MOST_COLUMNS) throw new FileFault(row, "a cell stands in no column", null);
            cell(column - range.firstColumn(), column <= range.lastColumn(), fields, natures);
        }
        return new XlsxRecord(row, fields, natures);
    }

    private void cell(int place, boolean inRange, List<String> fields, List<Nature> natures) throws XMLStreamException {
        String type = xml.attribute("t").orElse("n");
        String style = xml.attribute("s").orElse("");
        String value = null;
        for (int event = xml.next(); event != END_DOCUMENT; event = xml.next()) {
            if (event == END_ELEMENT) {
                if (xml.name().equals("c")) break;
                continue;
            }
            if (xml.name().equals("v")) value = xml.text();
            else if (xml.name().equals("is")) value = xml.richText();
        }
        if (value == null || place < 0 || !inRange) return;
        String text = text(type, style, value);
        if (text.isEmpty()) return;
        while (fields.size() <= place) {
            fields.add(null);
            natures.add(null);
        }
        fields.set(place, text);
        natures.set(place, nature(type));
    }

    private String text(String type, String style, String value) {
        return switch (type) {
            case "s" -> book.texts().text(value);
            case "b" -> value.strip().equals("1") ? "true" : "false";
            case "str" -> XlsxXml.unescaped(value);
            case "inlineStr", "e", "d" -> value;
            default ->
                XlsxNumber.text(value, book.styles().of(style), book.from1904()).orElse(value);
        };
    }

    private static Nature nature(String type) {
        return switch (type) {
            case "s", "str", "inlineStr" -> Nature.TEXT;
            case "e" -> Nature.ERROR;
            default -> Nature.VALUE;
        };
    }

    @Override
    public void close() {
        xml.close();
        book.close();
    }
}
