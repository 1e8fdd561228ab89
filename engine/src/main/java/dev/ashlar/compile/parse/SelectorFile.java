package dev.ashlar.compile.parse;

import dev.ashlar.compile.read.Fields;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.manifest.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code selectors.yml} as far as names; what a definition means is the selection's own grammar. */
final class SelectorFile {
    static final String PATH = "selectors.yml";

    private SelectorFile() {}

    /** Whole entries by name. */
    static Map<String, Tree> read(Tree tree, Diagnostics diagnostics) {
        Map<String, Tree> selectors = new LinkedHashMap<>();
        Optional<Fields> file = Fields.of(tree, PATH, diagnostics);
        if (file.isEmpty()) return selectors;
        for (Tree item : file.get().items("selectors")) {
            Optional<Fields> fields = Fields.of(item, "a selector", diagnostics);
            Optional<String> name = fields.flatMap(f -> f.required("name"));
            if (name.isEmpty()) continue;
            fields.get().tree("description");
            fields.get().flag("default");
            if (fields.get().tree("definition").isEmpty()) {
                diagnostics.error(
                        fields.get().at(),
                        "Selector '" + name.get() + "' lacks 'definition'.",
                        "Add for example 'definition: \"tag:daily\"'.");
            }
            fields.get().done();
            if (selectors.put(name.get(), item) != null) {
                diagnostics.error(
                        fields.get().at(),
                        "Selector '" + name.get() + "' is defined a second time.",
                        "Rename one of them.");
            }
        }
        file.get().done();
        return selectors;
    }
}
