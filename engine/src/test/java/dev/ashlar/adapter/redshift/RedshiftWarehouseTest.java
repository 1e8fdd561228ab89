package dev.ashlar.adapter.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ashlar.plan.RelationStatement.DropTable;
import dev.ashlar.plan.TransactionStatement.Begin;
import dev.ashlar.plan.TransactionStatement.Rollback;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.Grantee;
import dev.ashlar.wire.SeenStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Redshift has and other engines have not. */
class RedshiftWarehouseTest extends RedshiftEngine {
    private void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }

    private CatalogRelation found(String name) {
        return warehouse.catalogOf(relation(name)).find(relation(name)).orElseThrow();
    }

    @Test
    void tablesOfAnExternalSchemaAreInTheCatalog() throws SQLException {
        String lake = schema + "_lake";
        execute(
                "insert into svv_external_schemas (schemaname) values ('" + lake + "')",
                "insert into svv_external_columns (schemaname, tablename, columnname, external_type, columnnum) values ('"
                        + lake + "', 'clicks', 'page', 'varchar(200)', 2), ('" + lake
                        + "', 'clicks', 'id', 'bigint', 1)");
        CatalogRelation clicks =
                warehouse.catalog(List.of(schema, lake)).relations().iterator().next();
        assertThat(clicks.kind()).isEqualTo(CatalogRelation.Kind.EXTERNAL);
        assertThat(clicks.name()).hasToString("\"" + lake + "\".\"clicks\"");
        assertThat(clicks.columns())
                .containsExactly(CatalogColumn.of("id", "bigint"), CatalogColumn.of("page", "varchar(200)"));
        assertThat(warehouse.catalogOf(clicks.name()).find(clicks.name())).contains(clicks);
    }

    @Test
    void aSuperColumnIsTheTextOfItsJson() throws SQLException {
        execute(
                "create table " + relation("t") + " (doc super)",
                "insert into " + relation("t") + " values (json_parse('{\"a\": [1, 2]}'))");
        assertThat(found("t").columns()).containsExactly(CatalogColumn.of("doc", "super"));
        assertThat(rows("select doc from " + relation("t")))
                .singleElement()
                .satisfies(row ->
                        assertThat(String.valueOf(row.get(0)).replace(" ", "")).isEqualTo("{\"a\":[1,2]}"));
    }

    @Test
    void usersGroupsRolesAndEverybodyAreToldApartInWhatTheyHold() throws SQLException {
        String who = schema;
        execute(
                "create table " + relation("t") + " (id int)",
                "create user " + who + "_u password 'Geheim1234'",
                "create group " + who + "_g",
                "create role " + who + "_r",
                "grant select on " + relation("t") + " to " + who + "_u",
                "grant select on " + relation("t") + " to group " + who + "_g",
                "grant insert on " + relation("t") + " to role " + who + "_r",
                "grant select on " + relation("t") + " to public");
        try {
            assertThat(found("t").access().privileges())
                    .extracting(
                            p -> p.name(),
                            p -> p.grantee().type(),
                            p -> p.grantee().name())
                    .containsExactlyInAnyOrder(
                            tuple("select", Grantee.Type.USER, who + "_u"),
                            tuple("select", Grantee.Type.GROUP, who + "_g"),
                            tuple("insert", Grantee.Type.ROLE, who + "_r"),
                            tuple("select", Grantee.Type.EVERYBODY, ""));
        } finally {
            execute(
                    "drop table " + relation("t"),
                    "drop user " + who + "_u",
                    "drop group " + who + "_g",
                    "drop role " + who + "_r");
        }
    }

    @Test
    void aSessionGoesBackWithTheTargetsOwnQueryGroup() {
        try (RedshiftWarehouse etl = open(Map.of("query_group", "etl's"))) {
            front().proxy().reset();
            try (WarehouseSession session = etl.open()) {
                session.runText("set query_group to 'mine'");
                session.runText("create temporary table passing as select 1 as a");
            }
            try (WarehouseSession next = etl.open()) {
                next.read("select 1", 1);
            }
        }
        assertThat(front().proxy().statements())
                .extracting(SeenStatement::text)
                .map(text -> text.replace(";", "").strip())
                .containsSubsequence(
                        "set query_group to 'mine'", "reset all", "set query_group to 'etl''s'", "select 1");
    }

    @Test
    void aSwapThatWaitsTooLongNamesWhoUsesTheTable() throws SQLException {
        execute("create table " + relation("t") + " (id int)");
        try (RedshiftWarehouse hasty = open(Map.of("lock_timeout", "1s"));
                WarehouseSession reader = warehouse.open();
                WarehouseSession swap = hasty.open()) {
            reader.run(new Begin());
            reader.read("select count(*) from " + relation("t"), 1);
            long pid = reader.serverNumber().orElseThrow();
            swap.run(new Begin());
            assertThatThrownBy(() -> swap.run(new DropTable(relation("t"))))
                    .isInstanceOfSatisfying(WarehouseException.class, waited -> {
                        assertThat(waited.kind()).isEqualTo(Kind.RETRYABLE);
                        assertThat(waited)
                                .hasMessageStartingWith(
                                        "The statement waited longer than the target's lock_timeout of 1 s for other"
                                                + " sessions. It is used by session " + pid + " of user ")
                                .hasMessageContaining("select count(*) from");
                    });
            swap.run(new Rollback());
            reader.run(new Rollback());
            swap.run(new DropTable(relation("t")));
        }
        assertThat(warehouse.catalogOf(relation("t")).find(relation("t"))).isEmpty();
    }
}
