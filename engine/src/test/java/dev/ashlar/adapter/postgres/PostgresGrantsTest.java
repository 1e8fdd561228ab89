package dev.ashlar.adapter.postgres;

import static dev.ashlar.contract.ModelWords.grants;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.WatchedWarehouse;
import dev.ashlar.contract.Workshop;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.WarehouseSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the project grants is so after each build, and what others granted stays. */
final class PostgresGrantsTest extends PostgresRuns {
    private final RolesOfTest roles = new RolesOfTest(server, schema);

    @BeforeEach
    void makeRoles() {
        roles.make("ann", "bob", "eve");
    }

    @AfterEach
    void dropRoles() throws SQLException {
        roles.drop(schema);
    }

    private Map<String, List<String>> to(String privilege, String... who) {
        return Map.of(privilege, List.of(who).stream().map(roles::name).toList());
    }

    /** As in {@code ann:select}; the star stands behind what may be granted on. */
    private List<String> held(String name) {
        return rows("select role.rolname || ':' || lower(acl.privilege_type) || case when acl.is_grantable then '*'"
                        + " else '' end from pg_class as c, aclexplode(c.relacl) as acl"
                        + " join pg_roles as role on role.oid = acl.grantee"
                        + " where c.oid = '" + relation(name).plain()
                        + "'::regclass and acl.grantee <> c.relowner order by 1")
                .stream()
                .map(row -> row.get(0).toString().substring(schema.length() + 1))
                .toList();
    }

    private Map<String, String> built() {
        return Workshop.words(shop().build());
    }

    private static final Map<String, String> WELL = Map.of("t", "success");

    @Test
    void aRoleThatIsGrantedSelectCanReadWithoutAnyoneLettingItIntoTheSchema() {
        shop().table("t", "select 1 as id").saying("t", grants(to("select", "ann")));
        assertThat(built()).isEqualTo(WELL);

        try (PostgresWarehouse theirs = open(Map.of("user", roles.name("ann"), "password", RolesOfTest.PASSWORD));
                WarehouseSession session = theirs.open()) {
            assertThat(session.read("select id from " + relation("t"), 5).rows())
                    .containsExactly(List.of(1L));
        }
        assertThat(held("t")).containsExactly("ann:select");
    }

    @Test
    void whatOthersGrantedSurvivesASwap() {
        shop().table("t", "select 1 as id, 2 as other").saying("t", grants(to("select", "ann")));
        built();
        shop().execute("grant insert, update on {schema}.t to " + roles.name("bob") + " with grant option");
        shop().execute("grant select (id), update (other) on {schema}.t to " + roles.name("eve"));
        shop().execute("grant references on {schema}.t to public");

        shop().table("t", "select 1 as id, 2 as more").saying("t", grants(to("select", "ann")));
        assertThat(built()).isEqualTo(WELL);

        assertThat(held("t")).containsExactly("ann:select", "bob:insert*", "bob:update*");
        assertThat(rows("select relacl::text like '%,=x/%' from pg_class where oid = '"
                        + relation("t").plain() + "'::regclass"))
                .as("public")
                .containsExactly(List.of(true));
        assertThat(rows("select attname, attacl::text like '%eve=r/%' from pg_attribute where attrelid = '"
                        + relation("t").plain() + "'::regclass and attacl is not null"))
                .as("a column that is gone takes what was granted on it along")
                .containsExactly(List.of("id", true));
    }

    @Test
    void takesBackWhatItGaveAndNothingElse() {
        shop().table("t", "select 1 as id").saying("t", grants(to("select", "ann", "bob")));
        built();
        shop().execute("grant select on {schema}.t to " + roles.name("eve"));
        assertThat(held("t")).containsExactly("ann:select", "bob:select", "eve:select");

        shop().saying("t", grants(to("select", "bob")));
        assertThat(built()).isEqualTo(WELL);
        assertThat(held("t")).containsExactly("bob:select", "eve:select");

        shop().saying("t", grants(Map.of()));
        assertThat(built()).isEqualTo(WELL);
        assertThat(held("t")).containsExactly("eve:select");
    }

    @Test
    void anIncrementIsBroughtToTheDifferenceAndSendsNothingWhereThereIsNone() {
        Materialization.Incremental append = new Materialization.Incremental(
                new Materialization.IncrementalStrategy.Append(),
                List.of(),
                Materialization.NullKeys.REFUSED,
                Materialization.OnSchemaChange.IGNORE,
                List.of());
        List<String> sent = Collections.synchronizedList(new ArrayList<>());
        Workshop shop = new Workshop(engine(), new WatchedWarehouse(warehouse, new WatchedWarehouse.Watch() {
            @Override
            public void before(String statement) {
                sent.add(statement);
            }

            @Override
            public void after(String statement) {}
        }));
        shop.incremental("t", append, "select 1 as id", "select 2 as id").saying("t", grants(to("select", "ann")));
        assertThat(Workshop.words(shop.build())).isEqualTo(WELL);
        assertThat(sent).contains("Grant", "GrantUsage", "RecordGrants");
        sent.clear();

        assertThat(Workshop.words(shop.build())).isEqualTo(WELL);
        assertThat(shop.rows("t", "id")).containsExactly("1", "2");
        assertThat(sent).doesNotContain("Grant", "GrantUsage", "Revoke", "RecordGrants");

        shop.execute("revoke select on {schema}.t from " + roles.name("ann"));
        shop.saying("t", grants(to("select", "ann", "bob")));
        assertThat(Workshop.words(shop.build())).isEqualTo(WELL);
        assertThat(held("t")).containsExactly("ann:select", "bob:select");
        shop.saying("t", grants(to("insert", "ann")));
        assertThat(Workshop.words(shop.build())).isEqualTo(WELL);
        assertThat(held("t")).containsExactly("ann:insert");
    }

    @Test
    void viewsAndMaterializedViewsKeepAndLosePrivilegesLikeTables() {
        for (int kind = 0; kind < 3; kind++) {
            String select = "select " + kind + " as id";
            switch (kind) {
                case 0 -> shop().view("t", select);
                case 1 -> shop().materializedView("t", List.of(), select);
                default -> shop().table("t", select);
            }
            shop().saying("t", grants(to("select", "ann")));
            assertThat(built()).isEqualTo(WELL);
            assertThat(held("t")).contains("ann:select").doesNotContain("bob:select");
            shop().saying("t", grants(to("select", "bob")));
            assertThat(built()).isEqualTo(WELL);
            assertThat(held("t")).contains("bob:select").doesNotContain("ann:select");
            shop().execute("grant select on {schema}.t to " + roles.name("eve"));
            assertThat(built()).isEqualTo(WELL);
            assertThat(held("t")).containsExactly("bob:select", "eve:select");
        }
    }

    @Test
    void aFailedGateTakesNothingFromAnyoneAndShowsNobodyTheFailedRows() {
        shop().table("t", "select 1 as id")
                .saying("t", grants(to("select", "ann")))
                .test("positive", "t", "select * from {this} as t where id < 0");
        built();
        shop().table("t", "select -1 as id").saying("t", grants(to("select", "bob")));

        assertThat(built().get("t")).startsWith("error");

        assertThat(held("t")).containsExactly("ann:select");
        assertThat(held("t__failed")).isEmpty();
    }

    @Test
    void namesAreWrittenAsInSql() {
        roles.make("Odd \"One\"");
        shop().table("t", "select 1 as id")
                .saying(
                        "t",
                        grants(Map.of(
                                "SELECT",
                                List.of(
                                        "\"" + roles.name("Odd \"\"One\"\"") + "\"",
                                        roles.name("ann").toUpperCase(Locale.ROOT)))));
        assertThat(built()).isEqualTo(WELL);
        assertThat(held("t")).containsExactlyInAnyOrder("ann:select", "Odd \"One\":select");
    }

    @Test
    void aRoleThatIsNotThereFailsItsNodeAlone() {
        List<String> notes = Collections.synchronizedList(new ArrayList<>());
        shop().listener = new RunListener() {
            @Override
            public void note(Diagnostic note) {
                notes.add(note.message());
            }
        };
        shop().table("t", "select 1 as id").build();
        shop().table("t", "select 2 as id").saying("t", grants(Map.of("select", List.of("nobody_of_that_name"))));
        shop().table("u", "select 2 as id").saying("u", grants(to("select", "ann")));

        assertThat(built())
                .isEqualTo(Map.of(
                        "t",
                        "error: Cannot build model 't': role \"nobody_of_that_name\" does not exist",
                        "u",
                        "success"));

        assertThat(notes)
                .containsExactly("'nobody_of_that_name' is granted something in schema '" + schema
                        + "' and cannot be let into it: role \"nobody_of_that_name\" does not exist");
        assertThat(shop().rows("t", "id")).containsExactly("1");
        assertThat(shop().exists("t__new")).isFalse();
        assertThat(rows("select has_schema_privilege('" + roles.name("ann") + "', '" + schema + "', 'usage')"))
                .containsExactly(List.of(true));
    }
}
