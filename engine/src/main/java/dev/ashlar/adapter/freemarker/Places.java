package dev.ashlar.adapter.freemarker;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.TemplateText;

/** Places within a template, as places of the file it stands in. */
final class Places {
    private Places() {}

    /**
     * @param line 1-based within the template
     * @param column 1-based; every line of a text inside YAML is taken to start at the column of the first, as the lines
     *     of a block scalar do
     */
    static SourceLocation of(TemplateText source, int line, int column) {
        return new SourceLocation(source.file(), source.line() + line - 1, source.column() + column - 1);
    }

    static SourceLocation ofOffset(TemplateText source, int offset) {
        String text = source.text();
        int line = 1;
        int lineStart = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        return of(source, line, offset - lineStart + 1);
    }

    /** 0-based offset of a line and column within the template, as FreeMarker counts them; -1 when there is no such line. */
    static int offset(TemplateText source, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = source.text().indexOf('\n', start) + 1;
            if (start == 0) return -1;
        }
        return start + column - 1;
    }
}
