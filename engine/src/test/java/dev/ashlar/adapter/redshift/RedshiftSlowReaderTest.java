package dev.ashlar.adapter.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.redshift.RedshiftConnection;
import dev.ashlar.contract.Workshop;
import dev.ashlar.wire.SeenStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody reads the published table for longer than a swap may wait, which Redshift has no setting for. */
@Timeout(120)
final class RedshiftSlowReaderTest extends RedshiftRuns {
    private RedshiftWarehouse impatient;
    private Connection reader;

    @BeforeEach
    void openReader() throws SQLException {
        impatient = open(Map.of("lock_timeout", "1s"));
        reader = connect();
    }

    @AfterEach
    void closeReader() throws SQLException {
        reader.close();
        impatient.close();
    }

    private Workshop reading() throws SQLException {
        shop().table("t", "select 1 as id").build();
        try (Statement statement = reader.createStatement()) {
            statement.execute("begin");
            statement.execute("select id from " + relation("t"));
        }
        front().proxy().reset();
        return new Workshop(engine(), impatient).table("t", "select 2 as id");
    }

    private void leave() {
        try (Statement statement = reader.createStatement()) {
            statement.execute("commit");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private long sent(String beginning) {
        return front().proxy().statements().stream()
                .map(SeenStatement::text)
                .filter(text -> text.startsWith(beginning))
                .count();
    }

    @Test
    void theSwapAloneIsTriedAgainAndNothingIsBuiltTwice() throws SQLException {
        Workshop shop = reading();
        front().proxy().watch(seen -> {
            if (seen.text().startsWith("drop table") && sent("drop table") == 2) leave();
        });

        assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("t", "success"));

        assertThat(sent("drop table")).isEqualTo(2);
        assertThat(sent("create table \"" + schema + "\".\"t__new\"")).isEqualTo(1);
        assertThat(shop().rows("t", "id")).containsExactly("2");
    }

    @Test
    void whoeverStaysIsNamedAndThePublishedTableStands() throws SQLException {
        Workshop shop = reading();

        String said = Workshop.words(shop.build()).get("t");

        assertThat(said)
                .startsWith("error: ")
                .contains("waited longer than the target's lock_timeout of 1 s")
                .contains("It is used by session "
                        + reader.unwrap(RedshiftConnection.class).getBackendPID() + " of user " + front().user())
                .contains("select id from " + relation("t"));
        assertThat(shop().rows("t", "id")).containsExactly("1");
        leave();
        assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("t", "success"));
        assertThat(shop().rows("t", "id")).containsExactly("2");
    }
}
