package dev.ashlar.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.AshlarCli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** A copy of the storefront in a temporary folder, worked on by the command line as a user would. */
public final class Storefront {
    /** Schemas of the copy are {@code shop_raw}, {@code shop_staging} and so on. */
    private static final String USER = "shop";

    private static final Path ORIGINAL = repository();

    /** Opening a file takes as long as reading much of it. Closed by the next command and by who looks into another file. */
    private static final ThreadLocal<Reading> READING = new ThreadLocal<>();

    private final Path folder;

    private record Reading(Path database, Connection connection) {}

    private Storefront(Path folder) {
        this.folder = folder;
    }

    /** @param days the extract folders of the shop that have arrived; more come by {@link #land} */
    public static Storefront in(Path folder, String... days) {
        copy(ORIGINAL.resolve("profiles.yml"), folder.resolve("profiles.yml"));
        copyTree(ORIGINAL.resolve("project"), folder.resolve("project"));
        Storefront storefront = new Storefront(folder);
        Path landing = folder.resolve("project/landing/shop");
        for (Path extract : list(landing)) {
            if (!List.of(days).contains(extract.getFileName().toString())) delete(extract);
        }
        return storefront;
    }

    /** A folder with nothing in it but the storefront's profile. */
    public static Storefront emptyIn(Path folder) {
        copy(ORIGINAL.resolve("profiles.yml"), folder.resolve("profiles.yml"));
        try {
            Files.createDirectory(folder.resolve("project"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Storefront(folder);
    }

    public static List<String> days() {
        return list(ORIGINAL.resolve("project/landing/shop")).stream()
                .map(p -> p.getFileName().toString())
                .toList();
    }

    /** The repository's root: the nearest folder above that holds {@code profiles.yml} and {@code project/}. */
    public static Path repository() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !(Files.exists(at.resolve("profiles.yml")) && Files.exists(at.resolve("project")))) {
            at = at.getParent();
        }
        if (at == null)
            throw new IllegalStateException(
                    "No profiles.yml above " + Path.of("").toAbsolutePath());
        return at;
    }

    public Path project() {
        return folder.resolve("project");
    }

    Path database() {
        return project().resolve(".ashlar/dev.duckdb");
    }

    /** A further extract arrives. */
    void land(String day) {
        copyTree(
                ORIGINAL.resolve("project/landing/shop").resolve(day),
                project().resolve("landing/shop").resolve(day));
    }

    public Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--project-dir", project().toString(), "--no-color"));
        readNoMore();
        int exit = new AshlarCli(
                        Map.of("USER", USER),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(words.toArray(String[]::new));
        return new Outcome(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Builds and fails the test with all that was printed unless everything went well. */
    Outcome build(String... arguments) {
        Outcome outcome =
                run(Stream.concat(Stream.of("build"), Stream.of(arguments)).toArray(String[]::new));
        assertThat(outcome.exit()).as("%s%n%s", outcome.out(), outcome.err()).isZero();
        return outcome;
    }

    public record Outcome(int exit, String out, String err) {}

    /** Rows as texts, null as {@code null}; schemas are written without the user's prefix. */
    List<List<String>> query(String sql) {
        try (Statement statement = reading().createStatement();
                ResultSet rows = statement.executeQuery(prefixed(sql))) {
            List<List<String>> all = new ArrayList<>();
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) row.add(String.valueOf((Object) rows.getString(i)));
                all.add(row);
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** By their texts, which are made once for each row and not for each comparison. */
    static List<List<String>> sorted(List<List<String>> rows) {
        return rows.stream()
                .map(row -> Map.entry(row.toString(), row))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    String value(String sql) {
        return query(sql).get(0).get(0);
    }

    long count(String from) {
        return Long.parseLong(value("select count(*) from " + from));
    }

    /** Tables and views of the warehouse, as {@code analytics.dim_date}; the tool's own records are left out. */
    List<String> relations() {
        return query("select table_schema, table_name from information_schema.tables order by 1, 2").stream()
                .filter(r -> r.get(0).startsWith(USER + "_") && !r.get(0).contains("ashlar"))
                .map(r -> r.get(0).substring(USER.length() + 1) + "." + r.get(1))
                .toList();
    }

    List<String> columns(String relation) {
        String[] parts = relation.split("\\.", 2);
        return query("select column_name from information_schema.columns where table_schema = '" + USER + "_" + parts[0]
                        + "' and table_name = '" + parts[1] + "' order by ordinal_position")
                .stream()
                .map(r -> r.get(0))
                .toList();
    }

    static String prefixed(String sql) {
        return prefixed(USER, sql);
    }

    static String prefixed(String prefix, String sql) {
        return sql.replaceAll("\\b(raw|staging|analytics|adhoc|seeds|snapshots)\\.", prefix + "_$1.");
    }

    private Connection reading() throws SQLException {
        Reading last = READING.get();
        if (last != null && last.database().equals(database())) return last.connection();
        readNoMore();
        Properties properties = new Properties();
        properties.setProperty("duckdb.read_only", "true");
        Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database(), properties);
        READING.set(new Reading(database(), connection));
        return connection;
    }

    static void readNoMore() {
        Reading last = READING.get();
        if (last == null) return;
        READING.remove();
        try {
            last.connection().close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copyTree(Path from, Path to) {
        for (Path entry : walk(from)) {
            Path relative = from.relativize(entry);
            if (relative.startsWith("target") || relative.startsWith(".ashlar")) continue;
            if (Files.isRegularFile(entry)) copy(entry, to.resolve(relative.toString()));
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        List<Path> entries = new ArrayList<>(walk(folder));
        java.util.Collections.reverse(entries);
        for (Path entry : entries) {
            try {
                Files.delete(entry);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<Path> walk(Path folder) {
        try (Stream<Path> entries = Files.walk(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
