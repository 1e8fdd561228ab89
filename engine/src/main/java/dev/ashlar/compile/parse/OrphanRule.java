package dev.ashlar.compile.parse;

import dev.ashlar.compile.ReferenceText;
import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.OnOrphan;
import dev.ashlar.manifest.Materialization.Orphans;
import dev.ashlar.port.ModelTemplates.Reference;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code orphans}: {@code {to: ref('orders'), column: order_id, field: order_id, on_orphan: quarantine}}. {@code field}
 * is {@code column} unless said; both may be lists. {@code to: this} is for rows that point to others of the same model.
 */
final class OrphanRule {
    private static final String KEY = "orphans";
    private static final List<String> KEYS = List.of("to", "column", "field", "on_orphan");
    private static final List<String> WORDS = List.of("report", "quarantine", "fail");

    private final Diagnostics diagnostics;

    OrphanRule(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** What rows point to; empty where nobody looks, or where it is written wrongly. */
    static Optional<Reference> parent(Draft draft) {
        return Optional.ofNullable(draft.config().mapping(KEY).get("to"))
                .flatMap(to -> ReferenceText.parse(String.valueOf(to), at(draft)));
    }

    private static SourceLocation at(Draft draft) {
        return draft.config().placeOf(KEY, draft.at());
    }

    /** Nothing can be built after itself. */
    static Diagnostic ofItself(Draft draft) {
        return Diagnostic.error(
                at(draft),
                "'" + KEY + "' of " + draft.what() + " names the model itself by a reference.",
                "Write to: " + Orphans.ITSELF + ".");
    }

    /**
     * @param key of the model
     * @return empty where nobody looks for them, or what is said is wrong, which is told
     */
    Optional<Orphans> of(Draft draft, List<ColumnName> key) {
        Map<String, Object> said = draft.config().mapping(KEY);
        if (said.isEmpty()) return Optional.empty();
        int before = diagnostics.list().size();
        for (String name : said.keySet()) {
            if (!KEYS.contains(name)) {
                String near = NearestName.didYouMean(name, KEYS);
                error(
                        draft,
                        "has an unknown key '" + name + "'",
                        near.isEmpty() ? "It takes " + list(KEYS) + "." : near);
            }
        }
        List<ColumnName> columns = columns(said.get("column"));
        List<ColumnName> fields = said.containsKey("field") ? columns(said.get("field")) : columns;
        String to = String.valueOf(said.get("to"));
        if (parent(draft).isEmpty() && !to.equals(Orphans.ITSELF)) {
            error(draft, "lacks 'to', what its rows point to", "Write for example to: ref('orders').");
        }
        if (columns.isEmpty()) {
            error(draft, "lacks 'column', which of its columns points", "Write for example column: order_id.");
        } else if (columns.size() != fields.size()) {
            error(
                    draft,
                    "names " + Counted.of(columns.size(), "column") + " and " + Counted.of(fields.size(), "field"),
                    "Name one field for each column.");
        }
        String word = String.valueOf(said.getOrDefault("on_orphan", "report"));
        if (!WORDS.contains(word)) {
            error(draft, "says on_orphan '" + word + "'", "Write one of " + list(WORDS) + ".");
        }
        if (to.equals(Orphans.ITSELF) && !sameColumns(fields, key)) {
            error(
                    draft,
                    "points within the model to "
                            + list(fields.stream().map(ColumnName::name).toList()) + ", which is not its unique_key",
                    "Point to the whole key: a row that waits must be one row.");
        }
        if (diagnostics.list().size() > before) return Optional.empty();
        return Optional.of(
                new Orphans(to, at(draft), columns, fields, OnOrphan.valueOf(word.toUpperCase(Locale.ROOT))));
    }

    private static List<ColumnName> columns(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(one -> new ColumnName(String.valueOf(one))).toList();
        }
        return value == null ? List.of() : List.of(new ColumnName(String.valueOf(value)));
    }

    private static boolean sameColumns(List<ColumnName> some, List<ColumnName> others) {
        return some.size() == others.size()
                && others.stream().allMatch(other -> some.stream().anyMatch(other::sameAs));
    }

    private static String list(List<String> words) {
        return String.join(", ", words);
    }

    private void error(Draft draft, String reason, String remedy) {
        diagnostics.error(at(draft), "'" + KEY + "' of " + draft.what() + " " + reason + ".", remedy);
    }
}
