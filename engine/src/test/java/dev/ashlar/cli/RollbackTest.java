package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build that passed its tests and was wrong all the same. */
class RollbackTest {
    @TempDir
    Path folder;

    private Shell shop;

    @BeforeEach
    void project() {
        shop = Shell.small(folder)
                .file("models/analytics/facts.sql", facts(1))
                .file("models/analytics/sums.sql", "select sum(amount) as total from ${ref('facts')}\n");
    }

    private static String facts(int amount) {
        return "<@config keep_previous=true />\nselect " + amount + " as amount from ${ref('orders')}\n";
    }

    @Test
    void putsTheTableBackAndSaysWhatStillHoldsTheBadOne() {
        assertThat(shop.run("build").code()).isZero();
        shop.file("models/analytics/facts.sql", facts(2));
        assertThat(shop.run("build").code()).isZero();
        assertThat(amount()).isEqualTo("2");

        Ran ran = shop.run("rollback facts");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("dev_analytics.facts")
                .contains("Done")
                .contains("What was built from it is as it was: ashlar build ")
                .contains(" --select facts+ --exclude facts\n");
        assertThat(amount()).isEqualTo("1");
        assertThat(shop.value("select total from ${ref('sums')}")).isEqualTo("2");

        assertThat(shop.run("status").out()).contains("rollback");
        assertThat(shop.value("select arguments from dev_ashlar_meta.invocations where command = 'rollback'"))
                .contains("--by")
                .contains(System.getProperty("user.name"));

        assertThat(shop.run("rollback facts").code()).isZero();
        assertThat(amount()).isEqualTo("2");
    }

    private String amount() {
        return shop.value("select amount from ${ref('facts')}");
    }

    @Test
    void aRetryGoesOnFromTheRunBefore() {
        shop.file("models/analytics/sums.sql", "select no_such as total from ${ref('facts')}\n");
        assertThat(shop.run("build").code()).isEqualTo(1);
        assertThat(shop.run("build").code()).isEqualTo(1);
        assertThat(shop.run("rollback facts").code()).isZero();
        shop.file("models/analytics/sums.sql", "select 1 as total from ${ref('facts')}\n");

        Ran ran = shop.run("retry");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("sums").doesNotContain("analytics.facts");
    }

    @Test
    void isRefusedWhereNothingIsKept() {
        assertThat(shop.run("build").code()).isZero();
        refused(
                "facts",
                "error: models/analytics/facts.sql:1:1 Cannot roll back 'facts': nothing of it is kept yet. A table is"
                        + " kept from the second build on that publishes it.\n");
        refused(
                "sums",
                "error: models/analytics/sums.sql:1:1 Cannot roll back 'sums': nothing that it replaces is kept. Write"
                        + " keep_previous: true; from then on the last build can be rolled back.\n");
        refused(
                "orders",
                "error: models/staging/orders.sql:1:1 Cannot roll back 'orders': it is a view, and a view holds no"
                        + " rows.\n");
        refused("fact", "error: There is no model 'fact'. Did you mean 'facts'?\n");
    }

    private void refused(String name, String message) {
        Ran ran = shop.run("rollback", name);
        assertThat(ran.err()).isEqualTo(message);
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void aProtectedTargetAsks() {
        assertThat(shop.run("build").code()).isZero();
        assertThat(shop.run("build").code()).isZero();
        shop.replaced("profiles.yml", "threads: 2", "threads: 2, protected: true");

        Ran ran = shop.run("rollback facts");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains(
                        "error: Target 'dev' is protected: rollback would put 'facts' back to what it was before run ")
                .endsWith(". Add --yes if that is what you want.\n");
        assertThat(shop.run("rollback facts", "--yes").code()).isZero();
    }

    @Test
    void cleanDropsWhatWasKeptOfAnExpiredModel() {
        shop.file(
                "models/analytics/facts.sql",
                "<@config keep_previous=true expires='2026-01-01' />\nselect 1 as amount\n");
        assertThat(shop.run("build", "--select", "facts", "--run-time", "2025-12-01T00:00:00Z")
                        .code())
                .isZero();
        assertThat(shop.run("build", "--select", "facts", "--run-time", "2025-12-02T00:00:00Z")
                        .code())
                .isZero();

        Ran ran = shop.run("clean", "--expired", "--run-time", "2026-02-01T00:00:00Z", "--yes");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("facts__previous");
        assertThat(shop.value("select count(*) as n from information_schema.tables where table_name like 'facts%'"))
                .isEqualTo("0");
    }
}
