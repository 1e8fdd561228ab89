package dev.ashlar.compile.parse;

import dev.ashlar.compile.config.ResolvedConfig;
import dev.ashlar.compile.config.Values;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.SnapshotColumns;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the configuration of a snapshot into its {@link SnapshotHistory}. */
final class Histories {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)\\s*%");

    /** Language.md section 3: half of the living keys. */
    private static final double MOST_DELETED = 0.5;

    /** The columns that a snapshot adds, by the name under which they can be renamed; dbt's names lead to the same. */
    private static final Map<String, String> ADDED = Map.ofEntries(
            Map.entry("valid_from", "valid_from"),
            Map.entry("valid_to", "valid_to"),
            Map.entry("is_current", "is_current"),
            Map.entry("scd_id", "scd_id"),
            Map.entry("scd_updated_at", "scd_updated_at"),
            Map.entry("is_deleted", "is_deleted"),
            Map.entry("dbt_valid_from", "valid_from"),
            Map.entry("dbt_valid_to", "valid_to"),
            Map.entry("dbt_scd_id", "scd_id"),
            Map.entry("dbt_updated_at", "scd_updated_at"),
            Map.entry("dbt_is_deleted", "is_deleted"));

    private final Diagnostics diagnostics;

    Histories(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    SnapshotHistory of(Draft draft) {
        ResolvedConfig config = draft.config();
        List<ColumnName> key = Materializations.columns(config, "unique_key");
        if (key.isEmpty()) lacks(draft, "unique_key", "unique_key=\"id\"");
        return new SnapshotHistory(
                strategy(draft),
                key,
                columns(draft),
                config.text("hard_deletes")
                        .map(word -> HardDeletes.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(isChangelog(config) ? HardDeletes.INVALIDATE : HardDeletes.IGNORE),
                config.text("first_valid_from"),
                config.text("valid_to_current"),
                NamedZone.of(draft, diagnostics).getId(),
                maxHardDeletes(draft));
    }

    private static boolean isChangelog(ResolvedConfig config) {
        return config.text("strategy").filter("changelog"::equals).isPresent();
    }

    private SnapshotStrategy strategy(Draft draft) {
        ResolvedConfig config = draft.config();
        Optional<String> word = config.text("strategy");
        if (word.isEmpty()) {
            lacks(draft, "strategy", "strategy=\"timestamp\"");
            return new SnapshotStrategy.Check(List.of());
        }
        return switch (word.get()) {
            case "check" -> new SnapshotStrategy.Check(checked(draft));
            case "changelog" -> new Changelogs(diagnostics).of(draft, updatedAt(draft));
            default -> new SnapshotStrategy.Timestamp(updatedAt(draft));
        };
    }

    private ColumnName updatedAt(Draft draft) {
        Optional<String> column = draft.config().text("updated_at").filter(name -> !name.isBlank());
        if (column.isEmpty()) lacks(draft, "updated_at", "updated_at=\"updated_at\"");
        return new ColumnName(column.orElse("updated_at"));
    }

    private List<ColumnName> checked(Draft draft) {
        List<ColumnName> columns = Materializations.columns(draft.config(), "check_cols");
        if (columns.isEmpty()) lacks(draft, "check_cols", "check_cols=[\"name\", \"price\"] or check_cols=\"all\"");
        return columns.size() == 1 && columns.get(0).name().equalsIgnoreCase("all") ? List.of() : columns;
    }

    private SnapshotColumns columns(Draft draft) {
        Map<String, String> names = new LinkedHashMap<>();
        draft.config().mapping("snapshot_meta_column_names").forEach((key, value) -> {
            String column = ADDED.get(key);
            if (column == null) {
                String near = NearestName.didYouMean(key, ADDED.keySet());
                diagnostics.error(
                        draft.config().placeOf("snapshot_meta_column_names", draft.at()),
                        "'snapshot_meta_column_names' of " + draft.what() + " renames '" + key
                                + "', which is none of the columns added.",
                        near.isEmpty()
                                ? "They are valid_from, valid_to, is_current, scd_id, scd_updated_at and is_deleted."
                                : near);
            } else if (value instanceof String name && !name.isBlank()) {
                names.put(column, name);
            } else {
                diagnostics.error(
                        draft.config().placeOf("snapshot_meta_column_names", draft.at()),
                        "The new name of '" + key + "' of " + draft.what() + " must be a text, but it is "
                                + Values.describe(value) + ".",
                        "Put the name within quotes.");
            }
        });
        return new SnapshotColumns(
                column(names, "valid_from"),
                column(names, "valid_to"),
                column(names, "is_current"),
                column(names, "scd_id"),
                column(names, "scd_updated_at"),
                column(names, "is_deleted"));
    }

    private static ColumnName column(Map<String, String> names, String column) {
        return new ColumnName(names.getOrDefault(column, column));
    }

    private Optional<Double> maxHardDeletes(Draft draft) {
        if (isChangelog(draft.config())) return Optional.empty();
        Optional<Object> said = draft.config().find("max_hard_deletes");
        if (said.isEmpty()) return Optional.of(MOST_DELETED);
        Object value = said.get();
        if (value.equals("none")) return Optional.empty();
        if (value instanceof String text) {
            Matcher percent = PERCENT.matcher(text.strip());
            if (percent.matches()) {
                double share = Double.parseDouble(percent.group(1)) / 100;
                if (share <= 1) return Optional.of(share);
            }
        }
        if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
            return Optional.of(number.doubleValue());
        }
        diagnostics.error(
                draft.config().placeOf("max_hard_deletes", draft.at()),
                "'max_hard_deletes' of " + draft.what() + " must be a share of the keys, but it is "
                        + Values.describe(value) + ".",
                "Write for example '20 %', 0.2, or 'none'.");
        return Optional.of(MOST_DELETED);
    }

    private void lacks(Draft draft, String key, String example) {
        diagnostics.error(
                draft.at(),
                "The " + draft.what() + " lacks '" + key + "'.",
                "Add it to <@config>, for example " + example + ".");
    }
}
