package dev.ashlar.compile.parse;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.port.ModelTemplates.Reference;
import java.util.List;
import java.util.Map;

/**
 * What a template says of itself when it is rendered while parsing.
 *
 * @param configs every {@code <@config>} in the order met
 * @param references in the order met
 * @param literals references with literal names anywhere in the text, also in branches not taken
 * @param macros names of the macros called
 */
public record TemplateFacts(
        List<ConfigCall> configs,
        List<Reference> references,
        List<NamedNodes> dependsOn,
        List<Reference> literals,
        List<String> macros) {
    public static final TemplateFacts NONE = new TemplateFacts(List.of(), List.of(), List.of(), List.of(), List.of());

    public TemplateFacts {
        configs = List.copyOf(configs);
        references = List.copyOf(references);
        dependsOn = List.copyOf(dependsOn);
        literals = List.copyOf(literals);
        macros = List.copyOf(macros);
    }

    /** @param values plain values by key, in the order written; a value may be null */
    public record ConfigCall(Map<String, Object> values, SourceLocation at) {}

    /** {@code <@depends_on nodes=[...]>}. */
    public record NamedNodes(List<String> names, SourceLocation at) {
        public NamedNodes {
            names = List.copyOf(names);
        }
    }
}
