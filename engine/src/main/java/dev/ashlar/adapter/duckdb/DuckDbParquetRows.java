package dev.ashlar.adapter.duckdb;

import dev.ashlar.port.ParquetFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Rows of a parquet file as they are read. */
final class DuckDbParquetRows implements ParquetFiles.Rows {
    private final Connection connection;
    private final ResultSet rows;
    private final Function<SQLException, IOException> explained;
    private final List<String> names;
    private boolean ready;
    private boolean over;

    DuckDbParquetRows(
            Connection connection, List<String> names, ResultSet rows, Function<SQLException, IOException> explained) {
        this.connection = connection;
        this.names = names;
        this.rows = rows;
        this.explained = explained;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public boolean hasNext() {
        if (ready || over) return ready;
        try {
            ready = rows.next();
            over = !ready;
            return ready;
        } catch (SQLException failure) {
            throw new UncheckedIOException(explained.apply(failure));
        }
    }

    @Override
    public List<String> next() {
        if (!hasNext()) throw new NoSuchElementException();
        ready = false;
        List<String> row = new ArrayList<>(names.size());
        try {
            for (int i = 1; i <= names.size(); i++) row.add(rows.getString(i));
        } catch (SQLException failure) {
            throw new UncheckedIOException(explained.apply(failure));
        }
        return Collections.unmodifiableList(row);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException nothingToSave) {
            // what was read stays right
        }
    }
}
