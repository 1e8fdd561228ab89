package dev.ashlar.compile.read;

import dev.ashlar.compile.config.Values;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads hooks: one text, {@code {sql: ..., transaction: false}}, or a list of these. */
public final class HookReader {
    private final Diagnostics diagnostics;

    public HookReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    public List<Hook> read(Tree tree, String what) {
        List<Hook> hooks = new ArrayList<>();
        for (Tree item : tree instanceof Tree.Sequence list ? list.items() : List.of(tree)) {
            hooks.addAll(read(item.plain(), what, item.at()));
        }
        return hooks;
    }

    /** @param what the key and who carries it, for messages: {@code 'pre_hook' of model 'orders'} */
    public List<Hook> read(Object value, String what, SourceLocation at) {
        List<Hook> hooks = new ArrayList<>();
        for (Object item : value instanceof List<?> list ? list : List.of(value == null ? "" : value)) {
            if (item instanceof String text) {
                if (!text.isBlank()) hooks.add(new Hook(text, Hook.Place.INSIDE_TRANSACTION, at));
            } else if (item instanceof Map<?, ?> map && isHook(map)) {
                boolean outside = Boolean.FALSE.equals(map.get("transaction"));
                hooks.add(new Hook(
                        (String) map.get("sql"),
                        outside ? Hook.Place.OUTSIDE_TRANSACTION : Hook.Place.INSIDE_TRANSACTION,
                        at));
            } else {
                diagnostics.error(
                        at,
                        what + " must be SQL, but it is " + Values.describe(item) + ".",
                        "Write a text, or {sql: \"...\", transaction: false}, or a list of these.");
            }
        }
        return hooks;
    }

    private static boolean isHook(Map<?, ?> map) {
        Object transaction = map.get("transaction");
        return map.get("sql") instanceof String
                && (transaction == null || transaction instanceof Boolean)
                && Set.of("sql", "transaction").containsAll(map.keySet());
    }
}
