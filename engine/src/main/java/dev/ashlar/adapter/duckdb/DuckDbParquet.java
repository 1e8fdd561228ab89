package dev.ashlar.adapter.duckdb;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.plan.ColumnType;
import dev.ashlar.port.ParquetFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;

/** Parquet files by DuckDB's reader, in a database of its own that lives in memory as long as a file is read. */
public final class DuckDbParquet implements ParquetFiles {
    private static final String NUL = "chr(0)";

    /** How NUL stands in JSON. */
    private static final String NUL_IN_JSON = "'\\u0000'";

    @Override
    public Contents look(Path file) throws IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            List<Field> fields = fields(statement, file);
            String checked = fields.stream().map(f -> quoted(f.name())).collect(Collectors.joining(", "));
            String strange = fields.stream()
                    .filter(f -> f.nesting() == Nesting.NESTED || f.type().equals("varchar"))
                    .map(DuckDbParquet::hasNul)
                    .collect(Collectors.joining(" or "));
            // every value is hashed, so that damaged pages are found before a row is written
            String sql = "select count(*), bit_xor(hash(" + checked + ")), count(*) filter (where "
                    + (strange.isEmpty() ? "false" : strange) + ") from " + rows(file);
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return new Contents(fields, row.getLong(1), row.getLong(3) > 0 ? Texts.PECULIAR : Texts.PLAIN);
            }
        } catch (SQLException failure) {
            throw explained(file, failure);
        }
    }

    @Override
    public Rows open(Path file) throws IOException {
        Connection connection = null;
        try {
            connection = connect();
            Statement statement = connection.createStatement();
            List<Field> fields = fields(statement, file);
            String sql = fields.stream()
                    .map(DuckDbParquet::text)
                    .collect(Collectors.joining(", ", "select ", " from " + rows(file)));
            List<String> names = fields.stream().map(Field::name).toList();
            return new DuckDbParquetRows(
                    connection, names, statement.executeQuery(sql), failure -> explained(file, failure));
        } catch (SQLException failure) {
            close(connection);
            throw explained(file, failure);
        }
    }

    private static void close(Connection connection) {
        try {
            if (connection != null) connection.close();
        } catch (SQLException nothingOpen) {
            // the failure before it is told
        }
    }

    /** Rows are handed on as they are read, in their order. */
    private static Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("TimeZone", "UTC");
        properties.setProperty("jdbc_stream_results", "true");
        return DriverManager.getConnection("jdbc:duckdb:", properties);
    }

    private static List<Field> fields(Statement statement, Path file) throws SQLException {
        List<Field> fields = new ArrayList<>();
        try (ResultSet described = statement.executeQuery("describe select * from " + rows(file))) {
            while (described.next()) fields.add(field(described.getString(1), described.getString(2)));
        }
        return fields;
    }

    private static Field field(String name, String type) {
        String word = type.toUpperCase(Locale.ROOT);
        if (word.startsWith("STRUCT(") || word.startsWith("MAP(") || word.endsWith("]") || word.startsWith("UNION(")) {
            return new Field(name, "json", Nesting.NESTED);
        }
        return new Field(
                name,
                switch (ColumnType.of(word.startsWith("TIMESTAMP_") ? "timestamp" : type)) {
                    case ColumnType.Other own -> "varchar";
                    case ColumnType.Text text -> "varchar";
                    case ColumnType.Moment moment ->
                        moment.zone() == ColumnType.Zone.NONE ? "timestamp" : "timestamp with time zone";
                    case ColumnType.Fraction fraction ->
                        fraction.bits() == ColumnType.Bits.DOUBLE ? "double precision" : "real";
                    case ColumnType.Whole whole -> type.toLowerCase(Locale.ROOT);
                    case ColumnType.Decimal decimal -> type.toLowerCase(Locale.ROOT);
                    case ColumnType.Flag flag -> type.toLowerCase(Locale.ROOT);
                    case ColumnType.Day day -> type.toLowerCase(Locale.ROOT);
                    case ColumnType.Clock clock -> type.toLowerCase(Locale.ROOT);
                    case ColumnType.Json json -> "json";
                },
                Nesting.FLAT);
    }

    private static String text(Field field) {
        return switch (field.nesting()) {
            case FLAT -> "cast(" + quoted(field.name()) + " as varchar)";
            case NESTED -> "cast(to_json(" + quoted(field.name()) + ") as varchar)";
        };
    }

    private static String hasNul(Field field) {
        return "contains(" + text(field) + ", " + (field.nesting() == Nesting.NESTED ? NUL_IN_JSON : NUL) + ")";
    }

    private static String quoted(String name) {
        return new ColumnName(name).quoted();
    }

    /** The reader takes some signs for a pattern, unless they stand in brackets. */
    private static String rows(Path file) {
        String path = file.toString().replaceAll("[\\[*?]", "[$0]").replace("'", "''");
        return "read_parquet('" + path + "', hive_partitioning = false)";
    }

    private static IOException explained(Path file, SQLException failure) {
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        String told =
                message.replace(file.toString(), file.getFileName().toString()).replaceFirst("\\.$", "");
        return new IOException("it is no parquet file, or damaged: " + told, failure);
    }
}
