package dev.ashlar.adapter.freemarker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.port.ModelTemplates.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateNamesTest {
    private final TemplateFixture fixture = new TemplateFixture();

    @Test
    void printsRelationsQuotedAndTheirPartsBare() {
        assertThat(fixture.render("${ref('stg_orders')} ${ref('stg_orders').schema} ${ref('x').identifier}"))
                .isEqualTo("\"analytics\".\"stg_orders\" analytics x");
        assertThat(fixture.render("${this} ${this.schema} ${this.identifier} [${this.database}]"))
                .isEqualTo("\"analytics\".\"orders\" analytics orders []");
        assertThat(fixture.render("${source('shop', 'orders')} ${rejects('shop', 'orders')}"))
                .isEqualTo("\"shop\".\"orders\" \"shop\".\"orders__rejects\"");
    }

    @Test
    void recordsReferencesWithTheirPlaces() {
        fixture.render(
                "select *\nfrom ${ref(\"a\")}\njoin ${ ref(\"pkg\", \"b\", {\"version\": 2}) }\n,${source('s','t')}");
        assertThat(fixture.scope.references)
                .containsExactly(
                        new Reference.ToNode("", "a", "", new SourceLocation("models/m.sql", 2, 8)),
                        new Reference.ToNode("pkg", "b", "2", new SourceLocation("models/m.sql", 3, 9)),
                        new Reference.ToSource("s", "t", new SourceLocation("models/m.sql", 4, 4)));
    }

    @Test
    void handsConfigOnAsPlainValuesInTheOrderWritten() {
        fixture.render("<@config unique_key=\"id\" materialized='table' batch=1 share=0.5 sum=1+1 on=true\n"
                + " sort=[\"a\", \"b\"] meta={\"z\": 1, \"a\": {\"b\": []}} />select 1");
        assertThat(fixture.scope.config.toString())
                .isEqualTo("{unique_key=id, materialized=table, batch=1, share=0.5, sum=2, on=true, sort=[a, b],"
                        + " meta={z=1, a={b=[]}}}");
        assertThat(fixture.scope.config.get("share")).isEqualTo(0.5d);
        assertThat(fixture.scope.config.get("sum")).isEqualTo(2);
    }

    @Test
    void handsDependsOnOn() {
        fixture.render("<@depends_on nodes=[\"a\", \"b\"] />select 1");
        assertThat(fixture.scope.dependsOn).containsExactly("a", "b");
        assertThat(fixture.fault("<@depends_on node=[\"a\"] />").text())
                .isEqualTo("models/m.sql:1:1 depends_on wants a list of model names."
                        + " Write <@depends_on nodes=[\"model_a\", \"model_b\"] />.\n"
                        + "  1 | <@depends_on node=[\"a\"] />\n    | ^");
    }

    @Test
    void readsVariablesAndTheirDefaults() {
        fixture.scope.variables.put("start_date", "2023-01-01");
        fixture.scope.variables.put("limit", 1000000);
        fixture.scope.variables.put("fast", true);
        fixture.scope.environment.put("USER", "ada");
        assertThat(fixture.render(
                        "${var('start_date')} ${var('limit')} ${var('fast')} ${var('x', 'y')} ${env_var('USER')}"
                                + " ${env_var('NOPE', '-')} <#if var('fast')>yes</#if>"))
                .isEqualTo("2023-01-01 1000000 true y ada - yes");
    }

    @Test
    void knowsFactsOfTheRun() {
        assertThat(fixture.render("${target.schema} ${target.threads} ${model.name} ${model.config.materialized}"
                        + " ${graph.nodes[\"model.shop.orders\"].name} ${invocation_id} ${execute} ${doc('grain')}"))
                .isEqualTo("me 4 orders table orders 0d5a true One row an order.");
        assertThat(fixture.render("${is_incremental()}<#if is_incremental()>x</#if>"))
                .isEqualTo("false");
        fixture.scope.incremental = true;
        assertThat(fixture.render("<#if is_incremental()>where 1 = 1</#if>")).isEqualTo("where 1 = 1");
    }

    @Test
    void printsValuesAsSql() {
        assertThat(fixture.render("${1000000} ${1.50} ${0.1 + 0.2} ${10 / 4} ${1 == 1} ${-3} ${123456789012345678}"))
                .isEqualTo("1000000 1.5 0.3 2.5 true -3 123456789012345678");
        assertThat(fixture.render("${run_started_at} ${run_started_at?string(\"yyyy-MM-dd\")} ${run_started_at?date}"))
                .isEqualTo("2026-10-01 02:00:00 2026-10-01 2026-10-01");
    }

    @Test
    void givesRowsOfQueriesAsHashes() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("method", "card");
        row.put("x", null);
        row.put("day", java.time.LocalDate.of(2026, 1, 31));
        row.put("at", java.time.LocalDateTime.of(2026, 1, 31, 4, 5, 6, 789_000));
        row.put("amount", new java.math.BigDecimal("12345678901234567890.12"));
        fixture.scope.warehouse = sql -> List.of(row);
        assertThat(fixture.render(
                        "<#list run_query(\"select distinct method\") as row>${row.method} ${row.x} ${row.x??}"
                                + " ${row.x!'none'} ${row.day} ${row.at} ${row.amount}</#list>"))
                .isEqualTo("card null false none 2026-01-31 2026-01-31 04:05:06.000789 12345678901234567890.12");
        assertThat(fixture.scope.queries).containsExactly("select distinct method");
    }

    @Test
    void asksTheCatalogThroughTheAdapter() {
        fixture.scope.columnsOf = relation -> List.of(Map.of("name", "id", "type", "bigint"));
        assertThat(fixture.render("<#list adapter.columns(this) as c>${c.name}:${c.type}</#list>"
                        + " ${adapter.relation('', 'analytics', 'x')} ${adapter.relation('', 'no', 'x')!'none'}"
                        + " ${adapter.quote('a\"b')}"))
                .isEqualTo("id:bigint \"analytics\".\"x\" none \"a\"\"b\"");
    }

    @Test
    void passesMessagesOnWithTheirPlace() {
        assertThat(fixture.render("a${log('one')}b\n${warn('two')}c")).isEqualTo("ab\nc");
        assertThat(fixture.scope.messages)
                .isEqualTo(new ArrayList<>(Arrays.asList("LOG one models/m.sql:1:2", "WARN two models/m.sql:2:1")));
    }

    @Test
    void plainTextIsHandedThrough() {
        assertThat(fixture.templates.isTemplate("select 1 -- no template")).isFalse();
        assertThat(fixture.render("select '$1', a <> b, \"x\" # y")).isEqualTo("select '$1', a <> b, \"x\" # y");
    }
}
