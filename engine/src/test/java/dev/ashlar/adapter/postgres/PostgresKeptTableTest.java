package dev.ashlar.adapter.postgres;

import static dev.ashlar.contract.ModelWords.column;
import static dev.ashlar.contract.ModelWords.constraint;
import static dev.ashlar.contract.ModelWords.contract;
import static dev.ashlar.contract.ModelWords.displacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.Workshop;
import dev.ashlar.manifest.Constraint.Kind;
import dev.ashlar.manifest.Materialization.Displaced;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A kept table is in nobody's way: no index name, no foreign key, no reader. */
final class PostgresKeptTableTest extends PostgresRuns {
    private static final Map<String, String> WELL = Map.of("t", "success");

    private List<String> texts(String query) {
        return rows(query).stream().map(row -> String.valueOf(row.get(0))).toList();
    }

    private List<String> indexes(String table) {
        return texts("select indexname from pg_indexes where schemaname = '" + schema + "' and tablename = '" + table
                + "' order by 1");
    }

    private List<String> keys(String table) {
        return texts("select conname from pg_constraint where contype = 'f' and conrelid = '"
                + relation(table).plain() + "'::regclass order by 1");
    }

    @Test
    void indexesOfHooksAndKeysOfContractsGoWithTheTable() {
        String longName = "an_index_with_a_name_that_is_just_as_long_as_the_engine_takes_x";
        assertThat(longName).hasSize(PostgresFacts.IDENTIFIER_LIMIT);
        for (int build = 1; build <= 3; build++) {
            shop().hooked("t", "select " + build + " as id", "select 1", "create index " + longName + " on {this} (id)")
                    .saying("t", displacing(Displaced.KEPT))
                    .saying(
                            "t",
                            contract(
                                    List.of(column("id", "integer", "", constraint(Kind.PRIMARY_KEY, ""))), List.of()));
            assertThat(Workshop.words(shop().build())).isEqualTo(WELL);
            assertThat(indexes("t")).containsExactly(longName, "t_pkey");
        }
        List<String> kept = indexes("t__previous");
        assertThat(kept).hasSize(2).contains("t_pkey__previous");
        assertThat(kept.get(0)).matches("ix_[0-9a-f]{32}__previous");

        assertThat(Workshop.words(shop().rollback("t"))).isEqualTo(WELL);
        assertThat(shop().rows("t", "id")).containsExactly("2");
        assertThat(indexes("t")).contains("t_pkey");
        assertThat(indexes("t__previous")).hasSize(2).contains("t_pkey__previous");
        assertThat(Workshop.words(shop().build())).isEqualTo(WELL);
        assertThat(indexes("t")).containsExactly(longName, "t_pkey");
    }

    @Test
    void foreignKeysStayWithWhatIsPublished() {
        shop().execute("create table {schema}.parents (id integer primary key)");
        shop().execute("insert into {schema}.parents values (1), (2)");
        for (int build = 1; build <= 2; build++) {
            shop().table("t", "select " + build + " as id, 7 as n").saying("t", displacing(Displaced.KEPT));
            assertThat(Workshop.words(shop().build())).isEqualTo(WELL);
            if (build > 1) break;
            shop().execute("alter table {schema}.t add constraint of_parent foreign key (id)"
                    + " references {schema}.parents (id)");
            shop().execute("create unique index t_n on {schema}.t (n)");
        }
        assertThat(keys("t")).containsExactly("of_parent");
        assertThat(keys("t__previous")).isEmpty();

        assertThat(Workshop.words(shop().rollback("t"))).isEqualTo(WELL);
        assertThat(shop().rows("t", "id")).containsExactly("1");
        assertThat(keys("t")).containsExactly("of_parent");
        assertThat(keys("t__previous")).isEmpty();
        assertThat(indexes("t")).containsExactly("t_n");
    }

    @Test
    void nobodyElseMayReadIt() throws SQLException {
        RolesOfTest roles = new RolesOfTest(server, schema);
        roles.make("ann", "bob");
        try {
            shop().table("t", "select 1 as id").saying("t", displacing(Displaced.KEPT));
            shop().build();
            shop().execute("grant select on {schema}.t to " + roles.name("ann") + " with grant option");
            shop().execute("grant usage on schema {schema} to " + roles.name("ann"));
            shop().execute("set role " + roles.name("ann") + "; grant select on {schema}.t to " + roles.name("bob")
                    + "; reset role");
            shop().execute("grant select (id) on {schema}.t to public");
            assertThat(Workshop.words(shop().build())).isEqualTo(WELL);
            assertThat(privileges("t")).contains(roles.name("ann") + " SELECT");
            assertThat(privileges("t__previous")).isEmpty();

            assertThat(Workshop.words(shop().rollback("t"))).isEqualTo(WELL);
            assertThat(privileges("t")).contains(roles.name("ann") + " SELECT");
            assertThat(privileges("t__previous")).isEmpty();
        } finally {
            shop().execute("drop table if exists {schema}.t, {schema}.t__previous");
            roles.drop(schema);
        }
    }

    /** Of others than the owner, on the table or a column. */
    private List<String> privileges(String table) {
        return texts("select grantee || ' ' || privilege_type from information_schema.column_privileges"
                + " where table_schema = '" + schema + "' and table_name = '" + table
                + "' and grantee <> grantor order by 1");
    }
}
