package dev.ashlar.compile.parse;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.Target;
import dev.ashlar.manifest.Target.SchemaNaming;
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

    RelationNaming(Target target, ModelTemplates templates) {
        this.target = target;
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
        return named.isEmpty() ? schema(own) : named;
    }

    String schema(String own) {
        if (own.isEmpty()) return target.schema();
        return target.naming() == SchemaNaming.PLAIN ? own : target.schema() + "_" + own;
    }

    /** The engine's records. */
    String meta() {
        return schema("ashlar_meta");
    }

    /** Stored failures of a test of this relation. */
    RelationName failures(Optional<RelationName> tested, String name) {
        return tested.map(relation -> new RelationName(relation.database(), relation.schema() + "_failures", name))
                .orElseGet(() -> RelationName.of(schema("failures"), name));
    }
}
