package dev.ashlar.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.PostgresServer;
import dev.ashlar.contract.RedshiftServer;
import dev.ashlar.project.EngineStorefront.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same project gives the same rows, cell by cell, on every engine: after the first extract, and after two more with
 * changes in them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StorefrontOnEnginesTest {
    private static final List<String> DAYS = List.of("2026-03-01", "2026-03-02", "2026-03-03");

    private final PostgresServer server = PostgresServer.running();
    private final RedshiftServer cluster = RedshiftServer.open();
    private List<SortedMap<String, Content>> onDuckDb;
    private List<SortedMap<String, Content>> onPostgres;
    private List<SortedMap<String, Content>> onRedshift;
    private EngineStorefront postgres;
    private EngineStorefront redshift;

    @BeforeAll
    void build(@TempDir Path temp) throws IOException {
        onDuckDb = builds(EngineStorefront.onDuckDb(Files.createDirectory(temp.resolve("duckdb")), DAYS.get(0)));
        postgres = EngineStorefront.onPostgres(Files.createDirectory(temp.resolve("postgres")), server, DAYS.get(0));
        onPostgres = builds(postgres);
        redshift = EngineStorefront.onRedshift(Files.createDirectory(temp.resolve("redshift")), cluster, DAYS.get(0));
        onRedshift = builds(redshift);
    }

    @AfterAll
    void drop() throws SQLException {
        server.dropSchemas(postgres.prefix());
        cluster.dropSchemas(redshift.prefix());
        cluster.close();
    }

    private static List<SortedMap<String, Content>> builds(EngineStorefront engine) {
        List<SortedMap<String, Content>> after = new ArrayList<>();
        engine.storefront().build("--run-time", "2026-03-02 02:00:00");
        after.add(engine.contents());
        DAYS.subList(1, 3).forEach(engine.storefront()::land);
        engine.storefront().build("--run-time", "2026-03-04 02:00:00");
        after.add(engine.contents());
        return after;
    }

    @Test
    void postgresHoldsTheSameCellsAsDuckDbAfterEveryBuild() {
        alike(onDuckDb, onPostgres);
    }

    @Test
    void redshiftHoldsTheSameCellsAsDuckDbAfterEveryBuild() {
        alike(onDuckDb, onRedshift);
    }

    private static void alike(List<SortedMap<String, Content>> expected, List<SortedMap<String, Content>> found) {
        for (int build = 0; build < expected.size(); build++) {
            assertThat(expected.get(build)).hasSizeGreaterThan(30);
            assertThat(found.get(build).keySet()).isEqualTo(expected.get(build).keySet());
            int of = build;
            expected.get(build).forEach((relation, content) -> {
                Content other = found.get(of).get(relation);
                assertThat(other.columns()).as(relation).isEqualTo(content.columns());
                assertThat(other.rows())
                        .as("%s after build %d", relation, of + 1)
                        .isEqualTo(content.rows());
            });
        }
    }

    @Test
    void historiesHoldSeveralVersionsUnderTheSameKeysOnAllEngines() {
        for (String history : List.of("snapshots.customers_history", "snapshots.products_history")) {
            Content first = onDuckDb.get(0).get(history);
            Content second = onDuckDb.get(1).get(history);
            assertThat(first.columns()).contains("scd_id", "valid_from", "valid_to", "is_current");
            assertThat(second.rows())
                    .as(history)
                    .hasSizeGreaterThan(first.rows().size());
            assertThat(onPostgres.get(1).get(history)).as(history).isEqualTo(second);
            assertThat(onRedshift.get(1).get(history)).as(history).isEqualTo(second);
        }
    }
}
