package dev.ashlar.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes an xlsx file from the XML of its rows. Styles: 1 a date, 2 a date and time, 3 hours and minutes, 4 a length of time. */
final class Workbook {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGED = "http://schemas.openxmlformats.org/package/2006/relationships";

    private final Map<String, String> sheets = new LinkedHashMap<>();
    private final StringBuilder texts = new StringBuilder();
    private String properties = "";

    /** A text of the list that cells of the type {@code s} point into, as XML. */
    Workbook text(String xml) {
        texts.append("<si>").append(xml).append("</si>");
        return this;
    }

    Workbook sheet(String name, String rows) {
        sheets.put(name, rows);
        return this;
    }

    Workbook from1904() {
        properties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            StringBuilder list = new StringBuilder();
            StringBuilder relations = new StringBuilder();
            int number = 0;
            for (Map.Entry<String, String> sheet : sheets.entrySet()) {
                number++;
                list.append("<sheet name=\"" + sheet.getKey() + "\" sheetId=\"" + number + "\" r:id=\"r" + number
                        + "\" state=\"" + (number > 1 ? "hidden" : "visible") + "\"/>");
                relations.append(relation("r" + number, RELATED + "/worksheet", "worksheets/sheet" + number + ".xml"));
                part(
                        zip,
                        "xl/worksheets/sheet" + number + ".xml",
                        "<worksheet xmlns=\"" + MAIN + "\"><sheetData>" + sheet.getValue()
                                + "</sheetData></worksheet>");
            }
            relations.append(relation("t", RELATED + "/sharedStrings", "/xl/sharedStrings.xml"));
            relations.append(relation("s", RELATED + "/styles", "styles.xml"));
            part(
                    zip,
                    "_rels/.rels",
                    "<Relationships xmlns=\"" + PACKAGED + "\">"
                            + relation("w", RELATED + "/officeDocument", "xl/workbook.xml") + "</Relationships>");
            part(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATED + "\">" + properties + "<sheets>" + list
                            + "</sheets></workbook>");
            part(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships xmlns=\"" + PACKAGED + "\">" + relations + "</Relationships>");
            part(zip, "xl/sharedStrings.xml", "<sst xmlns=\"" + MAIN + "\">" + texts + "</sst>");
            part(
                    zip,
                    "xl/styles.xml",
                    "<styleSheet xmlns=\"" + MAIN + "\"><numFmts><numFmt numFmtId=\"164\""
                            + " formatCode=\"dd\\.mm\\.yyyy &quot;at&quot; hh:mm\"/></numFmts><cellStyleXfs><xf numFmtId=\"22\"/>"
                            + "</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
                            + "<xf numFmtId=\"20\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>");
        }
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + type + "\" Target=\"" + target + "\"/>";
    }

    private static void part(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).getBytes(UTF_8));
        zip.closeEntry();
    }
}
