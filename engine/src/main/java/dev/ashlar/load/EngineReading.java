package dev.ashlar.load;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.load.reading.Utf8;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.ColumnType;
import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.report.CatalogColumn;
import java.util.Set;

/** Which files an engine reads itself, and what it makes of the types that a project names. */
final class EngineReading {
    private final Node.Source source;
    private final PlanContext context;
    private final Set<String> misread;

    /** @param misread paths that the engine is known to read in another way than we do */
    EngineReading(Node.Source source, PlanContext context, Set<String> misread) {
        this.source = source;
        this.context = context;
        this.misread = misread;
    }

    boolean byEngine() {
        return context.can().contains(EngineCapability.READS_FILES);
    }

    boolean byEngine(String path) {
        return byEngine() && !misread.contains(path);
    }

    /** Most bytes that a text may have in UTF-8. */
    long longestText() {
        return context.types().longestText();
    }

    /** Most bytes that a document may have in UTF-8. */
    long longestDocument() {
        return context.types().longestDocument();
    }

    /** Whether the engine keeps this name of a column as it is. */
    boolean keeps(String name) {
        return !context.can().contains(EngineCapability.CUTS_NAMES) || Utf8.length(name) <= context.identifierLimit();
    }

    /** As {@code has 70 bytes, and names of columns have at most 63 on postgres}. */
    String tooLong(String name) {
        return "has " + Utf8.length(name) + " bytes, and names of columns have at most " + context.identifierLimit()
                + " on " + context.engine();
    }

    /** A type in the engine's own word, where types of a kind have a word of each engine. */
    String word(String type) {
        ColumnType known = TargetColumns.shape(type);
        return known instanceof ColumnType.Json
                ? context.types().declared(known).orElse(type)
                : type;
    }

    /**
     * How a column that the project names, or its files, is declared.
     *
     * @throws DiagnosticException for a type into which nothing is loaded here, and a name that would be cut
     */
    String declared(ColumnName column, String type) {
        if (!keeps(column.name())) throw cut(column.name());
        if (byEngine()) return type;
        ColumnType known = TargetColumns.shape(type);
        if (known instanceof ColumnType.Other) throw unknown(column, type);
        return context.types().declared(known).orElseThrow(() -> unknown(column, type));
    }

    /** A column that stands in the table keeps the type that it has. */
    String declared(CatalogColumn present) {
        if (!byEngine() && TargetColumns.shape(present.type()) instanceof ColumnType.Other) {
            throw unknown(present.name(), present.type());
        }
        return present.type();
    }

    private DiagnosticException cut(String name) {
        return new DiagnosticException(Diagnostic.error(
                source.external().orElseThrow().at(),
                "Cannot load source '" + source.name() + "': the name of its column '" + name + "' " + tooLong(name)
                        + ".",
                "Give it a shorter one, and say by 'header:' what the files call it."));
    }

    private DiagnosticException unknown(ColumnName column, String type) {
        return new DiagnosticException(Diagnostic.error(
                source.external().orElseThrow().at(),
                "Cannot load source '" + source.name() + "': files are not loaded into a column of the type '" + type
                        + "' on " + context.engine() + ", which '" + column.name() + "' has.",
                "Load it as varchar, and cast it in the model that reads it."));
    }
}
