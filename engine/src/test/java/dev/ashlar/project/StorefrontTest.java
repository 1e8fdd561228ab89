package dev.ashlar.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.project.TwoWarehouses.Difference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole storefront through the command line, twice: with all extracts at once, built two times over, and with one
 * extract a day.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StorefrontTest {
    private static final List<String> DAYS = List.of("2026-03-01", "2026-03-02", "2026-03-03");

    /** Its items and payment come with the second extract, the order itself with the third. */
    private static final String LATE_ORDER = "500301";

    private static final String LATE_FACTS = "analytics.fact_order_items where order_id = " + LATE_ORDER;
    private static final String WAITING_FACTS = "analytics.fact_order_items where customer_id is not null"
            + " and customer_key = '00000000000000000000000000000000'";

    /** Withdrawn with the third extract; the second one of them came with it. */
    private static final String WITHDRAWN_FACTS = "analytics.fact_order_items where order_item_id in (594, 629)";

    private Storefront atOnce;
    private Map<String, List<List<String>>> afterFirstBuild;
    private Map<String, List<List<String>>> afterSecondBuild;

    private Storefront inSteps;
    private long lateItemsOnSecondDay;
    private long lateFactsOnSecondDay;
    private long waitingFactsOnSecondDay;
    private long withdrawnFactsOnSecondDay;

    @BeforeAll
    void build(@TempDir Path temp) throws IOException {
        assertThat(Storefront.days()).isEqualTo(DAYS);
        atOnce = Storefront.in(Files.createDirectory(temp.resolve("at-once")), DAYS.toArray(String[]::new));
        atOnce.build();
        afterFirstBuild = contents(atOnce);
        atOnce.build();
        afterSecondBuild = contents(atOnce);

        inSteps = Storefront.in(Files.createDirectory(temp.resolve("in-steps")), DAYS.get(0));
        inSteps.build("--run-time", "2026-03-02 02:00:00");
        inSteps.land(DAYS.get(1));
        inSteps.build("--run-time", "2026-03-03 02:00:00");
        lateItemsOnSecondDay = inSteps.count("staging.stg_order_items where order_id = " + LATE_ORDER);
        lateFactsOnSecondDay = inSteps.count(LATE_FACTS);
        waitingFactsOnSecondDay = inSteps.count(WAITING_FACTS);
        withdrawnFactsOnSecondDay = inSteps.count(WITHDRAWN_FACTS);
        inSteps.land(DAYS.get(2));
        inSteps.build("--run-time", "2026-03-04 02:00:00");
    }

    @Test
    void aSecondBuildChangesNothing() {
        assertThat(afterFirstBuild).hasSizeGreaterThan(30);
        afterFirstBuild.forEach((relation, rows) -> {
            if (!relation.endsWith("__rejects")) assertThat(rows).as(relation).isNotEmpty();
        });
        assertThat(afterSecondBuild.keySet()).isEqualTo(afterFirstBuild.keySet());
        afterSecondBuild.forEach(
                (relation, rows) -> assertThat(rows).as(relation).isEqualTo(afterFirstBuild.get(relation)));
    }

    @Test
    void everyRecordOfTheFilesIsLoadedOrRejected() {
        Map<String, Long> expected = Map.of(
                "customers_changes",
                1L,
                "products",
                1L,
                "orders_changes",
                1L,
                "order_items_changes",
                1L,
                "payments_changes",
                1L,
                "shipments",
                0L,
                "refunds",
                0L,
                "events",
                0L);
        expected.forEach((table, rejects) -> {
            assertThat(atOnce.count("raw." + table + "__rejects")).as(table).isEqualTo(rejects);
            assertThat(atOnce.count("raw." + table) + rejects)
                    .as(table)
                    .isEqualTo(ShopFiles.records(atOnce.project(), table.replace("_changes", "")));
        });
    }

    @Test
    void anOrderThatArrivesADayAfterItsItemsStillReachesTheFact() {
        assertThat(lateItemsOnSecondDay).isEqualTo(3);
        assertThat(lateFactsOnSecondDay).isZero();
        assertThat(inSteps.query("select count(*), min(order_status), sum(total_amount) from " + LATE_FACTS))
                .containsExactly(List.of("3", "completed", "1110.78"));
        assertThat(inSteps.count("analytics.fact_order_items")).isEqualTo(inSteps.count("staging.stg_order_items"));
    }

    @Test
    void changesOfTheShopComeToOneRowAKeyAndWhatIsWithdrawnIsMarked() {
        for (String table : List.of("customers", "orders", "order_items", "payments")) {
            assertThat(inSteps.count("raw." + table))
                    .as(table)
                    .isEqualTo(ShopFiles.keys(inSteps.project(), table) - (table.equals("customers") ? 1 : 0));
        }
        assertThat(inSteps.query("select order_item_id from raw.order_items where is_deleted order by 1"))
                .containsExactly(List.of("594"), List.of("629"));
        assertThat(inSteps.query("select payment_id from raw.payments where is_deleted"))
                .containsExactly(List.of("306"));
    }

    @Test
    void anItemThatIsWithdrawnLeavesTheFact() {
        assertThat(withdrawnFactsOnSecondDay).isEqualTo(1);
        assertThat(inSteps.count(WITHDRAWN_FACTS)).isZero();
    }

    @Test
    void aFactWaitsForItsCustomerAndThenFindsIt() {
        assertThat(waitingFactsOnSecondDay).isPositive();
        assertThat(inSteps.count(WAITING_FACTS)).isZero();
    }

    @Test
    void daysFedOneAfterTheOtherGiveTheSameMartsAsAllAtOnce() {
        TwoWarehouses both = new TwoWarehouses(atOnce.database(), inSteps.database());
        // which versions of customers and products there are depends on when they were looked at
        Set<String> without = Set.of(
                "customer_key",
                "product_key",
                "_loaded_at",
                "_batch_id",
                "_item_loaded_at",
                "_order_loaded_at",
                "_payment_loaded_at",
                "_shipment_loaded_at");
        for (String relation : List.of(
                "analytics.fact_order_items",
                "analytics.mart_daily_revenue",
                "analytics.mart_order_balances",
                "analytics.mart_customer_lifetime_value",
                "analytics.fact_sessions",
                "raw.customers",
                "raw.orders",
                "raw.order_items",
                "raw.payments",
                "analytics.fact_invoice_lines",
                "analytics.mart_daily_sales",
                "analytics.mart_returns")) {
            Difference found = both.compare(relation, without);
            assertThat(found.rowsLeft()).as(relation).isPositive();
            assertThat(found.onlyLeft() + found.onlyRight())
                    .as("%s differs: %s", relation, found)
                    .isZero();
        }
    }

    @Test
    void changedCustomersAndProductsKeepTheirFormerVersions() {
        assertThat(inSteps.query("select segment, cast(valid_from as varchar), is_current from analytics.dim_customers"
                        + " where customer_id = 1015 order by valid_from"))
                .extracting(row -> String.join(" ", row))
                .containsExactly(
                        "business 1900-01-01 00:00:00 false",
                        "consumer 2026-03-02 09:11:00 false",
                        "press 2026-03-03 09:12:00 true");
        assertThat(inSteps.query(
                        "select list_price from analytics.dim_products where product_id = 6 order by valid_from"))
                .hasSize(2)
                .last()
                .isEqualTo(List.of("359.00"));
        assertThat(inSteps.count("analytics.dim_products where not is_current")).isEqualTo(3);
    }

    @Test
    void everyColumnOfTheAnalyticsLayerIsDescribedAndTested() {
        Map<String, Map<String, String>> described =
                DescribedColumns.of(atOnce.project().resolve("models/analytics"));
        List<String> relations = atOnce.relations().stream()
                .filter(r -> r.startsWith("analytics."))
                .toList();
        assertThat(relations).hasSizeGreaterThanOrEqualTo(12);
        for (String relation : relations) {
            String model = relation.substring("analytics.".length());
            assertThat(described).as("properties of %s", model).containsKey(model);
            assertThat(described.get(model).keySet())
                    .as("described and tested columns of %s", model)
                    .containsExactlyInAnyOrderElementsOf(atOnce.columns(relation));
        }
    }

    private static Map<String, List<List<String>>> contents(Storefront storefront) {
        Map<String, List<List<String>>> all = new LinkedHashMap<>();
        for (String relation : storefront.relations()) {
            all.put(relation, Storefront.sorted(storefront.query("select * from " + relation)));
        }
        return all;
    }
}
