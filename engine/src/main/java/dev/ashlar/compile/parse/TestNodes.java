package dev.ashlar.compile.parse;

import dev.ashlar.compile.ReferenceText;
import dev.ashlar.compile.config.ResolvedConfig;
import dev.ashlar.compile.properties.Declarations.ColumnProperties;
import dev.ashlar.compile.properties.Declarations.TestUse;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.Node.TestBody;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.ModelTemplates;
import dev.ashlar.port.ModelTemplates.Macro;
import dev.ashlar.port.ModelTemplates.Reference;
import dev.ashlar.port.TemplateScope.Printed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Makes nodes of the tests that properties declare. */
final class TestNodes {
    private static final String PREFIX = "test_";

    private final ParseContext context;
    private final Edges edges;
    private final TestRuling ruling;
    private final Map<String, Macro> tests = new HashMap<>();
    private final Map<NodeId, DataTest> made = new LinkedHashMap<>();

    TestNodes(ParseContext context, Edges edges) {
        this.context = context;
        this.edges = edges;
        this.ruling = new TestRuling(context);
        for (Macro macro : context.templates().macros()) {
            if (!macro.name().startsWith(PREFIX)) continue;
            tests.merge(
                    macro.name().substring(PREFIX.length()),
                    macro,
                    (one, other) -> one.packageName().isEmpty() ? one : other);
        }
    }

    /**
     * What the tests are declared on.
     *
     * @param named how test names call it
     */
    record Tested(NodeId id, String named, String prefix, String what, RelationName relation) {}

    /** Enabled tests and disabled ones. */
    record Result(List<DataTest> enabled, List<DataTest> disabled) {}

    void add(Tested tested, List<TestUse> uses, List<ColumnProperties> columns, Result result) {
        for (TestUse use : uses) add(tested, use, Optional.empty(), result);
        for (ColumnProperties column : columns) {
            for (TestUse use : column.tests()) add(tested, use, Optional.of(column), result);
        }
    }

    private void add(Tested tested, TestUse use, Optional<ColumnProperties> column, Result result) {
        Macro macro = tests.get(use.test());
        if (macro == null) {
            String near = NearestName.didYouMean(use.test(), tests.keySet());
            context.error(
                    use.at(),
                    "There is no test '" + use.test() + "', which " + tested.what() + " asks for.",
                    near.isEmpty()
                            ? "Write it in tests/generic/" + use.test() + ".ftl as <#macro test_" + use.test()
                                    + " model>."
                            : near);
            return;
        }
        checkArguments(macro, use, column);
        Map<String, Object> named = new LinkedHashMap<>(use.arguments());
        column.ifPresent(c -> named.put("column_name", c.name()));
        TestNames.Names names = use.name()
                .map(TestNames::given)
                .orElseGet(() -> TestNames.of(tested.prefix() + use.test(), tested.named(), named));
        String hash = TestNames.hash(names.full(), use.test(), tested.id().value(), named);
        NodeId id = NodeId.of(NodeKind.DATA_TEST, context.project(), names.full(), hash);
        List<String> fqn = new ArrayList<>();
        fqn.add(context.project());
        fqn.addAll(ProjectFiles.folders(use.at().file()));
        fqn.add(names.full());

        TemplateFacts facts = macro.packageName().equals(ModelTemplates.BUILT_IN)
                ? TemplateFacts.NONE
                : facts(macro, tested, use, named);
        String what = "test '" + names.full() + "'";
        ResolvedConfig config = new ResolvedConfig()
                .apply(context.settings(facts, NodeKind.DATA_TEST, what))
                .apply(context.folderSettings(NodeKind.DATA_TEST, fqn))
                .apply(use.config())
                .apply(context.overridden(NodeKind.DATA_TEST));
        boolean enabled = config.flag("enabled", true);
        Set<NodeId> dependsOn = new LinkedHashSet<>();
        dependsOn.add(tested.id());
        if (enabled) addReferences(use, facts, config, dependsOn);
        TreeSet<String> tags = new TreeSet<>(config.texts("tags"));
        column.ifPresent(c -> tags.addAll(c.tags()));
        Node.Header header = new Node.Header(
                id,
                names.full(),
                context.project(),
                fqn,
                use.at(),
                Optional.of(use.at()),
                use.description(),
                tags,
                config.mapping("meta"),
                config.toNodeConfig(),
                new ArrayList<>(dependsOn),
                List.of(context.macroIds().of(macro)));
        TestBody body = new TestBody.Generic(use.test(), macro.name(), use.arguments(), use.at());
        DataTest test = new DataTest(
                header,
                body,
                ruling.of(config, what, use.at(), names.alias(), Optional.of(tested.relation())),
                Optional.of(tested.id()),
                column.map(c -> new ColumnName(c.name())));
        DataTest first = made.putIfAbsent(id, test);
        if (first != null) {
            context.error(
                    use.at(),
                    "The same test stands here a second time: " + names.full() + "; the first is at "
                            + first.header().location() + ".",
                    "Take one out, or give one of them a 'name'.");
            return;
        }
        (enabled ? result.enabled() : result.disabled()).add(test);
    }

    private void checkArguments(Macro macro, TestUse use, Optional<ColumnProperties> column) {
        for (String argument : use.arguments().keySet()) {
            if (macro.arguments().contains(argument) && !argument.equals("model")) continue;
            List<String> known = macro.arguments().stream()
                    .filter(name -> !name.equals("model"))
                    .toList();
            String near = NearestName.didYouMean(argument, known);
            context.error(
                    use.at(),
                    "The test '" + use.test() + "' has no argument '" + argument + "'.",
                    !near.isEmpty()
                            ? near
                            : known.isEmpty()
                                    ? "It takes none."
                                    : "Its arguments are " + String.join(", ", known) + ".");
        }
        // one of the project's own is called when it is read, and says itself what it lacks
        boolean known = macro.arguments().containsAll(use.arguments().keySet());
        if (known && macro.packageName().equals(ModelTemplates.BUILT_IN)) demandRequired(macro, use, column);
        if (column.isPresent() && !macro.arguments().contains("column_name")) {
            context.error(
                    use.at(),
                    "The test '" + use.test() + "' is about whole rows, but it stands on column '"
                            + column.get().name() + "'.",
                    "Move it to 'data_tests' of the node.");
        }
    }

    private void demandRequired(Macro macro, TestUse use, Optional<ColumnProperties> column) {
        for (String argument : macro.required()) {
            boolean given = argument.equals("model")
                    || use.arguments().containsKey(argument)
                    || (argument.equals("column_name") && column.isPresent());
            if (given) continue;
            context.error(
                    use.at(),
                    "The test '" + use.test() + "' lacks its argument '" + argument + "'.",
                    argument.equals("column_name")
                            ? "Move it to a column, or name one by 'column_name'."
                            : "Write '" + argument + ": ...' below it.");
        }
    }

    /** A test of the project's own may configure itself and read other nodes. */
    private TemplateFacts facts(Macro macro, Tested tested, TestUse use, Map<String, Object> named) {
        ParseScope scope = new ParseScope(context.world(), use.test(), Map.of("name", use.test()));
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("model", new Printed(tested.relation().quoted(), tested.relation()));
        named.forEach((name, value) -> arguments.put(name, value));
        arguments.keySet().retainAll(macro.arguments());
        try {
            context.templates().renderMacro(macro.name(), arguments, use.at(), scope);
        } catch (DiagnosticException e) {
            context.diagnostics().addAll(e.diagnostics());
        }
        return scope.facts(List.of(), List.of());
    }

    private void addReferences(TestUse use, TemplateFacts facts, ResolvedConfig config, Set<NodeId> into) {
        for (Object value : use.arguments().values()) {
            for (Object each : value instanceof List<?> list ? list : Collections.singletonList(value)) {
                if (!(each instanceof String text)) continue;
                Optional<Reference> reference = ReferenceText.parse(text, use.at());
                if (reference.isPresent()) edges.plain(reference.get()).ifPresent(into::add);
                else
                    edges.literals(text, use.at())
                            .forEach(literal -> edges.plain(literal).ifPresent(into::add));
            }
        }
        for (Reference reference : facts.references()) edges.plain(reference).ifPresent(into::add);
        config.text("where")
                .ifPresent(where -> edges.literals(where, config.placeOf("where", use.at()))
                        .forEach(reference -> edges.plain(reference).ifPresent(into::add)));
    }

    /**
     * A test in a file of its own.
     *
     * @param relations where nodes stand; its failures are stored beside the first it reads
     */
    DataTest singular(Draft draft, Function<NodeId, Optional<RelationName>> relations) {
        List<NodeId> dependsOn = edges.of(draft, List.of());
        Optional<RelationName> beside =
                dependsOn.stream().map(relations).flatMap(Optional::stream).findFirst();
        return new DataTest(
                Headers.of(draft, context, dependsOn, context.macroIds().of(draft.facts())),
                new TestBody.Singular(draft.template().orElseThrow()),
                ruling.of(draft.config(), draft.what(), draft.at(), draft.name(), beside),
                Optional.empty(),
                Optional.empty());
    }
}
