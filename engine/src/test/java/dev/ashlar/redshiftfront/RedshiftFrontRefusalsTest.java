package dev.ashlar.redshiftfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Redshift refuses is refused here, though Postgres would do it; what is near to it passes. */
class RedshiftFrontRefusalsTest {
    private static FrontSession on;

    @BeforeAll
    static void open() throws SQLException {
        on = new FrontSession();
        on.run("create table ~t (id int, name varchar(10), made varchar(10) default 'x', amount numeric(10, 2))");
        on.run("create table ~s (id int, name varchar(10))");
        on.run("create view ~v as select id, name from ~s");
        on.run("insert into ~t (id, name) values (1, 'a'), (2, 'b')");
        on.run("insert into ~s values (2, 'c'), (3, 'd')");
    }

    @AfterEach
    void endTransaction() throws SQLException {
        on.run("rollback");
    }

    @AfterAll
    static void close() throws SQLException {
        on.close();
    }

    private static final String MERGE = "merge into ~t using ~s on ~t.id = ~s.id ";
    private static final String UPDATES = "when matched then update set name = ~s.name ";
    private static final String INSERTS = "when not matched then insert (id, name) values (~s.id, ~s.name)";

    @Test
    void mergeUpdatesAndInserts() throws Exception {
        on.run("begin");
        on.run(MERGE + UPDATES + INSERTS);
        assertThat(on.rows("select id, name from ~t order by id")).containsExactly("1 a", "2 c", "3 d");
        on.run("rollback");
        on.run("begin");
        on.run("merge into ~t using ~s as x on ~t.id = x.id when matched then delete when not matched then insert (id)"
                + " values (x.id)");
        assertThat(on.rows("select id from ~t order by id")).containsExactly("1", "3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                MERGE + UPDATES + "| 42601 ERROR: syntax error at end of input",
                MERGE + INSERTS + "| 42601 ERROR: syntax error at or near \"not\"",
                MERGE + INSERTS + " " + UPDATES + "| 42601 ERROR: syntax error at or near \"not\"",
                MERGE + "when matched and ~t.id > 1 then delete " + INSERTS
                        + "| 42601 ERROR: syntax error at or near \"and\"",
                MERGE + UPDATES + "when not matched and ~s.id > 1 then insert (id) values (~s.id)"
                        + "| 42601 ERROR: syntax error at or near \"and\"",
                MERGE + UPDATES + "when not matched by source then delete"
                        + "| 42601 ERROR: syntax error at or near \"by\"",
                MERGE + "when matched then do nothing " + INSERTS + "| 42601 ERROR: syntax error at or near \"do\"",
                MERGE + UPDATES + INSERTS + " when matched then delete"
                        + "| 42601 ERROR: syntax error at or near \"when\"",
                MERGE + "when matched then update set t.name = ~s.name " + INSERTS
                        + "| 42601 ERROR: syntax error at or near \".\"",
                "merge into ~t as x using ~s on x.id = ~s.id " + UPDATES + INSERTS
                        + "| 42601 ERROR: syntax error at or near \"as\"",
                "merge into ~t x using ~s on x.id = ~s.id " + UPDATES + INSERTS
                        + "| 42601 ERROR: syntax error at or near \"x\"",
                "merge into ~t using (select * from ~s) s on ~t.id = s.id " + UPDATES + INSERTS
                        + "| 42601 ERROR: syntax error at or near \"(\"",
                "with s as (select 1 as id) merge into ~t using s on ~t.id = s.id when matched then delete"
                        + "| 42601 ERROR: syntax error at or near \"merge\"",
                "merge into ~t using ~v on ~t.id = ~v.id when matched then delete when not matched then insert (id) values"
                        + " (~v.id)| 0A000 ERROR: MERGE: the source",
                MERGE + "| 42601 ERROR: syntax error at end of input",
            })
    void mergeOfAnotherShapeIsRefused(String sql, String refusal) {
        assertThat(on.refusal(sql)).startsWith(refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "vacuum ~t | VACUUM cannot run inside a transaction block",
                "alter table ~t alter column name type varchar(20) | ALTER TABLE ALTER COLUMN cannot run inside a transaction block",
                "alter table ~t alter column name encode lzo | ALTER TABLE ALTER ENCODE cannot run inside a transaction block",
                "alter table ~t append from ~s | ALTER TABLE APPEND cannot run inside a transaction block",
                "create external table ~x (id int) stored as parquet location 's3://b/x/' |"
                        + " CREATE EXTERNAL TABLE cannot run inside a transaction block",
                "create database other | CREATE DATABASE cannot run inside a transaction block",
                "drop database other | DROP DATABASE cannot run inside a transaction block",
                "create external schema x from data catalog database 'x' iam_role default create external database if not"
                        + " exists | CREATE EXTERNAL SCHEMA cannot run inside a transaction block",
            })
    void whatStandsAloneIsRefusedInATransaction(String sql, String refusal) throws Exception {
        on.run("begin");
        assertThat(on.refusal(sql)).isEqualTo("25001 ERROR: " + refusal);
        assertThat(on.refusal("select 1")).startsWith("25P02");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "create index i on ~t (id) | 0A000 ERROR: SQL command \"create index i on ",
                "create unique index i on ~t (id) | 0A000 ERROR: SQL command \"create unique index",
                "drop index ~i | 0A000 ERROR: SQL command \"drop index",
                "savepoint a | 0A000 ERROR: SQL command \"savepoint a\" not supported on Redshift tables.",
                "rollback to savepoint a | 0A000 ERROR: SQL command \"rollback to",
                "create sequence ~n | 0A000 ERROR: SQL command \"create sequence",
                "create trigger x after insert on ~t execute function f() | 0A000 ERROR: SQL command \"create trigger",
                "create type ~mood as enum ('a') | 0A000 ERROR: SQL command \"create type",
                "do $$ begin end $$ | 42601 ERROR: syntax error at or near \"do\"",
                "values (1), (2) | 42601 ERROR: syntax error at or near \"values\"",
                "create unlogged table ~x (id int) | 42601 ERROR: syntax error at or near \"unlogged\"",
                "create extension pgcrypto | 42601 ERROR: syntax error at or near \"extension\"",
                "alter view ~v rename to w | 42601 ERROR: syntax error at or near \"view\"",
                "refresh materialized view concurrently ~m | 42601 ERROR: syntax error at or near \"concurrently\"",
            })
    void statementsThatRedshiftHasNotAreRefused(String sql, String refusal) {
        assertThat(on.refusal(sql)).startsWith(refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "insert into ~t (id) values (1) on conflict do nothing | 42601 ERROR: syntax error at or near \"on\"",
                "insert into ~t (id) values (1) returning id | 42601 ERROR: syntax error at or near \"returning\"",
                "delete from ~t returning id | 42601 ERROR: syntax error at or near \"returning\"",
                "delete from ~t as x where x.id = 1 | 42601 ERROR: syntax error at or near \"as\"",
                "delete from ~t x using ~s where x.id = ~s.id | 42601 ERROR: syntax error at or near \"x\"",
                "update ~t set (id, name) = (1, 'a') | 42601 ERROR: syntax error at or near \"(\"",
                "with x as (select 1 as id) insert into ~t (id) select id from x | 42601 ERROR: syntax error at or near \"insert\"",
                "truncate ~t, ~s | 42601 ERROR: syntax error at or near \",\"",
                "select distinct on (id) id, name from ~t | 0A000 ERROR: SELECT DISTINCT ON is not supported",
                "select * from ~t, lateral (select 1) x | 42601 ERROR: syntax error at or near \"lateral\"",
                "select * from (values (1), (2)) x (a) | 42601 ERROR: syntax error at or near \"values\"",
                "with x as materialized (select 1 as a) select * from x | 42601 ERROR: syntax error at or near \"materialized\"",
                "select * from ~t fetch first 1 rows only | 42601 ERROR: syntax error at or near \"fetch\"",
                "select sum(id) over w from ~t window w as (order by id) | 42601 ERROR: syntax error at or near \"window\"",
                "select count(*) filter (where id > 1) from ~t | 42601 ERROR: syntax error at or near \"(\"",
                "select array[1, 2] | 42601 ERROR: syntax error at or near \"[\"",
                "select id is distinct from 1 from ~t | 42601 ERROR: syntax error at or near \"distinct\"",
                "select id is not distinct from 1 from ~t | 42601 ERROR: syntax error at or near \"distinct\"",
                "select row(1, 2) | 0A000 ERROR: row constructors are not supported",
            })
    void clausesThatRedshiftHasNotAreRefused(String sql, String refusal) {
        assertThat(on.refusal(sql)).startsWith(refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select string_agg(name, ',') from ~t | string_agg",
                "select array_agg(id) from ~t | array_agg",
                "select unnest(x) from ~t | unnest",
                "select gen_random_uuid() | gen_random_uuid",
                "select pg_catalog.format('%s', 1) | format",
                "select nextval('x') | nextval",
                "select clock_timestamp() | clock_timestamp",
                "select jsonb_build_object('a', 1) | jsonb_build_object",
            })
    void functionsThatRedshiftHasNotAreRefused(String sql, String function) {
        assertThat(on.refusal(sql.replace("'%s'", "'%s'")))
                .isEqualTo("42883 ERROR: function " + function + "() does not exist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into ~t (id) select * from generate_series(1, 3)",
                "create table ~x as select n from generate_series(1, 3) n",
                "select t.id, n from ~t t, generate_series(1, 3) n",
                "select now(), id from ~t",
                "select current_timestamp, id from ~t",
                "select substr(name, 1, 2) from ~t",
                "update ~t set id = 1 where now() > sysdate",
            })
    void functionsOfTheLeaderNodeReadNoTables(String sql) {
        assertThat(on.refusal(sql))
                .isEqualTo("0A000 ERROR: Specified types or functions (one per INFO message) not supported on Redshift"
                        + " tables.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "create table ~x (a json) | 0A000 ERROR: Column \"",
                "create table ~x (a uuid) | 0A000 ERROR: Column \"",
                "create table ~x (a jsonb) | 0A000 ERROR: Column \"",
                "create table ~x (a int[]) | 0A000 ERROR: Column \"",
                "create table ~x (a interval) | 0A000 ERROR: Column \"",
                "create table ~x (a bytea) | 0A000 ERROR: Column \"",
                "create table ~x (a serial) | 0A000 ERROR: Column \"",
                "alter table ~t add column a uuid | 0A000 ERROR: Column \"",
                "select 'x'::uuid | 42704 ERROR: type \"uuid\" does not exist",
                "select cast('{}' as jsonb) | 42704 ERROR: type \"jsonb\" does not exist",
                "select '{1}'::int[] | 42601 ERROR: syntax error at or near \"[\"",
                "create table ~x (a varchar(65536)) | 22023 ERROR: length for type character varying cannot exceed 65535",
                "create table ~x (a character varying(70000)) | 22023 ERROR: length for type character varying cannot exceed 65535",
                "select cast('a' as varchar(65536)) | 22023 ERROR: length for type character varying cannot exceed 65535",
                "create table ~x (a char(4097)) | 22023 ERROR: length for type character cannot exceed 4096",
                "create table ~x (a numeric(39, 2)) | 22023 ERROR: DECIMAL precision 39 must be between 1 and 38",
            })
    void typesThatRedshiftHasNotAreRefused(String sql, String refusal) {
        assertThat(on.refusal(sql)).startsWith(refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "create or replace table ~x (a int) | 42601 ERROR: syntax error at or near \"table\"",
                "create or replace materialized view ~x as select 1 as a | 42601 ERROR: syntax error at or near \"materialized\"",
                "create table if not exists ~x as select 1 as a | 42601 ERROR: syntax error at or near \"as\"",
                "create materialized view if not exists ~x as select 1 as a | 42601 ERROR: syntax error at or near \"not\"",
                "create temp table x (a int) on commit drop | 42601 ERROR: syntax error at or near \"on\"",
                "create table ~x (a int) with (fillfactor = 70) | 42601 ERROR: syntax error at or near \"with\"",
                "create table ~x (a int) partition by range (a) | 42601 ERROR: syntax error at or near \"partition\"",
                "create table ~x (a int, b int) inherits (~t) | 42601 ERROR: syntax error at or near \"inherits\"",
                "create table ~x as select 1 as a with no data | 42601 ERROR: syntax error at or near \"data\"",
                "create table ~x (a int check (a > 1)) | 0A000 ERROR: CHECK constraints are not supported",
                "create table ~x (a int, constraint c check (a > 1)) | 0A000 ERROR: CHECK constraints are not supported",
                "create table ~x (a int, primary key (a) deferrable) | 42601 ERROR: syntax error at or near \"deferrable\"",
                "create table ~x (a int, b int generated always as (a + 1) stored) | 42601 ERROR: syntax error at or near \"always\"",
                "create temp view x as select 1 as a | 42601 ERROR: syntax error at or near \"view\"",
            })
    void formsOfCreateThatRedshiftHasNotAreRefused(String sql, String refusal) {
        assertThat(on.refusal(sql)).startsWith(refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "alter table ~t add column a int, add column b int | 42601 ERROR: syntax error at or near \",\"",
                "alter table ~t add column if not exists a int | 42601 ERROR: syntax error at or near \"not\"",
                "alter table ~t drop column if exists a | 42601 ERROR: syntax error at or near \"exists\"",
                "alter table if exists ~t rename to u | 42601 ERROR: syntax error at or near \"exists\"",
                "alter table ~t alter column id type bigint | 0A000 ERROR: target data type \"bigint\" is not supported.",
                "alter table ~t alter column id type varchar(20) | 0A000 ERROR: target data type \"varchar(20)\" is not supported.",
                "alter table ~t alter column made type varchar(20) | 0A000 ERROR: cannot alter the type of a column with a default value",
                "alter table ~t alter column name type varchar(20) using name::varchar |"
                        + " 0A000 ERROR: ALTER TABLE ALTER COLUMN does not support USING expression",
                "alter table ~t alter column name set default 'x' | 0A000 ERROR: ALTER COLUMN SET/DROP DEFAULT is not supported",
                "alter table ~t alter column name set not null | 0A000 ERROR: ALTER COLUMN SET/DROP NOT NULL is not supported",
                "alter table ~t add check (id > 0) | 0A000 ERROR: CHECK constraints are not supported",
                "alter table ~t set schema public | 42601 ERROR: syntax error at or near \"schema\"",
            })
    void formsOfAlterThatRedshiftHasNotAreRefused(String sql, String refusal) {
        assertThat(on.refusal(sql)).startsWith(refusal);
    }

    @Test
    void aVarcharGrowsOnItsOwn() throws Exception {
        on.run("create table ~g (name varchar(10))");
        on.run("alter table ~g alter column name type varchar(20)");
        on.run("insert into ~g values ('fifteen letters')");
        assertThat(on.rows("select name from ~g")).containsExactly("fifteen letters");
    }

    @ParameterizedTest
    @CsvSource({
        "set lock_timeout to 100, lock_timeout",
        "set work_mem = '1GB', work_mem",
        "show shared_buffers, shared_buffers"
    })
    void settingsThatRedshiftHasNotAreRefused(String sql, String parameter) {
        assertThat(on.refusal(sql)).isEqualTo("42704 ERROR: unrecognized configuration parameter \"" + parameter + '"');
    }

    @Test
    void namesAreShort() {
        assertThat(on.refusal("create table ~" + "n".repeat(128) + " (a int)")).startsWith("42622");
        assertThat(on.refusal("create table ~" + "n".repeat(64) + " (a int)"))
                .isEqualTo("0A000 ERROR: The Redshift front of the tests does not do names longer than 63 bytes: "
                        + "n".repeat(64));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from ~t qualify row_number() over (order by id) = 1",
                "select * from ~t, ~s as s qualify row_number() over (order by s.id) = 1",
                "select name, count(*) from ~t group by all",
                "select * exclude (name) from ~t",
                "select j.a[0] from ~t j",
            })
    void whatTheFrontCannotDoIsSaidPlainly(String sql) {
        assertThat(on.refusal(sql)).startsWith("0A000 ERROR: The Redshift front of the tests does not do ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select t.id as returning from ~t t",
                "select 'on conflict', 'array[1]', 'x returning y'",
                "select \"filter\" from (select 1 as \"filter\") x",
                "select listagg(name, ',') within group (order by name) from ~t",
                "select extract(day from getdate())",
                "select dateadd(day, 1, getdate()), nvl(null, 1), decode(1, 1, 'a', 'b')",
                "select approximate count(distinct id) from ~t",
                "select * from ~t as t qualify row_number() over (partition by name order by id) = 1",
                "select id from (select * from (select id from ~t) as x qualify rank() over (order by id) > 0) y",
                "select now()",
                "select * from generate_series(1, 3)",
                "select count(*) from pg_class where has_table_privilege(oid, 'select')",
                "insert into ~s values (9, 'i'), (8, 'j')",
                "insert into ~s with x as (select 7 as id) select id, 'w' from x",
                "delete from ~s using ~t where ~s.id = ~t.id and ~s.id > 5",
                "update ~s set name = t.name from ~t t where t.id = ~s.id and ~s.id > 5",
                "create table if not exists ~t (id int)",
                "create temp table passing (a varchar(65535), b char(4096), c numeric(38, 10), d varbyte(10), e super)",
                "drop table if exists ~nothing",
                "set statement_timeout to 0",
                "set query_group to 'x'",
                "set search_path to public",
                "set my.own to 'x'",
                "show search_path",
            })
    void whatIsNearToItPasses(String sql) throws SQLException {
        on.run("begin");
        assertThatCode(() -> on.run(sql)).doesNotThrowAnyException();
    }
}
