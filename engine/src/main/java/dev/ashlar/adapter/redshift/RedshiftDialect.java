package dev.ashlar.adapter.redshift;

import com.amazon.redshift.RedshiftConnection;
import dev.ashlar.adapter.jdbc.JdbcDialect;
import dev.ashlar.adapter.jdbc.RecordTexts;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RelationStatement.CreateView;
import dev.ashlar.plan.RelationStatement.DropTable;
import dev.ashlar.plan.RelationStatement.DropView;
import dev.ashlar.plan.RelationStatement.RenameTable;
import dev.ashlar.plan.RelationStatement.RenameView;
import dev.ashlar.plan.RelationStatement.ReplaceView;
import dev.ashlar.plan.RowStatement.MergeInto;
import dev.ashlar.plan.Typing;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.RowCounts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Redshift behind JDBC. */
final class RedshiftDialect implements JdbcDialect {
    /** Bytes: https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html */
    private static final RecordTexts TEXTS = new RecordTexts("varchar(65535)", 65_535);

    private final SessionSettings settings;
    private final LockHolders holders;
    private final BulkLoad bulk;

    RedshiftDialect(SessionSettings settings, LockHolders holders, BulkLoad bulk) {
        this.settings = settings;
        this.holders = holders;
        this.bulk = bulk;
    }

    @Override
    public WarehouseException explain(SQLException failure, String sql) {
        return RedshiftErrors.explain(failure, sql);
    }

    @Override
    public Optional<String> obstacle(Connection connection, WarehouseException failure, String sql) {
        boolean waited = failure.kind() == WarehouseException.Kind.RETRYABLE
                && failure.getCause() instanceof SQLException cause
                && "57014".equals(cause.getSQLState());
        return waited ? holders.find(connection, sql) : Optional.empty();
    }

    @Override
    public OptionalLong serverNumber(Connection connection) throws SQLException {
        return OptionalLong.of(connection.unwrap(RedshiftConnection.class).getBackendPID());
    }

    /**
     * The driver reads ahead on a thread of its own and keeps what the profile's {@code fetchringbuffersize} allows, in
     * auto-commit, too, and without a cursor, which would gather the whole result on the leader node first.
     */
    @Override
    public void handOut(Connection connection, Results results) {}

    /**
     * Closing a statement of which the server holds rows back makes the driver send a request to cancel, which may reach the
     * server when the connection's next statement is running. A statement that has been used again has nothing to cancel,
     * once the result is closed: that waits for the thread that reads ahead, which the statement's own closing does not.
     */
    @Override
    public void leaveRest(Statement statement) throws SQLException {
        statement.setMaxRows(0);
        statement.executeQuery("select 1").close();
    }

    @Override
    public boolean hidesReason(SQLException failure) {
        return false;
    }

    @Override
    public List<ColumnReader> readers(ResultSetMetaData columns) throws SQLException {
        return RedshiftValues.readers(columns);
    }

    @Override
    public String type(ResultSetMetaData columns, int column) throws SQLException {
        return RedshiftValues.type(columns, column);
    }

    /** The server parses and describes it; nothing is executed. */
    @Override
    public List<CatalogColumn> describe(Connection connection, String sql) throws SQLException {
        return DescribedQuery.columns(connection, sql);
    }

    /** The session's own {@code statement_timeout} is the server's; the driver ends what may take less. */
    @Override
    public void limit(Statement statement, Duration timeout) throws SQLException {
        if (timeout.equals(settings.statementTimeout())) return;
        statement.setQueryTimeout((int) Math.max(1, timeout.plusMillis(999).toSeconds()));
    }

    /**
     * Redshift has no {@code lock_timeout} (https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_ConfigurationRef.html lists
     * what there is). These statements change the catalog alone, so if one takes long, it waits for those who use the
     * relation.
     */
    @Override
    public Optional<Duration> lockWait(dev.ashlar.plan.Statement statement) {
        boolean swaps = statement instanceof DropTable
                || statement instanceof DropView
                || statement instanceof RenameTable
                || statement instanceof RenameView
                || statement instanceof ReplaceView;
        return swaps && !settings.lockTimeout().isZero() ? Optional.of(settings.lockTimeout()) : Optional.empty();
    }

    /**
     * A late-binding view is not checked until it is read
     * (https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html), so one with a fault would take the place of a good
     * one.
     */
    @Override
    public Optional<String> unseen(dev.ashlar.plan.Statement statement, String sql) {
        return switch (statement) {
            case CreateView view when isLate(view.layout(), view.sqlHeader()) -> alone(view.sql(), sql);
            case ReplaceView view when isLate(view.layout(), view.sqlHeader()) -> alone(view.sql(), sql);
            default -> Optional.empty();
        };
    }

    /** What a header sets may be needed to read the query. */
    private static boolean isLate(Node.Layout layout, String header) {
        return header.isBlank() && !Boolean.TRUE.equals(layout.values().get("bind"));
    }

    private static Optional<String> alone(String query, String sql) {
        int at = sql.indexOf(query.strip());
        if (at < 0) return Optional.empty();
        return Optional.of(sql.substring(0, at).replaceAll("\\S", " ") + query.strip());
    }

    @Override
    public RecordTexts texts() {
        return TEXTS;
    }

    @Override
    public long load(
            Connection connection,
            RelationName table,
            List<CatalogColumn> columns,
            Typing typing,
            Iterable<List<Object>> rows)
            throws SQLException {
        return bulk.load(connection, table, columns, rows.iterator());
    }

    @Override
    public void stopLoading(Connection connection) throws SQLException {
        connection.unwrap(RedshiftConnection.class).cancelQuery();
    }

    /**
     * The engine tells at most how many rows a merge touched. What the target grew by was inserted; the rest of the batch,
     * of which every row is the one or the other, was updated.
     */
    @Override
    public RowCounts merge(Connection connection, MergeInto merge, Sending sending) throws SQLException {
        long before = count(connection, merge.target());
        long batch = count(connection, merge.batch());
        sending.update();
        long inserted = count(connection, merge.target()) - before;
        return new RowCounts(inserted, batch - inserted, 0);
    }

    private static long count(Connection connection, RelationName table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A temporary table of the session comes before any other of its name. */
    @Override
    public Optional<String> dropTemporary(RelationName table) {
        return Optional.of("drop table if exists " + table.quoted());
    }

    /** There is no {@code discard}. What was made is dropped in one transaction, since commits queue cluster-wide. */
    @Override
    public void tidy(Connection connection, Set<RelationName> temporaries) throws SQLException {
        if (!temporaries.isEmpty()) {
            List<String> drops = new ArrayList<>(List.of("begin"));
            for (RelationName table : temporaries) drops.add("drop table if exists " + table.quoted());
            drops.add("commit");
            try (Statement statement = connection.createStatement()) {
                statement.execute(String.join("; ", drops));
            }
        }
        settings.restore(connection);
    }
}
