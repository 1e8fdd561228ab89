package dev.ashlar.adapter.duckdb;

import dev.ashlar.adapter.freemarker.FreemarkerStatementRenderer;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.port.WarehouseSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One database file for all tests of a class, which finds every one of them empty. The engine is started where a process first opens
 * a file, and stays as long as somebody has it open; starting and ending one takes 30 ms of processor time.
 */
public final class DuckDbOfClass implements BeforeEachCallback, AfterEachCallback {
    static final StatementRenderer RENDERER = new FreemarkerStatementRenderer(DuckDbWarehouse.ENGINE);

    private static final String FILE = "w.duckdb";

    private static final String OURS = "database_name = current_database() and not internal";

    private Kept kept;

    /** What keeps the engine going between two tests. */
    private record Kept(Path folder, DuckDbWarehouse warehouse) implements AutoCloseable {
        static Kept made() {
            try {
                Path folder = Files.createTempDirectory("duckdb-of-class");
                return new Kept(folder, DuckDbOfClass.open(folder));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            warehouse.close();
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
            }
        }
    }

    private static DuckDbWarehouse open(Path folder) {
        return DuckDbWarehouse.open(DuckDbEngine.target(Map.of("path", FILE)), folder, RENDERER);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        kept = test.getParent()
                .orElseThrow()
                .getStore(ExtensionContext.Namespace.create(DuckDbOfClass.class, test.getRequiredTestClass()))
                .getOrComputeIfAbsent(Kept.class, made -> Kept.made(), Kept.class);
    }

    /** For targets of whole projects, which may say nothing else of the engine. */
    public Path file() {
        return kept.folder().resolve(FILE);
    }

    /** For a test to close. */
    DuckDbWarehouse open() {
        return open(kept.folder());
    }

    @Override
    public void afterEach(ExtensionContext test) {
        try (WarehouseSession session = kept.warehouse().open()) {
            for (String schema : names(session, "select schema_name from duckdb_schemas() where " + OURS)) {
                session.runText("drop schema \"" + schema.replace("\"", "\"\"") + "\" cascade");
            }
            // the schema that cannot be dropped
            List<String> left = names(
                    session,
                    "select table_name from duckdb_tables() where " + OURS
                            + " union all select view_name from duckdb_views() where " + OURS);
            if (!left.isEmpty()) throw new AssertionError("The next test would find these: " + left);
        }
    }

    private static List<String> names(WarehouseSession session, String query) {
        return session.read(query, 1000).rows().stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }
}
