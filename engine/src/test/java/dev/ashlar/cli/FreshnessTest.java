package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that say when deliveries are due, and no column to tell by. */
class FreshnessTest {
    @TempDir
    Path folder;

    private Shell shop;

    @BeforeEach
    void project() {
        shop = Shell.small(folder).file("landing/pay/1.csv", "id\n");
        expected("daily by 00:00");
    }

    private void expected(String cadence) {
        shop.file("models/sources.yml", """
                        sources:
                          - name: pay
                            freshness: { expected: %s }
                            tables:
                              - name: payments
                                external: { location: landing/pay/*.csv }
                                columns: [{ name: id, data_type: bigint }]
                        """.formatted(cadence));
    }

    @Test
    void theLedgerTellsWhenAFileCameAndAnEmptyOneCounts() {
        Ran never = shop.run("freshness");
        assertThat(never.code()).isEqualTo(1);
        assertThat(never.err())
                .contains("Cannot tell how fresh source 'pay.payments' is: there is neither loaded_at_field nor"
                        + " loaded_at_query, and no file of it was loaded.");
        assertThat(shop.run("load").code()).isZero();
        Ran fresh = shop.run("freshness");
        assertThat(fresh.code()).as(fresh.out() + fresh.err()).isZero();
        assertThat(fresh.out()).contains("pay.payments  pass");
        assertThat(shop.value("select string_agg(f.status || ' ' || i.status, ', ' order by f.checked_at) from"
                        + " dev_ashlar_meta.freshness_results as f join dev_ashlar_meta.invocations as i on"
                        + " i.invocation_id = f.invocation_id and i.command = 'freshness'"))
                .isEqualTo("\"runtime error error, pass success\"");
        assertThat(shop.run("load --unload landing/pay/1.csv --yes").code()).isZero();
        Ran missed = shop.run("freshness");
        assertThat(missed.code()).isEqualTo(1);
        assertThat(missed.out() + missed.err())
                .contains("Source 'pay.payments' is expected daily by 00:00, and nothing has come for ")
                .contains("Nothing has ever come.");
    }

    @Test
    void whatIsNoCadenceIsRefusedWithItsPlace() {
        expected("weekly by 08:00");
        Ran ran = shop.run("freshness");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains(
                        "models/sources.yml:3:28 'expected' of 'freshness' of source 'pay' cannot be 'weekly by 08:00'."
                                + " Write 'daily by 08:00 Europe/Berlin', ");
    }
}
