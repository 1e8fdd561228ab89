package dev.ashlar.adapter.freemarker;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
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
import java.util.function.Function;

/** A scope whose answers a test sets. Every reference resolves, but to {@code nowhere}. */
final class FakeScope implements TemplateScope {
    final Map<String, Object> config = new LinkedHashMap<>();
    final Map<String, Object> variables = new LinkedHashMap<>();
    final Map<String, String> environment = new LinkedHashMap<>();
    final List<String> dependsOn = new ArrayList<>();
    final List<Reference> references = new ArrayList<>();
    final List<String> messages = new ArrayList<>();
    final List<String> queries = new ArrayList<>();
    Function<String, List<Map<String, Object>>> warehouse = sql -> List.of();
    Function<RelationName, List<Map<String, Object>>> columnsOf = relation -> List.of();
    Optional<Printed> self =
            Optional.of(new Printed("\"analytics\".\"orders\"", RelationName.of("analytics", "orders")));
    String engine = "duckdb";
    boolean incremental;
    Instant startedAt = Instant.parse("2026-10-01T02:00:00Z");

    @Override
    public String engine() {
        return engine;
    }

    @Override
    public Printed resolve(Reference reference) {
        references.add(reference);
        RelationName name = switch (reference) {
            case Reference.ToNode node -> RelationName.of("analytics", node.name());
            case Reference.ToSource source -> RelationName.of(source.source(), source.table());
            case Reference.ToRejects source -> RelationName.of(source.source(), source.table() + "__rejects");
        };
        if (name.identifier().equals("nowhere")) {
            throw new DiagnosticException(Diagnostic.error(
                    reference.at(), "Cannot resolve ref('nowhere'): no such model.", "Did you mean 'anywhere'?"));
        }
        return new Printed(name.quoted(), name);
    }

    @Override
    public void config(Map<String, Object> values, SourceLocation at) {
        config.putAll(values);
    }

    @Override
    public void dependsOn(List<String> nodes, SourceLocation at) {
        dependsOn.addAll(nodes);
    }

    @Override
    public Optional<Printed> self() {
        return self;
    }

    @Override
    public boolean isIncremental() {
        return incremental;
    }

    @Override
    public Optional<Object> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    @Override
    public Optional<String> doc(String name) {
        return name.equals("grain") ? Optional.of("One row an order.") : Optional.empty();
    }

    @Override
    public List<String> variableNames() {
        return List.copyOf(variables.keySet());
    }

    @Override
    public Map<String, Object> target() {
        return Map.of("name", "dev", "schema", "me", "threads", 4);
    }

    @Override
    public Map<String, Object> model() {
        return Map.of("name", "orders", "config", Map.of("materialized", "table"));
    }

    @Override
    public Map<String, Object> graph() {
        return Map.of("nodes", Map.of("model.shop.orders", Map.of("name", "orders")));
    }

    @Override
    public boolean execute() {
        return true;
    }

    @Override
    public String invocationId() {
        return "0d5a";
    }

    @Override
    public Instant runStartedAt() {
        return startedAt;
    }

    @Override
    public List<Map<String, Object>> runQuery(String sql) {
        queries.add(sql);
        return warehouse.apply(sql);
    }

    @Override
    public List<Map<String, Object>> columns(RelationName relation) {
        return columnsOf.apply(relation);
    }

    @Override
    public Optional<RelationName> relation(String database, String schema, String identifier) {
        return schema.equals("analytics") ? Optional.of(RelationName.of(schema, identifier)) : Optional.empty();
    }

    @Override
    public void message(Level level, String text, SourceLocation at) {
        messages.add(level + " " + text + " " + at);
    }
}
