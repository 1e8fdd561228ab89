package dev.ashlar.compile.read;

import dev.ashlar.compile.config.Values;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Tree;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of one mapping, taken one by one; {@link #done()} reports what nobody took. What is wrong is reported and read
 * as absent, so that reading goes on.
 */
public final class Fields {
    private final Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Tree.Mapping mapping;
    private final String what;
    private final Diagnostics diagnostics;

    /** @param what whose keys these are, for messages: {@code model 'orders'} */
    public Fields(Tree.Mapping mapping, String what, Diagnostics diagnostics) {
        this.mapping = mapping;
        this.what = what;
        this.diagnostics = diagnostics;
        for (Tree.Entry entry : mapping.entries()) entries.put(entry.key(), entry);
    }

    /** Empty, and reported, when the tree is no mapping. */
    public static Optional<Fields> of(Tree tree, String what, Diagnostics diagnostics) {
        if (tree instanceof Tree.Mapping mapping) return Optional.of(new Fields(mapping, what, diagnostics));
        diagnostics.error(
                tree.at(),
                sentence(what) + " must be a mapping, but it is " + Values.describe(tree.plain()) + ".",
                "Write 'key: value' lines, indented below it.");
        return Optional.empty();
    }

    public SourceLocation at() {
        return mapping.at();
    }

    public String what() {
        return what;
    }

    public SourceLocation placeOf(String key) {
        Tree.Entry entry = entries.get(key);
        return entry == null ? mapping.at() : entry.value().at();
    }

    /** Where the key itself stands. */
    public SourceLocation keyPlaceOf(String key) {
        Tree.Entry entry = entries.get(key);
        return entry == null ? mapping.at() : entry.keyAt();
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Whether somebody has asked for the key. */
    public boolean isKnown(String key) {
        return known.contains(key);
    }

    /** The value as it stands, null values left out. */
    public Optional<Tree> tree(String key) {
        known.add(key);
        Tree.Entry entry = entries.get(key);
        if (entry == null || (entry.value() instanceof Tree.Scalar scalar && scalar.value() == null)) {
            return Optional.empty();
        }
        return Optional.of(entry.value());
    }

    public Optional<String> text(String key) {
        return tree(key).flatMap(tree -> {
            if (tree instanceof Tree.Scalar scalar) {
                if (scalar.value() instanceof String text) return Optional.of(text);
                if (scalar.value() instanceof LocalDate date) return Optional.of(date.toString());
            }
            wrong(key, tree, "a text", "Put the value within quotes.");
            return Optional.empty();
        });
    }

    /** A text, or a number or flag as it would be printed. */
    public Optional<String> word(String key) {
        Optional<Tree> tree = tree(key);
        if (tree.isPresent() && tree.get() instanceof Tree.Scalar scalar) {
            return Optional.of(String.valueOf(scalar.value()));
        }
        return text(key);
    }

    /** A list of texts, numbers and flags as they would be printed; one alone counts as a list of one. */
    public List<String> words(String key) {
        Optional<Tree> tree = tree(key);
        if (tree.isEmpty()) return List.of();
        List<Tree> items = tree.get() instanceof Tree.Sequence sequence ? sequence.items() : List.of(tree.get());
        boolean scalars = items.stream().allMatch(Tree.Scalar.class::isInstance);
        return scalars
                ? items.stream().map(item -> String.valueOf(item.plain())).toList()
                : texts(key);
    }

    /** As {@link #text}, but reports a key that lacks. */
    public Optional<String> required(String key) {
        Optional<String> text = text(key);
        boolean absent = tree(key).isEmpty();
        if (absent || text.filter(String::isBlank).isPresent()) {
            diagnostics.error(
                    absent && entries.containsKey(key) ? keyPlaceOf(key) : placeOf(key),
                    sentence(what) + " lacks '" + key + "'.",
                    "Add '" + key + ": ...'.");
            return Optional.empty();
        }
        return text;
    }

    public Optional<Boolean> flag(String key) {
        return tree(key).flatMap(tree -> {
            if (tree instanceof Tree.Scalar scalar && scalar.value() instanceof Boolean flag) return Optional.of(flag);
            wrong(key, tree, "true or false", "Write '" + key + ": true', without quotes.");
            return Optional.empty();
        });
    }

    public Optional<Long> integer(String key) {
        return tree(key).flatMap(tree -> {
            if (tree instanceof Tree.Scalar scalar) {
                if (scalar.value() instanceof Integer number) return Optional.of(number.longValue());
                if (scalar.value() instanceof Long number) return Optional.of(number);
            }
            wrong(key, tree, "a whole number", "Write for example '" + key + ": 4', without quotes.");
            return Optional.empty();
        });
    }

    /** One text or a list of them. */
    public List<String> texts(String key) {
        Optional<Tree> tree = tree(key);
        if (tree.isEmpty()) return List.of();
        List<String> texts = new ArrayList<>();
        for (Tree item : tree.get() instanceof Tree.Sequence list ? list.items() : List.of(tree.get())) {
            if (item instanceof Tree.Scalar scalar && scalar.value() instanceof String text) {
                texts.add(text);
            } else {
                wrong(key, item, "a text or a list of texts", "Put each value within quotes.");
            }
        }
        return texts;
    }

    public Optional<Tree.Mapping> mapping(String key) {
        return tree(key).flatMap(tree -> {
            if (tree instanceof Tree.Mapping found) return Optional.of(found);
            wrong(key, tree, "a mapping", "Write '" + key + ": {key: value}', or indented lines.");
            return Optional.empty();
        });
    }

    /** The keys below {@code key}; empty, and reported if need be, when it is no mapping. */
    public Optional<Fields> fields(String key, String whatBelow) {
        return mapping(key).map(found -> new Fields(found, whatBelow, diagnostics));
    }

    public List<Tree> items(String key) {
        Optional<Tree> tree = tree(key);
        if (tree.isEmpty()) return List.of();
        if (tree.get() instanceof Tree.Sequence list) return list.items();
        wrong(key, tree.get(), "a list", "Start each item on its own line with '- '.");
        return List.of();
    }

    /** The items that are mappings; the others are reported. */
    public List<Fields> itemFields(String key, String whatEach) {
        return items(key).stream()
                .map(item -> of(item, whatEach, diagnostics))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Takes a key that is known from elsewhere but not carried: reports it if it is there. */
    public Fields refuse(String key, String reason, String remedy) {
        known.add(key);
        Tree.Entry entry = entries.get(key);
        if (entry != null) {
            diagnostics.error(
                    entry.keyAt(), "The key '" + key + "' of " + what + " is not supported: " + reason + ".", remedy);
        }
        return this;
    }

    /** Entries that nobody has taken yet; they count as taken from now on. */
    public List<Tree.Entry> rest() {
        List<Tree.Entry> rest = new ArrayList<>();
        for (Tree.Entry entry : entries.values()) {
            if (known.add(entry.key())) rest.add(entry);
        }
        return rest;
    }

    /** Reports every key that nobody took. */
    public void done() {
        for (Tree.Entry entry : entries.values()) {
            if (known.contains(entry.key())) continue;
            String near = NearestName.didYouMean(entry.key(), known);
            diagnostics.error(
                    entry.keyAt(),
                    "Unknown key '" + entry.key() + "' in " + what + ".",
                    near.isEmpty()
                            ? "Known keys: " + known.stream().sorted().collect(Collectors.joining(", ")) + "."
                            : near);
        }
    }

    void wrong(String key, Tree found, String wanted, String remedy) {
        diagnostics.error(
                found.at(),
                "'" + key + "' of " + what + " must be " + wanted + ", but it is " + Values.describe(found.plain())
                        + ".",
                remedy);
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
