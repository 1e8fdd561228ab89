package dev.ashlar.port;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.TemplateText;
import java.util.List;
import java.util.Map;

/** Renders templates. What names mean is the scope's; how text comes about is the template engine's. */
public interface ModelTemplates {
    /** @throws dev.ashlar.diagnostic.DiagnosticException with file:line:column, macro stack and caret */
    Rendered render(TemplateText template, TemplateScope scope);

    /** Calls a macro by name with named arguments, as a generic test or a custom materialization is. */
    Rendered renderMacro(String macro, Map<String, Object> arguments, SourceLocation caller, TemplateScope scope);

    /** References written with literal names anywhere in the template, also in branches that are not taken. */
    List<Reference> literalReferences(TemplateText template);

    /** Whether the text has anything to render; plain text is handed through at no cost. */
    boolean isTemplate(String text);

    /**
     * Macros and functions of the project, its packages and the engine, by reading their files only. Those of the engine
     * have the package {@link #BUILT_IN}.
     *
     * @throws dev.ashlar.diagnostic.DiagnosticException when a package defines a name twice
     */
    List<Macro> macros();

    /** @param macrosUsed names of the macros called, for lineage of macros */
    record Rendered(String text, SourceMap map, List<String> macrosUsed) {}

    /** Package of the macros that come with the engine. */
    String BUILT_IN = "ashlar";

    /**
     * @param name plain name, also where a macro {@code <engine>__<name>} serves one engine
     * @param packageName empty for the project's own
     * @param required those of the arguments without which it cannot be called
     */
    record Macro(
            String name,
            String packageName,
            SourceLocation at,
            List<String> arguments,
            List<String> required,
            MacroKind kind) {}

    enum MacroKind {
        WRITES_TEXT,
        RETURNS_VALUE
    }

    /** A reference met in a template. */
    sealed interface Reference {
        SourceLocation at();

        /** @param packageName empty when not said; version likewise */
        record ToNode(String packageName, String name, String version, SourceLocation at) implements Reference {}

        record ToSource(String source, String table, SourceLocation at) implements Reference {}

        /** The rejects of a loaded source. */
        record ToRejects(String source, String table, SourceLocation at) implements Reference {}
    }
}
