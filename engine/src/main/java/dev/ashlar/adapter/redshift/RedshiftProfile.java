package dev.ashlar.adapter.redshift;

import dev.ashlar.adapter.jdbc.TargetOptions;
import dev.ashlar.manifest.Target;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A redshift target as the driver and the pool need it.
 *
 * @param url without secrets
 * @param place for messages
 * @param driver properties of every connection; some are secret
 * @param keepAlive how often an idle connection is used, so that no firewall forgets it
 */
record RedshiftProfile(
        String url,
        String place,
        Map<String, String> driver,
        Duration connectTimeout,
        Duration keepAlive,
        SessionSettings settings,
        Optional<Staging> staging) {
    private static final Duration CONNECT = Duration.ofSeconds(30);
    /** A swap that waits makes new readers wait behind it, so it had better wait another time. */
    private static final Duration LOCK = Duration.ofSeconds(10);

    private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);

    RedshiftProfile {
        driver = Map.copyOf(driver);
    }

    /** @throws dev.ashlar.diagnostic.DiagnosticException with everything that is wrong */
    static RedshiftProfile of(Target target) {
        TargetOptions options = new TargetOptions(target);
        Map<String, String> driver = new TreeMap<>();
        LogIn logIn = LogIn.of(options);
        driver.putAll(logIn.properties());
        driver.putAll(Tls.of(options.text("sslmode").orElse("verify-ca")).properties());
        options.text("sslrootcert").ifPresent(file -> driver.put("sslrootcert", file));
        Duration connect = options.duration("connect_timeout", CONNECT);
        String seconds = Long.toString(Math.max(1, connect.toSeconds()));
        driver.put("connecttimeout", seconds);
        driver.put("logintimeout", seconds);
        driver.put("tcpkeepalive", "true");
        // the server's own zone, which sessions then set to UTC; else it is the one of this machine
        driver.put("connectiontimezone", "SERVER");
        // rows that a thread of the driver reads ahead; its default is a gigabyte
        driver.put("fetchringbuffersize", "16M");
        driver.putAll(options.map("driver_properties"));
        if (logIn.url().startsWith(LogIn.IAM) && "false".equals(driver.get("ssl"))) {
            options.problem("logs in by IAM without TLS, which the driver refuses", "Take out 'sslmode: disable'.");
        }
        RedshiftProfile profile = new RedshiftProfile(
                logIn.url(),
                logIn.place(),
                driver,
                connect,
                options.duration("keep_alive", KEEP_ALIVE),
                new SessionSettings(
                        options.duration("statement_timeout", Duration.ZERO),
                        options.duration("lock_timeout", LOCK),
                        options.text("query_group"),
                        options.text("search_path")),
                Staging.of(options, AwsIdentity.of(options)));
        options.done();
        return profile;
    }

    /** As whom AWS is asked, where it is. */
    static AwsIdentity identity(Target target) {
        return AwsIdentity.of(new TargetOptions(target));
    }

    /** {@code host:port}, or the name of the cluster or workgroup whose address AWS tells. */
    String address() {
        return place.substring(0, place.indexOf('/'));
    }

    String database() {
        return place.substring(place.indexOf('/') + 1);
    }

    /** Whether AWS is asked for a short-lived password. */
    boolean byIam() {
        return url.startsWith(LogIn.IAM);
    }

    /** The driver's properties may hold secrets, so none is printed. */
    @Override
    public String toString() {
        return place;
    }
}
