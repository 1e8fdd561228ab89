package dev.ashlar.adapter.jdbc;

import dev.ashlar.manifest.RelationName;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What differs between engines that are spoken to through JDBC. One instance serves every session; safe for many threads. */
public interface JdbcDialect {
    /**
     * @param sql the text that was sent; empty where there was none
     * @return the failure with its kind and the engine's message; the position counts within {@code sql}
     */
    WarehouseException explain(SQLException failure, String sql);

    /**
     * Who was in the way of a statement that waited too long for a lock, as sentences.
     *
     * @param connection the one that waited, on which nothing can be asked now
     * @param failure as explained
     * @return empty for any other failure, and where the engine does not tell
     */
    Optional<String> obstacle(Connection connection, WarehouseException failure, String sql);

    /** The number by which the server knows the connection, as the driver remembers it; empty where there is no server. */
    OptionalLong serverNumber(Connection connection) throws SQLException;

    /** Says how results of this connection are handed out from now on. */
    void handOut(Connection connection, Results results) throws SQLException;

    enum Results {
        /** The whole result first, then its rows. */
        GATHERED,
        /** Row by row, so that memory does not grow with their number. */
        STREAMED,
        /** As many rows as the statement is told to give at most. */
        FIRST_ROWS
    }

    /** Called where more rows were at hand than were wanted, before the statement is closed. */
    default void leaveRest(Statement statement) throws SQLException {}

    /** Whether the driver kept the reason of this failure of a streaming read to itself. */
    boolean hidesReason(SQLException failure);

    /**
     * Readers of a result's columns, in order. Values are plain Java: the same types as {@code WarehouseSession.load} takes,
     * lists and maps of them, and {@code OffsetDateTime} in UTC, {@code OffsetTime} and {@code byte[]}.
     */
    List<ColumnReader> readers(ResultSetMetaData columns) throws SQLException;

    /** Reads one column of the row at which a result stands. */
    interface ColumnReader {
        /** @param column from 1 */
        Object read(ResultSet rows, int column) throws SQLException;
    }

    /**
     * The engine's word for the type of a column of a result.
     *
     * @param column from 1
     */
    String type(ResultSetMetaData columns, int column) throws SQLException;

    /** Columns and types of a query, as a table made of it would have them, without running it. */
    List<CatalogColumn> describe(Connection connection, String sql) throws SQLException;

    /** Sees to it that the statement ends after this time, unless the server does so by itself. */
    void limit(Statement statement, Duration timeout) throws SQLException;

    /**
     * How long this statement may wait for what other sessions hold, where the engine has no limit of its own for that and
     * the statement does nothing else that takes long; empty for as long as any statement may take.
     */
    default Optional<Duration> lockWait(dev.ashlar.plan.Statement statement) {
        return Optional.empty();
    }

    /**
     * A query that the engine would take without a look at it, to be described before the statement is sent.
     *
     * @param sql the statement's words
     * @return the query where it stands in them, with blanks before it, so that a fault has its place in the statement
     */
    default Optional<String> unseen(dev.ashlar.plan.Statement statement, String sql) {
        return Optional.empty();
    }

    /** Whether the driver sends several statements at once, and the server leaves out the rest after one that failed. */
    default boolean takesScripts() {
        return false;
    }

    /** How the records' texts are kept. */
    default RecordTexts texts() {
        return RecordTexts.ENDLESS;
    }

    /** Adds rows by the engine's bulk path, within the transaction that is open. */
    long load(
            Connection connection,
            RelationName table,
            List<CatalogColumn> columns,
            Typing typing,
            Iterable<List<Object>> rows)
            throws SQLException;

    /** From another thread: ends a bulk load that waits for the engine. One that waits for rows ends at the next row. */
    void stopLoading(Connection connection) throws SQLException;

    /** Sends a merge and tells, as far as the engine can, how many rows it inserted and how many it updated. */
    RowCounts merge(Connection connection, MergeInto merge, Sending sending) throws SQLException;

    /** Sends the statement, once. */
    interface Sending {
        /** @return the number of rows it touched, -1 where the engine does not tell */
        long update() throws SQLException;

        /** @return the one row of whole numbers that it answers with */
        List<Long> numbers() throws SQLException;
    }

    /** What gives the name of a temporary table free, where creating one does not replace the one before. */
    Optional<String> dropTemporary(RelationName table);

    /**
     * Makes a connection as good as new before another session gets it.
     *
     * @param temporaries tables that the session made and may have left
     */
    void tidy(Connection connection, Set<RelationName> temporaries) throws SQLException;
}
