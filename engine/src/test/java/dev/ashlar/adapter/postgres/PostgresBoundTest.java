package dev.ashlar.adapter.postgres;

import static dev.ashlar.contract.ModelWords.constraint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.ModelWords;
import dev.ashlar.contract.Workshop;
import dev.ashlar.manifest.Constraint.Kind;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What others hung on a relation of ours is still there after it was replaced, as it was. */
final class PostgresBoundTest extends PostgresRuns {
    private final RolesOfTest roles = new RolesOfTest(server, schema);

    @AfterEach
    void dropRoles() throws SQLException {
        roles.drop(schema);
    }

    private String relname(String name) {
        return relation(name).plain();
    }

    private Object one(String sql) {
        return rows(sql.replace("{schema}", schema)).get(0).get(0);
    }

    private Map<String, String> built() {
        return Workshop.words(shop().build());
    }

    /** Everything that hangs on {@code t}, to the third view, with all that people give to views. */
    private void hangOnT() {
        roles.make("ann", "bob");
        String ann = roles.name("ann");
        String bob = roles.name("bob");
        shop().execute("grant usage, create on schema {schema} to " + ann);
        shop().execute("grant select on {schema}.t to " + ann);
        shop().execute("create view {schema}.v with (security_barrier=true) as select id, name from {schema}.t");
        shop().execute("comment on view {schema}.v is 'for the board; it''s \"theirs\"'");
        shop().execute("comment on column {schema}.v.name is 'who'");
        shop().execute("grant select on {schema}.v to " + bob + " with grant option");
        shop().execute("alter view {schema}.v owner to " + ann);
        shop().execute("create view {schema}.w as select upper(name) as name from {schema}.v where id > 0");
        shop().execute("grant select (name) on {schema}.w to " + bob);
        shop().execute(
                        "create materialized view {schema}.m as select name, count(*) as n from {schema}.w group by name");
        shop().execute("create unique index m_by_name on {schema}.m (name)");
        shop().execute("comment on materialized view {schema}.m is 'counts'");
        shop().execute("grant select on {schema}.m to " + bob);
        shop().execute("alter materialized view {schema}.m owner to " + ann);
        shop().execute("grant select on {schema}.w to " + ann);
    }

    /** Definitions, owners, privileges, comments, options and indexes of all that is not a table. */
    private List<List<Object>> views() {
        return rows(("select c.relname, c.relkind::text, pg_get_viewdef(c.oid), pg_get_userbyid(c.relowner),"
                        + " array_to_string(c.reloptions, ','), obj_description(c.oid, 'pg_class'),"
                        + " (select string_agg(x::text, ' ' order by x::text) from unnest(c.relacl) as x),"
                        + " (select string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' '"
                        + " || coalesce(col_description(c.oid, a.attnum), '') || ' ' || coalesce(a.attacl::text, ''), ', '"
                        + " order by a.attnum) from pg_attribute as a where a.attrelid = c.oid and a.attnum > 0),"
                        + " (select string_agg(indexdef, ' ' order by indexdef) from pg_indexes"
                        + " where schemaname = '{schema}' and tablename = c.relname)"
                        + " from pg_class as c join pg_namespace as n on n.oid = c.relnamespace"
                        + " where n.nspname = '{schema}' and c.relkind in ('v', 'm') order by 1")
                .replace("{schema}", schema));
    }

    @Test
    void viewsKeepTheirDefinitionOwnerPrivilegesCommentsAndOptionsInASwap() {
        shop().table("t", "select 1 as id, 'a'::varchar(10) as name").build();
        hangOnT();
        List<List<Object>> before = views();
        Object identity = one("select '{schema}.v'::regclass::oid");

        shop().table("t", "select 2 as id, 'b'::varchar(10) as name, true as more");
        assertThat(built()).isEqualTo(Map.of("t", "success"));

        assertThat(views()).isEqualTo(before).hasSize(3);
        assertThat(one("select '{schema}.v'::regclass::oid"))
                .as("bound again in place")
                .isEqualTo(identity);
        assertThat(shop().rows("v", "*")).containsExactly("2,b");
        assertThat(shop().rows("w", "*")).containsExactly("B");
        shop().execute("refresh materialized view {schema}.m");
        assertThat(shop().rows("m", "*")).containsExactly("B,1");
    }

    @Test
    void viewsOverAColumnThatChangesItsTypeAreMadeAgainWithAllTheyHad() {
        shop().table("t", "select 1 as id, 'a'::varchar(10) as name").build();
        hangOnT();
        List<List<Object>> before = views();

        shop().table("t", "select 2::bigint as id, 'b'::varchar(20) as name");
        assertThat(built()).isEqualTo(Map.of("t", "success"));

        List<List<Object>> after = views();
        for (int i = 0; i < before.size(); i++) {
            List<Object> expected = new ArrayList<>(before.get(i));
            expected.replaceAll(value -> value instanceof String text
                    ? text.replace("integer", "bigint").replace("varying(10)", "varying(20)")
                    : value);
            assertThat(after.get(i)).isEqualTo(expected);
        }
        assertThat(after.get(1).get(7).toString()).contains("bigint").contains("who");
        assertThat(shop().rows("m", "*")).as("made again over the new rows").containsExactly("B,1");
    }

    @Test
    void aColumnThatAViewReadsAndThatWouldBeGoneRefusesTheNodeAndLosesNothing() {
        shop().table("t", "select 1 as id, 'a' as name").build();
        shop().execute("create view {schema}.v as select id, name from {schema}.t");

        shop().table("t", "select 2 as id");

        assertThat(built().get("t"))
                .isEqualTo("error: Cannot build model 't': view " + relname("v")
                        + " reads its column 'name', which would be gone.");
        assertThat(shop().rows("v", "*")).containsExactly("1,a");
        assertThat(shop().exists("t__new")).isFalse();
    }

    @Test
    void foreignKeysOfOthersAreDroppedAndAddedInTheSwap() {
        shop().table("t", "select 1 as id union all select 2")
                .saying(
                        "t",
                        ModelWords.contract(
                                List.of(ModelWords.column("id", "integer", "")),
                                List.of(constraint(Kind.PRIMARY_KEY, "t_pk", "id"))));
        assertThat(built()).isEqualTo(Map.of("t", "success"));
        shop().execute("create table {schema}.lines (t_id integer constraint of_t references {schema}.t"
                + " on delete cascade deferrable)");
        shop().execute("insert into {schema}.lines values (2)");
        String keys = "select conrelid::regclass::text, conname, confrelid::regclass::text, pg_get_constraintdef(oid)"
                + " from pg_constraint where contype = 'f' and connamespace = '" + schema + "'::regnamespace";
        List<List<Object>> before = rows(keys);

        assertThat(built()).isEqualTo(Map.of("t", "success"));
        assertThat(rows(keys)).isEqualTo(before).hasSize(1);

        shop().table("t", "select 1 as id")
                .saying(
                        "t",
                        ModelWords.contract(
                                List.of(ModelWords.column("id", "integer", "")),
                                List.of(constraint(Kind.PRIMARY_KEY, "t_pk", "id"))));
        assertThat(built().get("t"))
                .as("a row of theirs would refer to nothing")
                .startsWith("error: ")
                .contains("violates foreign key constraint")
                .contains("Key (t_id)=(2) is not present");
        assertThat(shop().rows("t", "id")).containsExactly("1", "2");
        assertThat(rows(keys)).isEqualTo(before);
    }

    @Test
    void whatCannotBeMadeAgainRefusesTheNodeByName() {
        shop().table("t", "select 1 as id").build();
        shop().execute("create view {schema}.v as select id from {schema}.t");
        shop().execute("create rule noted as on insert to {schema}.v do instead nothing");
        shop().execute("create function {schema}.f(r {schema}.t) returns integer language sql as 'select r.id'");
        Map<String, String> words = built();
        assertThat(words.get("t"))
                .isEqualTo("error: Cannot build model 't': function " + schema + ".f(" + schema + ".t) hangs on "
                        + relname("t") + " and cannot be made again.");
        shop().execute("drop function {schema}.f(r {schema}.t)");
        shop().execute("create table {schema}.heir () inherits ({schema}.t)");
        assertThat(built().get("t"))
                .isEqualTo("error: Cannot build model 't': table " + schema + ".heir hangs on " + relname("t")
                        + " and cannot be made again.");
        shop().execute("drop table {schema}.heir");
        assertThat(built()).as("a rule of a view that stays in place").isEqualTo(Map.of("t", "success"));
        shop().table("t", "select 1::bigint as id");
        assertThat(built().get("t"))
                .isEqualTo("error: Cannot build model 't': rule noted on view " + schema + ".v hangs on " + relname("v")
                        + " and cannot be made again.");
        assertThat(shop().rows("v", "id")).containsExactly("1");
    }

    @Test
    void aViewOfARoleForWhichTheLoginMayNotActRefusesTheNodeBeforeTheSwap() throws SQLException {
        roles.make("ann", "builder");
        roles.letBuild("builder");
        try (PostgresWarehouse lesser = open(Map.of("user", roles.name("builder"), "password", RolesOfTest.PASSWORD));
                JdbiRunRecords records = lesser.records(schema + "_lesser_meta", InstantSource.system())) {
            Workshop theirs = new Workshop(new Engine(lesser, RENDERER, records, schema + "_lesser"));
            assertThat(Workshop.words(theirs.table("t", "select 1 as id").build()))
                    .isEqualTo(Map.of("t", "success"));
            shop().execute("create view {schema}.v as select id from {schema}_lesser.t");
            shop().execute("alter view {schema}.v owner to " + roles.name("ann"));

            assertThat(Workshop.words(theirs.build()).get("t"))
                    .isEqualTo("error: Cannot build model 't': view " + relname("v")
                            + " is bound to it and belongs to role '" + roles.name("ann")
                            + "', for which this login may not act.");
            assertThat(theirs.rows("t", "id")).containsExactly("1");

            shop().execute("grant " + roles.name("ann") + " to " + roles.name("builder"));
            assertThat(Workshop.words(theirs.build()).get("t"))
                    .isEqualTo("error: Cannot build model 't': view " + relname("v")
                            + " is bound to it and stands in schema '" + schema
                            + "', in which this login may make nothing.");

            shop().execute("grant usage, create on schema {schema} to " + roles.name("builder"));
            assertThat(Workshop.words(theirs.build())).isEqualTo(Map.of("t", "success"));
            assertThat(one("select pg_get_userbyid(relowner) from pg_class where oid = '{schema}.v'::regclass"))
                    .isEqualTo(roles.name("ann"));
        }
    }

    @Test
    void aTableOfAnotherOwnerKeepsItInASwap() {
        roles.make("ann");
        shop().table("t", "select 1 as id").build();
        shop().execute("grant usage, create on schema {schema} to " + roles.name("ann"));
        shop().execute("alter table {schema}.t owner to " + roles.name("ann"));
        assertThat(built()).isEqualTo(Map.of("t", "success"));
        assertThat(one("select pg_get_userbyid(relowner) from pg_class where oid = '{schema}.t'::regclass"))
                .isEqualTo(roles.name("ann"));
    }

    @Test
    void aViewOfOurOwnThatChangesItsColumnsTakesTheViewsOverItAlong() {
        shop().view("v", "select 1 as id, 'a'::text as name").build();
        shop().execute("create view {schema}.w as select name from {schema}.v");
        shop().execute("comment on view {schema}.w is 'kept'");

        shop().view("v", "select 'b'::text as name, 7 as other, 3 as id");
        assertThat(built()).isEqualTo(Map.of("v", "success"));

        assertThat(shop().rows("w", "name")).containsExactly("b");
        assertThat(one("select obj_description('{schema}.w'::regclass)")).isEqualTo("kept");
    }

    @Test
    void aViewInAnotherSchemaWithAnOddNameSurvivesToo() throws SQLException {
        shop().table("t", "select 1 as id").build();
        String other = schema + "_other";
        shop().execute("create schema " + other);
        shop().execute("create view " + other + ".\"Mixed \"\"Case\"\" ü\" as select t.id, t as whole from {schema}.t");
        String over = "select id, (whole).id from " + other + ".\"Mixed \"\"Case\"\" ü\"";
        assertThat(rows(over)).containsExactly(List.of(1L, 1L));

        shop().table("t", "select 2 as id");
        assertThat(built()).isEqualTo(Map.of("t", "success"));
        assertThat(rows(over)).as("a view that holds whole rows").containsExactly(List.of(2L, 2L));
    }
}
