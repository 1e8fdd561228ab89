package dev.ashlar.load.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** The texts that cells share. */
record XlsxTexts(List<String> texts) {
    static XlsxTexts of(XlsxBook book, String part) throws IOException, XMLStreamException {
        List<String> texts = new ArrayList<>();
        try (XlsxXml xml = book.xml(part)) {
            while (xml.nextStart()) {
                if (xml.name().equals("si")) texts.add(xml.richText());
            }
        }
        return new XlsxTexts(texts);
    }

    /** @throws FileFault for a text that there is not */
    String text(String index) {
        try {
            return texts.get(Integer.parseInt(index.strip()));
        } catch (NumberFormatException | IndexOutOfBoundsException damaged) {
            throw new FileFault(0, "a cell has the text " + index + ", which the workbook lacks", damaged);
        }
    }
}
