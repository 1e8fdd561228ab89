import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends statements one after the other on one connection, and nothing else: the floor that the engine is compared with.
 * {@code java -cp 'lib/*' bench/Bare.java warehouse.duckdb statements.sql}; a statement ends with {@code ;} at the end of a
 * line. Prints the seconds from the first statement to the last.
 */
final class Bare {
    private Bare() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        List<String> statements = statements(Path.of(arguments[1]));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + arguments[0]);
                Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            for (String sql : statements) {
                if (statement.execute(sql)) {
                    drain(statement);
                }
            }
            PrintStream out = System.out;
            out.println((System.nanoTime() - start) / 1e9);
        }
    }

    private static void drain(Statement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }

    private static List<String> statements(Path file) throws IOException {
        List<String> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            if (line.endsWith(";")) {
                statements.add(current + line.substring(0, line.length() - 1));
                current.setLength(0);
            } else if (!line.startsWith("-- ")) {
                current.append(line).append('\n');
            }
        }
        return statements;
    }
}
