package dev.ashlar.adapter.postgres;

import java.sql.SQLException;

/** How COPY has its rows: <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, File Formats</a>. */
sealed interface CopyFormat permits CopyText, CopyBinary {
    /** What stands behind {@code from stdin}. */
    String option();

    /** In front of the first row. */
    void open();

    /** In front of the value of a column, the first of which is 0. */
    void before(int column);

    /** @throws SQLException for what is no value of the column's type */
    void value(int column, Object value) throws SQLException;

    /** Behind the last value of a row. */
    void endOfRow();

    /** Behind the last row. */
    void close();
}
