package dev.ashlar.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.RunRecords.Marker;
import dev.ashlar.report.Access;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On engines that bind views when they are made: what is bound goes first, and what stays keeps what it is bound to. */
final class CleanUpTest {
    private static final RelationName MARKERS = RelationName.of("ci_ashlar_meta", "markers");
    private static final NodeId NODE = Shop.id("any");
    private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");

    private final List<CatalogRelation> standing = new ArrayList<>();
    private final Map<RelationName, Marker> markers = new HashMap<>();

    private RelationName stands(Kind kind, String schema, String name, RelationName... reads) {
        RelationName relation = RelationName.of(schema, name);
        standing.add(new CatalogRelation(relation, kind, List.of(), Optional.empty(), List.of(reads), Access.OWN));
        return relation;
    }

    private RelationName ours(Kind kind, String schema, String name, RelationName... reads) {
        RelationName relation = stands(kind, schema, name, reads);
        markers.put(relation, new Marker(relation, NODE, "a", "i", "c", AT, AT));
        return relation;
    }

    private CleanUp everything() {
        return CleanUp.everything(markers, List.of(MARKERS), Catalog.of(standing));
    }

    private static List<String> names(List<CleanUp.Item> items) {
        return items.stream()
                .map(item -> (item.relation().name().plain() + " " + item.why()).strip())
                .toList();
    }

    @Test
    void whatIsBoundGoesBeforeWhatItIsBoundTo() {
        RelationName table = ours(Kind.TABLE, "ci", "t");
        RelationName view = ours(Kind.VIEW, "ci", "v", table);
        ours(Kind.MATERIALIZED_VIEW, "ci", "a", table, view);
        stands(Kind.TABLE, "ci_ashlar_meta", "markers");

        CleanUp found = everything();

        assertThat(names(found.dropped())).containsExactly("ci.a", "ci.v", "ci.t");
        assertThat(found.schemas()).containsExactly("ci", "ci_ashlar_meta");
        assertThat(found.records()).containsExactly(MARKERS);
    }

    @Test
    void whatAStayingViewReadsStaysToTheEndOfTheChainAndSoDoTheRecords() {
        RelationName table = ours(Kind.TABLE, "ci", "t");
        RelationName view = ours(Kind.VIEW, "ci", "v", table);
        ours(Kind.TABLE, "ci_other", "alone");
        stands(Kind.VIEW, "finance", "report", view);
        stands(Kind.TABLE, "ci_ashlar_meta", "markers");

        CleanUp found = everything();

        assertThat(names(found.kept()))
                .containsExactlyInAnyOrder(
                        "ci.v is needed by finance.report, which stays", "ci.t is needed by ci.v, which stays");
        assertThat(names(found.dropped())).containsExactly("ci_other.alone");
        assertThat(found.schemas()).containsExactly("ci_other");
        assertThat(found.records()).isEmpty();
    }

    @Test
    void tablesThatReferToEachOtherAreEachDroppedOnce() {
        RelationName a = RelationName.of("ci", "a");
        RelationName b = RelationName.of("ci", "b");
        ours(Kind.TABLE, "ci", "a", b);
        ours(Kind.TABLE, "ci", "b", a);

        assertThat(names(everything().dropped())).containsExactlyInAnyOrder("ci.a", "ci.b");
    }

    @Test
    void anExternalTableIsNeverDropped() {
        ours(Kind.EXTERNAL, "ci", "lake");

        assertThat(names(everything().kept())).containsExactly("ci.lake is external");
        assertThat(everything().isEmpty()).isTrue();
    }
}
