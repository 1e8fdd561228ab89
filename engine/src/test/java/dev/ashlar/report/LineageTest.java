package dev.ashlar.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.report.ColumnOrigin.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineageTest {
    private static final NodeId RAW = NodeId.of(NodeKind.SOURCE, "shop", "raw", "orders");
    private static final NodeId STAGED = NodeId.of(NodeKind.MODEL, "shop", "stg_orders");
    private static final NodeId SUM = NodeId.of(NodeKind.MODEL, "shop", "revenue");

    private final Lineage lineage = Lineage.of(Map.of(
            RAW, new NodeLineage(List.of(column("id"), column("cents"), column("status")), List.of(), Optional.empty()),
            STAGED,
                    new NodeLineage(
                            List.of(
                                    column("id", origin(RAW, "id", Kind.PASSED_ON)),
                                    column("amount", origin(RAW, "cents", Kind.TRANSFORMED))),
                            List.of(ColumnRef.of(RAW, "status")),
                            Optional.empty()),
            SUM,
                    new NodeLineage(
                            List.of(column("revenue", origin(STAGED, "amount", Kind.AGGREGATED))),
                            List.of(ColumnRef.of(STAGED, "amount")),
                            Optional.empty())));

    @Test
    void upstreamLeadsStepByStepToTheRawColumn() {
        assertThat(lineage.upstream(ColumnRef.of(SUM, "revenue")))
                .containsExactly(
                        edge(STAGED, "amount", SUM, "revenue", Kind.AGGREGATED, 1),
                        edge(RAW, "cents", STAGED, "amount", Kind.TRANSFORMED, 2));
    }

    @Test
    void downstreamTellsValuesAndFilters() {
        assertThat(lineage.downstream(ColumnRef.of(RAW, "cents")))
                .containsExactly(
                        edge(RAW, "cents", STAGED, "amount", Kind.TRANSFORMED, 1),
                        edge(STAGED, "amount", SUM, "revenue", Kind.AGGREGATED, 2),
                        new ColumnEdge(ColumnRef.of(STAGED, "amount"), SUM, Optional.empty(), Kind.FILTERS, 2));
    }

    @Test
    void aFilterEndsThePath() {
        assertThat(lineage.downstream(ColumnRef.of(RAW, "status")))
                .containsExactly(
                        new ColumnEdge(ColumnRef.of(RAW, "status"), STAGED, Optional.empty(), Kind.FILTERS, 1));
    }

    @Test
    void findsColumnsInAnyCase() {
        assertThat(lineage.find(new ColumnRef(RAW, new ColumnName("CENTS")))).isPresent();
        assertThat(lineage.find(ColumnRef.of(RAW, "none"))).isEmpty();
    }

    private static ColumnLineage column(String name, ColumnOrigin... origins) {
        return new ColumnLineage(new ColumnName(name), Optional.empty(), List.of(origins), Optional.empty());
    }

    private static ColumnOrigin origin(NodeId node, String column, Kind kind) {
        return new ColumnOrigin(ColumnRef.of(node, column), kind);
    }

    private static ColumnEdge edge(NodeId from, String column, NodeId to, String name, Kind kind, int distance) {
        return new ColumnEdge(ColumnRef.of(from, column), to, Optional.of(new ColumnName(name)), kind, distance);
    }
}
