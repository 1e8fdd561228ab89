package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A strategy and a materialization that a project writes as macros. */
class CustomMacrosTest {
    private static final String MACRO = "macros/own.ftl";

    @TempDir
    Path folder;

    private Shell shop;

    @BeforeEach
    void project() {
        shop = Shell.small(folder).file("models/analytics/totals.sql", """
                        <@config materialized="incremental" incremental_strategy="add_up" unique_key="id" meta={"factor": 10} />
                        select id, 1 as n from ${ref('orders')}
                        """);
    }

    private void built() {
        Ran ran = shop.run("build");
        assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
    }

    private String total() {
        return shop.value("select n from ${ref('totals')}");
    }

    @Test
    void aStrategyGetsTargetBatchColumnsKeyAndConfig() {
        shop.file(MACRO, """
                <#macro strategy_add_up target batch columns unique_key config>
                  <@statement>
                    update ${target} set n = ${target}.n + ${config.meta.factor} * b.n
                    from ${batch} as b
                    where ${target}.${unique_key[0]} = b.${unique_key[0]};
                  </@statement>
                  <#-- a remark, and a semicolon in a text that parts nothing -->
                  <@statement>
                    insert into ${target} (${columns?join(", ")})
                    select ${columns?join(", ")} from ${batch}
                    where 'a;b' = 'a;b' and id not in (select id from ${target})
                  </@statement>
                </#macro>
                """);
        built();
        assertThat(total()).isEqualTo("1");
        Ran ran = shop.run("build");
        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(total()).isEqualTo("11");
    }

    @Test
    void aMacroForTheEngineIsTakenBeforeThePlainOne() {
        shop.file(MACRO, """
                <#macro strategy_add_up target batch>
                  delete from ${target}
                </#macro>
                <#macro duckdb__strategy_add_up target batch>
                  update ${target} set n = 42
                </#macro>
                """);
        shop.run("build");
        built();
        assertThat(total()).isEqualTo("42");
    }

    @Test
    void whatTheWarehouseRefusesIsToldWithTheLineOfTheMacro() {
        shop.file(MACRO, """
                <#macro strategy_add_up target batch>
                  <@statement>delete from ${target}</@statement>
                  <@statement>
                    insert into ${target}
                    select id, no_such from ${batch}
                  </@statement>
                </#macro>
                """);
        built();

        Ran ran = shop.run("build");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("macros/own.ftl:5:16 Cannot build model 'totals': ")
                .contains("no_such");
        assertThat(total()).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "commit | macros/own.ftl:2:13 The strategy 'add_up' of model 'totals' holds 'commit': transactions are the"
                        + " engine's. Take it out: all statements are one transaction anyway.",
                "/* so */ START TRANSACTION; | macros/own.ftl:2:13 The strategy 'add_up' of model 'totals' holds 'start':"
                        + " transactions are the engine's. Take it out: all statements are one transaction anyway.",
                "vacuum | macros/own.ftl:2:13 The strategy 'add_up' of model 'totals' holds 'vacuum': it cannot stand in a"
                        + " transaction. Write it as a hook with transaction: false.",
                "truncate ${target} | macros/own.ftl:2:13 The strategy 'add_up' of model 'totals' holds 'truncate': it ends"
                        + " the transaction on Redshift, and keeps readers out on Postgres. Write delete from.",
                "delete from ${target}; commit | macros/own.ftl:2:36 The strategy 'add_up' of model 'totals' holds two"
                        + " statements in one. Put each statement into a <@statement> of its own.",
                "select 1</@statement> select 2<@statement> | macros/own.ftl:2:35 The strategy 'add_up' of model 'totals'"
                        + " writes 'select' outside of <@statement>. Put each statement into a <@statement> of its own.",
                "select 1 <@statement>select 2</@statement> | macros/own.ftl:2:34 The strategy 'add_up' of model 'totals'"
                        + " holds a <@statement> within a <@statement>. Write one behind the other.",
                "-- nothing | macros/own.ftl:2:1 The strategy 'add_up' of model 'totals' writes no statement. Write SQL in"
                        + " the macro.",
            })
    void whatHasNoPlaceInAStrategyIsRefusedByName(String statement, String message) {
        shop.file(
                MACRO,
                "<#macro strategy_add_up target batch>\n<@statement>" + statement + "\n</@statement>\n</#macro>\n");
        built();

        Ran ran = shop.run("build");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out().replaceAll("\\s+", " ")).contains(message);
        assertThat(total()).isEqualTo("1");
    }

    @Test
    void anArgumentThatNoStrategyHasIsTold() {
        shop.file(MACRO, "<#macro strategy_add_up target rows>delete from ${target}</#macro>\n");
        shop.run("build");
        assertThat(shop.run("build").out())
                .contains("Macro 'strategy_add_up' lacks its argument 'rows'. It takes target, rows.");
    }

    @Test
    void aMaterializationMakesTheTableUnderTheNameItIsGiven() {
        shop.file(MACRO, """
                <#macro materialization_sorted target sql config>
                  create table ${target} as
                  select * from (${sql}) as q order by ${config.meta.by}
                </#macro>
                """);
        shop.file("models/analytics/totals.sql", """
                <@config materialized="sorted" meta={"by": "n"} />
                select id, 7 as n from ${ref('orders')};
                """);
        shop.file(
                "models/analytics/totals.yml",
                "models: [{name: totals, columns: [{name: n, data_tests: [not_null]}]}]");

        Ran ran = shop.run("build");

        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out()).contains("sorted");
        assertThat(total()).isEqualTo("7");
    }

    @Test
    void aStatementBlockHasNoPlaceInAModel() {
        shop.file("models/analytics/totals.sql", "<@statement>select 1 as n</@statement>\n");
        assertThat(shop.run("build").out())
                .contains("models/analytics/totals.sql:1:13 A <@statement> has no place here."
                        + " Write it in a macro 'strategy_…' or 'materialization_…'.");
    }
}
