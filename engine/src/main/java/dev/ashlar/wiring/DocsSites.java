package dev.ashlar.wiring;

import dev.ashlar.adapter.site.FolderSite;
import dev.ashlar.adapter.site.SiteServer;
import dev.ashlar.compile.render.SqlCompiler;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.docs.Docs;
import dev.ashlar.docs.DocsInput;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.PastRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Makes the site about a project, and serves it. */
public final class DocsSites {
    private final Workspace workspace;

    DocsSites(Workspace workspace) {
        this.workspace = workspace;
    }

    /** How the files of a site are laid out. */
    public enum Layout {
        FOLDER,
        SINGLE_FILE
    }

    /** Whether the warehouse is asked for the types of columns. */
    public enum CatalogUse {
        NONE,
        /** Where the project has been run on the target: else there is nothing in it, and asking might make it. */
        WHERE_IT_CAN_BE_HAD,
        DEMANDED
    }

    /**
     * @param page the file to open
     * @param pages nodes that have a page
     * @param notes what the user should know of, a line each
     */
    public record Made(Path page, int pages, List<String> notes) {}

    /** @throws DiagnosticException when the site cannot be written, or the catalog is demanded and cannot be had */
    public Made generate(Optional<Path> output, Layout layout, CatalogUse use) {
        List<String> notes = new ArrayList<>();
        FolderSite.Form form = switch (layout) {
            case FOLDER -> FolderSite.Form.FOLDER;
            case SINGLE_FILE -> FolderSite.Form.SINGLE_FILE;
        };
        Path folder = folder(output);
        FolderSite site = new FolderSite(folder, form, workspace.mask()::apply);
        List<PastRun> runs = workspace.artifacts().history().stream()
                .filter(run -> run.target().equals(workspace.target().name()))
                .toList();
        Optional<Catalog> catalog = catalog(use, runs, notes);
        Lineages.Traced traced = workspace.lineages().offline(catalog.orElse(Catalog.EMPTY));
        Docs docs = new Docs(new DocsInput(
                workspace.project(),
                workspace.graph(),
                compiled(traced.sql(), notes),
                runs,
                workspace.artifacts().freshness(),
                catalog,
                traced.lineage(),
                site.last(),
                Instant.now(),
                workspace.target().name(),
                Engine.VERSION));
        site.write(docs.title(), docs.memory(), docs.content());
        if (use == CatalogUse.NONE || catalog.isPresent()) workspace.writeCatalog(catalog.orElse(Catalog.EMPTY));
        return new Made(folder.resolve("index.html"), docs.pages(), notes);
    }

    private Path folder(Optional<Path> output) {
        return output.map(Path::toAbsolutePath)
                .orElse(workspace.targetFolder().resolve("docs"))
                .normalize();
    }

    /** As a first build would send it; what asks the warehouse as the last run sent it. */
    private Map<NodeId, String> compiled(Map<NodeId, SqlCompiler.Sql> traced, List<String> notes) {
        Map<NodeId, String> compiled = new ConcurrentHashMap<>();
        traced.forEach((id, sql) -> {
            if (!readsEphemerals(id)) compiled.put(id, sql.text());
        });
        Set<String> unknown = ConcurrentHashMap.newKeySet();
        try (Compilation offline = new Compilation(workspace.project(), workspace.compiler(), () -> {
            throw new DiagnosticException(Diagnostic.error("The warehouse is not asked.", ""));
        })) {
            workspace.project().nodes().values().parallelStream()
                    .filter(node -> isShownCompiled(node) && !compiled.containsKey(node.id()))
                    .forEach(node -> sql(offline, node)
                            .ifPresentOrElse(sql -> compiled.put(node.id(), sql), () -> unknown.add(node.name())));
        }
        if (!unknown.isEmpty()) {
            notes.add("Without compiled SQL, since their templates ask the warehouse and have not been run yet: "
                    + unknown.stream().sorted().limit(5).collect(Collectors.joining(", "))
                    + (unknown.size() > 5 ? " and " + (unknown.size() - 5) + " more" : "") + ".");
        }
        return compiled;
    }

    private Optional<String> sql(Compilation offline, Node node) {
        try {
            return offline.sql(node, Settings.Rebuild.FULL_REFRESH);
        } catch (DiagnosticException | WarehouseException asksTheWarehouse) {
            return workspace
                    .artifacts()
                    .findCompiled(node.id(), node.header().location().file());
        }
    }

    /** Then the SQL that is sent holds theirs. */
    private boolean readsEphemerals(NodeId id) {
        return workspace.graph().parents(id).stream()
                .anyMatch(parent -> workspace.project().load(parent).isEphemeral());
    }

    private static boolean isShownCompiled(Node node) {
        return switch (node) {
            case Node.Model n -> true;
            case Node.Snapshot n -> true;
            case Node.Analysis n -> true;
            case Node.DataTest n -> false;
            case Node.UnitTest n -> false;
            case Node.Seed n -> false;
            case Node.Source n -> false;
            case Node.Exposure n -> false;
        };
    }

    private Optional<Catalog> catalog(CatalogUse use, List<PastRun> runs, List<String> notes) {
        return switch (use) {
            case NONE -> Optional.empty();
            case DEMANDED -> Optional.of(catalog());
            case WHERE_IT_CAN_BE_HAD -> {
                if (runs.isEmpty()) {
                    notes.add("Types of columns are those that the project states: it has not been run on target '"
                            + workspace.target().name() + "' from here. --with-catalog asks the warehouse.");
                    yield Optional.empty();
                }
                try {
                    yield Optional.of(catalog());
                } catch (DiagnosticException | WarehouseException notReached) {
                    notes.add(
                            "Types of columns are those that the project states, since the warehouse was not reached: "
                                    + workspace
                                            .mask()
                                            .apply(String.valueOf(notReached.getMessage())
                                                    .lines()
                                                    .findFirst()
                                                    .orElse("")));
                    yield Optional.empty();
                }
            }
        };
    }

    private Catalog catalog() {
        Set<String> schemas = workspace.project().nodes().values().stream()
                .flatMap(node -> node.findRelation().stream())
                .map(RelationName::schema)
                .collect(Collectors.toSet());
        return workspace.warehouse().catalog(schemas);
    }

    /** A site that is served until it is closed. */
    public interface Served extends AutoCloseable {
        String address();

        @Override
        void close();
    }

    /**
     * @param port 0 for any that is free
     * @throws DiagnosticException when no site stands there, or the port is taken
     */
    public Served serve(Optional<Path> output, int port) {
        SiteServer server = SiteServer.start(folder(output), port);
        return new Served() {
            @Override
            public String address() {
                return server.address();
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}
