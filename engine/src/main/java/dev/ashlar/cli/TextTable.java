package dev.ashlar.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns of equal width, for people. */
final class TextTable {
    /** Longer values are cut with an ellipsis. */
    private static final int WIDEST = 60;

    private TextTable() {}

    /** @param rows values; null prints as {@code null} */
    static List<String> lines(List<String> header, List<? extends List<?>> rows) {
        int[] widths = header.stream().mapToInt(TextTable::width).toArray();
        List<List<String>> cells = new ArrayList<>();
        for (List<?> row : rows) {
            List<String> line = new ArrayList<>();
            for (int i = 0; i < header.size(); i++) {
                String text = cell(row.get(i));
                widths[i] = Math.max(widths[i], width(text));
                line.add(text);
            }
            cells.add(line);
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(header, widths));
        List<String> rule = new ArrayList<>();
        for (int width : widths) rule.add("-".repeat(width));
        lines.add(String.join("  ", rule));
        for (List<String> row : cells) lines.add(line(row, widths));
        return lines;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) out.append("  ");
            out.append(cells.get(i)).append(" ".repeat(widths[i] - width(cells.get(i))));
        }
        return out.toString().stripTrailing();
    }

    private static String cell(Object value) {
        String text = ShownValue.text(value).replace("\n", "\\n").replace("\r", "\\r");
        return width(text) <= WIDEST ? text : text.substring(0, text.offsetByCodePoints(0, WIDEST - 1)) + "…";
    }

    /** Without its middle, so that it fills {@code width} columns at most: names differ at their ends. */
    static String shortened(String text, int width) {
        int length = width(text);
        if (length <= width) return text;
        int head = (width - 1) / 2;
        int tail = width - 1 - head;
        return text.substring(0, text.offsetByCodePoints(0, head)) + "…"
                + text.substring(text.offsetByCodePoints(0, length - tail));
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
