package dev.ashlar.load.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/** The parts of a workbook, which is an archive of XML files. */
final class XlsxBook implements AutoCloseable {
    private static final int OLD_MAGIC = 0xd0;

    private final ZipFile zip;
    private final List<Sheet> sheets = new ArrayList<>();
    private String folder = "";
    private boolean from1904;
    private XlsxTexts texts = new XlsxTexts(List.of());
    private XlsxStyles styles = new XlsxStyles(List.of());

    record Sheet(String name, String part) {}

    private XlsxBook(ZipFile zip) {
        this.zip = zip;
    }

    static XlsxBook open(Path path) throws IOException, XMLStreamException {
        try (InputStream in = Files.newInputStream(path)) {
            if (in.read() == OLD_MAGIC) {
                throw new FileFault(0, "it is a workbook of the old format xls, or locked by a password", null);
            }
        }
        XlsxBook book = new XlsxBook(new ZipFile(path.toFile()));
        try {
            book.readParts();
            return book;
        } catch (IOException | XMLStreamException | RuntimeException failure) {
            book.close();
            throw failure;
        }
    }

    private void readParts() throws IOException, XMLStreamException {
        String main = relations("_rels/.rels", "").entrySet().stream()
                .filter(relation -> relation.getKey().startsWith("officeDocument "))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("xl/workbook.xml");
        folder = main.substring(0, main.lastIndexOf('/') + 1);
        Map<String, String> relations =
                relations(folder + "_rels/" + main.substring(folder.length()) + ".rels", folder);
        readSheets(main, relations);
        for (Map.Entry<String, String> relation : relations.entrySet()) {
            if (relation.getKey().startsWith("sharedStrings ")) texts = XlsxTexts.of(this, relation.getValue());
            if (relation.getKey().startsWith("styles ")) styles = XlsxStyles.of(this, relation.getValue());
        }
    }

    /** Parts by the last word of the relation's type, and its id. */
    private Map<String, String> relations(String part, String base) throws IOException, XMLStreamException {
        Map<String, String> relations = new HashMap<>();
        if (zip.getEntry(part) == null) return relations;
        try (XlsxXml xml = xml(part)) {
            while (xml.nextStart()) {
                if (!xml.name().equals("Relationship")) continue;
                String type = xml.attribute("Type").orElse("");
                String target = xml.attribute("Target").orElse("");
                relations.put(
                        type.substring(type.lastIndexOf('/') + 1) + " "
                                + xml.attribute("Id").orElse(""),
                        target.startsWith("/") ? target.substring(1) : base + target);
            }
        }
        return relations;
    }

    private void readSheets(String main, Map<String, String> relations) throws IOException, XMLStreamException {
        try (XlsxXml xml = xml(main)) {
            while (xml.nextStart()) {
                if (xml.name().equals("workbookPr")) {
                    from1904 = xml.attribute("date1904")
                            .filter(v -> v.equals("1") || v.equals("true"))
                            .isPresent();
                }
                if (!xml.name().equals("sheet")) continue;
                String part = relations.get("worksheet " + xml.attribute("id").orElse(""));
                if (part != null) sheets.add(new Sheet(xml.attribute("name").orElse(""), part));
            }
        }
        if (sheets.isEmpty()) throw new FileFault(0, "the workbook has no sheet of cells", null);
    }

    /** @param wanted a name, whatever its case, or a number from 1 on; the first if empty */
    Sheet sheet(Optional<String> wanted) {
        if (wanted.isEmpty()) return sheets.get(0);
        for (Sheet sheet : sheets) {
            if (sheet.name().equalsIgnoreCase(wanted.get())) return sheet;
        }
        if (wanted.get().matches("[1-9][0-9]{0,5}") && Integer.parseInt(wanted.get()) <= sheets.size()) {
            return sheets.get(Integer.parseInt(wanted.get()) - 1);
        }
        throw new FileFault(
                0,
                "it has no sheet '" + wanted.get() + "', but "
                        + String.join(
                                ", ",
                                sheets.stream().map(s -> "'" + s.name() + "'").toList()),
                null);
    }

    boolean from1904() {
        return from1904;
    }

    XlsxTexts texts() {
        return texts;
    }

    XlsxStyles styles() {
        return styles;
    }

    /** @throws FileFault when the workbook lacks the part */
    XlsxXml xml(String part) throws IOException, XMLStreamException {
        ZipEntry entry = zip.getEntry(part);
        if (entry == null) throw new FileFault(0, "the workbook lacks its part " + part, null);
        return XlsxXml.of(new UnpackedPart(zip.getInputStream(entry), part, entry.getCompressedSize()));
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException alreadyRead) {
            // what was read stays right, and there is nothing to save
        }
    }
}
