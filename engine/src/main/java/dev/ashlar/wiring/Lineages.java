package dev.ashlar.wiring;

import dev.ashlar.compile.render.SqlCompiler;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.lineage.InheritedDocs;
import dev.ashlar.lineage.ProjectLineage;
import dev.ashlar.lineage.ProjectLineage.Query;
import dev.ashlar.load.SeedFiles;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.NodeTask.Instead;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.Lineage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Column lineage of a project: compiles what is asked for with its ancestors, and resolves it. What only shows lineage needs no
 * warehouse; what checks queries or compiles them anyway has one for templates that ask.
 */
public final class Lineages {
    private final Workspace workspace;

    Lineages(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Of every node. */
    public Lineage all() {
        return all(Catalog.EMPTY);
    }

    /** @param catalog columns of sources and seeds, as the warehouse has them */
    public Lineage all(Catalog catalog) {
        return resolve(workspace.project().nodes().keySet(), catalog).lineage();
    }

    /**
     * Of every node, without a warehouse: where a template asks it, by the SQL that the last run compiled.
     *
     * @param catalog what is known of it nevertheless
     */
    Traced offline(Catalog catalog) {
        Resolved resolved = resolveOffline(workspace.project().nodes().keySet(), catalog);
        return new Traced(resolved.lineage(), resolved.sql());
    }

    /** @param sql of the nodes that could be compiled; ephemeral models print in it as relations */
    record Traced(Lineage lineage, Map<NodeId, SqlCompiler.Sql> sql) {}

    private Optional<String> lastCompiled(Node node) {
        return workspace
                .artifacts()
                .findCompiled(node.id(), node.header().location().file());
    }

    /** Of these nodes and what they are made of, without a warehouse as well. */
    public Lineage above(Collection<NodeId> nodes) {
        return resolveOffline(nodes, Catalog.EMPTY).lineage();
    }

    /** Of a node, of what it is made of, and of what is made of it. */
    public Lineage around(NodeId node) {
        Set<NodeId> nodes = new HashSet<>(workspace.graph().descendants(node));
        nodes.add(node);
        return above(nodes);
    }

    /** @throws DiagnosticException with what is wrong in those of the nodes whose {@code static_analysis} is strict */
    public void demandStrict(Collection<NodeId> nodes) {
        List<NodeId> strict = nodes.stream()
                .filter(id -> Findings.areErrors(workspace.project().load(id)))
                .toList();
        if (!strict.isEmpty()) workspace.remark(check(strict).found());
    }

    /** The project with the descriptions that its columns inherit. */
    Project described() {
        List<NodeId> wanting = workspace.project().nodes().values().stream()
                .filter(InheritedDocs::wanted)
                .map(Node::id)
                .toList();
        if (wanting.isEmpty()) return workspace.project();
        return InheritedDocs.of(workspace.project(), above(wanting));
    }

    /**
     * What is surely wrong or useless in the queries of these nodes: warnings, or errors where {@code static_analysis} is
     * strict. By place.
     */
    public Checked check(Collection<NodeId> nodes) {
        Resolved resolved = resolve(nodes, Catalog.EMPTY);
        List<Diagnostic> found = new ArrayList<>();
        Set<NodeId> asked = new HashSet<>(nodes);
        resolved.result().findings().forEach((id, findings) -> {
            if (!asked.contains(id)) return;
            Node node = workspace.project().load(id);
            found.addAll(Findings.diagnostics(node, resolved.sql().get(id), findings));
        });
        return new Checked(resolved.lineage(), found);
    }

    /** @param found warnings and errors */
    public record Checked(Lineage lineage, List<Diagnostic> found) {}

    private record Resolved(ProjectLineage.Result result, Map<NodeId, SqlCompiler.Sql> sql) {
        Lineage lineage() {
            return result.lineage();
        }
    }

    private Resolved resolve(Collection<NodeId> asked, Catalog catalog) {
        try (LazySession session = new LazySession(() -> workspace.warehouse().open())) {
            return resolve(asked, catalog, session, node -> Optional.empty());
        }
    }

    private Resolved resolveOffline(Collection<NodeId> asked, Catalog catalog) {
        try (LazySession none = new LazySession(() -> {
            throw new DiagnosticException(
                    Diagnostic.error("The template asks the warehouse, which is not connected to.", ""));
        })) {
            return resolve(asked, catalog, none, this::lastCompiled);
        }
    }

    /** @param instead SQL of a node that cannot be compiled, where some is known */
    private Resolved resolve(
            Collection<NodeId> asked, Catalog catalog, LazySession session, Function<Node, Optional<String>> instead) {
        Project project = workspace.project();
        Set<NodeId> wanted = new HashSet<>(asked);
        wanted.addAll(workspace.graph().ancestors(asked, Integer.MAX_VALUE));
        List<NodeId> order = workspace.graph().topologicalOrder().stream()
                .filter(wanted::contains)
                .toList();
        Map<NodeId, SqlCompiler.Sql> compiled = new ConcurrentHashMap<>();
        Map<NodeId, Query> queries = new ConcurrentHashMap<>();
        Facts facts = new Facts(session, instead(project), IncrementalMode.FULL);
        order.parallelStream().forEach(id -> {
            Node node = project.load(id);
            template(node).ifPresent(template -> queries.put(id, query(node, template, facts, compiled, instead)));
        });
        ProjectLineage.Result result = ProjectLineage.of(
                Engines.dialect(workspace.target()),
                project,
                order,
                node -> queries.get(node.id()),
                new ProjectLineage.Known(headers(order), catalog));
        return new Resolved(result, compiled);
    }

    /** Ephemeral models print as relations, so that they are steps of their own. */
    private static Map<NodeId, Instead> instead(Project project) {
        Map<NodeId, Instead> instead = new HashMap<>();
        for (Node node : project.nodes().values()) {
            if (node instanceof Node.Model model && model.isEphemeral()) {
                instead.put(node.id(), new Instead.Relation(model.build().relation()));
            }
        }
        return instead;
    }

    private static Optional<TemplateText> template(Node node) {
        return switch (node) {
            case Node.Model model -> Optional.of(model.template());
            case Node.Snapshot snapshot -> Optional.of(snapshot.template());
            case Node.Seed n -> Optional.empty();
            case Node.Source n -> Optional.empty();
            case Node.DataTest n -> Optional.empty();
            case Node.UnitTest n -> Optional.empty();
            case Node.Analysis n -> Optional.empty();
            case Node.Exposure n -> Optional.empty();
        };
    }

    private Query query(
            Node node,
            TemplateText template,
            Facts facts,
            Map<NodeId, SqlCompiler.Sql> compiled,
            Function<Node, Optional<String>> instead) {
        try {
            SqlCompiler.Sql sql = workspace.compiler().render(node, template, facts);
            compiled.put(node.id(), sql);
            return new Query.Sql(sql.text());
        } catch (DiagnosticException fault) {
            return instead.apply(node)
                    .<Query>map(Query.Sql::new)
                    .orElseGet(() -> new Query.Missing(
                            "cannot compile it: " + fault.diagnostics().get(0).message()));
        }
    }

    private Map<NodeId, List<String>> headers(List<NodeId> order) {
        Map<NodeId, List<String>> headers = new HashMap<>();
        SeedFiles files = new SeedFiles(workspace.folder());
        for (NodeId id : order) {
            if (!(workspace.project().load(id) instanceof Node.Seed seed)) continue;
            files.header(seed).ifPresent(names -> headers.put(id, names));
        }
        return headers;
    }
}
