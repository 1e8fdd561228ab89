package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rebuilds or takes over on a protected target wants a yes. */
final class ProtectedTargetTest {
    private static final String PLACE = "Writes to target 'dev' (duckdb, protected): ";
    private static final String YES = " Add --yes if that is what you want.";

    @TempDir
    Path folder;

    private Shell shop;

    @BeforeEach
    void makeProject() {
        shop = Shell.small(folder)
                .replaced("profiles.yml", "threads: 2", "threads: 2, protected: true")
                .file("models/analytics/facts.sql", """
                        <@config materialized="incremental" incremental_strategy="append" />
                        select id from ${ref("orders")}
                        """);
    }

    private static void refused(Ran ran, String message) {
        assertThat(ran.err()).startsWith(PLACE).endsWith("error: Target 'dev' is protected: " + message + "\n");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void aFullRefreshIsRefusedWithTheModelsThatItWouldRebuild() {
        assertThat(shop.run("build").code()).isZero();

        refused(shop.run("build", "--full-refresh"), "--full-refresh would rebuild facts." + YES);
        refused(
                shop.run("run", "--full-refresh", "--select", "orders"),
                "--full-refresh would rebuild its tables." + YES);

        assertThat(shop.value("select count(*) as n from ${ref('facts')}")).isEqualTo("1");
        assertThat(shop.run("build", "--full-refresh", "--yes").code()).isZero();
        assertThat(shop.run("build").code()).isZero();
        assertThat(shop.value("select count(*) as n from ${ref('facts')}")).isEqualTo("2");
    }

    @Test
    void aModelThatAlwaysRebuildsItselfIsRefusedToo() {
        shop.replaced("models/analytics/facts.sql", "strategy=\"append\"", "strategy=\"append\" full_refresh=true");

        refused(shop.run("build"), "'full_refresh: true' would rebuild facts." + YES);

        assertThat(shop.run("build", "--select", "orders").code()).isZero();
        assertThat(shop.run("build", "--yes").code()).isZero();
    }

    @Test
    void aModelThatIsNeverRebuiltNeedsNoYes() {
        shop.replaced("models/analytics/facts.sql", "strategy=\"append\"", "strategy=\"append\" full_refresh=false");

        assertThat(shop.run("build").code()).isZero();
        assertThat(shop.run("build", "--full-refresh").err()).contains("--full-refresh would rebuild its tables.");
    }

    @Test
    void aRetryOfAFullRefreshIsAskedAgain() {
        shop.file("tests/never.sql", "select id from ${ref('facts')}");
        assertThat(shop.run("build", "--full-refresh", "--yes").code()).isEqualTo(1);

        refused(shop.run("retry"), "--full-refresh would rebuild facts." + YES);

        shop.without("tests/never.sql");
        assertThat(shop.run("retry", "--yes").code()).isZero();
    }

    @Test
    void adoptingIsRefused() {
        refused(shop.run("run", "--adopt"), "--adopt would take over relations that Ashlar did not build." + YES);

        assertThat(shop.run("run", "--adopt", "--yes").code()).isZero();
    }

    @Test
    void publishingNamesTheTarget() {
        shop.file("tests/never.sql", "select id from ${ref('facts')}");
        assertThat(shop.run("build").code()).isEqualTo(1);

        Ran ran = shop.run("publish facts");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith(PLACE)
                .contains("error: Target 'dev' is protected: This would publish 'facts' as built by run ")
                .endsWith("Look at it with 'ashlar test --on-failed --select facts', then add --yes.\n");
        assertThat(shop.run("publish facts", "--yes").code()).isZero();
    }

    @Test
    void onATerminalTheTargetsNameIsTyped() {
        Ran agreed = shop.answering("dev\n").run("build", "--full-refresh");

        assertThat(agreed.code()).isZero();
        assertThat(agreed.err())
                .endsWith("Target 'dev' is protected: --full-refresh would rebuild facts. Type dev to go on: ");
        for (String otherwise : new String[] {"yes\n", "\n", ""}) {
            Ran ran = shop.answering(otherwise).run("build", "--full-refresh");
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err()).endsWith("error: Nothing was done: 'dev' was not typed.\n");
        }
    }

    @Test
    void whatOnlyLooksIsNeverAsked() {
        assertThat(shop.run("build").code()).isZero();

        for (String looks : new String[] {
            "build --full-refresh --dry-run", "compile --full-refresh", "test", "show --select facts", "status"
        }) {
            assertThat(shop.run(looks).code()).as(looks).isZero();
        }
    }
}
