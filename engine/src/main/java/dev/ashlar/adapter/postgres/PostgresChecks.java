package dev.ashlar.adapter.postgres;

import dev.ashlar.adapter.postgres.PostgresOpening.Refusal;
import dev.ashlar.adapter.postgres.PostgresOpening.Stage;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Target;
import dev.ashlar.port.ConnectionChecks;
import dev.ashlar.report.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.postgresql.util.DriverInfo;

/** A server is reached through the network, TLS and a log-in, each of which can be what is wrong. */
public final class PostgresChecks implements ConnectionChecks {
    private final PostgresProfile profile;
    private Optional<Attempt> attempt = Optional.empty();

    /** One connection that was tried, and what was seen of it. */
    private record Attempt(Optional<SQLException> failure, Optional<Seen> seen) {}

    /** @param tls protocol and cipher; empty when the connection is not encrypted */
    private record Seen(Optional<String> tls, String version, boolean standby) {}

    private PostgresChecks(PostgresProfile profile) {
        this.profile = profile;
    }

    /** @throws DiagnosticException when the target says too little */
    public static PostgresChecks of(Target target) {
        return new PostgresChecks(PostgresProfile.of(target));
    }

    @Override
    public Place place() {
        return new Place(PostgresFacts.ENGINE, profile.address(), Optional.of(profile.database()));
    }

    @Override
    public List<Check> reaching() {
        return List.of(
                new Check("driver", () -> DriverInfo.DRIVER_FULL_NAME),
                new Check("network", this::network),
                new Check("TLS", this::tls),
                new Check("log-in", this::logIn));
    }

    private String network() {
        try {
            InetAddress address = InetAddress.getByName(profile.host());
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, profile.port()), (int)
                        profile.connectTimeout().toMillis());
            }
            return profile.address() + " answers at " + address.getHostAddress();
        } catch (UnknownHostException e) {
            throw new DiagnosticException(
                    Diagnostic.error(
                            "There is no host '" + profile.host() + "'.",
                            "Correct 'host' in profiles.yml, or mend the name service of this machine."),
                    e);
        } catch (IOException e) {
            throw new DiagnosticException(
                    Diagnostic.error(
                            "Nothing answers at " + profile.address() + ": " + e.getMessage() + ".",
                            "Start the server, correct 'host' and 'port' in profiles.yml, or open the firewalls between."),
                    e);
        }
    }

    private String tls() {
        Attempt made = attempt();
        String mode = profile.tls().getOrDefault("sslmode", "prefer");
        if (made.failure().isPresent()) {
            Refusal refusal = PostgresOpening.refusal(profile, made.failure().get());
            if (refusal.stage() != Stage.LOG_IN) throw new DiagnosticException(refusal.diagnostic());
            return "nothing against 'sslmode: " + mode + "'";
        }
        return made.seen()
                .flatMap(Seen::tls)
                .orElse("not encrypted: the server offers none, and 'sslmode: " + mode + "' does not demand it");
    }

    private String logIn() {
        Attempt made = attempt();
        if (made.failure().isPresent()) {
            throw new DiagnosticException(
                    PostgresOpening.refusal(profile, made.failure().get()).diagnostic());
        }
        Seen seen = made.seen().orElseThrow();
        if (seen.standby()) {
            throw new DiagnosticException(Diagnostic.error(
                    "The Postgres at " + profile.address() + " is a standby, which cannot be written to.",
                    "Name the primary server in 'host' in profiles.yml."));
        }
        return "user '" + profile.user() + "'"
                + profile.role().map(role -> " in role '" + role + "'").orElse("") + ", database '"
                + profile.database() + "', PostgreSQL " + seen.version();
    }

    /** One connection tells of TLS and of the log-in. */
    private Attempt attempt() {
        if (attempt.isEmpty()) attempt = Optional.of(tried());
        return attempt.get();
    }

    private Attempt tried() {
        try (Connection connection =
                        PostgresOpening.source(profile, "ashlar debug").connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select s.ssl, s.version, s.cipher,"
                        + " current_setting('server_version'), pg_is_in_recovery()"
                        + " from pg_stat_ssl as s where s.pid = pg_backend_pid()")) {
            row.next();
            Optional<String> tls =
                    row.getBoolean(1) ? Optional.of(row.getString(2) + ", " + row.getString(3)) : Optional.empty();
            return new Attempt(Optional.empty(), Optional.of(new Seen(tls, row.getString(4), row.getBoolean(5))));
        } catch (SQLException failure) {
            return new Attempt(Optional.of(failure), Optional.empty());
        }
    }

    @Override
    public List<SessionCheck> working() {
        return List.of(
                new SessionCheck("privileges", PostgresPrivileges.SCHEMAS::found),
                new SessionCheck("engine", PostgresPrivileges::engine));
    }
}
