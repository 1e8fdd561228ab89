package dev.ashlar.redshiftfront;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Layouts and keys are kept as they were said; groups, roles and upkeep are taken as a cluster takes them. */
class RedshiftFrontLayoutTest {
    private FrontSession on;

    @BeforeEach
    void open() throws SQLException {
        on = new FrontSession();
        on.run(
                "create table ~t (id int not null, name varchar(10) encode zstd, primary key (id)) diststyle key distkey (id)"
                        + " compound sortkey (id, name)");
        on.run("insert into ~t values (1, 'a')");
    }

    @AfterEach
    void close() throws SQLException {
        on.close();
    }

    private TableLayout layout(String table) {
        return on.front.layoutOf(on.schema, table);
    }

    @Test
    void whatCreateTableSaidIsKept() throws Exception {
        assertThat(layout("t").diststyle()).isEqualTo("key");
        assertThat(layout("t").distkey()).isEqualTo("id");
        assertThat(layout("t").sortkeys()).containsExactly("id", "name");
        assertThat(layout("t").encode()).containsEntry("name", "zstd");
        on.run("alter table ~t rename to u");
        assertThat(layout("u").sortstyle()).isEqualTo("compound");
        on.run("create table ~w backup no diststyle all interleaved sortkey (id) as select * from ~u");
        assertThat(layout("w"))
                .returns("all", TableLayout::diststyle)
                .returns("interleaved", TableLayout::sortstyle)
                .returns(false, TableLayout::backup);
    }

    @Test
    void alterChangesIt() throws Exception {
        on.run("alter table ~t alter distkey name");
        assertThat(layout("t").distkey()).isEqualTo("name");
        on.run("alter table ~t alter diststyle even");
        assertThat(layout("t").diststyle()).isEqualTo("even");
        assertThat(layout("t").distkey()).isEmpty();
        on.run("alter table ~t alter sortkey (name)");
        assertThat(layout("t").sortkeys()).containsExactly("name");
        on.run("alter table ~t alter sortkey auto");
        assertThat(layout("t").sortstyle()).isEqualTo("auto");
        on.run("alter table ~t alter column id encode az64, alter column name encode lzo");
        assertThat(layout("t").encode()).containsEntry("id", "az64").containsEntry("name", "lzo");
        on.run("alter table ~t alter encode auto");
        assertThat(layout("t").encodeAuto()).isTrue();
        assertThat(on.rows("select count(*) from ~t")).containsExactly("1");
    }

    @Test
    void aChangeThatIsRolledBackIsNone() throws Exception {
        on.run("begin");
        on.run("alter table ~t alter diststyle all");
        on.run("rollback");
        assertThat(layout("t").diststyle()).isEqualTo("key");
    }

    @Test
    void materializedViewsRefreshThemselvesWhereThatIsSaid() throws Exception {
        on.run("create materialized view ~m auto refresh yes as select id from ~t");
        String query = "select autorefresh from svv_mv_info where schema_name = '" + on.schema + "'";
        assertThat(on.rows(query)).containsExactly("t");
        on.run("alter materialized view ~m auto refresh no");
        assertThat(on.rows(query)).containsExactly("f");
        on.run("refresh materialized view ~m");
        assertThat(on.rows("select * from ~m")).containsExactly("1");
    }

    @Test
    void keysAreNotedAndNotEnforced() throws Exception {
        on.run("alter table ~t add constraint once unique (name)");
        on.run("insert into ~t values (1, 'a')");
        assertThat(layout("t").keys()).extracting(TableLayout.Key::kind).containsExactly("primary key", "unique");
        on.run("alter table ~t drop constraint once");
        assertThat(layout("t").keys()).extracting(TableLayout.Key::kind).containsExactly("primary key");
        assertThat(on.refusal("alter table ~t drop constraint once")).startsWith("42704");
        on.run("create table ~n (id int)");
        assertThat(on.refusal("alter table ~n add primary key (id)")).startsWith("0A000");
    }

    @Test
    void upkeepIsTaken() throws Exception {
        for (String sql : new String[] {
            "vacuum ~t", "vacuum full ~t to 99 percent", "vacuum delete only ~t", "vacuum sort only ~t boost",
            "analyze ~t", "analyze ~t (id, name)", "analyze ~t predicate columns", "analyze verbose ~t"
        }) on.run(sql);
        assertThat(on.refusal("vacuum ~none")).startsWith("42P01");
    }

    @Test
    void truncateEndsTheTransactionItStandsIn() throws Exception {
        on.run("begin");
        on.run("insert into ~t values (2, 'b')");
        on.run("truncate ~t");
        on.run("rollback");
        assertThat(on.rows("select * from ~t")).isEmpty();
        on.run("insert into ~t values (3, 'c')");
        on.run("truncate table ~t");
        assertThat(on.rows("select * from ~t")).isEmpty();
    }

    @Test
    void lengthsAreCountedInBytes() throws Exception {
        on.run("insert into ~t values (2, 'größe123')");
        assertThat(on.refusal("insert into ~t values (3, 'größengröß')"))
                .isEqualTo("22001 ERROR: value too long for type character varying(10)");
        on.run("alter table ~t alter column name type varchar(20)");
        on.run("insert into ~t values (3, 'größengröß')");
        assertThat(on.rows("select name from ~t where id = 3")).containsExactly("größengröß");
    }

    @Test
    void aTransactionSeesWhatStoodWhenItBeganAndItsWriteOfAnothersRowMeetsError1023() throws Exception {
        try (Connection other = on.front.connect()) {
            on.run("begin");
            on.rows("select * from ~t");
            on.run(other, "update ~t set name = 'x'");
            assertThat(on.rows("select name from ~t")).containsExactly("a");
            assertThat(on.refusal("update ~t set name = 'y'")).isEqualTo("XX000 ERROR: 1023");
            on.run("rollback");
        }
    }

    @Test
    void groupsRolesAndUsersAreGrantedTo() throws Exception {
        String group = "g" + on.schema;
        String role = "r" + on.schema;
        String user = "u" + on.schema;
        on.run("create group " + group);
        on.run("create role " + role);
        on.run("create user " + user + " password 'Secret123'");
        try {
            on.run("grant select on ~t to group " + group + ", role " + role + ", " + user);
            on.run("grant usage on schema " + on.schema + " to role " + role);
            on.run("grant role " + role + " to " + user);
            on.run("alter group " + group + " add user " + user);
            assertThat(on.rows("select identity_type, identity_name, privilege_type from svv_relation_privileges where"
                            + " namespace_name = '" + on.schema + "' and identity_name like '%" + on.schema
                            + "' order by 1"))
                    .containsExactly(
                            "group " + group + " SELECT", "role " + role + " SELECT", "user " + user + " SELECT");
            assertThat(on.rows(
                            "select identity_type, privilege_type from svv_schema_privileges where namespace_name = '"
                                    + on.schema + "' and identity_name = '" + role + "'"))
                    .containsExactly("role USAGE");
            assertThat(on.rows("select role_name from svv_roles where role_name = '" + role + "'"))
                    .containsExactly(role);
            on.run("revoke select on ~t from group " + group);
            on.run("revoke role " + role + " from " + user);
            assertThat(on.rows("select identity_type from svv_relation_privileges where namespace_name = '" + on.schema
                            + "' and identity_name like '%" + on.schema + "' order by 1"))
                    .containsExactly("role", "user");
        } finally {
            on.run("drop schema " + on.schema + " cascade");
            on.run("create schema " + on.schema);
            on.run("drop group " + group);
            on.run("drop role " + role);
            on.run("drop user " + user);
        }
    }
}
