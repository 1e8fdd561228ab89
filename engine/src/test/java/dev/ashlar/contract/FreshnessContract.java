package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Cadence;
import dev.ashlar.manifest.Materialization.Conduct;
import dev.ashlar.manifest.Materialization.OnError;
import dev.ashlar.manifest.Materialization.Publication;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.Age;
import dev.ashlar.manifest.NodeConfig;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import dev.ashlar.port.ArtifactStore.FreshnessRow;
import dev.ashlar.port.RunListener;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.run.FreshnessCheck;
import dev.ashlar.run.Interruption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Sources are judged by the age of their newest row. Times without a zone are UTC. */
public interface FreshnessContract extends EngineContract {
    Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

    @Test
    default void aSourceWithinItsLimitsPasses() {
        fill("timestamp '2026-03-04 11:00:00'");
        FreshnessRow row = row(freshness("loaded_at", "", ""));
        assertThat(row.status()).isEqualTo("pass");
        assertThat(row.maxLoadedAt()).contains("2026-03-04T11:00:00Z");
        assertThat(row.ageSeconds()).contains(3600.0);
    }

    @Test
    default void olderThanItsFirstLimitItWarnsAndOlderThanItsSecondItFails() {
        fill("timestamp '2026-03-03 06:00:00'");
        FreshnessCheck.Found late = check(freshness("loaded_at", "", ""));
        assertThat(late.rows().get(0).status()).isEqualTo("warn");
        assertThat(late.report().failed()).isFalse();
        assertThat(late.report().results().get(0).notes().get(0).message())
                .isEqualTo("Source 'shop.orders' has no row newer than 2026-03-03T06:00:00Z, 1 day and 6 hours ago;"
                        + " warn_after is 1 day.");

        fill("timestamp '2026-02-28 12:00:00'");
        FreshnessCheck.Found stale = check(freshness("loaded_at", "", ""));
        assertThat(stale.rows().get(0).status()).isEqualTo("error");
        assertThat(message(stale)).endsWith(", 4 days ago; error_after is 72 hours.");
    }

    @Test
    default void onlyRowsThatThePassTheFilterCount() {
        fill("timestamp '2026-03-04 11:00:00'");
        assertThat(row(freshness("loaded_at", "", "kind = 'none'")).status()).isEqualTo("runtime error");
        assertThat(row(freshness("loaded_at", "", "kind = 'x'")).status()).isEqualTo("pass");
    }

    @Test
    default void anExpressionOrAQueryOfTheUsersOwnIsAskedInstead() {
        fill("timestamp '2026-03-04 11:00:00'");
        assertThat(row(freshness("cast(loaded_at as date)", "", "")).maxLoadedAt())
                .contains("2026-03-04T00:00:00Z");
        assertThat(row(freshness("", "select '2026-03-04 10:00:00+00'", "")).maxLoadedAt())
                .contains("2026-03-04T10:00:00Z");
    }

    @Test
    default void anEmptyTableIsAnError() {
        try (dev.ashlar.port.WarehouseSession session = warehouse().open()) {
            session.runText("create table " + relation("orders") + " (loaded_at timestamp, kind varchar(5))");
        }
        FreshnessCheck.Found found = check(freshness("loaded_at", "", ""));
        assertThat(found.rows().get(0).status()).isEqualTo("runtime error");
        assertThat(message(found))
                .isEqualTo("Cannot tell how fresh source 'shop.orders' is: it holds no rows to judge by.");
    }

    @Test
    default void aMissingTableIsAnErrorOfThatSourceAlone() {
        assertThat(message(check(freshness("loaded_at", "", ""))))
                .startsWith("Cannot tell how fresh source 'shop.orders' is: ");
    }

    private void fill(String time) {
        try (dev.ashlar.port.WarehouseSession session = warehouse().open()) {
            session.runText("drop table if exists " + relation("orders"));
            createTable(session, "orders", "select cast(" + time + " as timestamp) as loaded_at, 'x' as kind");
        }
    }

    private static String message(FreshnessCheck.Found found) {
        NodeResult result = found.report().results().get(0);
        return ((Outcome.Error) result.outcome()).diagnostic().message();
    }

    private static Node.Freshness freshness(String field, String query, String filter) {
        return new Node.Freshness(
                Optional.of(field).filter(text -> !text.isEmpty()),
                Optional.of(query).filter(text -> !text.isEmpty()),
                Optional.of(new Age(1, "day")),
                Optional.of(new Age(72, "hour")),
                Optional.empty(),
                filter);
    }

    private static Node.Freshness expected(String cadence) {
        return new Node.Freshness(
                Optional.of("loaded_at"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Cadence.find(cadence),
                "");
    }

    /** 2026-03-04 is a Wednesday. */
    @Test
    default void whatIsExpectedIsMissedOnlyOnceItIsDue() {
        fill("timestamp '2026-03-03 06:30:00'");
        FreshnessCheck.Found missing = check(expected("daily by 08:00 Europe/Berlin"));
        assertThat(missing.rows().get(0).status()).isEqualTo("error");
        assertThat(message(missing))
                .isEqualTo("Source 'shop.orders' is expected daily by 08:00 Europe/Berlin, and nothing has come for"
                        + " Wednesday 2026-03-04 08:00, 5 hours ago. Its newest row is of 2026-03-03T06:30:00Z.");
        assertThat(row(expected("daily by 14:00 Europe/Berlin")).status()).isEqualTo("pass");
        fill("timestamp '2026-03-01 21:00:00'");
        assertThat(row(expected("weekly on sunday by 20:00")).status()).isEqualTo("pass");
        fill("timestamp '2026-02-25 06:00:00'");
        assertThat(row(expected("weekly on sunday by 20:00")).status()).isEqualTo("error");
        fill("null");
        assertThat(message(check(expected("weekly on sunday by 20:00"))))
                .endsWith("nothing has come for Sunday 2026-03-01 20:00, 2 days and 16 hours ago. Nothing has ever"
                        + " come.");
    }

    private FreshnessRow row(Node.Freshness freshness) {
        return check(freshness).rows().get(0);
    }

    private FreshnessCheck.Found check(Node.Freshness freshness) {
        NodeId id = NodeId.of(NodeKind.SOURCE, "shop", "shop", "orders");
        NodeId unlimited = NodeId.of(NodeKind.SOURCE, "shop", "shop", "unlimited");
        Map<NodeId, Node> nodes = Map.of(
                id,
                source(id, "orders", Optional.of(freshness)),
                unlimited,
                source(unlimited, "unlimited", Optional.empty()));
        Project project = new Project(
                "shop",
                "1.0",
                List.of(),
                new TreeMap<>(nodes),
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                new Project.Schemas("meta"));
        return new FreshnessCheck(warehouse(), Optional.empty(), new RunListener() {}, InstantSource.fixed(NOW))
                .check(
                        project,
                        new TreeSet<>(nodes.keySet()),
                        new Invocation("one", "freshness", List.of(), Map.of(), "dev", NOW, ""),
                        new Interruption());
    }

    private Node.Source source(NodeId id, String name, Optional<Node.Freshness> freshness) {
        return new Node.Source(
                new Node.Header(
                        id,
                        name,
                        "shop",
                        List.of("shop", name),
                        new SourceLocation("models/sources.yml", 7, 9),
                        Optional.empty(),
                        "",
                        new TreeSet<>(),
                        Map.of(),
                        NodeConfig.EMPTY,
                        List.of(),
                        List.of()),
                "shop",
                relation(name),
                List.of(),
                Optional.empty(),
                freshness,
                new Conduct(Publication.TESTED, Optional.empty(), OnError.SKIP_CHILDREN, Optional.empty()));
    }
}
