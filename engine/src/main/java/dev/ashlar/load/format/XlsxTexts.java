package dev.ashlar.load.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** The texts that cells share. */
record XlsxTexts(List<String> texts) {
    /** Of a text besides its characters. */
    private static final int ROOM = 16;

    static XlsxTexts of(XlsxBook book, String part) throws IOException, XMLStreamException {
        List<String> texts = new ArrayList<>();
        long signs = 0;
        try (XlsxXml xml = book.xml(part)) {
            while (xml.nextStart()) {
                if (!xml.name().equals("si")) continue;
                texts.add(xml.richText());
                // an empty one takes room, too
                signs += texts.get(texts.size() - 1).length() + ROOM;
                if (signs > TextFile.LONGEST_RECORD) throw XlsxXml.tooMuch("the texts that its cells share have");
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
