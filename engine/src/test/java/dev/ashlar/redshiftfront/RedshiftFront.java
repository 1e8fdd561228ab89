package dev.ashlar.redshiftfront;

import dev.ashlar.contract.PostgresServer;
import dev.ashlar.s3.S3Server;
import dev.ashlar.wire.CuttingProxy;
import dev.ashlar.wire.Fault;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;

/**
 * A Redshift for tests: the real Redshift JDBC driver connects to it as to a cluster, and behind it stands Postgres. A proxy
 * reads each statement, refuses what Redshift refuses, and passes on the rest in the words of Postgres.
 *
 * <p>{@link #proxy()} keeps the statements with their outcome, counts commits, and cuts, fails or holds statements.
 */
public final class RedshiftFront implements AutoCloseable {
    private static FrontDatabase shared;

    private final FrontDatabase database;
    private final CuttingProxy proxy;

    private RedshiftFront(FrontDatabase database, Optional<SSLContext> certificate) {
        this.database = database;
        Rewrites rewrites = new Rewrites(database.systemViews());
        proxy = CuttingProxy.before(
                database.server().host(),
                database.server().port(),
                () -> new FrontTranslation(rewrites, database),
                certificate);
    }

    /** A front of its own, with its own log and faults, before the one database that all fronts of this JVM share. */
    public static RedshiftFront start() {
        return new RedshiftFront(database(), Optional.empty());
    }

    /** The same, in TLS for whoever asks for it. */
    public static RedshiftFront start(ServerCertificate certificate) {
        return new RedshiftFront(database(), Optional.of(certificate.context()));
    }

    private static synchronized FrontDatabase database() {
        if (shared == null) shared = FrontDatabase.create(PostgresServer.running());
        return shared;
    }

    /** For the Redshift driver, in the clear. */
    public String jdbcUrl() {
        return "jdbc:redshift://" + host() + ":" + port() + "/" + databaseName() + "?ssl=false";
    }

    public String host() {
        return proxy.host();
    }

    public int port() {
        return proxy.port();
    }

    public String databaseName() {
        return database.name();
    }

    public String user() {
        return database.server().user();
    }

    public String password() {
        return database.server().password();
    }

    /** A connection through the front, by the Redshift driver. */
    public Connection connect() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user());
        login.setProperty("password", password());
        return DriverManager.getConnection(jdbcUrl(), login);
    }

    /** A connection past the front, by the driver of Postgres. */
    public Connection outside() throws SQLException {
        return database.connect();
    }

    /** What a cluster says to a transaction that another one was in the way of. */
    public static Fault isolationViolation() {
        return new Fault.Fail(ErrorWords.isolation());
    }

    /** Statements, commits and faults. */
    public CuttingProxy proxy() {
        return proxy;
    }

    /** The S3 that COPY reads; all fronts of this JVM share it. */
    public S3Server s3() {
        return S3Server.running();
    }

    /** What was said of a table's dist, sort, encode, backup and keys, wherever it has been renamed to since. */
    public TableLayout layoutOf(String schema, String table) {
        String query = "select l.layout::text from rs_front.layout l join pg_class c on c.oid = l.relation"
                + " join pg_namespace n on n.oid = c.relnamespace where n.nspname = ? and c.relname = ?";
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? LayoutDraft.read(rows.getString(1)) : TableLayout.NONE;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        proxy.close();
    }
}
