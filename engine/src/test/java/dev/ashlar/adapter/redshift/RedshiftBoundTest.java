package dev.ashlar.adapter.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ashlar.contract.PostgresServer;
import dev.ashlar.contract.Workshop;
import dev.ashlar.plan.Bindings;
import dev.ashlar.plan.Bindings.Authority;
import dev.ashlar.plan.Bindings.BoundView;
import dev.ashlar.plan.Bindings.Contents;
import dev.ashlar.report.Privilege;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Views that people bound to a table of ours are there after it was replaced, and late-binding ones need nothing. */
class RedshiftBoundTest extends RedshiftRuns {
    private Bindings bindings() {
        return warehouse.bindings(relation("t"));
    }

    private void hangOnT() {
        shop().table("t", "select 1 as id, cast('a' as varchar(10)) as name").build();
        shop().execute("create view {schema}.v as select id, name from {schema}.t");
        shop().execute("create view {schema}.w as select name from {schema}.v where id > 0");
        shop().execute(
                        "create materialized view {schema}.m auto refresh yes as select id, count(*) as n from {schema}.t"
                                + " group by id");
        shop().execute("create view {schema}.late as select id from {schema}.t with no schema binding");
        shop().execute("comment on view {schema}.v is 'for the board'");
        shop().execute("grant select on {schema}.w to public");
    }

    @Test
    void bindingsAreFoundLevelByLevel() {
        hangOnT();
        assertThat(bindings().views())
                .extracting(view -> view.name().identifier(), BoundView::contents, BoundView::authority)
                .containsExactlyInAnyOrder(
                        tuple("v", Contents.NONE, Authority.HELD),
                        tuple("w", Contents.NONE, Authority.HELD),
                        tuple("m", Contents.FILLED, Authority.HELD));
        assertThat(bindings().views())
                .extracting(view -> view.name().identifier())
                .containsSubsequence("v", "w");
        BoundView v = view("v");
        assertThat(v.uses()).extracting(column -> column.name()).containsExactly("id", "name");
        assertThat(v.relation().comment()).contains("for the board");
        assertThat(v.definition().strip()).startsWithIgnoringCase("select");
        assertThat(view("m").options()).containsExactly("auto refresh yes");
        assertThat(warehouse.bindings(relation("w")).isEmpty()).isTrue();
    }

    private BoundView view(String name) {
        return bindings().views().stream()
                .filter(view -> view.name().identifier().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatWasBoundIsBoundAgainAfterTheSwap() {
        hangOnT();
        shop().table("t", "select 2 as id, cast('b' as varchar(10)) as name, 3 as more");
        assertThat(Workshop.words(shop().build())).isEqualTo(Map.of("t", "success"));
        assertThat(shop().rows("w", "name")).containsExactly("b");
        assertThat(shop().rows("m", "id, n")).containsExactly("2,1");
        assertThat(shop().rows("late", "id")).containsExactly("2");
        assertThat(view("v").relation().comment()).contains("for the board");
        assertThat(view("w").relation().access().privileges())
                .extracting(Privilege::name)
                .containsExactly("select");
        assertThat(view("m").options()).containsExactly("auto refresh yes");
    }

    @Test
    void aViewThatCannotBeMadeAgainFailsTheNodeBeforeTheSwap() {
        hangOnT();
        shop().table("t", "select 2 as id");
        assertThat(Workshop.words(shop().build()).get("t"))
                .startsWith("error: ")
                .contains("v", "name");
        assertThat(shop().rows("w", "name")).containsExactly("a");
    }

    /** The front keeps foreign keys as notes, so the query is put to the catalog of Postgres itself. */
    @Test
    void foreignKeysAreReadFromTheCatalog() throws SQLException {
        try (Connection connection = PostgresServer.running().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
            try {
                statement.execute("create table " + relation("t") + " (a int, b int, up int references " + relation("t")
                        + " (own), own int unique, primary key (a, b))");
                statement.execute("create table " + relation("k") + " (x int, y int, constraint to_t foreign key (x, y)"
                        + " references " + relation("t") + " (a, b))");
                Bindings.ForeignKey key =
                        RedshiftBindings.read(connection, relation("T")).keys().get(0);
                assertThat(key.name()).isEqualTo("to_t");
                assertThat(key.table()).isEqualTo(relation("k"));
                assertThat(key.referenced()).isEqualTo(relation("t"));
                assertThat(key.columns()).extracting(column -> column.name()).containsExactly("x", "y");
                assertThat(key.referencedColumns())
                        .extracting(column -> column.name())
                        .containsExactly("a", "b");
                assertThat(key.definition()).startsWith("FOREIGN KEY (x, y) REFERENCES ");
                assertThat(key.authority()).isEqualTo(Authority.HELD);
                assertThat(RedshiftBindings.read(connection, relation("t")).keys())
                        .as("none that refers to its own table")
                        .hasSize(1);
                assertThat(RedshiftBindings.read(connection, relation("k")).keys())
                        .hasSize(1);
            } finally {
                statement.execute("drop schema " + schema + " cascade");
            }
        }
    }
}
