package dev.ashlar.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A node's configuration as artifacts print it and selectors ask it: every key that some level set, and for those that
 * none did what holds nevertheless, under dbt's names.
 */
public final class EffectiveConfig {
    private EffectiveConfig() {}

    public static Map<String, Object> of(Node node) {
        Map<String, Object> out = new LinkedHashMap<>(node.header().config().values());
        out.putIfAbsent("enabled", true);
        out.put("tags", new ArrayList<>(node.header().tags()));
        out.put("meta", node.header().meta());
        switch (node) {
            case Node.Model model -> {
                out.put("materialized", model.materialization().word());
                out.put("access", model.access().name().toLowerCase(Locale.ROOT));
                putIfPresent(out, "group", model.group());
                build(out, model.build());
            }
            case Node.Seed seed -> {
                out.put("materialized", "seed");
                build(out, seed.build());
            }
            case Node.Snapshot snapshot -> {
                out.put("materialized", "snapshot");
                build(out, snapshot.build());
            }
            case Node.DataTest test -> {
                out.put("materialized", "test");
                out.put("severity", test.rules().severity().name().toLowerCase(Locale.ROOT));
                out.putIfAbsent("warn_if", test.rules().warnIf());
                out.putIfAbsent("error_if", test.rules().errorIf());
                out.putIfAbsent("fail_calc", test.rules().failCalc());
                out.put("store_failures", test.rules().storeFailures().isPresent());
            }
            case Node.Source source -> {}
            case Node.UnitTest test -> {}
            case Node.Analysis analysis -> out.put("materialized", "view");
            case Node.Exposure exposure -> {}
        }
        return out;
    }

    private static void build(Map<String, Object> out, Node.Build build) {
        Map<String, Object> contract =
                new LinkedHashMap<>(Map.of("enforced", build.contract() == Node.Contract.ENFORCED));
        contract.putIfAbsent("alias_types", true);
        out.put("contract", contract);
        out.putIfAbsent("grants", new LinkedHashMap<>(build.grants()));
        out.putIfAbsent("persist_docs", persistDocs(build.persistDocs()));
        out.putIfAbsent("pre_hook", hooks(build.preHooks()));
        out.putIfAbsent("post_hook", hooks(build.postHooks()));
    }

    private static Map<String, Object> persistDocs(Node.PersistDocs docs) {
        Map<String, Object> out = new LinkedHashMap<>();
        switch (docs) {
            case NONE -> {}
            case RELATION -> out.put("relation", true);
            case COLUMNS -> out.put("columns", true);
            case RELATION_AND_COLUMNS -> {
                out.put("relation", true);
                out.put("columns", true);
            }
        }
        return out;
    }

    private static List<String> hooks(List<Hook> hooks) {
        return hooks.stream().map(Hook::sql).toList();
    }

    private static void putIfPresent(Map<String, Object> out, String key, Optional<String> value) {
        value.ifPresent(text -> out.put(key, text));
    }
}
