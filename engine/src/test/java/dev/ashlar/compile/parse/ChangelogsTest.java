package dev.ashlar.compile.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ashlar.compile.ProjectFolder;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Arrival;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RowOperations;
import dev.ashlar.manifest.RowOperations.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChangelogsTest {
    private static final String HEAD = "<@config strategy='changelog' unique_key='id' updated_at='at'";

    @TempDir
    private Path root;

    private ProjectFolder shop(String more) {
        return ProjectFolder.in(root).file("snapshots/h.sql", HEAD + " " + more + " />select 1 as id");
    }

    private SnapshotHistory history(String more) {
        return ((Node.Snapshot) ProjectFolder.node(shop(more).parse(), "h")).history();
    }

    @Test
    void aPlainChangelogMakesAVersionOfEveryChangeByWhenItWasLoaded() {
        SnapshotHistory history = history("");
        assertThat(history.strategy())
                .isEqualTo(new SnapshotStrategy.Changelog(
                        new ColumnName("at"),
                        Optional.empty(),
                        List.of(),
                        new Arrival.IfPresent(new ColumnName("_loaded_at")),
                        List.of(),
                        Optional.empty()));
        assertThat(history.hardDeletes()).isEqualTo(HardDeletes.INVALIDATE);
        assertThat(history.maxHardDeletes()).isEmpty();
    }

    @Test
    void everythingThatIsSaidOfAChangelogIsRead() {
        SnapshotHistory history = history("operation_column='op' operation_values={'x': 'D', 'c': 'insert', 'I': 'U'}"
                + " sequence_column=['lsn', 'part'] arrival_column='arrived' check_cols=['name'] retention='30 days'"
                + " hard_deletes='new_record'");
        assertThat(history.strategy())
                .isEqualTo(new SnapshotStrategy.Changelog(
                        new ColumnName("at"),
                        Optional.of(new RowOperations(
                                new ColumnName("op"),
                                Map.of(
                                        "I", Operation.UPDATE,
                                        "U", Operation.UPDATE,
                                        "D", Operation.DELETE,
                                        "x", Operation.DELETE,
                                        "c", Operation.INSERT))),
                        List.of(new ColumnName("lsn"), new ColumnName("part")),
                        new Arrival.Column(new ColumnName("arrived")),
                        List.of(new ColumnName("name")),
                        Optional.of(Duration.ofDays(30))));
        assertThat(history.hardDeletes()).isEqualTo(HardDeletes.NEW_RECORD);
    }

    @Test
    void changesCanBeToldByComparingThem() {
        assertThat(((SnapshotStrategy.Changelog)
                                history("arrival_column='none'").strategy())
                        .arrival())
                .isEqualTo(new Arrival.Compared());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(
                        "check_cols='all'",
                        "snapshots/h.sql:1:1 'check_cols' of the changelog snapshot 'h' must name columns, not 'all'. Leave it out to make a version of every change."),
                arguments(
                        "max_hard_deletes=0.2",
                        "snapshots/h.sql:1:1 'max_hard_deletes' does not apply to the changelog snapshot 'h': a key that its query does not mention is not deleted. Remove it."),
                arguments(
                        "hard_deletes='invalidate'",
                        "snapshots/h.sql:1:1 'hard_deletes' of the changelog snapshot 'h' says nothing without 'operation_column'. Name the column whose value D is a delete."),
                arguments(
                        "operation_values={'x': 'D'}",
                        "snapshots/h.sql:1:1 'operation_values' of snapshot 'h' says nothing without 'operation_column'. Name the column that holds them."),
                arguments(
                        "operation_column='op' operation_values={'x': 'gone'}",
                        "snapshots/h.sql:1:1 'operation_values' of snapshot 'h' maps 'x' to the text 'gone'. Map it to I, U or D."));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatMakesNoSenseOfAChangelogIsRefused(String more, String message) {
        assertThat(shop(more).errors()).containsExactly(message);
    }
}
