package dev.ashlar.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.adapter.duckdb.DuckDbParquet;
import dev.ashlar.adapter.folder.LocalFolder;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.load.LoadOrder;
import dev.ashlar.load.Seeds;
import dev.ashlar.load.SourceTask;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.FieldPath;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.plan.Step;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;

/** Sources to load from files, and a way to load them. */
public interface LoadFixture extends EngineContract {
    Instant AT = Instant.parse("2026-10-01T03:00:00.5Z");

    Path projectFolder();

    /** The table of markers, beside which the ledger {@code loads} stands. */
    RelationName markers();

    default Column column(String name, String type) {
        return new Column(
                new ColumnName(name), Optional.of(type), "", List.of(), Map.of(), List.of(), Optional.empty());
    }

    default List<Column> idAndDay() {
        return List.of(column("id", "bigint"), column("day", "date"));
    }

    default void file(String name, String text) throws IOException {
        Path file = projectFolder().resolve("landing").resolve(name);
        Files.createDirectories(file.getParent());
        if (!name.endsWith(".gz")) {
            Files.writeString(file, text);
            return;
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(UTF_8));
        }
    }

    default List<List<Object>> loaded() {
        return rows("select id, day, _file, _row, _batch_id from " + relation("orders") + " order by _batch_id, _row");
    }

    default List<List<Object>> rejects() {
        return rows("select _file, _row, column_name, reason, original from " + relation("orders__rejects")
                + " order by _batch_id, _row");
    }

    default List<List<Object>> ledger() {
        return rows(
                "select path, rows, rejects, batch_id, target from " + markers().named("loads") + " order by batch_id");
    }

    /** A column whose values stand within fields. */
    default Column column(String name, String type, String path) {
        return new Column(
                new ColumnName(name),
                Optional.of(type),
                "",
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                FieldPath.of(path));
    }

    default Node.Source source(String location, List<Column> columns, Map<String, Object> options) {
        return source(location, "csv", columns, options);
    }

    default Node.Source source(String location, String format, List<Column> columns, Map<String, Object> options) {
        return new Node.Source(
                Seeds.header(NodeId.of(NodeKind.SOURCE, "shop", "shop", "orders"), "orders", "models/sources.yml"),
                "shop",
                relation("orders"),
                columns,
                Optional.of(new Node.ExternalFiles(
                        location, format, options, new SourceLocation("models/sources.yml", 7, 11))),
                Optional.empty(),
                new Materialization.Conduct(
                        Materialization.Publication.TESTED,
                        Optional.empty(),
                        Materialization.OnError.SKIP_CHILDREN,
                        Optional.empty()));
    }

    default SourceTask task(LoadOrder order) {
        return new SourceTask(
                files -> new LocalFolder(projectFolder(), files.location()),
                new DuckDbParquet(),
                projectFolder().resolve("target/fetched"),
                Optional.of(markers().named("loads")),
                order,
                InstantSource.fixed(AT));
    }

    default void load(Node.Source source, GateMode gate, Predicate<Step.Check> passes) {
        load(warehouse(), source, gate, passes);
    }

    default void load(Warehouse warehouse, Node.Source source, GateMode gate, Predicate<Step.Check> passes) {
        load(warehouse, source, gate, passes, new LoadOrder.LoadNew());
    }

    /** @return what the plans had to say */
    default List<Diagnostic> load(
            Warehouse warehouse, Node.Source source, GateMode gate, Predicate<Step.Check> passes, LoadOrder order) {
        SourceTask task = task(order);
        try (WarehouseSession session = warehouse.open()) {
            Facts facts = new Facts(session, Map.of(), IncrementalMode.FULL);
            PlanPerformer performer = new PlanPerformer(warehouse, markers(), gate, passes);
            performer.perform(source.id(), source.relation(), session, task.prepare(source, facts));
            return performer.notes();
        }
    }

    default void load(Map<String, Object> options) {
        load(source("landing/*.csv*", idAndDay(), options), GateMode.OPEN, check -> true);
    }

    /**
     * A load that ends before one of its statements, and so after the one before that, as a killed process ends.
     *
     * @return whether there is such a statement
     */
    default boolean endsAt(int at, Node.Source source, LoadOrder order) {
        WatchedWarehouse watched = new WatchedWarehouse(warehouse(), new WatchedWarehouse.Watch() {
            private int seen;

            @Override
            public void before(String statement) {
                if (seen++ == at) throw new Ended();
            }

            @Override
            public void after(String statement) {}
        });
        try {
            load(watched, source, GateMode.GATED, check -> true, order);
            return false;
        } catch (Ended reached) {
            return true;
        }
    }

    default boolean exists(String table) {
        return !warehouse().catalogOf(relation(table)).relations().isEmpty();
    }

    /** All that a load may leave behind, whether it came to its end or not. */
    default List<Object> standing() {
        return List.of(
                exists("orders") ? loaded() : "no table",
                exists("orders__rejects") ? rejects() : "no rejects",
                ledger(),
                exists("orders__new"));
    }

    final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    default void clear() {
        try (WarehouseSession session = warehouse().open()) {
            session.runText("begin");
            for (String table : List.of("orders", "orders__new", "orders__rejects")) {
                session.runText("drop table if exists " + relation(table));
            }
            session.runText("delete from " + markers().named("loads"));
            session.runText("delete from " + markers());
            session.runText("commit");
        }
    }
}
