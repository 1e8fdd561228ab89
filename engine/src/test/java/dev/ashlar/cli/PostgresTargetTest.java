package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import dev.ashlar.contract.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target on a server: {@code debug} names the step that fails, and a user needs no more than what the project uses. */
final class PostgresTargetTest {
    private static final PostgresServer SERVER = PostgresServer.running();

    @TempDir
    Path folder;

    private final String schema = PostgresServer.randomName();
    private final String user = schema + "_user";
    private Shell shop;

    @BeforeEach
    void makeProject() throws SQLException {
        asAdmin("create role " + user + " login password 'se-cret'");
        shop = Shell.small(folder)
                .file("models/analytics/facts.sql", "select id from ${ref('orders')}")
                .file("profiles.yml", profile(SERVER.user(), SERVER.password(), ""));
    }

    @AfterEach
    void leaveNothing() throws SQLException {
        SERVER.dropSchemas(schema);
        asAdmin("drop owned by " + user, "drop role " + user);
    }

    private String profile(String as, String password, String more) {
        return """
                shop:
                  target: dev
                  outputs:
                    dev:
                      type: postgres
                      host: %s
                      port: %s
                      database: %s
                      user: %s
                      password: '%s'
                      schema: %s
                      threads: 2
                """.formatted(SERVER.host(), String.valueOf(SERVER.port()), SERVER.database(), as, password, schema)
                + more.indent(6);
    }

    private static void asAdmin(String... statements) throws SQLException {
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }

    /** How each step went, without what was found. */
    private static List<String> steps(Ran ran) {
        assertThat(ran.out() + ran.err()).doesNotContain("se-cret");
        return ran.outLines().stream()
                .filter(line -> line.matches("(ok|FAILED|-) +.*"))
                .map(line ->
                        line.substring(0, Math.min(line.length(), 23)).strip().replaceAll(" {2,}", " "))
                .toList();
    }

    @Test
    void allWell() {
        Ran ran = shop.run("debug");

        assertThat(ran.err()).isEmpty();
        assertThat(steps(ran))
                .containsExactly(
                        "ok java",
                        "ok profile",
                        "ok driver",
                        "ok network",
                        "ok TLS",
                        "ok log-in",
                        "ok read",
                        "ok create schema",
                        "ok temporary",
                        "ok privileges",
                        "ok engine",
                        "ok project");
        assertThat(ran.out()).contains("0 schemas stand and are open, 3 will be made", "isolation read committed");
        assertThat(ran.code()).isZero();
    }

    @Test
    void aPortWhereNothingAnswersFailsTheNetwork() {
        Ran ran = shop.replaced("profiles.yml", "port: " + SERVER.port(), "port: 1")
                .run("debug");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(steps(ran)).contains("ok driver", "FAILED network", "- TLS", "- project");
        assertThat(ran.err())
                .startsWith("error: Nothing answers at " + SERVER.host() + ":1: ")
                .contains("correct 'host' and 'port' in profiles.yml");
    }

    @Test
    void aDatabaseThatIsNotThereFailsTheLogIn() {
        Ran ran = shop.replaced("profiles.yml", "database: " + SERVER.database(), "database: nowhere")
                .run("debug");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(steps(ran)).contains("ok network", "FAILED log-in", "- read");
        assertThat(ran.err()).contains("nowhere");
    }

    @Test
    void whoMayNothingIsToldWhatSomebodyElseHasToSend() throws SQLException {
        asAdmin("create schema " + schema + "_staging");
        Ran ran = shop.file("profiles.yml", profile(user, "se-cret", "")).run("debug");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(steps(ran)).contains("ok log-in", "ok create schema", "ok temporary", "FAILED privileges");
        assertThat(ran.err())
                .contains(
                        "error: User '" + user + "' may not create schemas in database",
                        "create schema \"" + schema + "_analytics\" authorization \"" + user + "\"",
                        "error: User '" + user + "' may not make relations in " + schema + "_staging.",
                        "grant usage, create on schema \"" + schema + "_staging\" to \"" + user + "\"");
        assertThat(shop.run("build").code()).isEqualTo(2);
    }

    @Test
    void schemasThatSomebodyElseMadeAreEnough() throws SQLException {
        for (String part : List.of("staging", "analytics", "ashlar_meta")) {
            asAdmin(
                    "create schema " + schema + "_" + part,
                    "grant usage, create on schema " + schema + "_" + part + " to " + user);
        }
        shop.file("profiles.yml", profile(user, "se-cret", ""));

        Ran debug = shop.run("debug");
        assertThat(debug.err()).isEmpty();
        assertThat(debug.out())
                .contains("not allowed, so those of the project have to stand already", "3 schemas stand and are open");

        Ran built = shop.run("build");
        assertThat(built.err()).isEmpty();
        assertThat(built.code()).isZero();
        assertThat(shop.run("build").code()).isZero();
        assertThat(shop.value("select count(*) as n from ${ref('facts')}")).isEqualTo("1");
    }

    @Test
    void cleaningUpDropsWhatIsBoundBeforeWhatItIsBoundTo() throws SQLException {
        shop.file("models/analytics/report.sql", "<@config materialized=\"view\" />select id from ${ref('facts')}");
        assertThat(shop.run("build").err()).isEmpty();
        asAdmin("create view " + schema + "_theirs as select id from " + schema + "_analytics.report");

        Ran kept = shop.run("clean", "--schemas", "--yes");

        assertThat(kept.out())
                .contains("  table  " + schema + "_analytics.facts  is needed by " + schema
                        + "_analytics.report, which stays");
        asAdmin("drop view " + schema + "_theirs");
        assertThat(shop.run("clean", "--schemas", "--yes").err()).isEmpty();
        assertThat(shop.value("select count(*) as n from pg_namespace where nspname like '" + schema + "%'"))
                .isEqualTo("0");
    }

    @Test
    void theTargetsThatInitLeavesInCommentsNeedOnlyBeUncommented() {
        Shell fresh = Shell.shop(folder.resolve("new"))
                .with("PGHOST", SERVER.host())
                .with("PGDATABASE", SERVER.database())
                .with("PGUSER", SERVER.user())
                .with("PGPASSWORD", SERVER.password())
                .with("REDSHIFT_HOST", "no-such-host.invalid")
                .with("REDSHIFT_DATABASE", "shop")
                .with("REDSHIFT_USER", "loader")
                .with("REDSHIFT_PASSWORD", "se-cret");
        fresh.file("profiles.yml", fresh.read("profiles.yml").replaceAll("(?m)^    #(?! \\w)", "    "))
                .replaced(
                        "profiles.yml",
                        "      schema: ci ",
                        "      port: " + SERVER.port() + "\n      schema: " + schema + " ");

        Ran built = fresh.run("build", "--target", "ci");
        assertThat(built.err()).startsWith("Writes to target 'ci' (").hasLineCount(2);
        assertThat(built.out()).contains(": 4 ok, 9 passed.");

        Ran debugged = fresh.run("debug", "--target", "prod");
        assertThat(debugged.code()).isEqualTo(2);
        assertThat(steps(debugged)).contains("ok profile", "ok driver", "FAILED network");
        assertThat(debugged.err()).startsWith("error: There is no host 'no-such-host.invalid'.");
    }
}
