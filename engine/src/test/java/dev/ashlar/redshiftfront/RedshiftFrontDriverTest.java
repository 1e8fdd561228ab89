package dev.ashlar.redshiftfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.wire.SeenStatement;
import dev.ashlar.wire.SeenStatement.Outcome;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real Redshift driver works through the front. */
class RedshiftFrontDriverTest {
    private FrontSession on;

    @BeforeEach
    void open() throws SQLException {
        on = new FrontSession();
    }

    @AfterEach
    void close() throws SQLException {
        on.close();
    }

    @Test
    void theDriverTakesItForARedshift() throws Exception {
        DatabaseMetaData metadata = on.connection.getMetaData();
        assertThat(metadata.getDatabaseProductName()).isEqualTo("Redshift");
        assertThat(metadata.getDatabaseProductVersion()).isEqualTo("8.0.2");
        assertThat(metadata.getDriverName()).contains("Redshift");
        assertThat(on.value("version()")).startsWith("PostgreSQL 8.0.2").contains("Redshift 1.0.");
        assertThat(on.connection.isValid(5)).isTrue();
    }

    @Test
    void rowsGoInByPreparedStatementsAndBatches() throws Exception {
        on.run("create table ~t (id bigint, name varchar(20), paid numeric(10, 2), at timestamp)");
        try (PreparedStatement insert =
                on.connection.prepareStatement(on.inSchema("insert into ~t values (?, ?, ?, ?)"))) {
            for (int i = 1; i <= 1000; i++) {
                insert.setLong(1, i);
                insert.setString(2, "n" + i);
                insert.setBigDecimal(3, new java.math.BigDecimal(i).movePointLeft(2));
                insert.setTimestamp(4, java.sql.Timestamp.valueOf("2024-05-06 07:08:09"));
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(1000);
        }
        assertThat(on.rows("select count(*), sum(paid), max(at) from ~t"))
                .containsExactly("1000 5005.00 2024-05-06 07:08:09");
        try (PreparedStatement query =
                on.connection.prepareStatement(on.inSchema("select name from ~t where id = ?"))) {
            for (int round = 1; round <= 8; round++) {
                query.setLong(1, round);
                try (ResultSet rows = query.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("n" + round);
                }
            }
        }
    }

    @Test
    void rowsComeByTheFetchSizeInATransaction() throws Exception {
        on.run("create table ~t (id int)");
        on.run("insert into ~t select 1 union all select 2 union all select 3 union all select 4 union all select 5");
        on.connection.setAutoCommit(false);
        try (Statement statement = on.connection.createStatement()) {
            statement.setFetchSize(2);
            List<Integer> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(on.inSchema("select id from ~t order by id"))) {
                while (rows.next()) ids.add(rows.getInt(1));
            }
            assertThat(ids).containsExactly(1, 2, 3, 4, 5);
        }
        on.connection.commit();
    }

    @Test
    void updateCountsArrive() throws Exception {
        on.run("create table ~t (id int)");
        try (Statement statement = on.connection.createStatement()) {
            assertThat(statement.executeUpdate(on.inSchema("insert into ~t values (1), (2), (3)")))
                    .isEqualTo(3);
            assertThat(statement.executeUpdate(on.inSchema("update ~t set id = id + 1 where id > 1")))
                    .isEqualTo(2);
            assertThat(statement.executeUpdate(on.inSchema("delete from ~t"))).isEqualTo(3);
        }
    }

    @Test
    void transactionsByStatementsCommitAndRollBack() throws Exception {
        on.run("begin");
        on.run("create table ~t (id int)");
        on.run("insert into ~t values (1)");
        on.run("commit");
        on.run("begin");
        on.run("delete from ~t");
        on.run("rollback");
        assertThat(on.rows("select id from ~t")).containsExactly("1");
    }

    @Test
    void afterAFailureTheTransactionTakesNothingMore() throws Exception {
        on.run("begin");
        assertThat(on.refusal("select * from ~nowhere")).startsWith("42P01");
        assertThat(on.refusal("select 1")).startsWith("25P02");
        on.run("rollback");
        assertThat(on.value("1")).isEqualTo("1");
    }

    @Test
    void temporaryTablesBelongToTheirSession() throws Exception {
        on.run("create temp table passing (id int)");
        on.run("create table #passing2 (id int)");
        on.run("insert into passing values (1)");
        on.run("insert into #passing2 values (2)");
        assertThat(on.rows("select p.id, q.id from passing p, #passing2 q")).containsExactly("1 2");
        try (Connection other = on.front.connect()) {
            assertThatThrownBy(() -> on.rows(other, "select * from passing")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aStatementIsCancelled() throws Exception {
        try (Statement statement = on.connection.createStatement()) {
            CompletableFuture<SQLException> failure = CompletableFuture.supplyAsync(() -> {
                try {
                    statement.execute("select pg_catalog.pg_sleep(30)");
                    return null;
                } catch (SQLException cancelled) {
                    return cancelled;
                }
            });
            while (!failure.isDone()) {
                Thread.sleep(50);
                statement.cancel();
            }
            assertThat(failure.get().getSQLState()).isEqualTo("57014");
        }
        assertThat(on.value("1")).isEqualTo("1");
    }

    @Test
    void aStatementEndsAtItsTimeout() throws Exception {
        on.run("set statement_timeout to 100");
        assertThat(on.refusal("select pg_catalog.pg_sleep(30)")).startsWith("57014");
    }

    @Test
    void aSessionIsEndedByAnother() throws Exception {
        try (Connection other = on.front.connect()) {
            String pid = on.rows(other, "select pg_backend_pid()").get(0);
            assertThat(on.rows("select process from stv_sessions")).contains(pid);
            on.rows("select pg_terminate_backend(" + pid + ")");
            assertThatThrownBy(() -> on.rows(other, "select 1")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void theApplicationNameIsSeen() throws Exception {
        Properties login = new Properties();
        login.setProperty("user", on.front.user());
        login.setProperty("password", on.front.password());
        login.setProperty("ApplicationName", "ashlar 0815");
        try (Connection named = java.sql.DriverManager.getConnection(on.front.jdbcUrl(), login)) {
            on.front.proxy().reset();
            String pid = on.rows(named, "select pg_backend_pid()").get(0);
            assertThat(on.rows("select trim(application_name) from stl_connection_log where pid = " + pid))
                    .containsExactly("ashlar 0815");
            assertThat(on.front.proxy().statements().get(0).applicationName()).isEqualTo("ashlar 0815");
        }
    }

    @Test
    void metadataComesByTheShowCommands() throws Exception {
        on.run("create table ~t (id int not null, name varchar(20) default 'x', primary key (id))");
        on.run("create view ~v as select id from ~t");
        DatabaseMetaData metadata = on.connection.getMetaData();
        assertThat(strings(metadata.getSchemas(), "TABLE_SCHEM")).contains(on.schema);
        assertThat(strings(metadata.getTables(null, on.schema, "%", null), "TABLE_NAME"))
                .containsExactly("t", "v");
        assertThat(strings(metadata.getColumns(null, on.schema, "t", "%"), "COLUMN_NAME"))
                .containsExactly("id", "name");
        assertThat(strings(metadata.getPrimaryKeys(null, on.schema, "t"), "COLUMN_NAME"))
                .containsExactly("id");
        assertThat(on.front.proxy().statements())
                .extracting(SeenStatement::text)
                .anyMatch(text -> text.startsWith("SHOW TABLES"));
    }

    private static List<String> strings(ResultSet rows, String column) throws SQLException {
        try (rows) {
            List<String> values = new ArrayList<>();
            while (rows.next()) values.add(rows.getString(column));
            return values;
        }
    }

    @Test
    void aReadOnlySessionWritesNothing() throws Exception {
        on.connection.setReadOnly(true);
        assertThat(on.refusal("create table ~t (id int)")).startsWith("25006");
        on.connection.setReadOnly(false);
        on.run("create table ~t (id int)");
    }

    @Test
    void sessionsWorkSideBySide() throws Exception {
        on.run("create table ~t (id int)");
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int id = i;
            all.add(CompletableFuture.runAsync(() -> {
                try (Connection other = on.front.connect()) {
                    on.run(other, "insert into ~t values (" + id + ")");
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
            }));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        assertThat(on.rows("select count(*) from ~t")).containsExactly("8");
    }

    @Test
    void statementsAndCommitsAreCounted() throws Exception {
        on.run("create table ~t (id int)");
        on.run("begin");
        on.run("insert into ~t values (1)");
        on.run("commit");
        on.run("begin");
        on.rows("select * from ~t");
        on.run("commit");
        on.refusal("insert into ~t values ('x')");
        assertThat(on.front.proxy().statements())
                .extracting(seen -> seen.outcome() + " " + seen.text().replace(on.schema + ".", "~"))
                .containsExactly(
                        "DONE create table ~t (id int)",
                        "DONE begin",
                        "DONE insert into ~t values (1)",
                        "DONE commit",
                        "DONE begin",
                        "DONE select * from ~t",
                        "DONE commit",
                        Outcome.FAILED + " insert into ~t values ('x')");
        assertThat(on.front.proxy().commits()).isEqualTo(2);
    }
}
