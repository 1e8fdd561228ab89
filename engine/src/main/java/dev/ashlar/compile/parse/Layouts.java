package dev.ashlar.compile.parse;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.ConfigSchema.Effect;
import dev.ashlar.manifest.ConfigSchema.Key;
import dev.ashlar.manifest.Node.Layout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sorts out the keys of particular engines: the running engine's are layout, others are noted or refused. */
final class Layouts {
    private final ParseContext context;
    private final Map<String, Integer> ignored = new TreeMap<>();

    Layouts(ParseContext context) {
        this.context = context;
    }

    Layout of(Draft draft) {
        String engine = context.world().target().type();
        Map<String, Object> values = new LinkedHashMap<>();
        draft.config().values().forEach((name, value) -> {
            Optional<Key> key = context.blocks().reader().find(name, draft.kind());
            if (key.isEmpty() || key.get().engines().isEmpty()) return;
            if (key.get().engines().contains(engine)) {
                if (key.get().effect() == Effect.LAYOUT) values.put(name, value);
            } else if (key.get().effect() == Effect.LAYOUT) {
                ignored.merge(name, 1, Integer::sum);
            } else {
                context.error(
                        draft.config().placeOf(name, draft.at()),
                        "'" + name + "' of " + draft.what() + " cannot be honoured on " + engine
                                + ", and leaving it out would change results.",
                        "Take it out, or run on "
                                + String.join(" or ", key.get().engines()) + ".");
            }
        });
        return values.isEmpty() ? Layout.NONE : new Layout(values);
    }

    /** One note a key, however many nodes have it. */
    void reportIgnored() {
        ignored.forEach((name, nodes) -> context.diagnostics()
                .add(Diagnostic.note(
                        "'" + name + "' is ignored on "
                                + context.world().target().type() + ", which has no such layout ("
                                + Counted.of(nodes, "node")
                                + ").",
                        "")));
    }
}
