package dev.ashlar.port;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.plan.Typing;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import dev.ashlar.report.RowCounts;
import java.util.List;
import java.util.OptionalLong;

/**
 * A conversation with the warehouse, for one thread at a time. Statements commit by themselves outside {@link
 * TransactionStatement.Begin} and {@link TransactionStatement.Commit}. After a failed statement within a transaction only a rollback is
 * accepted: a commit is refused with an exception, since some engines would silently roll back.
 *
 * <p>Every method throws {@link WarehouseException}.
 */
public interface WarehouseSession extends AutoCloseable {
    /** Words and sends the statement. */
    RowCounts run(Statement statement);

    /** Whether {@link #runTransaction} may be called now. */
    default boolean takesTransactions() {
        return false;
    }

    /**
     * Sends a whole transaction in one turn: over a long line that is what a small one costs. What its statements answer is
     * not told. A failure is that of one of its statements, it is not told which; of kind {@link
     * WarehouseException.Kind#CONNECTION} nobody knows whether the transaction was committed.
     *
     * @param words of its statements, begin and commit included
     */
    default void runTransaction(List<String> words) {
        throw new UnsupportedOperationException("Statements are sent one by one");
    }

    /** Sends SQL that the user wrote, whole and unparsed. */
    RowCounts runText(String sql);

    /** Streams rows; memory does not grow with their number. */
    void query(String sql, RowSink sink);

    /** @param limit most rows kept */
    QueryResult read(String sql, int limit);

    /** Columns and types of a query, without running it. */
    List<CatalogColumn> describe(String sql);

    /** Adds rows by the engine's own bulk path. Values are null, Boolean, Long, BigDecimal, Double, LocalDate, LocalDateTime, LocalTime or String. */
    long load(RelationName table, List<CatalogColumn> columns, Typing typing, Iterable<List<Object>> rows);

    /** Adds rows in which a text may stand for any value. */
    default long load(RelationName table, List<CatalogColumn> columns, Iterable<List<Object>> rows) {
        return load(table, columns, Typing.BY_ENGINE, rows);
    }

    /** The number by which the server knows the session, asked of nobody; empty where there is no server. */
    OptionalLong serverNumber();

    /** From another thread: ends the running statement with {@link WarehouseException.Kind#CANCELLED}. */
    void cancel();

    /** Gives the session back; an open transaction is rolled back. */
    @Override
    void close();

    /** Receives a query's rows. */
    interface RowSink {
        void columns(List<CatalogColumn> columns);

        /** @param values in column order, never of java.sql; the list is reused for the next row */
        void row(List<Object> values);
    }
}
