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
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.duckdb.ProfilerPrintFormat;

/**
 * Sends statements and nothing else: the floor that the engine is compared with. {@code java -cp 'lib/*' bench/Bare.java
 * jdbc:duckdb:warehouse.duckdb statements.sql [THREADS]}; a statement ends with {@code ;} at the end of a line. With
 * threads, a line that begins with {@code -- } begins a block: blocks are taken by the threads, each on a connection of its
 * own, and what stands before the first is sent before. Prints the seconds from the first statement to the last; with
 * {@code -Dscanned=true}, on DuckDB, before that the rows that all statements read from tables.
 */
final class Bare {
    private static final Pattern SCANNED = Pattern.compile("\"rows_scanned\":\\s*(\\d+)");
    private static final boolean COUNTING = Boolean.getBoolean("scanned");
    private static long scanned;

    private Bare() {}

    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        List<List<String>> blocks = blocks(Path.of(arguments[1]), threads > 1);
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < threads; i++) connections.add(DriverManager.getConnection(url));
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        long start = System.nanoTime();
        send(connections.get(0), blocks.get(0));
        Queue<List<String>> left = new ConcurrentLinkedQueue<>(blocks.subList(1, blocks.size()));
        List<Callable<Void>> work = new ArrayList<>();
        for (Connection connection : connections) {
            work.add(() -> {
                for (List<String> block = left.poll(); block != null; block = left.poll()) send(connection, block);
                return null;
            });
        }
        for (Future<Void> each : workers.invokeAll(work)) each.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        workers.shutdown();
        for (Connection connection : connections) connection.close();
        PrintStream out = System.out;
        if (COUNTING) out.println(scanned);
        out.println(seconds);
    }

    private static void send(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (COUNTING) statement.execute("pragma enable_profiling = 'no_output'");
            for (String sql : statements) {
                if (statement.execute(sql)) {
                    drain(statement);
                }
                if (COUNTING) count(connection);
            }
        }
    }

    private static void count(Connection connection) throws SQLException {
        Matcher found = SCANNED.matcher(
                connection.unwrap(DuckDBConnection.class).getProfilingInformation(ProfilerPrintFormat.JSON));
        while (found.find()) scanned += Long.parseLong(found.group(1));
    }

    private static void drain(Statement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }

    private static List<List<String>> blocks(Path file, boolean split) throws IOException {
        List<List<String>> blocks = new ArrayList<>(List.of(new ArrayList<>()));
        StringBuilder current = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            if (line.endsWith(";")) {
                blocks.get(blocks.size() - 1).add(current + line.substring(0, line.length() - 1));
                current.setLength(0);
            } else if (!line.startsWith("-- ")) {
                current.append(line).append('\n');
            } else if (split) {
                blocks.add(new ArrayList<>());
            }
        }
        return blocks;
    }
}
