package dev.ashlar.port;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.ModelTemplates.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the names in a template mean for one render. Methods that cannot answer throw {@link
 * dev.ashlar.diagnostic.DiagnosticException}; the template engine adds place, stack and caret where they lack.
 */
public interface TemplateScope {
    /** The engine, for dispatch of macros and wording of portable functions. */
    String engine();

    /** What the reference prints as, and the relation its fields ({@code .schema}, {@code .identifier}) come from. */
    Printed resolve(Reference reference);

    /** {@code <@config>}: values as plain Java values, in the order written. */
    void config(Map<String, Object> values, SourceLocation at);

    /** {@code <@depends_on nodes=[...]>}. */
    void dependsOn(List<String> nodes, SourceLocation at);

    /** {@code this}; empty where there is none (a macro file, a singular test). */
    Optional<Printed> self();

    boolean isIncremental();

    /** Empty when it is not set. The names asked for are part of what a cached result depends on. */
    Optional<Object> variable(String name);

    Optional<String> environment(String name);

    Optional<String> doc(String name);

    /** Known names for did-you-mean. */
    List<String> variableNames();

    /** {@code target}, without secrets. */
    Map<String, Object> target();

    /** {@code model}: facts of the node being rendered. */
    Map<String, Object> model();

    /** {@code graph}: nodes and sources by unique id, as in the manifest. */
    Map<String, Object> graph();

    /** False while parsing. */
    boolean execute();

    String invocationId();

    Instant runStartedAt();

    /** {@code run_query}: rows by lower-case column name; empty while parsing. */
    List<Map<String, Object>> runQuery(String sql);

    /** {@code adapter.columns(rel)}: hashes with name and type; empty while parsing or when there is no such relation. */
    List<Map<String, Object>> columns(RelationName relation);

    /** {@code adapter.relation(db, schema, name)}. */
    Optional<RelationName> relation(String database, String schema, String identifier);

    /** {@code adapter.type("timestamp")}: the engine's word for a portable type. */
    void message(Level level, String text, SourceLocation at);

    /** What a macro, function or value of this bare name gives instead of its own result, in a unit test. */
    default Optional<Object> overridden(String name) {
        return Optional.empty();
    }

    enum Level {
        LOG,
        WARN
    }

    /**
     * @param sql what is put into the text: a quoted name, or a bracketed SELECT where rows are filtered or replaced
     * @param whole the same without the filter of a batch or a sample
     */
    record Printed(String sql, RelationName relation, String whole) {
        public Printed(String sql, RelationName relation) {
            this(sql, relation, sql);
        }
    }
}
