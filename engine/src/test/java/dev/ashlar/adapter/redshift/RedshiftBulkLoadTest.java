package dev.ashlar.adapter.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.wire.SeenStatement;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Few rows go by insert statements, many through the bucket, and both arrive as they were. */
class RedshiftBulkLoadTest extends RedshiftEngine {
    private static final String SECRET = "s3cr3t!";
    private static final int MANY = 2_500;

    private static final List<CatalogColumn> COLUMNS = List.of(
            CatalogColumn.of("id", "bigint"),
            CatalogColumn.of("name", "varchar(100)"),
            CatalogColumn.of("amount", "numeric(12,3)"),
            CatalogColumn.of("day", "date"),
            CatalogColumn.of("at", "timestamp"),
            CatalogColumn.of("kept", "boolean"));

    private RelationName table;
    private String bucket;

    @BeforeEach
    void makeTableAndBucket() {
        table = relation("t");
        bucket = schema.replace('_', '-');
        front().s3().buckets().create(bucket);
        try (WarehouseSession session = warehouse.open()) {
            session.runText("create table " + table + " (id bigint, name varchar(100), amount numeric(12,3), day date,"
                    + " at timestamp, kept boolean)");
        }
        front().proxy().reset();
    }

    private RedshiftWarehouse staged(String... more) {
        Map<String, Object> options = new HashMap<>(StagedEngine.staging(front(), bucket));
        for (int i = 0; i < more.length; i += 2) options.put(more[i], more[i + 1]);
        return open(options);
    }

    /** With everything in it that a csv or a literal may stumble over. */
    private static List<List<Object>> rows(int count) {
        List<String> names = Arrays.asList(
                "plain",
                "a,b",
                "say \"hi\"",
                "two\nlines",
                "it's",
                "back\\slash",
                "ü 元 \uD83D\uDE00",
                "",
                " ",
                null,
                "null",
                "\\N");
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(Arrays.asList(
                    (long) i,
                    names.get(i % names.size()),
                    i % 7 == 0 ? null : new BigDecimal("1.500").add(BigDecimal.valueOf(i)),
                    i % 5 == 0 ? null : LocalDate.of(2026, 1, 31),
                    LocalDateTime.of(2026, 3, 29, 2, 30, 0, 123_456_000),
                    i % 3 == 0 ? null : (Object) (i % 2 == 0)));
        }
        return rows;
    }

    private List<List<Object>> stored() {
        return rows("select * from " + table + " order by id");
    }

    private List<String> sent(String beginning) {
        return front().proxy().statements().stream()
                .map(SeenStatement::text)
                .filter(text -> text.startsWith(beginning))
                .toList();
    }

    @Test
    void manyRowsGoThroughTheBucketAndNothingStaysThere() {
        try (RedshiftWarehouse staged = staged();
                WarehouseSession session = staged.open()) {
            assertThat(session.load(table, COLUMNS, rows(MANY))).isEqualTo(MANY);
        }
        assertThat(stored()).isEqualTo(rows(MANY));
        assertThat(sent("insert")).isEmpty();
        assertThat(sent("copy")).singleElement().asString().contains("manifest csv gzip", "region 'eu-central-1'");
        assertThat(front().s3().buckets().keys(bucket, "")).isEmpty();
    }

    @Test
    void fewRowsAreQuickerByInserts() {
        try (RedshiftWarehouse staged = staged();
                WarehouseSession session = staged.open()) {
            assertThat(session.load(table, COLUMNS, rows(BulkLoad.FEW))).isEqualTo(BulkLoad.FEW);
        }
        assertThat(stored()).isEqualTo(rows(BulkLoad.FEW));
        assertThat(sent("copy")).isEmpty();
        assertThat(sent("insert")).hasSize(1);
    }

    @Test
    void withoutAStagingLocationAllGoByInserts() {
        try (WarehouseSession session = warehouse.open()) {
            assertThat(session.load(table, COLUMNS, rows(MANY))).isEqualTo(MANY);
        }
        assertThat(stored()).isEqualTo(rows(MANY));
        assertThat(sent("copy")).isEmpty();
    }

    @Test
    void aStatementIsNoLongerThanItMayBe() throws Exception {
        try (Connection connection = connect()) {
            assertThat(new RowInserts(connection, 2_000)
                            .load(table, COLUMNS, rows(100).iterator()))
                    .isEqualTo(100);
        }
        assertThat(stored()).isEqualTo(rows(100));
        assertThat(sent("insert"))
                .hasSizeGreaterThan(3)
                .allSatisfy(sql -> assertThat(sql.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(2_000));
    }

    @Test
    void aRoleReadsTheRowsWhereOneIsNamed() {
        String role = "arn:aws:iam::123456789012:role/copy";
        try (RedshiftWarehouse staged = staged("staging_iam_role", role);
                WarehouseSession session = staged.open()) {
            session.load(table, COLUMNS, rows(MANY));
        }
        assertThat(sent("copy"))
                .singleElement()
                .asString()
                .contains("iam_role '" + role + "'")
                .doesNotContain(SECRET, "access_key_id");
    }

    @Test
    void aRowThatDoesNotFitIsNamedAndNothingStaysBehind() {
        List<List<Object>> rows = rows(MANY);
        rows.set(1_700, Arrays.asList(1_700L, "x".repeat(101), null, null, null, null));
        try (RedshiftWarehouse staged = staged();
                WarehouseSession session = staged.open()) {
            assertThatThrownBy(() -> session.load(table, COLUMNS, rows))
                    .isInstanceOf(WarehouseException.class)
                    .message()
                    .contains("column 'name'", "String length exceeds DDL length", "part-00001.csv.gz")
                    .doesNotContain(SECRET, "AKIAEXAMPLE");
        }
        assertThat(stored()).isEmpty();
        assertThat(front().s3().buckets().keys(bucket, "")).isEmpty();
    }

    @Test
    void aBucketThatRefusesIsNamedWithWhatToAllow() {
        front().s3().buckets().close(bucket);
        try (RedshiftWarehouse staged = staged();
                WarehouseSession session = staged.open()) {
            assertThatThrownBy(() -> session.load(table, COLUMNS, rows(MANY)))
                    .isInstanceOf(WarehouseException.class)
                    .message()
                    .startsWith("Rows cannot be put into s3://" + bucket + "/in/ as an access key: ")
                    .endsWith("or allow s3:PutObject and s3:DeleteObject there.")
                    .doesNotContain(SECRET, "AKIAEXAMPLE");
        }
        assertThat(stored()).isEmpty();
    }

    @Test
    void rowsThatWereCopiedGoWithTheirTransaction() {
        try (RedshiftWarehouse staged = staged();
                WarehouseSession session = staged.open()) {
            session.run(new TransactionStatement.Begin());
            session.load(table, COLUMNS, rows(MANY));
            session.run(new TransactionStatement.Rollback());
        }
        assertThat(stored()).isEmpty();
    }
}
