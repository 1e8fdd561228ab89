package dev.ashlar.compile.render;

import dev.ashlar.compile.ReferenceText;
import dev.ashlar.compile.TemplateWorld;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.diagnostic.TemplateFrame;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.plan.Statement.RawSql;
import dev.ashlar.port.ModelTemplates;
import dev.ashlar.port.ModelTemplates.Macro;
import dev.ashlar.port.ModelTemplates.Reference;
import dev.ashlar.port.ModelTemplates.Rendered;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.NodeTask.Instead;
import dev.ashlar.port.NodeTask.Reading;
import dev.ashlar.port.TemplateScope.Printed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Renders a node's templates to SQL when its turn has come. Ephemeral models and whatever else stands in a relation's
 * place is put in as a bracketed SELECT. Safe for several threads.
 */
public final class SqlCompiler {
    private final Project project;
    private final TemplateWorld world;
    private final ModelTemplates templates;
    private final NodeLookup lookup;
    private Map<String, Object> graph;

    public SqlCompiler(Project project, TemplateWorld world, ModelTemplates templates) {
        this.project = project;
        this.world = world;
        this.templates = templates;
        this.lookup = new NodeLookup(project);
    }

    /**
     * SQL and where it came from.
     *
     * @param namesItself whether the template asked for the node's own relation
     */
    public record Sql(String text, SourceMap map, boolean namesItself) {
        public Sql(String text, SourceMap map) {
            this(text, map, false);
        }
    }

    /** Analyses alone, which are never run, may hold several statements. @throws DiagnosticException with the template's place */
    public Sql render(Node node, TemplateText template, Facts facts) {
        return node instanceof Node.Analysis ? rendered(node, template, facts) : renderOne(node, template, facts);
    }

    /** A template whose SQL is made part of another statement. @throws DiagnosticException with the template's place */
    public Sql renderOne(Node node, TemplateText template, Facts facts) {
        Sql sql = rendered(node, template, facts);
        demandOne(sql, template);
        return sql;
    }

    /** Sent in one with the statement that it is made part of, a second one would do whatever it says, and nobody be told. */
    private static void demandOne(Sql sql, TemplateText template) {
        if (!sql.text().contains(";")) return;
        int second = new SqlWords(sql.text()).secondStatement();
        if (second < 0) return;
        List<TemplateFrame> frames = sql.map().at(second);
        SourceLocation place = frames.isEmpty()
                ? new SourceLocation(template.file(), template.line(), template.column())
                : frames.get(0).at();
        throw new DiagnosticException(Diagnostic.error(
                        place,
                        "A second statement begins here, where one SELECT is all.",
                        "Take it out, or give it a file or a hook of its own.")
                .withStack(frames.size() < 2 ? List.of() : frames.subList(1, frames.size())));
    }

    private Sql rendered(Node node, TemplateText template, Facts facts) {
        ExecuteScope scope = scope(node, facts);
        Rendered rendered = templates.render(template, scope);
        StatementBlocks.demandNone(template, rendered);
        return aliased(rendered, scope);
    }

    /** The model as a unit test has it: nothing it reads is there unless the test gives it. */
    Sql render(Node.Model model, Facts given, UnitTestScope.Pretence pretence) {
        ExecuteScope.References references = (reader, reference, facts) -> {
            Node target = lookup.load(reference);
            requireEdge(reader, target, reference);
            boolean rejects = reference instanceof Reference.ToRejects;
            if (!rejects && facts.instead().containsKey(target.id())) return print(target, facts);
            pretence.missing().accept(ReferenceText.of(reference));
            RelationName relation = relation(target);
            return new Printed(relation.quoted(), relation);
        };
        UnitTestScope scope = new UnitTestScope(model, world, references, given, this::graph, pretence);
        return aliased(templates.render(model.template(), scope), scope);
    }

    /** Bare names of the macros that templates can call. */
    Set<String> macroNames() {
        return templates.macros().stream().map(Macro::name).collect(Collectors.toSet());
    }

    /** The macro that the bare name means: the project's own before the engine's. */
    Optional<Macro> findMacro(String name) {
        return templates.macros().stream()
                .filter(macro -> macro.name().equals(name))
                .min(Comparator.comparing(macro -> macro.packageName().equals(ModelTemplates.BUILT_IN)));
    }

    /** Calls a macro; text arguments that are references or templates must have been evaluated. */
    public Sql macro(Node node, String macro, Map<String, Object> arguments, SourceLocation at, Facts facts) {
        ExecuteScope scope = scope(node, facts);
        return aliased(templates.renderMacro(macro, arguments, at, scope), scope);
    }

    /** Renders the text if it has anything to render. */
    public String text(Node node, TemplateText text, Facts facts) {
        return templates.isTemplate(text.text()) ? rendered(node, text, facts).text() : text.text();
    }

    List<RawSql> hooks(Node node, List<Hook> hooks, Hook.Place place, Facts facts) {
        return hooks.stream()
                .filter(hook -> hook.place() == place)
                .map(hook -> new RawSql(text(node, hookText(hook), facts), hook.at()))
                .filter(hook -> !hook.text().isBlank())
                .toList();
    }

    private static TemplateText hookText(Hook hook) {
        return new TemplateText(
                hook.at().file(),
                hook.sql(),
                Math.max(1, hook.at().line()),
                Math.max(1, hook.at().column()));
    }

    private ExecuteScope scope(Node node, Facts facts) {
        return new ExecuteScope(node, world, this::print, facts, this::graph);
    }

    /** Made once, and only if a template asks. */
    private synchronized Map<String, Object> graph() {
        if (graph == null) graph = NodeFacts.graph(project);
        return graph;
    }

    private static Sql aliased(Rendered rendered, ExecuteScope scope) {
        boolean own = scope.askedForItself();
        if (scope.printedRows().isEmpty()) return new Sql(withoutLastSemicolon(rendered.text()), rendered.map(), own);
        AliasedRows.Text text = AliasedRows.complete(rendered.text(), rendered.map(), scope.printedRows());
        return new Sql(withoutLastSemicolon(text.sql()), text.map(), own);
    }

    /** Editors put one there, and it would end the statement that the SELECT is made part of. */
    private static String withoutLastSemicolon(String sql) {
        if (!sql.contains(";")) return sql;
        SqlWords words = new SqlWords(sql);
        return words.secondStatement() < 0 ? words.withoutLastSemicolon() : sql;
    }

    Printed print(Node reader, Reference reference, Facts facts) {
        Node target = lookup.load(reference);
        if (reader instanceof Node.Model || reader instanceof Node.Snapshot) requireEdge(reader, target, reference);
        if (reference instanceof Reference.ToRejects) {
            RelationName rows = relation(target);
            RelationName rejects = rows.named(rows.identifier() + "__rejects");
            return new Printed(rejects.quoted(), rejects);
        }
        return FilteredRows.of(target, print(target, facts), facts.reading(), facts.session());
    }

    Printed print(Node target, Facts facts) {
        Instead instead = facts.instead().get(target.id());
        if (instead instanceof Instead.Relation other)
            return new Printed(other.name().quoted(), other.name());
        if (instead instanceof Instead.Rows rows) return new Printed("(" + rows.select() + ")", relation(target));
        if (target instanceof Node.Model model && model.isEphemeral()) {
            Facts own =
                    new Facts(facts.session(), facts.instead(), IncrementalMode.FULL).reading(within(facts.reading()));
            String sql = render(model, model.template(), own).text().strip();
            return new Printed("(\n" + sql + "\n)", model.build().relation());
        }
        RelationName relation = relation(target);
        return new Printed(relation.quoted(), relation);
    }

    /** What an ephemeral model sees of what it reads: a batch is cut out of the ephemeral's own rows, a sample before. */
    private static Reading within(Reading reader) {
        return switch (reader) {
            case Reading.Batch batch ->
                batch.rows() instanceof Reading.Nothing ? batch.rows() : new Reading.Everything();
            case Reading.Everything r -> r;
            case Reading.Within r -> r;
            case Reading.Nothing r -> r;
        };
    }

    private static RelationName relation(Node target) {
        return switch (target) {
            case Node.Model m -> m.build().relation();
            case Node.Seed s -> s.build().relation();
            case Node.Snapshot s -> s.build().relation();
            case Node.Source s -> s.relation();
            case Node.DataTest t -> throw notReadable(t.id());
            case Node.UnitTest t -> throw notReadable(t.id());
            case Node.Analysis a -> throw notReadable(a.id());
            case Node.Exposure e -> throw notReadable(e.id());
        };
    }

    private static IllegalArgumentException notReadable(NodeId id) {
        return new IllegalArgumentException(id + " has no rows to read");
    }

    private static void requireEdge(Node reader, Node target, Reference reference) {
        if (reader.dependsOn().contains(target.id()) || reader.id().equals(target.id())) return;
        throw new DiagnosticException(Diagnostic.error(
                reference.at(),
                "'" + reader.name() + "' reads '" + target.name()
                        + "', which was not known when the project was parsed, so it may not be built yet.",
                "Add <@depends_on nodes=[\"" + target.name() + "\"] /> to the file."));
    }

    public Project project() {
        return project;
    }

    public NodeLookup lookup() {
        return lookup;
    }
}
