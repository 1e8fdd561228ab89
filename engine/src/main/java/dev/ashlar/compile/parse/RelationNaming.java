package dev.ashlar.compile.parse;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.Target;
import dev.ashlar.manifest.Target.SchemaNaming;
import dev.ashlar.plan.CandidateNames;
import dev.ashlar.port.ModelTemplates;
import dev.ashlar.port.ModelTemplates.Macro;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Names schemas by the table of language.md section 1, or as the project's macro {@code generate_schema_name} says. */
final class RelationNaming {
    private static final String MACRO = "generate_schema_name";

    private final Target target;
    private final ModelTemplates templates;
    private final Optional<Macro> macro;
    private final int limit;

    /** @param limit longest name in bytes; an engine may cut a longer one without a word, and then two could meet */
    RelationNaming(Target target, ModelTemplates templates, int limit) {
        this.target = target;
        this.limit = limit;
        this.templates = templates;
        this.macro = templates.macros().stream()
                .filter(m -> m.name().equals(MACRO) && m.packageName().isEmpty())
                .findFirst();
    }

    /**
     * @param own the schema before the target's prefix: the node's {@code schema:}, else its layer's; empty when it has
     *     neither
     * @param facts what the macro is told of the node
     * @throws dev.ashlar.diagnostic.DiagnosticException when the macro fails
     */
    String schema(String own, Map<String, Object> facts, SourceLocation at, ParseScope scope) {
        if (macro.isEmpty()) return schema(own);
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (macro.get().arguments().contains("custom_schema_name")) arguments.put("custom_schema_name", own);
        if (macro.get().arguments().contains("node")) arguments.put("node", facts);
        String named = templates.renderMacro(MACRO, arguments, at, scope).text().strip();
        return named.isEmpty() ? schema(own) : fitting(named);
    }

    String schema(String own) {
        if (own.isEmpty()) return fitting(target.schema());
        return fitting(target.naming() == SchemaNaming.PLAIN ? own : target.schema() + "_" + own);
    }

    /** The name itself, or its beginning and a hash of the whole where it is longer than the engine takes. */
    String fitting(String name) {
        return CandidateNames.shortened(name, "", limit);
    }

    /** The engine's records. */
    String meta() {
        return schema("ashlar_meta");
    }

    /** Stored failures of a test of this relation. */
    RelationName failures(Optional<RelationName> tested, String name) {
        return tested.map(relation ->
                        new RelationName(relation.database(), fitting(relation.schema() + "_failures"), fitting(name)))
                .orElseGet(() -> RelationName.of(schema("failures"), fitting(name)));
    }
}
