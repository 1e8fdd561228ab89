package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import dev.ashlar.contract.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project as an analyst writes it, built again and again on Postgres: what it says is so after every build. */
final class PostgresProjectTest {
    private static final PostgresServer SERVER = PostgresServer.running();

    @TempDir
    Path folder;

    private final String schema = PostgresServer.randomName();
    private final String board = schema + "_board";
    private Shell shop;

    @BeforeEach
    void makeProject() throws SQLException {
        sql("create role " + board);
        shop = Shell.small(folder)
                .file("profiles.yml", """
                        shop:
                          target: ci
                          outputs:
                            ci: { type: postgres, host: %s, port: %s, database: %s, user: %s, password: '%s', schema: %s, threads: 2 }
                        """.formatted(
                                SERVER.host(),
                                String.valueOf(SERVER.port()),
                                SERVER.database(),
                                SERVER.user(),
                                SERVER.password(),
                                schema))
                .file("models/staging/orders.sql", "select 1 as id, 'ann' as customer union all select 2, 'bob'\n")
                .file("models/analytics/facts.sql", "select id, customer from ${ref('orders')}\n")
                .file("models/analytics/counts.sql", """
                        <@config materialized="materialized_view" indexes=[{"columns": ["customer"], "unique": true}] />
                        select customer, count(*) as orders from ${ref('facts')} group by customer
                        """)
                .file("models/shop.yml", """
                        models:
                          - name: facts
                            description: Orders, one row each
                            config:
                              contract: { enforced: true }
                              grants: { select: [%1$s] }
                              persist_docs: { relation: true, columns: true }
                              indexes: [{ columns: [customer] }]
                            constraints: [{ type: primary_key, columns: [id], name: facts_pk }]
                            columns:
                              - { name: id, data_type: integer, description: The key }
                              - { name: customer, data_type: text }
                          - name: counts
                            config: { grants: { select: [%1$s] } }
                            columns:
                              - { name: customer, data_tests: [unique, not_null] }
                        """.formatted(board));
    }

    @AfterEach
    void leaveNothing() throws SQLException {
        SERVER.dropSchemas(schema);
        sql("drop owned by " + board);
        sql("drop role " + board);
    }

    private static void sql(String text) throws SQLException {
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    /** First column. */
    private List<String> found(String query) throws SQLException {
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query.replace("{analytics}", schema + "_analytics"))) {
            List<String> values = new ArrayList<>();
            while (rows.next()) values.add(rows.getString(1));
            return values;
        }
    }

    private void build() {
        Ran ran = shop.run("build");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).as(ran.out()).isZero();
    }

    @Test
    void whatItSaysIsSoAfterEveryBuild() throws SQLException {
        List<String> indexes = List.of();
        for (int build = 1; build <= 3; build++) {
            build();
            if (build == 2)
                sql("create view " + schema + "_analytics.theirs as select customer from " + schema
                        + "_analytics.facts");
            assertThat(found("select tablename || ' ' || indexname from pg_indexes where schemaname = '{analytics}'"
                            + " order by 1"))
                    .hasSize(3)
                    .contains("facts facts_pk")
                    .noneMatch(name -> name.contains("__new"));
            assertThat(found("select relname || ' ' || relkind::text from pg_class where relnamespace ="
                            + " '{analytics}'::regnamespace and relkind in ('r', 'v', 'm') and relname <> 'theirs'"
                            + " order by 1"))
                    .containsExactly("counts m", "facts r");
            assertThat(found("select obj_description('{analytics}.facts'::regclass) || ': '"
                            + " || col_description('{analytics}.facts'::regclass, 1)"))
                    .containsExactly("Orders, one row each: The key");
            assertThat(found("select n from unnest(array['facts', 'counts']) as n where has_table_privilege('" + board
                            + "', '{analytics}.' || n, 'select') and has_schema_privilege('" + board
                            + "', '{analytics}', 'usage')"))
                    .containsExactly("facts", "counts");
            List<String> now = found("select indexname from pg_indexes where schemaname = '{analytics}' order by 1");
            if (build > 1) assertThat(now).isEqualTo(indexes);
            indexes = now;
        }
        assertThat(found("select customer from {analytics}.theirs order by 1")).containsExactly("ann", "bob");
    }

    @Test
    void aGrantThatTheProjectNoLongerNamesIsTakenBack() throws SQLException {
        build();
        shop.replaced("models/shop.yml", "      grants: { select: [" + board + "] }\n", "");
        build();
        assertThat(found("select n from unnest(array['facts', 'counts']) as n where has_table_privilege('" + board
                        + "', '{analytics}.' || n, 'select')"))
                .containsExactly("counts");
    }

    @Test
    void unitTestsGiveListsAndDocuments() {
        shop.file(
                        "models/staging/tagged.sql",
                        "select 1 as id, array['a', 'b'] as tags, cast('{\"k\": 1}' as jsonb) as doc\n")
                .file(
                        "models/analytics/tags.sql",
                        "select id, tags, cardinality(tags) as n, doc from ${ref('tagged')}\n")
                .file("models/tags.yml", """
                        unit_tests:
                          - name: lists
                            model: tags
                            given:
                              - input: ref('tagged')
                                rows:
                                  - { id: 1, tags: [x, "it's {1}"], doc: { k: [1] } }
                                  - { id: 2, tags: [] }
                            expect:
                              rows:
                                - { id: 1, tags: [x, "it's {1}"], n: 2, doc: { k: [1] } }
                                - { id: 2, tags: [], n: 0 }
                        """);
        Ran ran = shop.run("build --select tagged tags");
        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        shop.replaced("models/tags.yml", "tags: [], n: 0", "tags: [y], n: 0");
        ran = shop.run("test --select tags");
        assertThat(ran.code()).as(ran.out()).isEqualTo(1);
    }

    @Test
    void aDryRunShowsTheRefreshAndSendsNothing() throws SQLException {
        build();
        sql("create view " + schema + "_analytics.theirs as select customer from " + schema + "_analytics.facts");
        Ran ran = shop.run("build", "--dry-run");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("refresh materialized view concurrently \"" + schema + "_analytics\".\"counts\";")
                .contains("create or replace view \"" + schema + "_analytics\".\"theirs\" as");
        for (String assumed : List.of("new", "existing")) {
            Ran offline = shop.run("build", "--dry-run", "--assume", assumed, "--select", "facts");
            assertThat(offline.code()).as(offline.err()).isZero();
            assertThat(offline.out()).contains("constraint \"facts_pk__new\" primary key (\"id\")");
        }
        assertThat(found("select relname from pg_class where relname like '%\\_\\_new' and relnamespace ="
                        + " '{analytics}'::regnamespace"))
                .isEmpty();
    }

    @Test
    void aLayoutThatMayNotChangeIsRefusedUntilItIsTold() throws SQLException {
        build();
        shop.replaced(
                "models/analytics/counts.sql",
                "\"unique\": true}]",
                "\"unique\": true}]" + " on_configuration_change=\"fail\"");
        build();
        shop.replaced("models/analytics/counts.sql", "[\"customer\"], \"unique\": true", "[\"orders\"]");
        Ran ran = shop.run("build");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out() + ran.err())
                .contains("Cannot build model 'counts': its layout is not the one that materialized view ");
        shop.replaced("models/analytics/counts.sql", "\"fail\"", "\"apply\"");
        build();
        assertThat(found("select indexdef from pg_indexes where schemaname = '{analytics}' and tablename = 'counts'"))
                .singleElement()
                .asString()
                .contains("(orders)")
                .doesNotContain("UNIQUE");
    }
}
