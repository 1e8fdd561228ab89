package dev.ashlar.adapter.jdbc;

import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.FinishedInterval;
import dev.ashlar.port.RunRecords.Marker;
import dev.ashlar.port.RunRecords.PastInvocation;
import dev.ashlar.report.Invocation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what runs recorded. All is empty where no run has made the tables. */
final class RecordedPast {
    private final ExplainedJdbi jdbi;
    private final RecordSchema schema;
    private final RecordTables tables;
    private final ReplacedMarkers replaced;

    RecordedPast(ExplainedJdbi jdbi, RecordSchema schema, RecordTables tables, ReplacedMarkers replaced) {
        this.jdbi = jdbi;
        this.schema = schema;
        this.tables = tables;
        this.replaced = replaced;
    }

    /** @param rows how many markers of its relation there are */
    private record Standing(Marker newest, long rows) {}

    Map<RelationName, Marker> markers() {
        if (!schema.isStanding()) return Map.of();
        String ofRelation = "(partition by relation_schema, relation_name";
        Map<RelationName, Marker> newest = new LinkedHashMap<>();
        List<Standing> all =
                jdbi.ask(handle -> handle.createQuery("select relation_schema, relation_name, node, attempt,"
                                + " invocation_id, checksum, recorded_at, first_at, standing from (select *, min(recorded_at) over "
                                + ofRelation + ") as first_at, count(*) over " + ofRelation
                                + ") as standing, row_number() over " + ofRelation
                                + " order by recorded_at desc, attempt desc) as age from " + tables.markers()
                                + ") as aged where age = 1 order by relation_schema, relation_name")
                        .map((row, context) -> new Standing(
                                new Marker(
                                        RelationName.of(row.getString(1), row.getString(2)),
                                        node(row.getString(3)),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6),
                                        instant(row, 7),
                                        instant(row, 8)),
                                row.getLong(9)))
                        .list());
        replaced.seen(all.stream().mapToLong(Standing::rows).sum(), all.size());
        for (Standing one : all) newest.put(one.newest().relation(), one.newest());
        return newest;
    }

    Map<RelationName, Map<String, List<String>>> granted() {
        if (!schema.isStanding()) return Map.of();
        Map<RelationName, Map<String, List<String>>> newest = new LinkedHashMap<>();
        jdbi.ask(handle -> handle.createQuery(
                        "select relation_schema, relation_name, granted from (select *, row_number() over"
                                + " (partition by relation_schema, relation_name order by recorded_at desc) as age from "
                                + tables.grants() + ") as aged where age = 1 order by relation_schema, relation_name")
                .map((row, context) ->
                        newest.put(RelationName.of(row.getString(1), row.getString(2)), granted(row.getString(3))))
                .list());
        return newest;
    }

    /** @param lines a privilege, a tabulator and a grantee each */
    private static Map<String, List<String>> granted(String lines) {
        Map<String, List<String>> granted = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            int tab = line.indexOf('\t');
            granted.computeIfAbsent(line.substring(0, tab), privilege -> new ArrayList<>())
                    .add(line.substring(tab + 1));
        });
        return granted;
    }

    /** What one run finished of one interval is read as one, however often it is recorded. */
    List<FinishedInterval> intervals(RelationName relation) {
        if (!schema.isStanding()) return List.of();
        return jdbi.ask(handle -> handle.createQuery("select interval_start, interval_end, recorded_at from "
                        + tables.intervals() + " where relation_schema = :schema and relation_name = :name"
                        + " group by interval_start, interval_end, recorded_at")
                .bind("schema", relation.schema())
                .bind("name", relation.identifier())
                .map((row, context) ->
                        new FinishedInterval(new TimeInterval(instant(row, 1), instant(row, 2)), instant(row, 3)))
                .list());
    }

    boolean marked(RelationName relation, String attempt) {
        if (!schema.isStanding()) return false;
        String those = " where relation_schema = :schema and relation_name = :name and attempt = :attempt";
        return jdbi.ask(handle -> handle.createQuery("select count(*) from (select attempt from " + tables.markers()
                                + those + " union all select attempt from " + tables.intervals() + those
                                + ") as traces")
                        .bind("schema", relation.schema())
                        .bind("name", relation.identifier())
                        .bind("attempt", attempt)
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    Optional<PastInvocation> findInvocation(Optional<String> id) {
        List<PastInvocation> found =
                id.isEmpty() ? recent(1) : past("where invocation_id = :id", Map.of("id", id.get()), 1);
        return found.stream().findFirst();
    }

    List<PastInvocation> recent(int limit) {
        return past("", Map.of(), limit);
    }

    private List<PastInvocation> past(String condition, Map<String, String> bound, int limit) {
        if (!schema.isStanding()) return List.of();
        return jdbi.ask(handle -> {
            Map<String, Map<NodeId, String>> statuses = new LinkedHashMap<>();
            String chosen = "select * from " + tables.invocations() + " " + condition
                    + " order by started_at desc, invocation_id limit " + limit;
            handle.createQuery("select r.invocation_id, r.node, r.status from " + tables.nodeRuns()
                            + " as r join (" + chosen
                            + ") as i on i.invocation_id = r.invocation_id order by r.completed_at")
                    .bindMap(bound)
                    .map((row, context) -> statuses.computeIfAbsent(row.getString(1), unused -> new LinkedHashMap<>())
                            .put(node(row.getString(2)), row.getString(3)))
                    .list();
            return handle.createQuery(
                            "select invocation_id, command, arguments, vars, target, started_at, git_revision,"
                                    + " selection, status from (" + chosen
                                    + ") as i order by started_at desc, invocation_id")
                    .bindMap(bound)
                    .map((row, context) -> new PastInvocation(
                            new Invocation(
                                    row.getString(1),
                                    row.getString(2),
                                    JsonText.readTexts(row.getString(3)),
                                    JsonText.readMap(row.getString(4)),
                                    row.getString(5),
                                    instant(row, 6),
                                    row.getString(7)),
                            row.getString(8),
                            row.getString(9),
                            statuses.getOrDefault(row.getString(1), Map.of())))
                    .list();
        });
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static NodeId node(String id) {
        String word = id.substring(0, id.indexOf('.'));
        for (NodeKind kind : NodeKind.values()) {
            if (kind.word().equals(word)) return new NodeId(kind, id);
        }
        throw new IllegalStateException("The records name a node of an unknown kind: " + id);
    }
}
