package dev.ashlar.adapter.artifact;

import dev.ashlar.manifest.EffectiveConfig;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.Materialization.SnapshotColumns;
import dev.ashlar.manifest.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node's configuration in the shape of dbt's manifest. */
final class ConfigJson {
    private ConfigJson() {}

    static Map<String, Object> of(Node node) {
        Map<String, Object> out = new LinkedHashMap<>(EffectiveConfig.of(node));
        out.remove("pre_hook");
        out.remove("post_hook");
        build(node).ifPresent(build -> {
            out.put("pre-hook", hooks(build.preHooks()));
            out.put("post-hook", hooks(build.postHooks()));
        });
        if (node instanceof Node.Snapshot snapshot) {
            out.put("snapshot_meta_column_names", columns(snapshot.history().columns()));
            out.put(
                    "unique_key",
                    snapshot.history().uniqueKey().stream().map(c -> c.name()).toList());
        }
        return out;
    }

    static Optional<Node.Build> build(Node node) {
        return switch (node) {
            case Node.Model model -> Optional.of(model.build());
            case Node.Seed seed -> Optional.of(seed.build());
            case Node.Snapshot snapshot -> Optional.of(snapshot.build());
            case Node.Source source -> Optional.empty();
            case Node.DataTest test -> Optional.empty();
            case Node.UnitTest test -> Optional.empty();
            case Node.Analysis analysis -> Optional.empty();
            case Node.Exposure exposure -> Optional.empty();
        };
    }

    private static List<Map<String, Object>> hooks(List<Hook> hooks) {
        List<Map<String, Object>> out = new ArrayList<>();
        for (Hook hook : hooks) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("sql", hook.sql());
            one.put("transaction", hook.place() == Hook.Place.INSIDE_TRANSACTION);
            one.put("index", out.size());
            out.add(one);
        }
        return out;
    }

    private static Map<String, Object> columns(SnapshotColumns columns) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("dbt_valid_from", columns.validFrom().name());
        out.put("dbt_valid_to", columns.validTo().name());
        out.put("dbt_scd_id", columns.scdId().name());
        out.put("dbt_updated_at", columns.updatedAt().name());
        out.put("dbt_is_deleted", columns.isDeleted().name());
        return out;
    }
}
