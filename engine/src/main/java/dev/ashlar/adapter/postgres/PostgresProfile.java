package dev.ashlar.adapter.postgres;

import dev.ashlar.adapter.jdbc.TargetOptions;
import dev.ashlar.manifest.ConfigSchema;
import dev.ashlar.manifest.ConfigSchema.Effect;
import dev.ashlar.manifest.ConfigSchema.Key;
import dev.ashlar.manifest.ConfigSchema.Merging;
import dev.ashlar.manifest.ConfigSchema.ValueType;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * A postgres target's keys, beside those that every target has.
 *
 * @param tls the driver's properties of that name
 * @param role that the session takes on; empty for the user's own
 * @param searchPath as {@code set search_path} takes it; empty for the server's
 * @param statementTimeout longest time one statement may take; zero for the server's own limit
 * @param lockTimeout longest wait for a lock; zero for none
 * @param keepAlive how often idle connections are spoken to; zero for never
 */
record PostgresProfile(
        String host,
        int port,
        String database,
        String user,
        Optional<String> password,
        Map<String, String> tls,
        Optional<String> role,
        Optional<String> searchPath,
        Duration connectTimeout,
        Duration statementTimeout,
        Duration lockTimeout,
        Duration keepAlive) {
    private static final List<String> TLS = List.of("sslmode", "sslrootcert", "sslcert", "sslkey", "sslpassword");

    static final ConfigSchema KEYS = new ConfigSchema(keys());

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** A swap that waits makes new readers wait behind it, so it had better wait another time. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);

    /** @throws dev.ashlar.diagnostic.DiagnosticException with everything that is wrong */
    static PostgresProfile of(Target target) {
        TargetOptions options = new TargetOptions(target);
        Map<String, String> tls = new LinkedHashMap<>();
        for (String key : TLS) options.text(key).ifPresent(value -> tls.put(key, value));
        PostgresProfile profile = new PostgresProfile(
                options.text("host").orElse("localhost"),
                options.number("port", 5432, 1, 65535),
                options.required("database", "warehouse", "dbname"),
                options.required("user", "ashlar"),
                options.text("password"),
                tls,
                options.text("role"),
                options.text("search_path"),
                options.duration("connect_timeout", CONNECT_TIMEOUT),
                options.duration("statement_timeout", Duration.ZERO),
                options.duration("lock_timeout", LOCK_TIMEOUT),
                options.duration("keep_alive", KEEP_ALIVE));
        options.done();
        return profile;
    }

    String address() {
        return host + ":" + port;
    }

    /** Properties of the driver. @param label under which the server lists the sessions */
    Properties properties(String label) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        password.ifPresent(word -> properties.setProperty("password", word));
        tls.forEach(properties::setProperty);
        String seconds = String.valueOf(Math.max(1, connectTimeout.toSeconds()));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("tcpKeepAlive", "true");
        // so that the driver gives the label when it connects: one that is set afterwards goes with "discard all"
        properties.setProperty("assumeMinServerVersion", "15");
        properties.setProperty("ApplicationName", label);
        return properties;
    }

    /**
     * What is set in every session. The driver asks for the time zone of this machine, and {@code reset all} goes back to what
     * was asked for, so these are sent again after it.
     */
    String sessionSettings() {
        List<String> settings = new ArrayList<>(List.of("set time zone 'UTC'"));
        if (!statementTimeout.isZero()) settings.add("set statement_timeout = " + statementTimeout.toMillis());
        if (!lockTimeout.isZero()) settings.add("set lock_timeout = " + lockTimeout.toMillis());
        searchPath.ifPresent(path -> settings.add("set search_path = " + path));
        role.ifPresent(name -> settings.add("set role " + RelationName.quote(name)));
        return String.join("; ", settings);
    }

    private static List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        for (String name : List.of("host", "database", "dbname", "user", "password", "role", "search_path")) {
            keys.add(key(name, ValueType.TEXT));
        }
        keys.add(key("port", ValueType.INTEGER));
        keys.add(key("sslmode", ValueType.TEXT, "disable", "allow", "prefer", "require", "verify-ca", "verify-full"));
        for (String name : TLS.subList(1, TLS.size())) keys.add(key(name, ValueType.TEXT));
        return keys;
    }

    private static Key key(String name, ValueType type, String... words) {
        return new Key(
                name, type, Set.of(), List.of(words), Merging.REPLACE, Effect.SEMANTICS, Set.of(PostgresFacts.ENGINE));
    }
}
