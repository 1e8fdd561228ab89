package dev.ashlar.adapter.redshift;

import com.amazon.redshift.util.DriverInfo;
import dev.ashlar.adapter.redshift.RedshiftOpening.Refusal;
import dev.ashlar.adapter.redshift.RedshiftOpening.Stage;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cluster or workgroup is reached through AWS, the network, TLS and a log-in, each of which can be what is wrong. */
public final class RedshiftChecks implements ConnectionChecks {
    private static final Pattern HOST_AND_PORT = Pattern.compile("(.+):(\\d+)");
    private static final Pattern VERSION = Pattern.compile("Redshift [\\w.]+");

    private final RedshiftProfile profile;
    private final AwsIdentity identity;
    private Optional<Attempt> attempt = Optional.empty();

    /** One connection that was tried, and what was seen of it. */
    private record Attempt(Optional<SQLException> failure, Optional<Seen> seen) {}

    private record Seen(String version, String user) {}

    private RedshiftChecks(RedshiftProfile profile, AwsIdentity identity) {
        this.profile = profile;
        this.identity = identity;
    }

    /** @throws DiagnosticException when the target says too little */
    public static RedshiftChecks of(Target target) {
        return new RedshiftChecks(RedshiftProfile.of(target), RedshiftProfile.identity(target));
    }

    @Override
    public Place place() {
        return new Place(RedshiftFacts.ENGINE, profile.address(), Optional.of(profile.database()));
    }

    @Override
    public List<Check> reaching() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("driver", () -> DriverInfo.DRIVER_FULL_NAME));
        if (asksAws()) checks.add(new Check("AWS", this::aws));
        checks.add(new Check("network", this::network));
        checks.add(new Check("TLS", this::tls));
        checks.add(new Check("log-in", this::logIn));
        return checks;
    }

    /** An identity provider's plug-in brings its own way to AWS. */
    private boolean asksAws() {
        String plugin = profile.driver().getOrDefault("plugin_name", AssumedRole.class.getName());
        return profile.byIam() && plugin.equals(AssumedRole.class.getName());
    }

    private String aws() {
        identity.demandCredentials();
        return "credentials of " + identity;
    }

    private String network() {
        Matcher address = HOST_AND_PORT.matcher(profile.address());
        if (!address.matches()) return "AWS tells the address of '" + profile.address() + "' at the log-in";
        String host = address.group(1);
        try {
            InetAddress found = InetAddress.getByName(host);
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(found, Integer.parseInt(address.group(2))), (int)
                        profile.connectTimeout().toMillis());
            }
            return profile.address() + " answers at " + found.getHostAddress();
        } catch (UnknownHostException e) {
            throw new DiagnosticException(
                    Diagnostic.error(
                            "There is no host '" + host + "'.",
                            "Correct 'host' in profiles.yml, or mend the name service of this machine: a cluster that is not"
                                    + " public has its name only within its network."),
                    e);
        } catch (IOException e) {
            throw new DiagnosticException(
                    Diagnostic.error(
                            "Nothing answers at " + profile.address() + ": " + e.getMessage() + ".",
                            "Resume the cluster if it is paused, correct 'host' and 'port' in profiles.yml, or let this"
                                    + " machine through the cluster's security group and the firewalls between."),
                    e);
        }
    }

    /** The driver takes no unprotected connection where it is told to protect it. */
    private String tls() {
        Attempt made = attempt();
        boolean wanted = !"false".equals(profile.driver().get("ssl"));
        if (made.failure().isPresent()) {
            Refusal refusal = RedshiftOpening.refusal(profile, made.failure().get());
            if (refusal.stage() != Stage.LOG_IN) throw new DiagnosticException(refusal.diagnostic());
        }
        return wanted
                ? "encrypted, and the certificate is trusted ('"
                        + profile.driver().get("sslmode") + "')"
                : "not encrypted, as 'sslmode: disable' says";
    }

    private String logIn() {
        Attempt made = attempt();
        if (made.failure().isPresent()) {
            throw new DiagnosticException(
                    RedshiftOpening.refusal(profile, made.failure().get()).diagnostic());
        }
        Seen seen = made.seen().orElseThrow();
        Matcher version = VERSION.matcher(seen.version());
        if (!version.find())
            throw new DiagnosticException(RedshiftOpening.noRedshift(profile).diagnostic());
        return "user '" + seen.user() + "', database '" + profile.database() + "', " + version.group();
    }

    /** One connection tells of TLS and of the log-in. */
    private Attempt attempt() {
        if (attempt.isEmpty()) attempt = Optional.of(tried());
        return attempt.get();
    }

    private Attempt tried() {
        try (Connection connection =
                        RedshiftOpening.source(profile, "ashlar debug").connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select version(), current_user")) {
            row.next();
            return new Attempt(Optional.empty(), Optional.of(new Seen(row.getString(1), row.getString(2))));
        } catch (SQLException failure) {
            return new Attempt(Optional.of(failure), Optional.empty());
        }
    }

    @Override
    public List<SessionCheck> working() {
        List<SessionCheck> checks = new ArrayList<>();
        checks.add(new SessionCheck("privileges", RedshiftPrivileges.SCHEMAS::found));
        profile.staging()
                .ifPresent(staging -> checks.add(new SessionCheck("staging", (session, schemas) -> {
                    try (StagingBucket bucket = new StagingBucket(staging)) {
                        return bucket.tried();
                    }
                })));
        checks.add(new SessionCheck("engine", RedshiftPrivileges::engine));
        return checks;
    }
}
