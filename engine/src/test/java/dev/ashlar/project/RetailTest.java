package dev.ashlar.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.PostgresServer;
import dev.ashlar.project.RetailFiles.Totals;
import dev.ashlar.project.TwoWarehouses.Difference;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The retail branch of the storefront, on the real files where they are at hand, else on our sample. */
class RetailTest {
    /** What tells when and by which load a row came; everything else must be the same. */
    private static final Set<String> OF_THE_LOAD = Set.of("_loaded_at", "_batch_id", "_row", "_file");

    private static final List<String> COMPARED = List.of(
            "raw.invoice_lines",
            "staging.stg_retail_invoice_lines",
            "analytics.fact_invoice_lines",
            "analytics.mart_daily_sales",
            "analytics.mart_returns",
            "analytics.dim_stock_items");

    private static final boolean DEEP = Boolean.getBoolean("ashlar.deep");
    private static final int MONTHS_AT_ONCE = 6;

    @TempDir
    Path temp;

    @Test
    void totalsOfTheSampleAgreeWithThoseComputedFromItsFiles() {
        RetailFiles sample = RetailFiles.sample();
        Storefront storefront = Storefront.in(temp);
        build(storefront, sample.location(sample.folder()));
        assertThat(sample.totals().rejected()).isEqualTo(1);
        agree(storefront::query, sample.totals());
    }

    /** Two months of files; all of them with {@code ashlar.deep}. */
    @Test
    void totalsOnPostgresAgreeWithThoseComputedFromTheFiles() throws SQLException {
        RetailFiles best = RetailFiles.best();
        RetailFiles files = DEEP ? best : best.first(50, temp.resolve("first"));
        PostgresServer server = PostgresServer.running();
        EngineStorefront postgres = EngineStorefront.onPostgres(temp, server);
        try {
            build(postgres.storefront(), files.location(files.folder()));
            agree(postgres::query, files.totals());
        } finally {
            server.dropSchemas(postgres.prefix());
        }
    }

    @Test
    void filesFedOneAfterTheOtherGiveTheSameWarehouseAsAllAtOnce() throws IOException {
        RetailFiles files = RetailFiles.best();
        Totals totals = files.totals();
        System.out.println("Retail lines: " + files.files().size() + " files of " + files.folder());
        if (files.real()) assertThat(totals.records()).isEqualTo(541_909);
        assertThat(totals.items().disputed()).isPositive();

        Storefront atOnce = Storefront.in(Files.createDirectory(temp.resolve("at-once")));
        build(atOnce, files.location(files.folder()));
        agree(atOnce::query, totals);

        Storefront inSteps = Storefront.in(Files.createDirectory(temp.resolve("in-steps")));
        Path arrived = Files.createDirectory(temp.resolve("arrived"));
        List<List<Path>> steps = steps(files);
        assertThat(steps.size()).isGreaterThan(2);
        for (List<Path> step : steps) {
            for (Path file : step)
                Files.copy(file, arrived.resolve(file.getFileName().toString()));
            build(inSteps, files.location(arrived));
        }
        agree(inSteps::query, totals);

        TwoWarehouses both = new TwoWarehouses(atOnce.database(), inSteps.database());
        for (String relation : COMPARED) {
            Difference found = both.compare(relation, OF_THE_LOAD);
            assertThat(found.rowsLeft()).as(relation).isPositive().isEqualTo(found.rowsRight());
            assertThat(found.onlyLeft() + found.onlyRight())
                    .as("%s differs: %s", relation, found)
                    .isZero();
        }
    }

    /**
     * The sample day by day, the real files half a year at a time, with {@code ashlar.deep} month by month; the oldest come
     * last, so that order is put to the test.
     */
    private static List<List<Path>> steps(RetailFiles files) {
        Map<String, List<Path>> groups = new LinkedHashMap<>();
        for (Path file : files.files()) {
            String day = file.getFileName().toString().substring(0, 10);
            groups.computeIfAbsent(files.real() ? months(day) : day, g -> new ArrayList<>())
                    .add(file);
        }
        List<List<Path>> steps = new ArrayList<>(groups.values());
        List<Path> oldest = steps.remove(0);
        steps.add(oldest);
        return steps;
    }

    private static String months(String day) {
        if (DEEP) return day.substring(0, 7);
        int month = Integer.parseInt(day.substring(5, 7)) - 1;
        return day.substring(0, 5) + month / MONTHS_AT_ONCE;
    }

    private static void build(Storefront storefront, String location) {
        storefront.build("--selector", "retail", "--vars", "{\"retail_location\": \"" + location + "\"}");
    }

    /** Answers with rows as texts. */
    private interface Asked {
        List<List<String>> query(String sql);

        default String value(String sql) {
            return query(sql).get(0).get(0);
        }
    }

    private static void agree(Asked storefront, Totals totals) {
        long loaded = Long.parseLong(storefront.value("select count(*) from raw.invoice_lines"));
        long rejected = Long.parseLong(storefront.value("select count(*) from raw.invoice_lines__rejects"));
        assertThat(rejected).isEqualTo(totals.rejected());
        assertThat(loaded + rejected).isEqualTo(totals.records());
        assertThat(storefront.query(
                        "select count(*), count(distinct invoice_no), count(distinct customer_id), sum(line_amount),"
                                + " sum(case when is_duplicate then 1 else 0 end) from analytics.fact_invoice_lines"))
                .containsExactly(List.of(
                        String.valueOf(loaded),
                        String.valueOf(totals.invoices()),
                        String.valueOf(totals.customers()),
                        totals.revenue().setScale(4).toPlainString(),
                        String.valueOf(totals.duplicates())));
        assertThat(storefront.value("select sum(returned_quantity) from analytics.mart_daily_sales"))
                .isEqualTo(String.valueOf(totals.returned()));
        assertThat(storefront.value("select sum(returned_quantity) from analytics.mart_returns"))
                .isEqualTo(String.valueOf(totals.returned()));
        assertThat(items(storefront)).isEqualTo(totals.items().versions()).hasSizeGreaterThan(10);
        Map<String, BigDecimal> byDay = new LinkedHashMap<>();
        storefront
                .query("select sales_date, net_amount from analytics.mart_daily_sales order by 1")
                .forEach(row -> byDay.put(row.get(0), new BigDecimal(row.get(1))));
        assertThat(byDay.keySet()).isEqualTo(totals.revenueByDay().keySet());
        byDay.forEach((day, amount) -> assertThat(amount)
                .as(day)
                .isEqualByComparingTo(totals.revenueByDay().get(day)));
    }

    private static List<List<String>> items(Asked storefront) {
        String time = "substring(cast(%s as varchar(40)) from 1 for 19)";
        String sql = "select stock_code, description, unit_price, " + String.format(Locale.ROOT, time, "valid_from")
                + ", " + String.format(Locale.ROOT, time, "valid_to") + " from analytics.dim_stock_items";
        Comparator<List<String>> order =
                Comparator.<List<String>, String>comparing(row -> row.get(0)).thenComparing(row -> row.get(3));
        return storefront.query(sql).stream()
                .map(row -> row.stream().map(String::valueOf).toList())
                .sorted(order)
                .toList();
    }
}
