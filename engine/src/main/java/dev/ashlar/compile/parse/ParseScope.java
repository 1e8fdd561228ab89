package dev.ashlar.compile.parse;

import dev.ashlar.compile.TemplateWorld;
import dev.ashlar.compile.parse.TemplateFacts.ConfigCall;
import dev.ashlar.compile.parse.TemplateFacts.NamedNodes;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.ModelTemplates.Reference;
import dev.ashlar.port.TemplateScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What names mean while the project is parsed: references and configuration are noted down, and the warehouse is not there.
 * Answers depend on nothing but the file itself and the {@linkplain TemplateWorld world}, so that they can be kept.
 */
final class ParseScope implements TemplateScope {
    private final TemplateWorld world;
    private final Map<String, Object> model;
    private final String name;
    private final List<ConfigCall> configs = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<NamedNodes> dependsOn = new ArrayList<>();
    private final Asked.Recorder asked = new Asked.Recorder();

    /** @param model facts of the node that its file alone tells */
    ParseScope(TemplateWorld world, String name, Map<String, Object> model) {
        this.world = world;
        this.name = name;
        this.model = model;
    }

    TemplateFacts facts(List<Reference> literals, List<String> macros) {
        return new TemplateFacts(configs, references, dependsOn, literals, macros);
    }

    Asked asked() {
        return asked.asked();
    }

    @Override
    public String engine() {
        return world.target().type();
    }

    /** Prints a stand-in: the true relation is not known before everything has been parsed. */
    @Override
    public Printed resolve(Reference reference) {
        references.add(reference);
        return switch (reference) {
            case Reference.ToNode node -> standIn(node.name());
            case Reference.ToSource source -> standIn(source.table());
            case Reference.ToRejects rejects -> standIn(rejects.table() + "__rejects");
        };
    }

    private Printed standIn(String identifier) {
        RelationName relation = RelationName.of(world.target().schema(), identifier.isEmpty() ? "unnamed" : identifier);
        return new Printed(relation.quoted(), relation);
    }

    @Override
    public void config(Map<String, Object> values, SourceLocation at) {
        configs.add(new ConfigCall(new LinkedHashMap<>(values), at));
    }

    @Override
    public void dependsOn(List<String> nodes, SourceLocation at) {
        dependsOn.add(new NamedNodes(nodes, at));
    }

    @Override
    public Optional<Printed> self() {
        return Optional.of(standIn(name));
    }

    @Override
    public boolean isIncremental() {
        return false;
    }

    @Override
    public Optional<Object> variable(String variable) {
        return asked.variable(variable, Optional.ofNullable(world.vars().get(variable)));
    }

    @Override
    public Optional<String> environment(String variable) {
        return asked.environment(variable, world.environment().apply(variable));
    }

    @Override
    public Optional<String> doc(String block) {
        return asked.doc(block, Optional.ofNullable(world.docs().get(block)));
    }

    @Override
    public List<String> variableNames() {
        return List.copyOf(world.vars().keySet());
    }

    @Override
    public Map<String, Object> target() {
        return world.targetFacts();
    }

    @Override
    public Map<String, Object> model() {
        return model;
    }

    @Override
    public Map<String, Object> graph() {
        return Map.of("nodes", Map.of(), "sources", Map.of(), "exposures", Map.of());
    }

    @Override
    public boolean execute() {
        return false;
    }

    @Override
    public String invocationId() {
        asked.timed();
        return world.invocationId();
    }

    @Override
    public Instant runStartedAt() {
        asked.timed();
        return world.runStartedAt();
    }

    @Override
    public List<Map<String, Object>> runQuery(String sql) {
        return List.of();
    }

    @Override
    public List<Map<String, Object>> columns(RelationName relation) {
        return List.of();
    }

    @Override
    public Optional<RelationName> relation(String database, String schema, String identifier) {
        return Optional.empty();
    }

    /** Said once, when the node is built. */
    @Override
    public void message(Level level, String text, SourceLocation at) {}
}
