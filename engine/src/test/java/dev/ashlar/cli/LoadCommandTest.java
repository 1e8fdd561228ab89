package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with single files: looks, keeps them out, takes them out, loads all of them anew. */
class LoadCommandTest {
    private static final String SECOND = "landing/pay/2.csv";

    @TempDir
    Path folder;

    private Shell shop;

    @BeforeEach
    void project() {
        shop = Shell.small(folder)
                .file("models/sources.yml", """
                        sources:
                          - name: pay
                            tables:
                              - name: payments
                                external: { location: landing/pay/*.csv }
                                columns:
                                  - { name: id, data_type: bigint }
                                  - { name: amount, data_type: integer }
                              - name: refunds
                                external: { location: landing/refunds/*.csv }
                                columns: [{ name: id, data_type: bigint }]
                        """)
                .file("landing/refunds/1.csv", "id\n1\n")
                .file("landing/pay/1.csv", "id,amount\n1,10\nx,11\n")
                .file(SECOND, "id,amount\n2,20\n");
    }

    private String ids() {
        return shop.value("select string_agg(cast(id as varchar), ' ' order by id) from ${source('pay', 'payments')}");
    }

    @Test
    void twoAddressesDoNotLandInOneFolder() {
        shop.file("models/api.yml", """
                sources:
                  - name: api
                    tables:
                      - name: a
                        external: { location: 'https://example.com/a', format: jsonl, landing: landing/api }
                      - name: b
                        external: { location: 'https://example.com/b', format: jsonl, landing: landing/other/../api/ }
                """);
        Ran ran = shop.run("parse");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains(
                        "models/api.yml:7:32 The answers for source 'api.b' would land in 'landing/other/../api/', where"
                                + " those for 'api.a' land, declared at models/api.yml:5:32. Give each a folder of its own.");
    }

    @Test
    void recordsAreAlwaysNumbered() {
        shop.replaced("models/sources.yml", "landing/refunds/*.csv", "landing/refunds/*.csv, row_numbers: false");
        Ran ran = shop.run("parse");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains(
                        "models/sources.yml:10:67 'row_numbers' of 'external' of table 'refunds' of source 'pay' cannot be"
                                + " false: every row gets the number of its record, '_row', on every engine. Take it out.");
    }

    @Test
    void thePlanShowsEveryFileAndChangesNothing() {
        Ran ran = shop.run("load --plan --select source:pay.payments");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("""
                pay.payments: landing/pay/*.csv
                  load    landing/pay/1.csv  20 bytes
                  load    landing/pay/2.csv  15 bytes
                  2 files would be loaded.
                """);
        assertThat(shop.run("load").code()).isZero();
        shop.file("landing/pay/3.csv", "id,amount\n2,20\n").file(SECOND, "id,amount\n3,30\n4,40\n");
        assertThat(shop.run("load --plan --select source:pay.payments").out())
                .containsPattern("  loaded  landing/pay/1\\.csv  at 20\\S+Z, 1 row, 1 rejected\n")
                .contains(
                        "  error   landing/pay/2.csv  This file was not loaded: it has changed since it was loaded.\n")
                .contains("  error   landing/pay/3.csv  it has the same bytes as landing/pay/2.csv, unless it has no"
                        + " records\n")
                .endsWith("  Nothing would be loaded; 2 at fault.\n");
        assertThat(shop.run("load --plan --log-format json --select source:pay.refunds")
                        .out())
                .startsWith(
                        "{\"event\":\"file\",\"source\":\"pay.refunds\",\"file\":\"landing/refunds/1.csv\",\"bytes\":5,"
                                + "\"would\":\"loaded\",\"why\":\"at 20");
    }

    @Test
    void aFileIsSkippedOnlyWithConsent() {
        Ran asked = shop.run("load --skip " + SECOND);
        assertThat(asked.code()).isEqualTo(2);
        assertThat(asked.err())
                .contains("This would note that one file of source:pay.payments will never be loaded. Add --yes if that"
                        + " is what you want.");
        Ran skipped = shop.run("load --skip ./" + SECOND + " --yes");
        assertThat(skipped.code()).as(skipped.err()).isZero();
        assertThat(shop.run("load").code()).isZero();
        assertThat(ids()).isEqualTo("1");
        assertThat(shop.run("load --plan").out()).contains("  skipped landing/pay/2.csv\n");
    }

    @Test
    void aFileIsUnloadedOnlyWithConsent() {
        assertThat(shop.run("load").code()).isZero();
        assertThat(shop.run("load --unload " + SECOND).err())
                .contains("This would delete the rows of one file from source:pay.payments. Add --yes");
        Ran ran = shop.run("load --unload " + SECOND + " --yes");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out() + ran.err())
                .contains(
                        "The next load of source 'payments' will load landing/pay/2.csv again, which is still there.");
        assertThat(ids()).isEqualTo("1");
        assertThat(shop.run("load").code()).isZero();
        assertThat(ids()).isEqualTo("1 2");
    }

    @Test
    void aTableIsReloadedInOtherTypesAndARetryGoesOnWithThat() {
        assertThat(shop.run("load").code()).isZero();
        String other = """
                sources:
                  - name: pay
                    tables:
                      - name: payments
                        external: { location: landing/pay/*.csv, max_rejects: %d }
                        columns:
                          - { name: id, data_type: varchar }
                          - { name: amount, data_type: integer }
                """;
        shop.file("landing/pay/3.csv", "id,amount\n3,many\n").file("models/sources.yml", other.formatted(0));
        Ran failed = shop.run("load --reload pay.payments");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out() + failed.err()).contains("its only record does not fit");
        assertThat(ids()).isEqualTo("1 2");
        shop.file("models/sources.yml", other.formatted(5));
        Ran again = shop.run("retry --yes");
        assertThat(again.code()).as(again.out() + again.err()).isZero();
        assertThat(ids()).isEqualTo("1 2 x");
    }

    /** A dump that broke off looks as if most customers had left. */
    @Test
    void aTruncatedDumpDoesNotEndTheHistoryOfWhatItLacks() {
        shop.file("models/sources.yml", """
                        sources:
                          - name: crm
                            tables:
                              - name: customers
                                external: { location: "landing/crm/*.csv", mode: replace }
                                columns: [{ name: id, data_type: bigint }, { name: city, data_type: varchar }]
                        """)
                .file("snapshots/customers_history.sql", """
                        <@config unique_key="id" strategy="check" check_cols=["city"] hard_deletes="invalidate" />
                        select id, city from ${source("crm", "customers")}
                        """)
                .file("landing/crm/1.csv", "id,city\n1,Ulm\n2,Ulm\n3,Bonn\n4,Bonn\n");
        String command = "build --select source:crm+";
        assertThat(shop.run(command).code()).isZero();
        shop.file("landing/crm/2.csv", "id,city\n1,Ulm\n");
        Ran truncated = shop.run(command);
        assertThat(truncated.code()).isEqualTo(1);
        assertThat(truncated.out() + truncated.err()).contains("max_hard_deletes");
        assertThat(living()).isEqualTo("4");
        shop.file("landing/crm/3.csv", "id,city\n1,Ulm\n2,Ulm\n4,Bonn\n");
        Ran whole = shop.run(command);
        assertThat(whole.code()).as(whole.out() + whole.err()).isZero();
        assertThat(living()).isEqualTo("3");
    }

    private String living() {
        return shop.value("select count(*) from ${ref('customers_history')} where is_current");
    }

    @Test
    void machinesAreToldHowManyRecordsWereRejected() {
        assertThat(shop.run("load --log-format json").out()).contains("\"rows_deleted\":0,\"rows_rejected\":1");
        assertThat(folder.resolve("target/run_results.json"))
                .content()
                .contains("\"rows_deleted\":0,\"rows_rejected\":1,\"commits\":");
    }

    @Test
    void whatNoSourceHasIsToldByTheNearestName() {
        refused(
                "load --skip landing/pay/22.csv --yes",
                "No selected source has, or has loaded, a file"
                        + " 'landing/pay/22.csv'. Did you mean 'landing/pay/2.csv' or 'landing/pay/1.csv'?");
        refused(
                "load --unload landing/pay/1.csv landing/refunds/1.csv --yes",
                "These files belong to more than one source: pay.payments, pay.refunds.");
        refused("load --skip a --unload b", "--skip");
        refused("load --reload orders", "--reload names no source that is loaded from files: orders.");
    }

    private void refused(String command, String message) {
        Ran ran = shop.run(command);
        assertThat(ran.code()).as(command).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }
}
