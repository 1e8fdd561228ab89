package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed run left behind in a file that nobody else has open. */
final class UnlockTest {
    private static final String HOLDER = "run 3f2c9a1e ('ashlar build' of anna on host7, process 4 since 2026-01-01)";

    @TempDir
    Path folder;

    private Shell shop;

    @BeforeEach
    void aRunIsKilled() throws SQLException {
        shop = Shell.small(folder);
        assertThat(shop.run("build").code()).isZero();
        left("3f2c9a1e", "{\"dev_staging\":[\"orders\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\"]}");
    }

    private void left(String invocation, String relations) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:duckdb:" + folder.resolve(".ashlar/dev.duckdb"));
                Statement statement = connection.createStatement()) {
            statement.execute("insert into dev_ashlar_meta.run_locks (invocation_id, part, place, command, user_name,"
                    + " host, process, database_user, relations, sessions, started_at, heartbeat_at, expires_at) values ('"
                    + invocation + "', 0, 1, 'build', 'anna', 'host7', '4 since 2026-01-01', 'duckdb', '" + relations
                    + "', '[]', timestamp '2026-01-01 02:00:00', timestamp '2026-01-01 02:05:00',"
                    + " timestamp '2026-01-01 02:07:00')");
        }
    }

    @Test
    void withoutAnInvocationItShowsWhoHoldsWhatAndChangesNothing() {
        Ran ran = shop.run("unlock");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.outLines()).hasSize(3);
        assertThat(ran.outLines().get(0)).matches("run 3f2c9a1e: expired, last sign of life \\d+d .* ago");
        assertThat(ran.outLines().get(1))
                .isEqualTo("  'ashlar build' of anna on host7, process 4 since 2026-01-01, user 'duckdb' of the"
                        + " warehouse");
        assertThat(ran.outLines().get(2))
                .isEqualTo("  since 2026-01-01T02:00:00Z, still to do: dev_staging.b, dev_staging.c, dev_staging.d,"
                        + " dev_staging.e, dev_staging.f and 2 more");
        assertThat(shop.run("unlock").outLines())
                .endsWith(ran.outLines().get(1), ran.outLines().get(2));
    }

    @Test
    void anInvocationOrHowItBeginsIsSetFree() {
        Ran ran = shop.run("unlock", "3f2");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("Ended " + HOLDER + ": what it held is free.\n");
        assertThat(shop.run("unlock").out()).isEqualTo("No run holds anything on target 'dev'.\n");
    }

    @Test
    void anInvocationThatHoldsNothingIsNamed() {
        Ran ran = shop.run("unlock", "never");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo("error: No run 'never' holds anything on target 'dev'. 'ashlar unlock' shows the runs that"
                        + " do.\n");
    }

    @Test
    void aBeginningOfSeveralInvocationsIsRefused() throws SQLException {
        left("3f2c0000", "{\"dev_staging\":[\"x\"]}");

        assertThat(shop.run("unlock", "3f2c").err())
                .startsWith("error: 2 runs that begin with '3f2c' hold something on target 'dev'.");
        assertThat(shop.run("unlock", "3f2c0000").code()).isZero();
    }

    @Test
    void aProtectedTargetWantsAYes() {
        shop.replaced("profiles.yml", "threads: 2", "threads: 2, protected: true");

        Ran refused = shop.run("unlock", "3f2c9a1e");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("error: Target 'dev' is protected: This would end " + HOLDER
                        + ". Add --yes if that is what you want.\n");
        assertThat(shop.run("unlock").out()).contains("3f2c9a1e");
        assertThat(shop.run("unlock", "3f2c9a1e", "--yes").code()).isZero();
    }

    @Test
    void theNextRunSetsItFreeByItself() {
        Ran ran = shop.run("build");

        assertThat(ran.code()).isZero();
        assertThat(ran.out() + ran.err())
                .contains("warning: " + HOLDER + ", last alive at 2026-01-01T02:05:00Z, was shut out: what it held is"
                        + " free.");
        assertThat(shop.run("unlock").out()).isEqualTo("No run holds anything on target 'dev'.\n");
    }

    @Test
    void aRunThatMeetsNobodyLeavesTheLeaseAlone() {
        shop.file("models/staging/other.sql", "select 2 as id");

        assertThat(shop.run("build", "--select", "other").code()).isZero();

        assertThat(shop.run("unlock").out()).contains("run 3f2c9a1e: expired");
    }
}
