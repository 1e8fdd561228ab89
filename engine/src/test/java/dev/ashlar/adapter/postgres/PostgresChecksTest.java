package dev.ashlar.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.port.ConnectionChecks.Check;
import dev.ashlar.port.ConnectionChecks.SessionCheck;
import dev.ashlar.port.WarehouseSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code debug} finds out about a Postgres target, step by step. */
final class PostgresChecksTest extends PostgresEngine {
    private final RolesOfTest roles = new RolesOfTest(server, schema);

    @AfterEach
    void dropRoles() throws SQLException {
        roles.drop(schema);
    }

    private List<Check> reaching(Map<String, Object> options) {
        return PostgresChecks.of(target(options)).reaching();
    }

    private static String found(List<Check> checks, String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow()
                .look()
                .found();
    }

    @Test
    void eachStepSaysWhatItFound() {
        List<Check> checks = reaching(Map.of());
        assertThat(checks).extracting(Check::name).containsExactly("driver", "network", "TLS", "log-in");
        assertThat(found(checks, "driver")).startsWith("PostgreSQL JDBC Driver");
        assertThat(found(checks, "network")).startsWith(server.host() + ":" + server.port() + " answers at ");
        assertThat(found(checks, "log-in"))
                .startsWith("user '" + server.user() + "', database '" + server.database() + "', PostgreSQL ");
    }

    @Test
    void theStepThatFailsSaysWhatToDo() {
        assertThatThrownBy(() -> found(reaching(Map.of("host", "no-such-host.invalid")), "network"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("There is no host 'no-such-host.invalid'.")
                .hasMessageContaining("Correct 'host' in profiles.yml");
        List<Check> otherDatabase = reaching(Map.of("database", "no_such"));
        assertThat(found(otherDatabase, "network")).contains("answers");
        assertThat(found(otherDatabase, "TLS")).isEqualTo("nothing against 'sslmode: prefer'");
        assertThatThrownBy(() -> found(otherDatabase, "log-in"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("has no database 'no_such'.")
                .hasMessageContaining("create database \"no_such\"");
    }

    private String privileges(String role, Set<String> schemas) {
        try (PostgresWarehouse theirs = open(Map.of("user", roles.name(role), "password", RolesOfTest.PASSWORD));
                WarehouseSession session = theirs.open()) {
            SessionCheck check = PostgresChecks.of(target(Map.of())).working().get(0);
            assertThat(check.name()).isEqualTo("privileges");
            return check.look().found(session, schemas);
        }
    }

    @Test
    void whatAUserMayNotDoIsSaidWithTheStatementThatGivesIt() throws SQLException {
        roles.make("ann");
        String ann = roles.name("ann");
        String lacking = schema + "_raw";
        assertThatThrownBy(() -> privileges("ann", Set.of(schema, lacking)))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("User '" + ann + "' may not create schemas in database '" + server.database()
                        + "', and " + lacking + " does not exist.")
                .hasMessageContaining("grant create on database \"" + server.database() + "\" to \"" + ann + "\"")
                .hasMessageContaining("User '" + ann + "' may not make relations in " + schema + ".")
                .hasMessageContaining("grant usage, create on schema \"" + schema + "\" to \"" + ann + "\"");

        try (WarehouseSession session = warehouse.open()) {
            session.runText("create table " + relation("t") + " as select 1 as id");
            session.runText("grant usage, create on schema " + schema + " to " + ann);
        }
        roles.letBuild("ann");
        assertThat(privileges("ann", Set.of(schema, lacking)))
                .isEqualTo("1 schemas stand and are open, 1 will be made; relations of other users in them cannot be"
                        + " replaced: " + relation("t").plain() + " (" + server.user() + ")");
    }

    @Test
    void theEngineIsDescribedAsSessionsFindIt() {
        try (WarehouseSession session = warehouse.open()) {
            SessionCheck check = PostgresChecks.of(target(Map.of())).working().get(1);
            assertThat(check.look().found(session, Set.of()))
                    .startsWith("isolation read committed, lock_timeout 10s, statement_timeout 0 (0: none)")
                    .endsWith("time zone UTC");
        }
    }
}
