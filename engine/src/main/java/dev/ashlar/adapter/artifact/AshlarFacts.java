package dev.ashlar.adapter.artifact;

import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.Conduct;
import dev.ashlar.manifest.Node;
import dev.ashlar.report.Lineage;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What dbt's schema has no field for, written below {@code meta.ashlar}. */
final class AshlarFacts {
    private AshlarFacts() {}

    static Map<String, Object> meta(Node node) {
        return meta(node, Lineage.EMPTY);
    }

    /** @param lineage empty where nobody looked at the node's columns */
    static Map<String, Object> meta(Node node, Lineage lineage) {
        Map<String, Object> out = new LinkedHashMap<>(node.header().meta());
        Map<String, Object> own = facts(node);
        lineage.find(node.id()).ifPresent(columns -> own.put("lineage", LineageFacts.of(columns)));
        if (!own.isEmpty()) out.put("ashlar", own);
        return out;
    }

    private static Map<String, Object> facts(Node node) {
        Map<String, Object> out = new LinkedHashMap<>();
        switch (node) {
            case Node.Model model -> {
                out.put("layer", model.layer());
                conduct(out, model.build().conduct());
                layout(out, model.build());
                model.expires().ifPresent(day -> out.put("expires", day));
                if (model.materialization() instanceof Materialization.Incremental incremental) {
                    out.put(
                            "unique_key",
                            incremental.uniqueKey().stream().map(c -> c.name()).toList());
                    out.put("on_schema_change", word(incremental.onSchemaChange()));
                }
            }
            case Node.Seed seed -> {
                conduct(out, seed.build().conduct());
                layout(out, seed.build());
            }
            case Node.Snapshot snapshot -> {
                conduct(out, snapshot.build().conduct());
                layout(out, snapshot.build());
                out.put(
                        "is_current_column",
                        snapshot.history().columns().isCurrent().name());
                out.put("hard_deletes", word(snapshot.history().hardDeletes()));
                out.put("time_zone", snapshot.history().timeZone());
            }
            case Node.Source source -> {
                conduct(out, source.conduct());
                out.put("loaded", source.external().isPresent());
                source.external().ifPresent(files -> {
                    out.put("format", files.format());
                    out.put("options", files.options());
                });
            }
            case Node.DataTest test -> {
                out.put("gate", test.rules().gating() == Node.Gating.GATES);
                if (test.rules().scope() != Node.TestScope.UNSAID)
                    out.put("test_scope", word(test.rules().scope()));
            }
            case Node.UnitTest test -> {}
            case Node.Analysis analysis -> {}
            case Node.Exposure exposure -> {}
        }
        return out;
    }

    private static void conduct(Map<String, Object> out, Conduct conduct) {
        out.put("publish", word(conduct.publication()));
        out.put("on_error", word(conduct.onError()));
        conduct.timeout().ifPresent(time -> out.put("timeout_seconds", time.toSeconds()));
    }

    private static void layout(Map<String, Object> out, Node.Build build) {
        if (!build.layout().values().isEmpty()) out.put("layout", build.layout().values());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
