package dev.ashlar.compile.properties;

import dev.ashlar.compile.config.Setting;
import dev.ashlar.compile.properties.Declarations.TestUse;
import dev.ashlar.compile.read.Fields;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the lists below {@code data_tests:} and {@code tests:}. */
final class TestUses {
    private final ConfigBlocks configs;
    private final Diagnostics diagnostics;

    TestUses(ConfigBlocks configs, Diagnostics diagnostics) {
        this.configs = configs;
        this.diagnostics = diagnostics;
    }

    List<TestUse> of(Fields fields) {
        List<TestUse> uses = new ArrayList<>();
        List<Tree> items = new ArrayList<>(fields.items("data_tests"));
        List<Tree> older = fields.items("tests");
        if (!items.isEmpty() && !older.isEmpty()) {
            diagnostics.error(
                    fields.keyPlaceOf("tests"),
                    "'tests' and 'data_tests' of " + fields.what() + " are the same list, and both are here.",
                    "Keep 'data_tests'.");
        }
        items.addAll(older);
        for (Tree item : items) read(item, fields.what()).ifPresent(uses::add);
        return uses;
    }

    private Optional<TestUse> read(Tree item, String what) {
        if (item instanceof Tree.Scalar scalar && scalar.value() instanceof String name) {
            return Optional.of(new TestUse(name, Optional.empty(), Map.of(), List.of(), "", item.at()));
        }
        if (!(item instanceof Tree.Mapping mapping) || mapping.entries().isEmpty()) {
            diagnostics.error(
                    item.at(),
                    "This is no test of " + what + ".",
                    "Write '- not_null', or '- accepted_values: {...}'.");
            return Optional.empty();
        }
        Optional<Tree.Entry> named = mapping.entries().stream()
                .filter(entry -> entry.key().equals("test_name"))
                .findFirst();
        if (named.isPresent()) {
            return Optional.of(use(String.valueOf(named.get().value().plain()), mapping, what, item.at()));
        }
        Tree.Entry only = mapping.entries().get(0);
        if (mapping.entries().size() > 1) {
            diagnostics.error(
                    mapping.entries().get(1).keyAt(),
                    "'" + mapping.entries().get(1).key() + "' stands beside test '" + only.key() + "' of " + what
                            + " instead of below it.",
                    "Indent it by two more spaces, so that it belongs to the test.");
            return Optional.empty();
        }
        if (only.value() instanceof Tree.Scalar scalar && scalar.value() == null) {
            return Optional.of(new TestUse(only.key(), Optional.empty(), Map.of(), List.of(), "", only.keyAt()));
        }
        if (only.value() instanceof Tree.Mapping below) return Optional.of(use(only.key(), below, what, only.keyAt()));
        diagnostics.error(
                only.value().at(),
                "The arguments of test '" + only.key() + "' of " + what + " must be a mapping.",
                "Write 'argument: value' lines below the test.");
        return Optional.empty();
    }

    private TestUse use(String test, Tree.Mapping mapping, String what, SourceLocation at) {
        Fields fields = new Fields(mapping, "test '" + test + "' of " + what, diagnostics);
        fields.tree("test_name");
        Optional<String> name = fields.text("name");
        String description = fields.text("description")
                .map(text -> configs.texts().render(text, fields.placeOf("description")))
                .orElse("");
        List<Setting> settings = new ArrayList<>();
        fields.mapping("config")
                .ifPresent(block -> settings.addAll(configs.read(block.entries(), NodeKind.DATA_TEST, fields.what())));
        Map<String, Object> arguments = new LinkedHashMap<>();
        fields.mapping("arguments").ifPresent(block -> {
            for (Tree.Entry entry : block.entries())
                arguments.put(entry.key(), entry.value().plain());
        });
        for (Tree.Entry entry : fields.rest()) {
            if (configs.reader().find(entry.key(), NodeKind.DATA_TEST).isPresent()) {
                configs.read(entry, NodeKind.DATA_TEST, fields.what()).ifPresent(settings::add);
            } else if (arguments.putIfAbsent(entry.key(), entry.value().plain()) != null) {
                diagnostics.error(
                        entry.keyAt(),
                        "'" + entry.key() + "' of " + fields.what() + " stands below 'arguments:' and beside it.",
                        "Keep one of them.");
            }
        }
        return new TestUse(test, name, arguments, settings, description, at);
    }
}
