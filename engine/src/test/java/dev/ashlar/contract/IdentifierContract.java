package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any name works: in SQL, in the catalog and in bulk loads. */
public interface IdentifierContract extends EngineContract {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "order",
                "with space",
                "a\"b",
                "it's",
                "größe_客户",
                "semi;colon--comment",
                "1st",
                "a.b",
                "{'x': ?}",
                "as_long_as_postgres_takes_a_name_that_somebody_thought_clear_1"
            })
    default void anyNameWorks(String name) {
        RelationName relation = relation(name);
        CatalogColumn column = CatalogColumn.of(name, "VARCHAR");
        try (WarehouseSession session = warehouse().open()) {
            createTable(session, name, "select cast('x' as varchar) as " + column.name());
            session.load(relation, List.of(column), List.of(List.<Object>of("y")));
            RelationName renamed = relation(name + "2");
            session.run(new RelationStatement.RenameTable(relation, renamed));
            assertThat(session.read("select " + column.name() + " from " + renamed + " order by 1", 9)
                            .rows())
                    .containsExactly(List.of("x"), List.of("y"));
            CatalogRelation found = warehouse().catalogOf(renamed).find(renamed).orElseThrow();
            assertThat(found.name()).isEqualTo(renamed);
            assertThat(found.columnNames()).containsExactly(new ColumnName(name));
        }
    }
}
