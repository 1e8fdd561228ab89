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
 *
 * <p>It imitates:
 *
 * <ul>
 *   <li>the start-up messages and the version that the driver looks for, TLS with a certificate of its own, SHOW by which the
 *       driver reads metadata, SUPER and varchar as types of results;
 *   <li>names folded to lower case, varchar lengths in bytes, {@code varchar} and {@code text} of 256 bytes and {@code numeric} of 18 digits
 *       in columns, backslashes in texts;
 *   <li>dist, sort, encode, backup and auto refresh, kept as they were said ({@link #layoutOf}); primary, unique and foreign
 *       keys, noted and not enforced;
 *   <li>late-binding views, which outlive their tables and take their columns anew, and views that are bound;
 *   <li>COPY of text files from an S3 in this process, with manifests, gzip and the reasons of a failed load; VACUUM, ANALYZE, and
 *       TRUNCATE that ends its transaction;
 *   <li>users, groups and roles, and what they were granted; the {@code svv_}, {@code stv_}, {@code stl_} and {@code sys_} views that
 *       Ashlar reads;
 *   <li>Redshift's functions of dates, texts, JSON and SUPER that Ashlar's macros use; TOP, MINUS, LISTAGG, DECODE, NVL, TRY_CAST;
 *   <li>errors in a cluster's words where they are known: 1023, a text that is too long, a statement that was cancelled;
 *   <li>refusals: {@link Refusals} names their classes, each of which names the page of AWS's guide that it stands on.
 * </ul>
 *
 * <p>It does not imitate, so no test on it says anything about:
 *
 * <ul>
 *   <li>speed, queues, slices, compression and what a sort or distribution key does to a plan;
 *   <li>SERIALIZABLE: transactions are Postgres' REPEATABLE READ, which is near to SNAPSHOT, and meet error 1023 only where both
 *       write one row; a test injects it elsewhere ({@link #isolationViolation}). Locks are those of Postgres, so two
 *       transactions may write one table at a time;
 *   <li>the leader node's own limits beyond {@link LeaderFunctions}; functions that Postgres has and Redshift has not, where {@link
 *       MissingFunctions} does not name them;
 *   <li>foreign keys that hold the table they lead to; names of 64 to 127 bytes; identity columns whose numbers have gaps;
 *   <li>UNLOAD, Spectrum (its catalog views are plain tables that a test fills), data sharing, procedures, models, MERGE with REMOVE
 *       DUPLICATES, QUALIFY in other forms than {@link Qualify} tells, PIVOT, GROUP BY ALL, navigation of SUPER, aliases used in the same select list: refused, mostly by
 *       {@link BeyondTheFront} in plain words;
 *   <li>log-in by IAM or an identity provider: the driver's requests for a password go to AWS and not to the server.
 * </ul>
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
