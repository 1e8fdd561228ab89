package dev.ashlar.adapter.freemarker;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.TemplateText;
import freemarker.core.ParseException;

/** What FreeMarker's parser could not read, told with the remedy where the trap is known. */
final class ParseFaults {
    private ParseFaults() {}

    static Diagnostic explain(ParseException fault, TemplateText source) {
        int line = Math.max(1, fault.getLineNumber());
        int column = Math.max(1, fault.getColumnNumber());
        Traps.Advice advice = Traps.inParse(fault.getEditorMessage(), source.text(), line, column);
        Places places = new Places(source);
        SourceLocation at = advice.offset() >= 0 ? places.ofOffset(advice.offset()) : places.at(line, column);
        return Diagnostic.error(at, advice.message(), advice.remedy()).withExcerpt(Wording.excerpt(source, at));
    }
}
