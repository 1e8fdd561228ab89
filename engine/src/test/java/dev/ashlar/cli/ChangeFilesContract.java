package dev.ashlar.cli;

import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Files of changes, in a landing folder, become tables of what stands now: of orders and their items, published together.
 * Whatever the order in which they arrive, and however often, the tables are what the operations say.
 */
interface ChangeFilesContract {
    List<String> NAMES = List.of("orders", "items");

    /** Keys of a target in {@code profiles.yml}, all but its schema. */
    String target();

    /** Beginning of the names of schemas that are dropped after the test; new for each. */
    String schema();

    Path folder();

    /** @param of the order that an item belongs to; of an order, 0 */
    record Operation(char word, int key, int of, int sequence, String value) {}

    /** Files by path below {@code landing/}. */
    final class Landing {
        private final Map<String, List<Operation>> files = new TreeMap<>();

        Landing put(String path, Operation... operations) {
            files.put(path, List.of(operations));
            return this;
        }

        Landing again(String path, String copy) {
            files.put(copy, files.get(path));
            return this;
        }

        Landing backwards(String path, String into) {
            List<Operation> mixed = new ArrayList<>(files.get(path));
            Collections.reverse(mixed);
            files.put(into, mixed);
            return this;
        }

        Landing write(Shell shop) {
            files.forEach((path, operations) -> shop.file("landing/" + path, text(operations)));
            return this;
        }

        static String text(List<Operation> operations) {
            StringBuilder text = new StringBuilder("op,id,order_id,lsn,value\n");
            for (Operation one : operations) {
                text.append(one.word())
                        .append(',')
                        .append(one.key())
                        .append(',')
                        .append(one.of() == 0 ? "" : one.of())
                        .append(',')
                        .append(one.sequence())
                        .append(',')
                        .append(one.value())
                        .append('\n');
            }
            return text.toString();
        }

        /** What stands of a table, by a rule of one line: per key, what the operation of the highest sequence says. */
        List<String> standing(String table) {
            Map<Integer, Operation> last = new TreeMap<>();
            files.forEach((path, operations) -> {
                if (!path.startsWith(table + "/")) return;
                for (Operation one : operations) {
                    last.merge(one.key(), one, (a, b) -> b.sequence() > a.sequence() ? b : a);
                }
            });
            return last.values().stream()
                    .filter(one -> one.word() != 'D')
                    .map(one -> one.key() + "," + (one.of() == 0 ? "" : one.of()) + "," + one.sequence() + ","
                            + one.value())
                    .toList();
        }
    }

    private static Operation order(char word, int key, int sequence, String value) {
        return new Operation(word, key, 0, sequence, value);
    }

    private static Operation item(char word, int key, int of, int sequence, String value) {
        return new Operation(word, key, of, sequence, value);
    }

    /** @param config more of the items' model */
    default Shell shop(String name, String sequence, String config) {
        Shell shop = Shell.small(folder().resolve(name))
                .without("models/staging/orders.sql")
                .file("profiles.yml", """
                        shop:
                          target: here
                          outputs:
                            here: { schema: %s, threads: 2, %s }
                        """.formatted(schema() + name, target()))
                .file("models/sources.yml", """
                        sources:
                          - name: shop
                            tables:
                              - name: order_changes
                                external: { location: landing/orders/*.csv, row_numbers: true, on_duplicate_content: load }
                                columns: &columns
                                  - { name: op, data_type: varchar(1) }
                                  - { name: id, data_type: bigint }
                                  - { name: order_id, data_type: bigint }
                                  - { name: lsn, data_type: bigint }
                                  - { name: value, data_type: varchar(20) }
                              - name: item_changes
                                external: { location: landing/items/*.csv, on_changed_file: reload }
                                columns: *columns
                        """);
        for (String table : NAMES) {
            shop.file("models/staging/" + table + ".sql", """
                    <@config materialized="incremental" incremental_strategy="cdc" unique_key="id"
                        operation_column="op" sequence_column=%s transaction_group="shop"%s />
                    select op, id, order_id, lsn, value, _loaded_at, _row
                    from ${source("shop", "%s_changes")}
                    <#if is_incremental()>
                    where _loaded_at > (select coalesce(max(_loaded_at), timestamp '1900-01-01') from ${this})
                    </#if>
                    """.formatted(
                            sequence, table.equals("items") ? config : "", table.substring(0, table.length() - 1)));
        }
        return shop;
    }

    static Ran well(Ran ran) {
        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        return ran;
    }

    static List<String> rows(Shell shop, String sql) {
        Ran ran = well(shop.run("show", "--output", "csv", "--limit", "-1", "--inline", sql));
        return ran.outLines().stream().skip(1).toList();
    }

    static List<String> standing(Shell shop, String table) {
        return rows(shop, "select id, order_id, lsn, value from ${ref('" + table + "')} order by id");
    }

    private static void demandStanding(Shell shop, Landing landing) {
        for (String table : NAMES) {
            assertThat(standing(shop, table)).as(table).isEqualTo(landing.standing(table));
        }
    }

    @Test
    default void theTablesAreWhatTheOperationsSayWhateverTheOrderOfFiles() {
        Shell shop = shop("daily", "\"lsn\"", "");
        Landing landing = new Landing()
                .put(
                        "orders/2026-03-02.csv",
                        order('I', 1, 10, "new"),
                        order('I', 2, 11, "new"),
                        order('U', 3, 30, "paid"),
                        order('D', 4, 40, ""))
                .put(
                        "items/2026-03-02.csv",
                        item('I', 11, 1, 10, "1 pc"),
                        item('I', 12, 1, 11, "2 pc"),
                        item('I', 21, 2, 12, "1 pc"),
                        item('U', 31, 3, 30, "4 pc"))
                .write(shop);
        assertThat(well(shop.run("build")).out()).contains("1 unknown");
        demandStanding(shop, landing);

        landing.put("orders/2026-03-04.csv", order('D', 2, 51, ""), order('U', 1, 50, "sent"))
                .put("items/2026-03-04.csv", item('U', 12, 1, 51, "5 pc"), item('D', 21, 2, 50, ""))
                .write(shop);
        well(shop.run("build"));
        demandStanding(shop, landing);
        assertThat(standing(shop, "orders")).containsExactly("1,,50,sent", "3,,30,paid");

        landing.put(
                        "orders/2026-03-01.csv",
                        order('I', 3, 3, "new"),
                        order('U', 1, 20, "paid"),
                        order('I', 4, 4, "new"),
                        order('U', 2, 21, "paid"))
                .put("items/2026-03-01.csv", item('I', 31, 3, 3, "1 pc"), item('U', 11, 1, 20, "9 pc"))
                .write(shop);
        assertThat(well(shop.run("build")).out()).contains("4 stale").contains("1 stale");
        demandStanding(shop, landing);

        landing.again("orders/2026-03-04.csv", "orders/2026-03-04-again.csv")
                .backwards("items/2026-03-02.csv", "items/2026-03-02.csv")
                .backwards("items/2026-03-01.csv", "items/2026-03-01-again.csv")
                .write(shop);
        assertThat(well(shop.run("build")).out()).contains(" 6 stale").doesNotContain(" +1");
        demandStanding(shop, landing);

        landing.put("orders/2026-03-05.csv", order('I', 2, 60, "again"), order('D', 3, 61, ""))
                .put("items/2026-03-05.csv", item('I', 21, 2, 60, "7 pc"), item('D', 31, 3, 61, ""))
                .write(shop);
        well(shop.run("build"));
        demandStanding(shop, landing);
        well(shop.run("build"));
        demandStanding(shop, landing);

        Shell whole = shop("whole", "\"lsn\"", "");
        landing.write(whole);
        well(whole.run("build"));
        demandStanding(whole, landing);
        String buried = "select id, lsn from ${ref('orders').schema}.orders__deleted order by id";
        assertThat(rows(whole, buried)).containsExactly("3,61", "4,40").isEqualTo(rows(shop, buried));
    }

    @Test
    default void operationsOfOneSequenceAreToldApartByTheNumbersOfTheirRecords() {
        Shell shop = shop("alike", "\"lsn\"", "");
        Operation[] pairs = new Operation[12];
        for (int i = 0; i < 6; i++) {
            pairs[2 * i] = order('I', i + 1, 7, "first");
            pairs[2 * i + 1] = order('U', i + 1, 7, "second");
        }
        new Landing()
                .put("orders/1.csv", pairs)
                .put("items/1.csv", item('I', 11, 1, 1, "1 pc"))
                .write(shop);
        Ran refused = shop.run("build");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out() + refused.err())
                .contains("6 keys with differing operations of one sequence_column (lsn), for example (id=1, lsn=7),"
                        + " (id=2, lsn=7), (id=3, lsn=7), (id=4, lsn=7), (id=5, lsn=7).");
        assertThat(shop.run("show", "--inline", "select * from ${ref('items')}").code())
                .isNotZero();

        for (String table : NAMES) {
            shop.replaced(
                    "models/staging/" + table + ".sql",
                    "sequence_column=\"lsn\"",
                    "sequence_column=[\"lsn\", \"_row\"]");
        }
        well(shop.run("build"));
        assertThat(standing(shop, "orders"))
                .hasSize(6)
                .allSatisfy(row -> assertThat(row).endsWith(",7,second"));
        assertThat(standing(shop, "items")).containsExactly("11,1,1,1 pc");
    }

    String ORPHANS = " orphans={\"to\": \"ref('orders')\", \"column\": \"order_id\", \"field\": \"id\","
            + " \"on_orphan\": \"%s\"}";

    private static List<String> waiting(Shell shop) {
        return rows(shop, "select id, order_id, lsn, value from ${ref('items').schema}.items__orphans order by id");
    }

    /** Items by whether their order stands. */
    private static void demandApart(Shell shop, Landing landing) {
        List<String> orders = landing.standing("orders").stream()
                .map(row -> row.substring(0, row.indexOf(',')))
                .toList();
        Map<Boolean, List<String>> items =
                landing.standing("items").stream().collect(partitioningBy(row -> orders.contains(row.split(",")[1])));
        assertThat(standing(shop, "items")).isEqualTo(items.get(true));
        assertThat(waiting(shop)).isEqualTo(items.get(false));
    }

    @Test
    default void anItemWithoutItsOrderWaitsUntilTheOrderComes() {
        Shell shop = shop("apart", "\"lsn\"", ORPHANS.formatted("quarantine"));
        Landing landing = new Landing()
                .put("orders/1.csv", order('I', 1, 10, "new"))
                .put(
                        "items/1.csv",
                        item('I', 11, 1, 10, "1 pc"),
                        item('I', 21, 2, 11, "2 pc"),
                        item('I', 31, 3, 12, "3 pc"))
                .write(shop);
        assertThat(well(shop.run("build")).err())
                .contains("In model 'items' 2 rows point to no row of ref('orders'), for example (id=21, order_id=2),"
                        + " (id=31, order_id=3); they wait in ");
        demandApart(shop, landing);
        assertThat(waiting(shop)).hasSize(2);

        landing.put("orders/2.csv", order('I', 2, 20, "new"))
                .put("items/2.csv", item('U', 31, 3, 21, "9 pc"), item('I', 12, 1, 22, "4 pc"))
                .write(shop);
        well(shop.run("build"));
        demandApart(shop, landing);
        assertThat(waiting(shop)).containsExactly("31,3,21,9 pc");

        landing.put("orders/3.csv", order('D', 1, 30, "")).write(shop);
        well(shop.run("build"));
        demandApart(shop, landing);
        assertThat(standing(shop, "items")).containsExactly("21,2,11,2 pc");

        landing.put("orders/4.csv", order('I', 1, 40, "again"), order('I', 3, 2, "late"))
                .put(
                        "items/4.csv",
                        item('D', 31, 3, 41, ""),
                        item('U', 11, 1, 9, "too late"),
                        item('U', 12, 1, 42, "5 pc"),
                        item('U', 21, 5, 43, "of another"))
                .write(shop);
        well(shop.run("build"));
        demandApart(shop, landing);
        assertThat(waiting(shop)).containsExactly("21,5,43,of another");

        Shell whole = shop("apart_whole", "\"lsn\"", ORPHANS.formatted("quarantine"));
        landing.write(whole);
        well(whole.run("build"));
        demandApart(whole, landing);
        well(shop.run("build --full-refresh"));
        demandApart(shop, landing);

        shop.replaced("models/staging/items.sql", "quarantine", "report");
        assertThat(well(shop.run("build")).err())
                .contains(
                        "In model 'items' 1 row points to no row of ref('orders'), for example (id=21, order_id=5); they"
                                + " are published.");
        demandStanding(shop, landing);
        shop.replaced("models/staging/items.sql", "report", "fail");
        Ran refused = shop.run("build");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out() + refused.err())
                .contains("Cannot build model 'items': 1 row points to no row of ref('orders'), for example (id=21,"
                        + " order_id=5). Bring what they point to, or say on_orphan: quarantine.");
    }

    /** {@code order_id} is the item above. What hangs on a row that waits waits with it, however far down. */
    @Test
    default void aTreeOfOneTableLosesNoBranch() {
        Shell shop = shop("tree", "\"lsn\"", WITHIN.formatted("quarantine"));
        Landing landing = new Landing()
                .put("orders/1.csv", order('I', 1, 10, "new"))
                .put(
                        "items/1.csv",
                        item('I', 1, 0, 10, "root"),
                        item('I', 2, 1, 11, "trunk"),
                        item('I', 3, 9, 12, "lost"),
                        item('I', 4, 3, 13, "its child"),
                        item('I', 5, 4, 14, "and its"),
                        item('I', 6, 6, 15, "its own"))
                .write(shop);
        assertThat(well(shop.run("build")).err())
                .contains("In model 'items' 3 rows point to no row of the model itself, for example (id=3, order_id=9),"
                        + " (id=4, order_id=3), (id=5, order_id=4); they wait in ");
        demandTree(shop, landing, 3, 4, 5);

        landing.put("items/2.csv", item('U', 4, 2, 20, "moved"), item('D', 1, 0, 21, ""))
                .write(shop);
        well(shop.run("build"));
        demandTree(shop, landing, 2, 3, 4, 5);

        landing.put("items/3.csv", item('I', 1, 0, 30, "again"), item('I', 9, 0, 31, "found"))
                .write(shop);
        well(shop.run("build"));
        demandTree(shop, landing);

        landing.put("items/4.csv", item('D', 9, 0, 40, "")).write(shop);
        well(shop.run("build"));
        demandTree(shop, landing, 3);
        well(shop.run("build --full-refresh"));
        demandTree(shop, landing, 3);

        shop.replaced("models/staging/items.sql", "\"quarantine\"", "\"fail\"");
        assertThat(shop.run("build").out())
                .contains("Cannot build model 'items': 1 row points to no row of the model itself, for example (id=3,"
                        + " order_id=9).");
    }

    String WITHIN = " orphans={\"to\": \"this\", \"column\": \"order_id\", \"field\": \"id\", \"on_orphan\": \"%s\"}";

    private static void demandTree(Shell shop, Landing landing, long... waiting) {
        List<String> ids = LongStream.of(waiting).mapToObj(String::valueOf).toList();
        Map<Boolean, List<String>> items = landing.standing("items").stream()
                .collect(partitioningBy(row -> ids.contains(row.substring(0, row.indexOf(',')))));
        assertThat(items.get(true)).hasSameSizeAs(ids);
        assertThat(standing(shop, "items")).isEqualTo(items.get(false));
        assertThat(waiting(shop)).isEqualTo(items.get(true));
    }

    @Test
    default void testsAndModelsOfTheGroupSeeNothingOfWhatWaits() {
        Shell shop = shop("gated", "\"lsn\"", ORPHANS.formatted("quarantine") + " cdc_deletes=\"soft\"")
                .file("models/staging/lines.sql", """
                        <@config materialized="table" transaction_group="shop" />
                        select items.id, orders.value from ${ref("items")} as items
                        left join ${ref("orders")} as orders on orders.id = items.order_id
                        """)
                .file("models/staging/shop.yml", """
                        models:
                          - name: items
                            columns:
                              - name: order_id
                                data_tests: [{ relationships: { to: "ref('orders')", field: id } }]
                          - name: lines
                            columns: [{ name: value, data_tests: [not_null] }]
                        """);
        String lines = "select id, value from ${ref('lines')} order by id";
        Landing landing = new Landing()
                .put("orders/1.csv", order('I', 1, 10, "new"))
                .put("items/1.csv", item('I', 11, 1, 10, "1 pc"), item('I', 21, 2, 11, "2 pc"))
                .write(shop);
        well(shop.run("build"));
        assertThat(rows(shop, lines)).containsExactly("11,new");
        landing.put("orders/2.csv", order('I', 2, 20, "new"), order('U', 1, 21, "paid"))
                .put("items/2.csv", item('I', 31, 3, 20, "3 pc"), item('D', 11, 1, 22, ""))
                .write(shop);
        well(shop.run("build"));
        assertThat(rows(shop, lines)).containsExactly("11,paid", "21,new");
        assertThat(waiting(shop)).containsExactly("31,3,20,3 pc");
        landing.put("orders/3.csv", order('D', 2, 30, "")).write(shop);
        well(shop.run("build"));
        assertThat(rows(shop, lines)).containsExactly("11,paid");
        assertThat(waiting(shop)).containsExactly("21,2,11,2 pc", "31,3,20,3 pc");
    }

    /** What did not fit is missing from the table, so the run says how much it is, whoever reads the files. */
    @Test
    default void recordsThatWereRejectedAreCountedWhereTheRunIsSummedUp() {
        Shell shop = shop("rejected", "\"lsn\"", "");
        Landing landing = new Landing().put("orders/1.csv", order('I', 1, 1, "new"));
        landing.write(shop);
        shop.file("landing/orders/2.csv", "op,id,order_id,lsn,value\nI,x,,2,a\nI,3,,2,b\nI,y,,2,c\n");
        assertThat(shop.run("load --select source:shop.order_changes").out())
                .containsPattern("ok +load +shop.order_changes +\\+2, 2 rejected")
                .contains(
                        ": 1 ok. 2 records of the files were rejected; they stand in '<table>__rejects' with the reason.");
        shop.file("landing/orders/3.csv", "op,id,order_id,lsn,value\nI,z,,2,a\n");
        assertThat(shop.run("load --select source:shop.order_changes").out())
                .containsPattern("ok +load +shop.order_changes +1 rejected")
                .contains(
                        ": 1 ok. 1 record of the files was rejected; it stands in '<table>__rejects' with the reason.");
        assertThat(shop.run("load --select source:shop.order_changes").out())
                .contains(": 1 ok.")
                .doesNotContain("rejected");
    }

    /** What is no csv may hold anything: terminals are told none of it, and the records of runs can hold it. */
    @Test
    default void aFileThatIsNoTextIsToldWithoutSignsThatTerminalsObey() {
        Shell shop = shop("binary", "\"lsn\"", "");
        shop.file("landing/orders/1.csv", "PK\0\u001b[31m,\0" + "x".repeat(1000) + "\n");
        Ran ran = shop.run("load --select source:shop.order_changes");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out() + ran.err())
                .contains("its header (PK\uFFFD\uFFFD[31m, \uFFFDx")
                .contains("xx…) has none of the columns of the source")
                .doesNotContain("\0", "\u001b", "is not recorded");
    }
}
