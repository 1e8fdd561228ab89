package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.Statement;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The catalog shows what stands, and nothing else. */
public interface CatalogContract extends EngineContract {
    @Test
    default void showsTablesAndViewsWithTheirColumnsInOrder() {
        try (WarehouseSession session = warehouse().open()) {
            createTable(session, "t", "select cast(1 as integer) as b, cast('x' as varchar(20)) as a");
            session.runText("create view " + relation("v") + " as select a, b from " + relation("t"));
        }
        Catalog catalog = warehouse().catalog(List.of(schema()));
        CatalogRelation table = catalog.find(relation("t")).orElseThrow();
        CatalogRelation view = catalog.find(relation("v")).orElseThrow();
        assertThat(table.kind()).isEqualTo(Kind.TABLE);
        assertThat(view.kind()).isEqualTo(Kind.VIEW);
        assertThat(names(table)).containsExactly("b", "a");
        assertThat(names(view)).containsExactly("a", "b");
    }

    @Test
    default void describesAQueryAsItsTableWouldBe() {
        String select =
                "select cast(1 as bigint) as id, cast(1.5 as decimal(10, 2)) as amount, cast('x' as varchar) as t,"
                        + " cast('2026-01-02' as date) as d, cast('2026-01-02 03:04:05' as timestamp) as ts, true as f";
        try (WarehouseSession session = warehouse().open()) {
            createTable(session, "t", select);
            List<CatalogColumn> described = session.describe(select);
            assertThat(warehouse()
                            .catalogOf(relation("t"))
                            .find(relation("t"))
                            .orElseThrow()
                            .columns())
                    .isEqualTo(described)
                    .hasSize(6);
        }
    }

    @Test
    default void showsComments() {
        try (WarehouseSession session = warehouse().open()) {
            createTable(session, "t", "select 1 as a");
            session.runText("comment on table " + relation("t") + " is 'orders, one row each'");
            session.runText("comment on column " + relation("t") + ".a is 'the key'");
        }
        CatalogRelation table =
                warehouse().catalogOf(relation("t")).find(relation("t")).orElseThrow();
        assertThat(table.comment()).contains("orders, one row each");
        assertThat(table.columns().get(0).comment()).contains("the key");
    }

    @Test
    default void aSchemaThatDoesNotExistIsEmpty() {
        assertThat(warehouse().catalog(List.of("no_such_schema_here")).relations())
                .isEmpty();
        assertThat(warehouse().catalog(List.of()).relations()).isEmpty();
    }

    @Test
    default void leavesOutOtherSchemasAndTemporaryTables() {
        try (WarehouseSession session = warehouse().open()) {
            createTable(session, "t", "select 1 as a");
            session.runText("create temporary table passing as select 1 as a");
            assertThat(warehouse().catalog(List.of(schema())).relations())
                    .extracting(r -> r.name().identifier())
                    .containsExactly("t");
        }
    }

    @Test
    default void findsARelationWhateverTheCaseOfItsName() {
        try (WarehouseSession session = warehouse().open()) {
            createTable(session, "orders", "select 1 as a");
        }
        Optional<CatalogRelation> found =
                warehouse().catalogOf(relation("ORDERS")).find(relation("Orders"));
        assertThat(found).isPresent();
    }

    private static List<String> names(CatalogRelation relation) {
        return relation.columnNames().stream().map(c -> c.name()).toList();
    }

    @Test
    default void dropsASchemaOnlyOnceItIsEmpty() {
        try (WarehouseSession session = warehouse().open()) {
            createTable(session, "left_over", "select 1 as id");
            Statement drop = new RelationStatement.DropSchema(schema());

            assertThatThrownBy(() -> session.run(drop)).isInstanceOf(WarehouseException.class);
            assertThat(count("left_over")).isEqualTo(1);

            session.run(new RelationStatement.DropTable(relation("left_over")));
            session.run(drop);
            session.run(drop);
            session.run(new RelationStatement.CreateSchema(schema()));
            assertThat(warehouse().catalog(List.of(schema())).relations()).isEmpty();
        }
    }
}
