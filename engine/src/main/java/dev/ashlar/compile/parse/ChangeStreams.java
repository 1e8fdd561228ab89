package dev.ashlar.compile.parse;

import dev.ashlar.compile.config.ResolvedConfig;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Durations;
import dev.ashlar.manifest.Materialization.CdcDeletes;
import dev.ashlar.manifest.Materialization.CdcUpdate;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Cdc;
import dev.ashlar.manifest.Materialization.OnStale;
import dev.ashlar.manifest.RowOperations;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what an incremental model with the strategy {@code cdc} is told. */
final class ChangeStreams {
    private static final String STRATEGY = "incremental_strategy";

    private final Diagnostics diagnostics;

    ChangeStreams(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    Cdc of(Draft draft, List<ColumnName> key) {
        ResolvedConfig config = draft.config();
        Optional<RowOperations> operations = new OperationWords(diagnostics).of(draft);
        List<ColumnName> sequence = Materializations.columns(config, "sequence_column");
        if (key.isEmpty()) {
            lacks(draft, "unique_key", "Name the columns that tell rows apart, for example unique_key=\"id\".");
        }
        if (operations.isEmpty() && !config.has("operation_values")) {
            lacks(
                    draft,
                    "operation_column",
                    "Name the column that says I, U or D, for example operation_column=\"op\".");
        }
        if (sequence.isEmpty()) {
            lacks(
                    draft,
                    "sequence_column",
                    "Name the columns that order the operations of a key, for example sequence_column=\"lsn\".");
        }
        operations.ifPresent(said -> {
            demandApart(draft, said.column(), key, sequence);
            said.known().stream().filter(word -> word.contains("\\")).forEach(word -> backslash(draft, word));
        });
        demandSense(draft);
        CdcUpdate update = config.text("cdc_update")
                .map(word -> CdcUpdate.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(CdcUpdate.FULL);
        return new Cdc(
                operations.orElseGet(() -> new RowOperations(new ColumnName("operation"), RowOperations.USUAL)),
                sequence,
                config.text("cdc_deletes")
                        .map(word -> CdcDeletes.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(CdcDeletes.HARD),
                update,
                config.text("on_stale")
                        .map(word -> OnStale.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(update == CdcUpdate.CHANGED ? OnStale.FAIL : OnStale.SKIP),
                config.text("tombstone_retention").flatMap(Durations::find),
                new OrphanRule(diagnostics).of(draft, key));
    }

    private void lacks(Draft draft, String key, String remedy) {
        diagnostics.error(
                draft.config().placeOf(STRATEGY, draft.at()),
                "The strategy 'cdc' of " + draft.what() + " needs '" + key + "'.",
                remedy);
    }

    /** Engines read it differently within a literal. */
    private void backslash(Draft draft, String word) {
        diagnostics.error(
                draft.config().placeOf("operation_values", draft.at()),
                "'operation_values' of " + draft.what() + " maps '" + word + "', which has a backslash in it.",
                "Replace it in the query.");
    }

    private void demandApart(Draft draft, ColumnName operation, List<ColumnName> key, List<ColumnName> sequence) {
        if (key.stream().anyMatch(operation::sameAs) || sequence.stream().anyMatch(operation::sameAs)) {
            diagnostics.error(
                    draft.config().placeOf("operation_column", draft.at()),
                    "'operation_column' of " + draft.what() + " names '" + operation.name()
                            + "', which is a part of its key or sequence too.",
                    "The table does not keep it: name a column that says the operation and nothing else.");
        }
        for (ColumnName column : sequence) {
            if (key.stream().noneMatch(column::sameAs)) continue;
            diagnostics.error(
                    draft.config().placeOf("sequence_column", draft.at()),
                    "'sequence_column' of " + draft.what() + " names '" + column.name()
                            + "', which is a part of its key too.",
                    "Name columns in which the operations of one key differ.");
        }
    }

    private void demandSense(Draft draft) {
        ResolvedConfig config = draft.config();
        if (config.flag("allow_null_keys", false)) {
            refuse(
                    draft,
                    "allow_null_keys",
                    ": operations on rows without a key cannot be told apart, so none could win.",
                    "Remove it, and give every row a key.");
        }
        if (!config.texts("incremental_predicates").isEmpty()) {
            refuse(
                    draft,
                    "incremental_predicates",
                    ": what is known of a key must be found wherever it stands.",
                    "Remove it.");
        }
        for (String key : List.of("merge_update_columns", "merge_exclude_columns")) {
            if (config.has(key))
                refuse(draft, key, ".", "Say cdc_update=\"changed\" where updates hold a part of a row.");
        }
        boolean soft = config.text("cdc_deletes").filter("soft"::equals).isPresent();
        if (config.has("tombstone_retention") && soft) {
            refuse(
                    draft,
                    "tombstone_retention",
                    " with soft deletes: the deleted rows stay, so nothing else remembers them.",
                    "Remove it.");
        }
    }

    private void refuse(Draft draft, String key, String reason, String remedy) {
        diagnostics.error(
                draft.config().placeOf(key, draft.at()),
                "'" + key + "' does not apply to the strategy 'cdc' of " + draft.what() + reason,
                remedy);
    }
}
