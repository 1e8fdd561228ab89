package dev.ashlar.compile.parse;

import dev.ashlar.compile.config.ResolvedConfig;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Durations;
import dev.ashlar.manifest.Materialization.Arrival;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.RowOperations;
import java.util.List;
import java.util.Optional;

/** Reads what a snapshot with the strategy {@code changelog} is told. */
final class Changelogs {
    /** The column that loading gives every row. */
    private static final ColumnName LOADED_AT = new ColumnName("_loaded_at");

    private final Diagnostics diagnostics;

    Changelogs(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    SnapshotStrategy.Changelog of(Draft draft, ColumnName updatedAt) {
        ResolvedConfig config = draft.config();
        Optional<RowOperations> operations = new OperationWords(diagnostics).of(draft);
        demandSense(draft, operations.isPresent());
        return new SnapshotStrategy.Changelog(
                updatedAt,
                operations,
                Materializations.columns(config, "sequence_column"),
                arrival(config),
                compared(draft),
                config.text("retention").flatMap(Durations::find));
    }

    private static Arrival arrival(ResolvedConfig config) {
        Optional<String> said = config.text("arrival_column").filter(name -> !name.isBlank());
        if (said.isEmpty()) return new Arrival.IfPresent(LOADED_AT);
        return said.get().equals("none") ? new Arrival.Compared() : new Arrival.Column(new ColumnName(said.get()));
    }

    private List<ColumnName> compared(Draft draft) {
        List<ColumnName> columns = Materializations.columns(draft.config(), "check_cols");
        boolean all = columns.size() == 1 && columns.get(0).name().equalsIgnoreCase("all");
        if (!all) return columns;
        diagnostics.error(
                draft.config().placeOf("check_cols", draft.at()),
                "'check_cols' of the changelog " + draft.what() + " must name columns, not 'all'.",
                "Leave it out to make a version of every change.");
        return List.of();
    }

    private void demandSense(Draft draft, boolean tellsDeletes) {
        ResolvedConfig config = draft.config();
        if (config.has("max_hard_deletes")) {
            diagnostics.error(
                    config.placeOf("max_hard_deletes", draft.at()),
                    "'max_hard_deletes' does not apply to the changelog " + draft.what()
                            + ": a key that its query does not mention is not deleted.",
                    "Remove it.");
        }
        if (config.has("hard_deletes") && !tellsDeletes) {
            diagnostics.error(
                    config.placeOf("hard_deletes", draft.at()),
                    "'hard_deletes' of the changelog " + draft.what() + " says nothing without 'operation_column'.",
                    "Name the column whose value D is a delete.");
        }
    }
}
