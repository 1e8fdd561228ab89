package dev.ashlar.adapter.freemarker;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.TemplateText;
import freemarker.core.TemplateProcessingTracer.TracedElement;
import freemarker.template.Configuration;
import freemarker.template.Template;
import java.io.IOException;
import java.io.StringReader;

/** A parsed template that knows the file it came from. */
final class SourcedTemplate extends Template {
    private static final String NOPARSE = "<#noparse>";

    private final TemplateText source;
    private final boolean holdsNoparse;
    private final Places places;
    private final Origin origin;

    /**
     * Whose text it is.
     *
     * @param packageName the package whose macros its bare names mean first; empty for the project's own
     */
    record Origin(Kind kind, String packageName) {
        static final Origin PROJECT = new Origin(Kind.WRITTEN, "");
        static final Origin BUILT_IN = new Origin(Kind.BUILT_IN, "");
        static final Origin CALL = new Origin(Kind.CALL, "");
    }

    enum Kind {
        /** A file of the user or of a package. */
        WRITTEN,
        /** Comes with the engine: errors are shown at the user's own places, so places in here are passed over. */
        BUILT_IN,
        /** Made up by us to call a macro; its place is the caller's, its text is not the user's. */
        CALL
    }

    SourcedTemplate(TemplateText source, Origin origin, Configuration configuration) throws IOException {
        super(source.file(), new StringReader(source.text()), configuration);
        this.source = source;
        this.places = new Places(source);
        this.holdsNoparse = source.text().contains(NOPARSE);
        this.origin = origin;
    }

    /** Characters of the tag before the text: FreeMarker lets the text of a {@code <#noparse>} begin at its tag. */
    int lead(TracedElement text) {
        if (!holdsNoparse) return 0;
        int offset = places.offset(text.getBeginLine(), text.getBeginColumn());
        return offset >= 0 && source.text().startsWith(NOPARSE, offset) ? NOPARSE.length() : 0;
    }

    TemplateText source() {
        return source;
    }

    Places places() {
        return places;
    }

    Origin origin() {
        return origin;
    }

    /** @param line 1-based within the template, as FreeMarker counts */
    SourceLocation place(int line, int column) {
        return origin.kind() == Kind.CALL
                ? new SourceLocation(source.file(), source.line(), source.column())
                : places.at(line, column);
    }
}
