package dev.ashlar.adapter.freemarker;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.TemplateText;
import java.util.Arrays;

/** Places within a template, as places of the file it stands in. Lines are counted once, when first asked for. */
final class Places {
    private final TemplateText source;
    private int[] lineStarts;

    Places(TemplateText source) {
        this.source = source;
    }

    TemplateText source() {
        return source;
    }

    /**
     * @param line 1-based within the template, as FreeMarker counts
     * @param column 1-based; every line of a text inside YAML is taken to start at the column of the first, as the lines
     *     of a block scalar do
     */
    SourceLocation at(int line, int column) {
        return new SourceLocation(source.file(), source.line() + line - 1, source.column() + column - 1);
    }

    SourceLocation ofOffset(int offset) {
        int[] starts = lineStarts();
        int found = Arrays.binarySearch(starts, offset);
        int line = found >= 0 ? found : -found - 2;
        return at(line + 1, offset - starts[line] + 1);
    }

    /** 0-based offset of a line and column within the template; -1 when there is no such line. */
    int offset(int line, int column) {
        int[] starts = lineStarts();
        return line > starts.length ? -1 : starts[line - 1] + column - 1;
    }

    /** Safe to be done by two threads at once: both come to the same. */
    private int[] lineStarts() {
        int[] starts = lineStarts;
        if (starts == null) {
            String text = source.text();
            starts = new int[1 + (int) text.chars().filter(c -> c == '\n').count()];
            for (int i = 1; i < starts.length; i++) starts[i] = text.indexOf('\n', starts[i - 1]) + 1;
            lineStarts = starts;
        }
        return starts;
    }
}
