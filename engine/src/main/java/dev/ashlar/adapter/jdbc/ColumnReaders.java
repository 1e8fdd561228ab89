package dev.ashlar.adapter.jdbc;

import dev.ashlar.adapter.jdbc.JdbcDialect.ColumnReader;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Readers that drivers of the Postgres family have in common: whole numbers are longs, fractions doubles. */
public final class ColumnReaders {
    public static final ColumnReader WHOLE = orNull(ResultSet::getLong);
    public static final ColumnReader FRACTION = orNull(ResultSet::getDouble);
    public static final ColumnReader FLAG = orNull(ResultSet::getBoolean);

    private ColumnReaders() {}

    /** @param byType the reader for a type, by the driver's word for it */
    public static List<ColumnReader> of(ResultSetMetaData columns, Function<String, ColumnReader> byType)
            throws SQLException {
        List<ColumnReader> readers = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) readers.add(byType.apply(columns.getColumnTypeName(i)));
        return readers;
    }

    /** By the driver's own conversion to a class of java.time, which knows no time zone of this machine. */
    public static ColumnReader as(Class<?> type) {
        return (rows, column) -> rows.getObject(column, type);
    }

    /** Drivers give null as zero. */
    private static ColumnReader orNull(ColumnReader primitive) {
        return (rows, column) -> {
            Object value = primitive.read(rows, column);
            return rows.wasNull() ? null : value;
        };
    }
}
