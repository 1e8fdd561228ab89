package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ashlar.adapter.duckdb.DuckDbParquet;
import dev.ashlar.load.FileStanding;
import dev.ashlar.load.FileStanding.Kind;
import dev.ashlar.load.LoadOrder;
import dev.ashlar.load.ScriptedPlace;
import dev.ashlar.load.SourceTask;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.NodeTask.Prepared;
import dev.ashlar.port.PlaceException;
import dev.ashlar.port.WarehouseSession;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files of other machines arrive once, as those of this machine do, and only what is new is fetched. */
public interface FetchedFilesContract extends LoadFixture {
    private Node.Source far() {
        return source(ScriptedPlace.ADDRESS + "*.csv", idAndDay(), Map.of());
    }

    private SourceTask task(ScriptedPlace place) {
        return new SourceTask(
                files -> place,
                new DuckDbParquet(),
                projectFolder().resolve("target/fetched"),
                Optional.of(markers().named("loads")),
                new LoadOrder.LoadNew(),
                InstantSource.fixed(AT));
    }

    private void load(ScriptedPlace place) {
        Node.Source source = far();
        SourceTask task = task(place);
        try (WarehouseSession session = warehouse().open()) {
            Prepared prepared = task.prepare(source, new Facts(session, Map.of(), IncrementalMode.FULL));
            try {
                new PlanPerformer(warehouse(), markers(), GateMode.OPEN, check -> true)
                        .perform(source.id(), source.relation(), session, prepared);
            } finally {
                prepared.ended();
            }
        }
        assertThat(projectFolder().resolve("target/fetched"))
                .satisfiesAnyOf(
                        folder -> assertThat(folder).doesNotExist(),
                        folder -> assertThat(folder).isEmptyDirectory());
    }

    private List<Object> ids() {
        return rows("select id from " + relation("orders") + " order by id").stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Test
    default void onlyFilesThatAreNewAreFetched() {
        ScriptedPlace place = new ScriptedPlace()
                .file("a.csv", "id,day\n1,2026-01-01\n", 5)
                .file("b.csv", "id,day\n2,2026-01-02\nx,2026-01-02\n", 6);
        load(place);
        assertThat(loaded()).extracting(row -> row.get(2)).containsExactly("far://place/a.csv", "far://place/b.csv");
        assertThat(rejects()).hasSize(1);
        load(place);
        assertThat(place.opened()).isEqualTo(2);
        load(place.file("c.csv", "id,day\n3,2026-01-03\n", 7));
        assertThat(place.opened()).isEqualTo(3);
        assertThat(ids()).containsExactly(1L, 2L, 3L);
    }

    @Test
    default void whatCannotBeFetchedIsNamedTheOthersArePublishedAndALaterLoadTakesIt() {
        ScriptedPlace place = new ScriptedPlace()
                .file("a.csv", "id,day\n1,2026-01-01\n", 5)
                .file("b.csv", "id,day\n2,2026-01-02\n", 6)
                .refuse("b.csv", new PlaceException("access to it is denied", "Ask for it."))
                .file("c.csv", "id,day\n3,2026-01-03\n", 7)
                .cut("c.csv", 1)
                .leaveOut("folder/", "the folder may not be listed", "");
        assertThatThrownBy(() -> load(place))
                .hasMessageContaining("2 files of source 'orders' could not be loaded. The other 2 are published.")
                .hasMessageContaining("far://place/b.csv This file was not loaded: access to it is denied. Ask for it.")
                .hasMessageContaining("far://place/folder/ This file was not loaded: the folder may not be listed.");
        assertThat(ids()).containsExactly(1L, 3L);
        place.mend();
        load(place);
        assertThat(ids()).containsExactly(1L, 2L, 3L);
        assertThat(ledger()).hasSize(3);
    }

    @Test
    default void aListingFetchesNothingAndTellsWhatMayHaveChanged() {
        load(new ScriptedPlace().file("a.csv", "id,day\n1,2026-01-01\n", 5));
        ScriptedPlace later = new ScriptedPlace()
                .file("a.csv", "id,day\n1,2026-01-01\n2,2026-01-01\n", 6)
                .file("b.csv", "id,day\n3,2026-01-01\n", 7);
        try (WarehouseSession session = warehouse().open()) {
            assertThat(task(later).standing(far(), session))
                    .extracting(FileStanding::file, FileStanding::kind, FileStanding::why)
                    .containsExactly(
                            tuple(
                                    "far://place/a.csv",
                                    Kind.LOADED,
                                    "at 2026-10-01T03:00:00.500Z, 1 row; its size or time is another now, so a load"
                                            + " compares its bytes"),
                            tuple("far://place/b.csv", Kind.NEW, ""));
        }
        assertThat(later.opened()).isZero();
    }
}
