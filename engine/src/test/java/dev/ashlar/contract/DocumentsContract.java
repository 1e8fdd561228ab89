package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Arrival;
import dev.ashlar.manifest.Materialization.CdcDeletes;
import dev.ashlar.manifest.Materialization.CdcUpdate;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.OnStale;
import dev.ashlar.manifest.Materialization.SnapshotColumns;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.report.RunReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Columns of JSON: a history follows them where the engine can tell two values apart, and else refuses them by name. */
public interface DocumentsContract extends RunContract {
    private static SnapshotHistory history(SnapshotStrategy strategy) {
        return new SnapshotHistory(
                strategy,
                List.of(new ColumnName("id")),
                new SnapshotColumns(
                        new ColumnName("valid_from"),
                        new ColumnName("valid_to"),
                        new ColumnName("is_current"),
                        new ColumnName("scd_id"),
                        new ColumnName("scd_updated_at"),
                        new ColumnName("is_deleted")),
                HardDeletes.IGNORE,
                Optional.empty(),
                Optional.empty(),
                "UTC",
                Optional.empty());
    }

    private static SnapshotHistory changelog() {
        return history(new SnapshotStrategy.Changelog(
                new ColumnName("seen"),
                Optional.empty(),
                List.of(),
                new Arrival.Compared(),
                List.of(),
                Optional.empty()));
    }

    /** Types of documents, each with a value of it, as a pattern for its text, and whether its values can be compared. */
    private Map<String, Document> documents() {
        return switch (warehouse().engine()) {
            case "duckdb" -> Map.of("json", new Document("cast('%s' as json)", Optional.empty()));
            case "postgres" ->
                Map.of(
                        "jsonb", new Document("cast('%s' as jsonb)", Optional.empty()),
                        "json", new Document("cast('%s' as json)", Optional.of("cast(doc as text)")));
            default -> Map.of("super", new Document("json_parse('%s')", Optional.of("json_serialize(doc)")));
        };
    }

    record Document(String value, Optional<String> text) {
        String of(int n) {
            return value.formatted("{\"a\": " + n + "}");
        }
    }

    private RunReport day(SnapshotHistory history, String select) {
        return shop().snapshot("s", history, select).build();
    }

    private static String row(Document document, int n) {
        return "select 1 as id, timestamp '2026-03-0" + n + " 00:00:00' as seen, " + document.of(n) + " as doc";
    }

    private void follows(SnapshotHistory history, boolean all) {
        documents().forEach((type, document) -> {
            String first = row(document, 1);
            String second = all ? first + " union all " + row(document, 2) : row(document, 2);
            RunReport report = day(history, first);
            if (document.text().isPresent()) {
                assertThat(Workshop.words(report))
                        .isEqualTo(Map.of(
                                "s",
                                "error: Cannot build snapshot 's': column 'doc' is " + type + ", and "
                                        + warehouse().engine()
                                        + " cannot tell whether two values of that are the same."));
                assertThat(report.results().get(0).outcome().toString())
                        .contains("Write " + document.text().get() + " in its query, or leave the column out.");
                assertThat(shop().exists("s")).isFalse();
                String written = document.text().get() + " as doc from (";
                day(history, "select q.id, q.seen, " + written + first + ") as q");
                day(history, "select q.id, q.seen, " + written + second + ") as q");
            } else {
                assertThat(Workshop.words(report)).as(type).isEqualTo(Map.of("s", "success"));
                day(history, second);
                assertThat(Workshop.words(day(history, second))).isEqualTo(Map.of("s", "success"));
            }
            assertThat(shop().rows("s", "id, is_current")).as(type).containsExactly("1,false", "1,true");
            shop().execute("drop table {schema}.s");
            shop().forget();
        });
    }

    @Test
    default void aCheckFollowsThem() {
        follows(history(new SnapshotStrategy.Check(List.of(new ColumnName("doc")))), false);
    }

    @Test
    default void aCheckOfAllColumnsFollowsThem() {
        follows(history(new SnapshotStrategy.Check(List.of())), false);
    }

    @Test
    default void aChangelogFollowsThem() {
        follows(changelog(), true);
    }

    @Test
    default void aSnapshotByTimeDoesNotCompareThem() {
        documents().forEach((type, document) -> {
            SnapshotHistory timed = history(new SnapshotStrategy.Timestamp(new ColumnName("seen")));
            for (int n = 1; n <= 2; n++) {
                assertThat(Workshop.words(day(timed, row(document, n))))
                        .as(type)
                        .isEqualTo(Map.of("s", "success"));
            }
            assertThat(shop().rows("s", "id, is_current")).as(type).containsExactly("1,false", "1,true");
            shop().execute("drop table {schema}.s");
            shop().forget();
        });
    }

    @Test
    default void operationsHoldThem() {
        documents().forEach((type, document) -> {
            String operation = "select 1 as id, cast('U' as varchar(1)) as op, %d as s, " + document.of(7) + " as doc";
            String twice = operation.formatted(1) + " union all " + operation.formatted(1);
            var how = CdcContract.by(
                    CdcContract.stream(CdcDeletes.HARD, CdcUpdate.FULL, OnStale.SKIP), OnSchemaChange.IGNORE, "id");
            shop().incremental("t", how, twice, twice + " union all " + operation.formatted(2));
            for (int day = 0; day < 2; day++) {
                assertThat(Workshop.words(shop().build())).as(type).isEqualTo(Map.of("t", "success"));
            }
            assertThat(shop().rows("t", "id, s")).as(type).containsExactly("1,2");
            String other = operation.formatted(3) + " union all "
                    + operation.formatted(3).replace("7", "8");
            shop().incremental("t", how, other, other);
            assertThat(Workshop.words(shop().build()).get("t"))
                    .as(type)
                    .contains("1 key with differing operations of one sequence_column (s), for example (id=1, s=3).");
            shop().execute("drop table {schema}.t");
            shop().execute("drop table {schema}.t__deleted");
            shop().forget();
        });
    }
}
