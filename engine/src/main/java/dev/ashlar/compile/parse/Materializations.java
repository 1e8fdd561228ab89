package dev.ashlar.compile.parse;

import dev.ashlar.compile.config.ResolvedConfig;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Durations;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.Conduct;
import dev.ashlar.manifest.Materialization.Displaced;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.Materialization.OnConfigurationChange;
import dev.ashlar.manifest.Materialization.OnError;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns the configuration of a model into its {@link Materialization}. */
final class Materializations {
    private static final List<String> WORDS =
            List.of("view", "table", "incremental", "ephemeral", "materialized_view", "external");
    private static final List<String> STRATEGIES =
            List.of("append", "merge", "delete+insert", "insert_overwrite", "microbatch", "cdc");

    private static final List<String> RECORDING = List.of("microbatch", "cdc");

    private final Set<String> macros;
    private final Diagnostics diagnostics;

    /** @param macros names of the project's macros, among which custom materializations and strategies are */
    Materializations(Set<String> macros, Diagnostics diagnostics) {
        this.macros = macros;
        this.diagnostics = diagnostics;
    }

    Materialization of(Draft draft) {
        ResolvedConfig config = draft.config();
        String word = config.text("materialized").orElse("view");
        return switch (word) {
            case "view" -> new Materialization.View();
            case "table" -> new Materialization.Table();
            case "ephemeral" -> new Materialization.Ephemeral();
            case "materialized_view" ->
                new Materialization.MaterializedView(config.text("on_configuration_change")
                        .map(change -> OnConfigurationChange.valueOf(change.toUpperCase(Locale.ROOT)))
                        .orElse(OnConfigurationChange.APPLY));
            case "incremental" -> incremental(draft);
            case "external" -> external(draft);
            default -> custom(draft, word);
        };
    }

    private Materialization custom(Draft draft, String word) {
        if (macros.contains("materialization_" + word)) return new Materialization.Custom(word);
        String near = NearestName.didYouMean(word, WORDS);
        diagnostics.error(
                draft.config().placeOf("materialized", draft.at()),
                "There is no materialization '" + word + "', which " + draft.what() + " asks for.",
                near.isEmpty()
                        ? "Use " + String.join(", ", WORDS) + ", or write a macro 'materialization_" + word + "'."
                        : near);
        return new Materialization.View();
    }

    private Materialization external(Draft draft) {
        Optional<String> location = draft.config().text("location");
        if (location.isEmpty()) {
            diagnostics.error(
                    draft.config().placeOf("materialized", draft.at()),
                    "The external " + draft.what() + " lacks 'location'.",
                    "Say where its files go, for example location=\"exports/" + draft.name() + "\".");
        }
        return new Materialization.External(
                location.orElse(""), draft.config().text("format").orElse("parquet"));
    }

    private Materialization incremental(Draft draft) {
        ResolvedConfig config = draft.config();
        List<ColumnName> key = columns(config, "unique_key");
        return new Incremental(
                strategy(draft, key),
                key,
                config.flag("allow_null_keys", false) ? NullKeys.ALLOWED : NullKeys.REFUSED,
                config.text("on_schema_change")
                        .map(word -> OnSchemaChange.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(OnSchemaChange.IGNORE),
                config.texts("incremental_predicates"));
    }

    private IncrementalStrategy strategy(Draft draft, List<ColumnName> key) {
        ResolvedConfig config = draft.config();
        String word = config.text("incremental_strategy").orElse(key.isEmpty() ? "append" : "delete+insert");
        List<ColumnName> update = columns(config, "merge_update_columns");
        List<ColumnName> exclude = columns(config, "merge_exclude_columns");
        if (!update.isEmpty() && !exclude.isEmpty()) {
            diagnostics.error(
                    config.placeOf("merge_exclude_columns", draft.at()),
                    "'merge_update_columns' and 'merge_exclude_columns' of " + draft.what() + " exclude each other.",
                    "Keep one of them.");
        }
        demandNothingKept(draft, word);
        if (config.has("orphans") && !word.equals("cdc")) {
            diagnostics.error(
                    config.placeOf("orphans", draft.at()),
                    "'orphans' does not apply to the strategy '" + word + "' of " + draft.what() + ".",
                    "Write a test 'relationships', which reports or fails; rows are set aside by the strategy 'cdc' alone.");
        }
        return switch (word) {
            case "append" -> new IncrementalStrategy.Append();
            case "merge" -> {
                requireKey(draft, word, key);
                yield new IncrementalStrategy.Merge(update, exclude);
            }
            case "delete+insert", "delete_insert" -> {
                requireKey(draft, word, key);
                yield new IncrementalStrategy.DeleteInsert();
            }
            case "insert_overwrite" -> new IncrementalStrategy.InsertOverwrite(partitions(draft));
            case "microbatch" -> new Microbatches(diagnostics).of(draft);
            case "cdc" -> new ChangeStreams(diagnostics).of(draft, key);
            default -> ofProject(draft, word);
        };
    }

    private List<ColumnName> partitions(Draft draft) {
        List<ColumnName> partitions = columns(draft.config(), "partition_by");
        if (partitions.isEmpty()) {
            diagnostics.error(
                    draft.config().placeOf("incremental_strategy", draft.at()),
                    "The strategy 'insert_overwrite' of " + draft.what() + " needs 'partition_by'.",
                    "Name the columns whose values make a partition, for example partition_by=\"order_date\".");
        }
        return partitions;
    }

    /** Whether the strategy records beside the table what it has applied, which would not go back with it. */
    private void demandNothingKept(Draft draft, String word) {
        if (!RECORDING.contains(word) || !draft.config().flag("keep_previous", false)) return;
        diagnostics.error(
                draft.config().placeOf("keep_previous", draft.at()),
                "'keep_previous' of " + draft.what() + " cannot be had with the strategy '" + word
                        + "': its records of what was applied would not go back with the table.",
                "Write keep_previous: false.");
    }

    private IncrementalStrategy ofProject(Draft draft, String word) {
        if (!macros.contains("strategy_" + word)) {
            String near = NearestName.didYouMean(word, STRATEGIES);
            diagnostics.error(
                    draft.config().placeOf("incremental_strategy", draft.at()),
                    "There is no incremental strategy '" + word + "', which " + draft.what() + " asks for.",
                    near.isEmpty()
                            ? "Use " + String.join(", ", STRATEGIES) + ", or write a macro 'strategy_" + word + "'."
                            : near);
        }
        return new IncrementalStrategy.Custom(word);
    }

    private void requireKey(Draft draft, String strategy, List<ColumnName> key) {
        if (!key.isEmpty()) return;
        diagnostics.error(
                draft.config().placeOf("incremental_strategy", draft.at()),
                "The strategy '" + strategy + "' of " + draft.what() + " needs a 'unique_key'.",
                "Name the columns that tell rows apart, for example unique_key=\"id\".");
    }

    static List<ColumnName> columns(ResolvedConfig config, String key) {
        List<ColumnName> columns = new ArrayList<>();
        for (String name : config.texts(key)) {
            if (!name.isBlank()) columns.add(new ColumnName(name));
        }
        return columns;
    }

    static Conduct conduct(ResolvedConfig config) {
        return new Conduct(
                config.text("publish").filter("always"::equals).isPresent() ? Publication.ALWAYS : Publication.TESTED,
                config.text("timeout").flatMap(Durations::find),
                config.text("on_error").filter("continue"::equals).isPresent()
                        ? OnError.CONTINUE
                        : OnError.SKIP_CHILDREN,
                config.find("full_refresh").map(Boolean.class::cast),
                displaced(config));
    }

    /** To keep a table until the next is kept is to drop it later than {@code drop_old} asks for. */
    private static Displaced displaced(ResolvedConfig config) {
        if (config.flag("keep_previous", false)) return Displaced.KEPT;
        return config.text("drop_old").filter("later"::equals).isPresent()
                ? Displaced.DROPPED_LATER
                : Displaced.DROPPED;
    }
}
