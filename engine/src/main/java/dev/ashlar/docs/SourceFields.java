package dev.ashlar.docs;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.manifest.Cadence;
import dev.ashlar.manifest.Node;
import java.util.Map;

/** What the site says of a source: its files, and how fresh it is. */
final class SourceFields {
    private final World world;

    SourceFields(World world) {
        this.world = world;
    }

    void add(Fields fields, Node.Source source) {
        fields.put("source", source.sourceName());
        source.external()
                .ifPresent(files -> fields.put(
                        "load",
                        new Fields()
                                .put("location", files.location())
                                .put("format", files.format())
                                .put("options", files.options())
                                .map()));
        source.freshness().ifPresent(rule -> fields.put("due", due(rule)));
        world.freshness(source.id())
                .ifPresent(row -> fields.put(
                        "fresh",
                        new Fields()
                                .put("status", row.status())
                                .put("loaded", row.maxLoadedAt())
                                .put("age", row.ageSeconds())
                                .put("error", world.said(source, row.error()))
                                .map()));
    }

    private static Map<String, Object> due(Node.Freshness rule) {
        return new Fields()
                .put("by", rule.loadedAtField().or(rule::loadedAtQuery))
                .put("warn", rule.warnAfter().map(SourceFields::age))
                .put("error", rule.errorAfter().map(SourceFields::age))
                .put("expected", rule.expected().map(Cadence::text))
                .put("filter", rule.filter())
                .map();
    }

    private static String age(Node.Age age) {
        return Counted.of(age.count(), age.period());
    }
}
