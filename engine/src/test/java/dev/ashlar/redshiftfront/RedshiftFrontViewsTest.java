package dev.ashlar.redshiftfront;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Views that are bound to what they read, and views that are not. */
class RedshiftFrontViewsTest {
    private FrontSession on;

    @BeforeEach
    void open() throws SQLException {
        on = new FrontSession();
        on.run("create table ~t (id int, name varchar(10))");
        on.run("insert into ~t values (1, 'a')");
    }

    @AfterEach
    void close() throws SQLException {
        on.close();
    }

    private void swap(String columns, String values) throws SQLException {
        on.run("create table ~t__new (" + columns + ")");
        on.run("insert into ~t__new values (" + values + ")");
        on.run("begin");
        on.run("drop table ~t");
        on.run("alter table ~t__new rename to t");
        on.run("commit");
    }

    @Test
    void aLateBindingViewReadsTheTableThatIsThere() throws Exception {
        on.run("create view ~v as select id, name from ~t with no schema binding");
        swap("id int, name varchar(10)", "2, 'b'");
        assertThat(on.rows("select * from ~v")).containsExactly("2 b");
    }

    @Test
    void aLateBindingViewOutlivesItsTable() throws Exception {
        on.run("create view ~v as select id, name from ~t with no schema binding");
        on.run("drop table ~t");
        assertThat(on.refusal("select * from ~v")).startsWith("42P01").contains("does not exist");
        on.run("create table ~t (id int, name varchar(10))");
        assertThat(on.rows("select count(*) from ~v")).containsExactly("0");
    }

    @Test
    void aLateBindingViewOfAllColumnsGetsNewOnes() throws Exception {
        on.run("create view ~v as select * from ~t with no schema binding");
        on.run("create view ~w as select * from ~v with no schema binding");
        on.run("comment on view ~v is 'kept'");
        on.run("grant select on ~v to public");
        swap("id int, name varchar(10), more numeric(5, 2)", "2, 'b', 1.5");
        assertThat(on.rows("select * from ~w")).containsExactly("2 b 1.50");
        assertThat(on.rows(
                        "select remarks from svv_tables where table_schema = '" + on.schema + "' and table_name = 'v'"))
                .containsExactly("kept");
        assertThat(on.rows("select identity_type, privilege_type from svv_relation_privileges where namespace_name = '"
                        + on.schema + "' and relation_name = 'v' and identity_type = 'public'"))
                .containsExactly("public SELECT");
    }

    @Test
    void aLateBindingViewMayReadATableThatIsNotThereYet() throws Exception {
        on.run("create view ~v as select * from ~later with no schema binding");
        assertThat(on.refusal("select * from ~v")).startsWith("42P01");
        on.run("create table ~later (x int)");
        on.run("insert into ~later values (7)");
        assertThat(on.rows("select x from ~v")).containsExactly("7");
    }

    @Test
    void aChangeThatIsRolledBackChangesNoView() throws Exception {
        on.run("create view ~v as select * from ~t with no schema binding");
        on.run("begin");
        on.run("alter table ~t add column more int");
        assertThat(on.rows("select * from ~v")).containsExactly("1 a null");
        on.run("rollback");
        assertThat(on.rows("select * from ~v")).containsExactly("1 a");
    }

    @Test
    void aLateBindingViewIsReplacedAndRenamedAndDropped() throws Exception {
        on.run("create view ~v as select id from ~t with no schema binding");
        on.run("create or replace view ~v as select name, id from ~t with no schema binding");
        on.run("alter table ~v rename to w");
        on.run("create view ~v as select 1 as one with no schema binding");
        assertThat(on.rows("select * from ~w")).containsExactly("a 1");
        assertThat(on.rows("select * from ~v")).containsExactly("1");
        on.run("drop view ~w");
        assertThat(on.rows(
                        "select view_name from pg_get_late_binding_view_cols() cols(view_schema name, view_name name,"
                                + " col_name name, col_type varchar, col_num int) where view_schema = '" + on.schema
                                + "'"))
                .containsExactly("v");
    }

    @Test
    void aBoundViewBecomesLateBindingAndBack() throws Exception {
        on.run("create view ~v as select id from ~t");
        on.run("create or replace view ~v as select id from ~t with no schema binding");
        on.run("drop table ~t");
        on.run("create table ~t (id int)");
        on.run("create or replace view ~v as select id from ~t");
        assertThat(on.refusal("drop table ~t")).startsWith("2BP01");
    }

    @Test
    void theNamesInALateBindingViewAreQualified() throws Exception {
        assertThat(on.refusal("create view ~v as select * from t with no schema binding"))
                .isEqualTo("42601 ERROR: All the relation names inside should be qualified when creating VIEW WITH NO"
                        + " SCHEMA BINDING.");
        on.run(
                "create view ~v as with x as (select id, extract(day from getdate()) as d from ~t) select x.id from x join ~t y"
                        + " on y.id = x.id with no schema binding");
        assertThat(on.rows("select * from ~v")).containsExactly("1");
    }

    @Test
    void aBoundViewHoldsItsTable() throws Exception {
        on.run("create view ~v as select id from ~t");
        assertThat(on.refusal("drop table ~t")).startsWith("2BP01").contains("because other objects depend on it");
        on.run("drop table ~t cascade");
        assertThat(on.refusal("select * from ~v")).startsWith("42P01");
    }

    @Test
    void definitionsAreWhatTheClientWrote() throws Exception {
        String late = on.inSchema("create view ~v as select id from ~t with no schema binding");
        on.run(late);
        on.run("create view ~w as select id from ~t");
        assertThat(on.value("pg_get_viewdef('~v'::regclass, true)")).isEqualTo(late);
        assertThat(on.value("pg_get_viewdef('~w'::regclass, true)")
                        .replaceAll("\\s+", " ")
                        .strip())
                .isEqualTo(on.inSchema("SELECT id FROM ~t;"));
    }

    @Test
    void theCatalogTellsTheColumnsOfALateBindingViewElsewhere() throws Exception {
        on.run("create view ~v as select id, name from ~t with no schema binding");
        assertThat(on.rows("select attname from pg_attribute where attrelid = '~v'::regclass and attnum > 0"))
                .isEmpty();
        assertThat(on.rows("select column_name, data_type from svv_columns where table_schema = '" + on.schema
                        + "' and table_name = 'v' order by ordinal_position"))
                .containsExactly("id integer", "name character varying");
        assertThat(on.rows(
                        "select * from pg_get_late_binding_view_cols() cols(view_schema name, view_name name, col_name"
                                + " name, col_type varchar, col_num int) where view_schema = '" + on.schema
                                + "' order by 5"))
                .containsExactly(on.schema + " v id integer 1", on.schema + " v name character varying(10) 2");
        assertThat(on.refusal("comment on column ~v.id is 'x'")).startsWith("42703");
    }
}
