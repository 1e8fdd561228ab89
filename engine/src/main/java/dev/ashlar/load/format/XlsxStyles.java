package dev.ashlar.load.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** What the styles of cells make of their numbers. */
record XlsxStyles(List<Shown> shown) {
    /** What a number is shown as. */
    enum Shown {
        NUMBER,
        DATE,
        CLOCK,
        MOMENT,
        /** A length of time, which no type but a number holds. */
        LASTING
    }

    static XlsxStyles of(XlsxBook book, String part) throws IOException, XMLStreamException {
        Map<String, String> codes = new HashMap<>();
        List<Shown> shown = new ArrayList<>();
        boolean cells = false;
        try (XlsxXml xml = book.xml(part)) {
            while (xml.nextStart()) {
                switch (xml.name()) {
                    case "numFmt" ->
                        codes.put(
                                xml.attribute("numFmtId").orElse(""),
                                xml.attribute("formatCode").orElse(""));
                    case "cellXfs" -> cells = true;
                    case "cellStyles", "dxfs" -> cells = false;
                    case "xf" -> {
                        if (cells) shown.add(shown(xml.attribute("numFmtId").orElse("0"), codes));
                    }
                    default -> {}
                }
            }
        }
        return new XlsxStyles(shown);
    }

    /** Those that every workbook has without saying them: ECMA-376, part 1, 18.8.30. */
    private static Shown shown(String id, Map<String, String> codes) {
        if (codes.containsKey(id)) return shown(codes.get(id));
        return switch (id) {
            case "14", "15", "16", "17", "27", "28", "29", "30", "31", "36", "50", "51", "52", "53", "54", "57", "58" ->
                Shown.DATE;
            case "18", "19", "20", "21", "32", "33", "34", "35", "45", "47", "55", "56" -> Shown.CLOCK;
            case "22" -> Shown.MOMENT;
            case "46" -> Shown.LASTING;
            default -> Shown.NUMBER;
        };
    }

    /** By the letters of a format, outside of texts and colours. */
    static Shown shown(String code) {
        String positive = code.split(";", 2)[0];
        if (positive.matches("(?i).*\\[(h+|m+|s+)\\].*")) return Shown.LASTING;
        String letters = positive.replaceAll("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*\\]", "")
                .replaceAll("(?i)am/pm|a/p", "h");
        boolean clock = letters.matches("(?i).*[hs].*");
        boolean date = letters.matches("(?i).*[yd].*") || (!clock && letters.matches("(?i).*m.*"));
        if (date && clock) return Shown.MOMENT;
        return date ? Shown.DATE : clock ? Shown.CLOCK : Shown.NUMBER;
    }

    /** @param style of a cell; empty where it has none */
    Shown of(String style) {
        if (style.isEmpty()) return Shown.NUMBER;
        int index = Integer.parseInt(style);
        return index < shown.size() ? shown.get(index) : Shown.NUMBER;
    }
}
