package dev.ashlar.adapter.jdbc;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Statement.MergeInto;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.RowCounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What differs between engines that are spoken to through JDBC. One instance serves every session; safe for many threads. */
public interface JdbcDialect {
    /**
     * @param sql the text that was sent; empty where there was none
     * @return the failure with its kind and the engine's message; the position counts within {@code sql}
     */
    WarehouseException explain(SQLException failure, String sql);

    /** Says how results of this connection are handed out from now on. */
    void handOut(Connection connection, Results results) throws SQLException;

    enum Results {
        /** The whole result first, then its rows. */
        GATHERED,
        /** Row by row, so that memory does not grow with their number. */
        STREAMED
    }

    /** Whether the driver kept the reason of this failure of a streaming read to itself. */
    boolean hidesReason(SQLException failure);

    /** A value of a result as plain Java: the same types as {@code WarehouseSession.load} takes, lists and maps of them. */
    Object plain(Object value) throws SQLException;

    /** The engine's word for a column of a result. */
    String type(String driverType);

    /** Adds rows by the engine's bulk path, within the transaction that is open. */
    long load(Connection connection, RelationName table, List<CatalogColumn> columns, Iterable<List<Object>> rows)
            throws SQLException;

    /** Sends a merge and tells, as far as the engine can, how many rows it inserted and how many it updated. */
    RowCounts merge(Connection connection, MergeInto merge, CountedUpdate update) throws SQLException;

    /** Sends the statement and gives the number of rows it touched, -1 where the engine does not tell. */
    interface CountedUpdate {
        long send() throws SQLException;
    }
}
