package dev.ashlar.compile.render;

import dev.ashlar.compile.TemplateWorld;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.ModelTemplates.Reference;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.NodeTask.Reading;
import dev.ashlar.port.TemplateScope;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What names mean while a node is rendered in its turn: references print, the warehouse answers. */
class ExecuteScope implements TemplateScope {
    /** Rows that {@code run_query} hands out at most; language.md, section 2. */
    private static final int QUERY_ROWS = 10_000;

    private final Node node;
    private final TemplateWorld world;
    private final References references;
    private final Facts facts;
    private final Supplier<Map<String, Object>> graph;
    private final Map<String, RelationName> printedRows = new LinkedHashMap<>();
    private boolean askedForItself;

    /** How a reference of this node prints. */
    interface References {
        Printed print(Node reader, Reference reference, Facts facts);
    }

    ExecuteScope(
            Node node, TemplateWorld world, References references, Facts facts, Supplier<Map<String, Object>> graph) {
        this.node = node;
        this.world = world;
        this.references = references;
        this.facts = facts;
        this.graph = graph;
    }

    /** The SELECTs that were printed in place of relations, with the names they stand for. */
    Map<String, RelationName> printedRows() {
        return printedRows;
    }

    @Override
    public String engine() {
        return world.target().type();
    }

    @Override
    public Printed resolve(Reference reference) {
        Printed printed = references.print(node, reference, facts);
        noteRows(printed);
        return printed;
    }

    /** A SELECT in a relation's place may need an alias. */
    void noteRows(Printed printed) {
        for (String text : List.of(printed.sql(), printed.whole())) {
            if (text.startsWith("(")) printedRows.put(text, printed.relation());
        }
    }

    /** Configuration was read when the project was parsed. */
    @Override
    public void config(Map<String, Object> values, SourceLocation at) {}

    /** Edges were read when the project was parsed. */
    @Override
    public void dependsOn(List<String> nodes, SourceLocation at) {}

    /** Whether the template named the node's own relation. */
    boolean askedForItself() {
        return askedForItself;
    }

    @Override
    public Optional<Printed> self() {
        askedForItself = true;
        return node.findRelation().map(relation -> new Printed(relation.quoted(), relation));
    }

    @Override
    public boolean isIncremental() {
        return facts.incremental() == IncrementalMode.INCREMENT;
    }

    @Override
    public Optional<Object> variable(String name) {
        return Optional.ofNullable(world.vars().get(name));
    }

    @Override
    public Optional<String> environment(String name) {
        return world.environment().apply(name);
    }

    @Override
    public Optional<String> doc(String name) {
        return Optional.ofNullable(world.docs().get(name));
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
        Map<String, Object> model = NodeFacts.of(node);
        if (facts.reading() instanceof Reading.Batch batch) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("id", batch.id());
            told.put("event_time_start", batch.interval().start());
            told.put("event_time_end", batch.interval().end());
            model.put("batch", told);
        }
        return model;
    }

    @Override
    public Map<String, Object> graph() {
        return graph.get();
    }

    @Override
    public boolean execute() {
        return true;
    }

    @Override
    public String invocationId() {
        return world.invocationId();
    }

    @Override
    public Instant runStartedAt() {
        return world.runStartedAt();
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
    }

    @Override
    public List<Map<String, Object>> runQuery(String sql) {
        QueryResult result;
        try {
            result = facts.session().read(sql, QUERY_ROWS + 1);
        } catch (WarehouseException e) {
            throw new DiagnosticException(
                    Diagnostic.error(
                            "run_query failed: " + sentence(e.getMessage()),
                            "Run the query by itself with 'ashlar show --inline' to look at it."),
                    e);
        }
        if (result.rows().size() > QUERY_ROWS) {
            throw new DiagnosticException(Diagnostic.error(
                    "run_query returned more than " + QUERY_ROWS + " rows.",
                    "Aggregate or filter in the query; a template is no place for whole tables."));
        }
        List<Map<String, Object>> rows = new ArrayList<>(result.rows().size());
        for (List<Object> values : result.rows()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                row.put(result.columns().get(i).name().name().toLowerCase(Locale.ROOT), values.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    @Override
    public List<Map<String, Object>> columns(RelationName relation) {
        List<CatalogColumn> columns;
        try {
            columns = facts.session().describe("select * from " + relation.quoted());
        } catch (WarehouseException e) {
            return List.of();
        }
        return columns.stream()
                .map(c -> {
                    Map<String, Object> hash = new LinkedHashMap<>();
                    hash.put("name", c.name().name());
                    hash.put("type", c.type());
                    return hash;
                })
                .toList();
    }

    @Override
    public Optional<RelationName> relation(String database, String schema, String identifier) {
        RelationName name = new RelationName(database, schema, identifier);
        try {
            facts.session().describe("select * from " + name.quoted());
            return Optional.of(name);
        } catch (WarehouseException e) {
            return Optional.empty();
        }
    }

    @Override
    public void message(Level level, String text, SourceLocation at) {
        world.messages().said(level, text, at);
    }
}
