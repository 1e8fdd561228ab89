package dev.ashlar.compile.read;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.ModelTemplates.Reference;
import dev.ashlar.port.TemplateScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What names mean in the texts of YAML files: {@code env_var}, {@code var}, and where there is a project also {@code doc}
 * and {@code target}. Everything else is refused by name.
 *
 * @param engine empty while the target is being read
 * @param what the texts, for messages: {@code profiles.yml}, {@code a description}
 */
public record PlainScope(
        String engine,
        String what,
        Map<String, Object> vars,
        Function<String, Optional<String>> environmentLookup,
        Map<String, String> docs,
        Map<String, Object> target)
        implements TemplateScope {

    @Override
    public Optional<Object> variable(String name) {
        return Optional.ofNullable(vars.get(name));
    }

    @Override
    public Optional<String> environment(String name) {
        return environmentLookup.apply(name);
    }

    @Override
    public Optional<String> doc(String name) {
        return Optional.ofNullable(docs.get(name));
    }

    @Override
    public List<String> variableNames() {
        return List.copyOf(vars.keySet());
    }

    @Override
    public Printed resolve(Reference reference) {
        throw refused("ref, source and rejects");
    }

    @Override
    public void config(Map<String, Object> values, SourceLocation at) {
        throw refused("<@config>");
    }

    @Override
    public void dependsOn(List<String> nodes, SourceLocation at) {
        throw refused("<@depends_on>");
    }

    @Override
    public Optional<Printed> self() {
        return Optional.empty();
    }

    @Override
    public boolean isIncremental() {
        throw refused("is_incremental");
    }

    @Override
    public Map<String, Object> model() {
        throw refused("model");
    }

    @Override
    public Map<String, Object> graph() {
        throw refused("graph");
    }

    @Override
    public boolean execute() {
        return false;
    }

    @Override
    public String invocationId() {
        throw refused("invocation_id");
    }

    @Override
    public Instant runStartedAt() {
        throw refused("run_started_at");
    }

    @Override
    public List<Map<String, Object>> runQuery(String sql) {
        throw refused("run_query");
    }

    @Override
    public List<Map<String, Object>> columns(RelationName relation) {
        throw refused("adapter");
    }

    @Override
    public Optional<RelationName> relation(String database, String schema, String identifier) {
        throw refused("adapter");
    }

    @Override
    public void message(Level level, String text, SourceLocation at) {
        throw refused("log and warn");
    }

    private DiagnosticException refused(String name) {
        return new DiagnosticException(Diagnostic.error(
                name + " cannot be used in " + what + ".",
                docs.isEmpty() && target.isEmpty()
                        ? "Use env_var and var only."
                        : "Use env_var, var, target and doc only."));
    }
}
