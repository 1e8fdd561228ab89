package dev.ashlar.wiring;

import dev.ashlar.compile.render.DataTestCompiler;
import dev.ashlar.compile.render.SqlCompiler;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeConfig;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.TestCompiler;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.QueryResult;
import dev.ashlar.run.StatementFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Compiles and queries outside a run: for {@code compile} and {@code show}. The warehouse is opened only if needed. */
public final class Compilation implements AutoCloseable {
    private static final String INLINE = "--inline";
    private static final String OPERATION = "run-operation";

    private final Project project;
    private final SqlCompiler compiler;
    private final Supplier<Warehouse> warehouse;
    private final WarehouseSession session;

    Compilation(Project project, SqlCompiler compiler, Supplier<Warehouse> warehouse) {
        this.project = project;
        this.compiler = compiler;
        this.warehouse = warehouse;
        this.session = new LazySession(() -> warehouse.get().open());
    }

    /** Empty for nodes that have no SQL of their own: seeds, sources, exposures, unit tests. */
    public Optional<String> sql(Node node, Settings.Rebuild rebuild) {
        return rendered(node, rebuild).map(SqlCompiler.Sql::text);
    }

    private Optional<SqlCompiler.Sql> rendered(Node node, Settings.Rebuild rebuild) {
        return switch (node) {
            case Node.Model m -> Optional.of(compiler.render(m, m.template(), facts(m, rebuild)));
            case Node.Snapshot s -> Optional.of(compiler.render(s, s.template(), full()));
            case Node.Analysis a -> Optional.of(compiler.render(a, a.template(), full()));
            case Node.DataTest t -> {
                TestCompiler.CompiledTest test = new DataTestCompiler(compiler).compile(t, full());
                yield Optional.of(new SqlCompiler.Sql(test.sql(), test.map()));
            }
            case Node.Seed s -> Optional.empty();
            case Node.Source s -> Optional.empty();
            case Node.UnitTest t -> Optional.empty();
            case Node.Exposure e -> Optional.empty();
        };
    }

    public String inline(String text) {
        return inlined(inlineNode(text)).text();
    }

    private Node.Analysis inlineNode(String text) {
        return new Node.Analysis(inlineHeader(), TemplateText.ofFile(INLINE, text));
    }

    private SqlCompiler.Sql inlined(Node.Analysis node) {
        return compiler.renderOne(node, node.template(), full());
    }

    /** A hook of the project's run, rendered. */
    String hook(Hook hook) {
        SourceLocation at = hook.at();
        TemplateText text = new TemplateText(at.file(), hook.sql(), Math.max(1, at.line()), Math.max(1, at.column()));
        return compiler.text(new Node.Analysis(inlineHeader(), text), text, full());
    }

    String operation(String macro, Map<String, Object> arguments) {
        TemplateText none = TemplateText.ofFile(OPERATION, "");
        Node node = new Node.Analysis(inlineHeader(), none);
        return compiler.macro(node, macro, arguments, SourceLocation.ofFile(OPERATION), full())
                .text();
    }

    /** @param limit most rows to read */
    public QueryResult rowsOfInline(String text, int limit) {
        Node.Analysis node = inlineNode(text);
        return read(node, inlined(node), limit, "Cannot run the query");
    }

    public QueryResult rows(Node node, int limit) {
        SqlCompiler.Sql sql = rendered(node, Settings.Rebuild.AS_CONFIGURED)
                .or(() -> node.findRelation()
                        .map(relation -> new SqlCompiler.Sql("select * from " + relation.quoted(), SourceMap.EMPTY)))
                .orElseThrow(() -> new IllegalArgumentException(node.id() + " has no rows"));
        return read(node, sql, limit, "Cannot show '" + node.name() + "'");
    }

    private QueryResult read(Node node, SqlCompiler.Sql sql, int limit, String thing) {
        try {
            return session.read(sql.text(), limit);
        } catch (WarehouseException fault) {
            Diagnostic placed =
                    new StatementFault(node, sql.text(), sql.map(), project).diagnostic(fault, sql.text(), thing);
            throw new DiagnosticException(placed, fault);
        }
    }

    private Facts facts(Node.Model model, Settings.Rebuild rebuild) {
        boolean increment = model.materialization() instanceof Materialization.Incremental
                && rebuild == Settings.Rebuild.AS_CONFIGURED
                && model.build().conduct().fullRefresh().map(full -> !full).orElse(true)
                && isTable(model);
        return new Facts(session, Map.of(), increment ? IncrementalMode.INCREMENT : IncrementalMode.FULL);
    }

    private boolean isTable(Node.Model model) {
        return warehouse
                .get()
                .catalogOf(model.build().relation())
                .find(model.build().relation())
                .filter(relation -> relation.kind() == CatalogRelation.Kind.TABLE)
                .isPresent();
    }

    private Facts full() {
        return new Facts(session, Map.of(), IncrementalMode.FULL);
    }

    private Node.Header inlineHeader() {
        return new Node.Header(
                NodeId.of(NodeKind.ANALYSIS, project.name(), "inline"),
                "inline",
                project.name(),
                List.of(project.name(), "inline"),
                SourceLocation.ofFile(INLINE),
                Optional.empty(),
                "",
                new TreeSet<>(),
                Map.of(),
                NodeConfig.EMPTY,
                List.of(),
                List.of());
    }

    @Override
    public void close() {
        session.close();
    }
}
