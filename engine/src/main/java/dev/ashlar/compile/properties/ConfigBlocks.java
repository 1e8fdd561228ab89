package dev.ashlar.compile.properties;

import dev.ashlar.compile.config.ConfigReader;
import dev.ashlar.compile.config.Setting;
import dev.ashlar.compile.read.Fields;
import dev.ashlar.compile.read.Texts;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads configuration out of YAML files: keys checked, texts rendered but for those that are rendered at run time. */
public final class ConfigBlocks {
    private static final Set<String> AT_RUN_TIME =
            Set.of("pre_hook", "post_hook", "pre-hook", "post-hook", "where", "sql_header", "incremental_predicates");

    /** Keys that may also stand beside {@code config:}, as in dbt. */
    private static final List<String> BESIDE = List.of("meta", "docs", "group", "access", "tags", "enabled");

    private final ConfigReader reader;
    private final Texts texts;

    public ConfigBlocks(ConfigReader reader, Texts texts) {
        this.reader = reader;
        this.texts = texts;
    }

    public ConfigReader reader() {
        return reader;
    }

    public Texts texts() {
        return texts;
    }

    public Optional<Setting> read(Tree.Entry entry, NodeKind kind, String what) {
        return read(entry.key(), entry, kind, what);
    }

    /** @param key the entry's, without {@code +} */
    public Optional<Setting> read(String key, Tree.Entry entry, NodeKind kind, String what) {
        Object value = AT_RUN_TIME.contains(key) ? entry.value().plain() : texts.value(entry.value());
        return reader.read(key, value, kind, what, entry.keyAt(), entry.value().at());
    }

    public List<Setting> read(List<Tree.Entry> entries, NodeKind kind, String what) {
        List<Setting> settings = new ArrayList<>(entries.size());
        for (Tree.Entry entry : entries) read(entry, kind, what).ifPresent(settings::add);
        return settings;
    }

    /** {@code config:} and what may stand beside it. */
    List<Setting> of(Fields fields, NodeKind kind) {
        List<Setting> settings = new ArrayList<>();
        for (String key : BESIDE) {
            if (reader.find(key, kind).isEmpty()) continue;
            fields.tree(key)
                    .ifPresent(tree -> read(new Tree.Entry(key, fields.keyPlaceOf(key), tree), kind, fields.what())
                            .ifPresent(settings::add));
        }
        fields.mapping("config").ifPresent(block -> {
            for (Tree.Entry entry : block.entries()) {
                if (!isFreshnessOff(entry)) read(entry, kind, fields.what()).ifPresent(settings::add);
            }
        });
        return settings;
    }

    /** {@code freshness: null} says that there is none; no other key may be empty. */
    private static boolean isFreshnessOff(Tree.Entry entry) {
        return entry.key().equals("freshness") && entry.value() instanceof Tree.Scalar scalar && scalar.value() == null;
    }

    /** As {@link Fields#done}, but a configuration key that stands beside {@code config:} is told where it belongs. */
    void done(Fields fields, NodeKind kind) {
        for (String name : reader.names(kind)) {
            if (fields.has(name) && !fields.isKnown(name)) {
                fields.refuse(name, "it is configuration", "Write it below 'config:'.");
            }
        }
        fields.done();
    }
}
