package dev.ashlar.compile.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.compile.ProjectFolder;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.CdcDeletes;
import dev.ashlar.manifest.Materialization.CdcUpdate;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Cdc;
import dev.ashlar.manifest.Materialization.OnOrphan;
import dev.ashlar.manifest.Materialization.OnStale;
import dev.ashlar.manifest.Materialization.Orphans;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RowOperations.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change stream is told, and what it cannot be told. */
class ChangeStreamsTest {
    private static final String WHOLE = "unique_key='id' operation_column='op' sequence_column='lsn' ";

    @TempDir
    private Path root;

    private ProjectFolder model(String config) {
        return ProjectFolder.in(root)
                .file(
                        "models/m.sql",
                        "<@config materialized='incremental' incremental_strategy='cdc' " + config
                                + " />select 1 as id");
    }

    private Cdc read(String config) {
        Materialization.Incremental incremental = (Materialization.Incremental)
                ProjectFolder.model(model(config).parse(), "m").materialization();
        return (Cdc) incremental.strategy();
    }

    private List<String> errors(String config) {
        return model(config).errors();
    }

    @Test
    void whatIsNotSaidIsWholeRowsHardDeletesAndStaleOperationsLeftOut() {
        Cdc cdc = read(WHOLE);
        assertThat(cdc.operations().column()).isEqualTo(new ColumnName("op"));
        assertThat(cdc.operations().known()).containsExactly("D", "I", "U");
        assertThat(cdc.sequence()).containsExactly(new ColumnName("lsn"));
        assertThat(cdc.deletes()).isEqualTo(CdcDeletes.HARD);
        assertThat(cdc.update()).isEqualTo(CdcUpdate.FULL);
        assertThat(cdc.onStale()).isEqualTo(OnStale.SKIP);
        assertThat(cdc.tombstoneRetention()).isEmpty();
    }

    @Test
    void everythingMayBeSaid() {
        Cdc cdc = read("unique_key=['id', 'part'] operation_column='op' sequence_column=['lsn', 'pos']"
                + " operation_values={'c': 'I', 'u': 'update', 'd': 'D'} cdc_update='changed'"
                + " tombstone_retention='90 days'");
        assertThat(cdc.operations().words())
                .containsEntry("c", Operation.INSERT)
                .containsEntry("u", Operation.UPDATE)
                .containsEntry("d", Operation.DELETE)
                .containsEntry("D", Operation.DELETE);
        assertThat(cdc.sequence()).hasSize(2);
        assertThat(cdc.onStale()).isEqualTo(OnStale.FAIL);
        assertThat(cdc.tombstoneRetention()).contains(Duration.ofDays(90));
        assertThat(read(WHOLE + "cdc_update='changed' on_stale='warn' cdc_deletes='soft'")
                        .onStale())
                .isEqualTo(OnStale.WARN);
    }

    @Test
    void whatItNeedsIsNamed() {
        assertThat(errors(""))
                .containsExactly(
                        "models/m.sql:1:1 The strategy 'cdc' of model 'm' needs 'unique_key'. Name the columns that tell"
                                + " rows apart, for example unique_key=\"id\".",
                        "models/m.sql:1:1 The strategy 'cdc' of model 'm' needs 'operation_column'. Name the column that"
                                + " says I, U or D, for example operation_column=\"op\".",
                        "models/m.sql:1:1 The strategy 'cdc' of model 'm' needs 'sequence_column'. Name the columns that"
                                + " order the operations of a key, for example sequence_column=\"lsn\".");
        assertThat(errors("unique_key='id' sequence_column='lsn' operation_values={'c': 'I'}"))
                .containsExactly("models/m.sql:1:1 'operation_values' of model 'm' says nothing without"
                        + " 'operation_column'. Name the column that holds them.");
    }

    @Test
    void oneColumnIsForOneThing() {
        assertThat(errors("unique_key='id' operation_column='ID' sequence_column='lsn'"))
                .containsExactly(
                        "models/m.sql:1:1 'operation_column' of model 'm' names 'ID', which is a part of its key"
                                + " or sequence too. The table does not keep it: name a column that says the operation and nothing"
                                + " else.");
        assertThat(errors("unique_key=['id', 'lsn'] operation_column='op' sequence_column='LSN'"))
                .containsExactly(
                        "models/m.sql:1:1 'sequence_column' of model 'm' names 'LSN', which is a part of its key"
                                + " too. Name columns in which the operations of one key differ.");
    }

    @Test
    void wordsMapToOperationsAlone() {
        assertThat(errors(WHOLE + "operation_values={'c': 'create'}"))
                .containsExactly(
                        "models/m.sql:1:1 'operation_values' of model 'm' maps 'c' to the text 'create'. Map it to"
                                + " I, U or D.");
        assertThat(errors(WHOLE + "operation_values={'a\\\\b': 'I'}"))
                .containsExactly(
                        "models/m.sql:1:1 'operation_values' of model 'm' maps 'a\\b', which has a backslash in"
                                + " it. Replace it in the query.");
    }

    @Test
    void whatMakesNoSenseOfAStreamIsRefused() {
        assertThat(errors(WHOLE + "allow_null_keys=true incremental_predicates=['a > 1']"))
                .containsExactly(
                        "models/m.sql:1:1 'allow_null_keys' does not apply to the strategy 'cdc' of model 'm': operations"
                                + " on rows without a key cannot be told apart, so none could win. Remove it, and give"
                                + " every row a key.",
                        "models/m.sql:1:1 'incremental_predicates' does not apply to the strategy 'cdc' of model 'm': what"
                                + " is known of a key must be found wherever it stands. Remove it.");
        assertThat(errors(WHOLE + "merge_exclude_columns=['a']"))
                .containsExactly(
                        "models/m.sql:1:1 'merge_exclude_columns' does not apply to the strategy 'cdc' of model"
                                + " 'm'. Say cdc_update=\"changed\" where updates hold a part of a row.");
        assertThat(errors(WHOLE + "cdc_deletes='soft' tombstone_retention='9 days'"))
                .containsExactly(
                        "models/m.sql:1:1 'tombstone_retention' does not apply to the strategy 'cdc' of model 'm'"
                                + " with soft deletes: the deleted rows stay, so nothing else remembers them. Remove it.");
        assertThat(errors(WHOLE + "on_stale='ignore'"))
                .containsExactly(
                        "models/m.sql:1:1 'on_stale' of model 'm' must be one of skip, warn, fail, but it is the"
                                + " text 'ignore'. Write for example 'on_stale: skip'.");
    }

    @Test
    void whatRowsPointToIsAnEdgeAndAColumn() {
        ProjectFolder folder = model(
                        WHOLE + "orphans={'to': \"ref('p')\", 'column': 'p_id', 'field': 'id', 'on_orphan':"
                                + " 'quarantine'}")
                .file("models/p.sql", "select 1 as id");
        Node.Model model = ProjectFolder.model(folder.parse(), "m");
        assertThat(model.dependsOn()).extracting(NodeId::value).containsExactly("model.shop.p");
        Orphans orphans = ((Cdc) ((Materialization.Incremental) model.materialization()).strategy())
                .orphans()
                .orElseThrow();
        assertThat(orphans.columns()).containsExactly(new ColumnName("p_id"));
        assertThat(orphans.fields()).containsExactly(new ColumnName("id"));
        assertThat(orphans.onOrphan()).isEqualTo(OnOrphan.QUARANTINE);
    }

    @Test
    void rowsMayPointToOthersOfTheirModel() {
        Node.Model model = ProjectFolder.model(
                model(WHOLE + "orphans={'to': 'this', 'column': 'parent_id', 'field': 'ID', 'on_orphan': 'quarantine'}")
                        .parse(),
                "m");
        assertThat(model.dependsOn()).isEmpty();
        assertThat(((Cdc) ((Materialization.Incremental) model.materialization()).strategy())
                        .orphans()
                        .orElseThrow()
                        .withinItself())
                .isTrue();
        assertThat(errors(WHOLE + "orphans={'to': 'this', 'column': 'parent_id'}"))
                .containsExactly(
                        "models/m.sql:1:1 'orphans' of model 'm' points within the model to parent_id, which is"
                                + " not its unique_key. Point to the whole key: a row that waits must be one row.");
        assertThat(errors(WHOLE + "orphans={'to': \"ref('m')\", 'column': 'parent_id', 'field': 'id'}"))
                .containsExactly("models/m.sql:1:1 'orphans' of model 'm' names the model itself by a reference. Write"
                        + " to: this.");
    }

    @Test
    void whatRowsPointToIsNamedInFull() {
        assertThat(errors(WHOLE + "orphans={'to': 'p', 'fields': 'id', 'on_orphan': 'drop'}"))
                .containsExactly(
                        "models/m.sql:1:1 'orphans' of model 'm' has an unknown key 'fields'. Did you mean 'field'?",
                        "models/m.sql:1:1 'orphans' of model 'm' lacks 'to', what its rows point to. Write for example to:"
                                + " ref('orders').",
                        "models/m.sql:1:1 'orphans' of model 'm' lacks 'column', which of its columns points. Write for"
                                + " example column: order_id.",
                        "models/m.sql:1:1 'orphans' of model 'm' says on_orphan 'drop'. Write one of report, quarantine,"
                                + " fail.");
        assertThat(errors(WHOLE + "orphans={'to': \"ref('m')\", 'column': ['a', 'b'], 'field': 'id'}"))
                .contains("models/m.sql:1:1 'orphans' of model 'm' names 2 columns and 1 field. Name one field for each"
                        + " column.");
    }
}
