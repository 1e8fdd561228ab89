package dev.ashlar.run;

import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Bindings;
import dev.ashlar.plan.ColumnType;
import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.MarkerStatement;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.plan.TypeWidening;
import dev.ashlar.plan.Typing;
import dev.ashlar.port.RunRecords.Marker;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.QueryResult;
import dev.ashlar.report.RowCounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A warehouse in memory that knows three queries: {@code rows a b c}, {@code rows of "s"."t"} and {@code bad in "s"."t"}
 * (rows that begin with "bad"), each also within the query that counts what a test finds. Transactions are kept whole.
 * What a statement or query shall do besides is said by a part of its text.
 */
final class FakeWarehouse implements Warehouse {
    private static final Pattern OF = Pattern.compile("(rows of|bad in) (\"[^\"]*\"\\.)?\"([^\"]*)\"");

    private final Map<String, List<String>> relations = new TreeMap<>();
    private final Map<String, CatalogRelation> entries = new TreeMap<>();
    private final Map<RelationName, Marker> markers = new LinkedHashMap<>();
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Act> acts = Collections.synchronizedMap(new LinkedHashMap<>());

    private final Map<String, Statement> worded = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Transactions that came in one turn. */
    private final List<List<String>> turns = Collections.synchronizedList(new ArrayList<>());

    boolean takesTransactions;

    /** The renderer: only what it worded can come in one turn. */
    String words(Statement statement) {
        String text = SwapPlans.text(statement);
        worded.put(text, statement);
        return text;
    }

    List<List<String>> turns() {
        synchronized (turns) {
            return List.copyOf(turns);
        }
    }

    /** What happens before a statement is done; it may throw or wait. */
    interface Act {
        void before(Session session, String text);
    }

    void when(String part, Act act) {
        acts.put(part, act);
    }

    /** Throws the first {@code times} times. */
    void failing(String part, Kind kind, int times) {
        int[] left = {times};
        when(part, (session, text) -> {
            if (left[0]-- > 0) throw fault(kind, kind + " at " + text);
        });
    }

    /** Takes effect, and loses the answer, the first time. */
    void losesTheAnswerOfTheFirst(String part) {
        boolean[] done = {false};
        when(part, (session, text) -> {
            if (done[0]) return;
            done[0] = true;
            session.apply(text);
            throw fault(Kind.CONNECTION, "connection lost");
        });
    }

    /** Blocks until somebody cancels; the latch is opened as soon as it does. */
    CountDownLatch blocking(String part) {
        CountDownLatch reached = new CountDownLatch(1);
        when(part, (session, text) -> {
            reached.countDown();
            try {
                if (!session.cancelled.await(20, TimeUnit.SECONDS)) throw fault(Kind.STATEMENT, "nobody cancelled");
            } catch (InterruptedException e) {
                throw fault(Kind.CANCELLED, "thread interrupted");
            }
            throw fault(Kind.CANCELLED, "cancelled");
        });
        return reached;
    }

    List<String> sent() {
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    Map<RelationName, Marker> markers() {
        synchronized (this) {
            return new LinkedHashMap<>(markers);
        }
    }

    Optional<List<String>> rows(RelationName relation) {
        synchronized (this) {
            return Optional.ofNullable(relations.get(Catalog.key(relation)));
        }
    }

    /** A relation that somebody made. */
    void put(RelationName relation, String... rows) {
        synchronized (this) {
            relations.put(Catalog.key(relation), List.of(rows));
            entries.put(Catalog.key(relation), entry(relation));
        }
    }

    private static CatalogRelation entry(RelationName name) {
        return new CatalogRelation(
                name, CatalogRelation.Kind.TABLE, List.of(CatalogColumn.of("a", "text")), Optional.empty());
    }

    private static WarehouseException fault(Kind kind, String message) {
        return new WarehouseException(kind, message, Optional.empty(), null);
    }

    @Override
    public String engine() {
        return "fake";
    }

    @Override
    public Set<EngineCapability> capabilities() {
        return Set.of(EngineCapability.DDL_TRANSACTIONAL);
    }

    @Override
    public int identifierLimit() {
        return 63;
    }

    @Override
    public TypeWidening types() {
        return new TypeWidening() {
            @Override
            public Optional<String> join(String present, String incoming) {
                return same(present, incoming) ? Optional.of(present) : Optional.empty();
            }

            @Override
            public boolean same(String one, String other) {
                return one.equals(other);
            }

            @Override
            public String text(long bytes) {
                return "varchar";
            }

            @Override
            public Optional<String> zero(String type) {
                return Optional.empty();
            }

            @Override
            public boolean inPlace(CatalogColumn present, String wider, Layout layout) {
                return true;
            }

            @Override
            public Optional<String> declared(ColumnType type) {
                return Optional.empty();
            }

            @Override
            public long longestText() {
                return Long.MAX_VALUE;
            }
        };
    }

    @Override
    public WarehouseSession open() {
        return new Session();
    }

    @Override
    public Catalog catalog(Collection<String> schemas) {
        synchronized (this) {
            return Catalog.of(entries.values().stream()
                    .filter(entry -> schemas.contains(entry.name().schema()))
                    .toList());
        }
    }

    @Override
    public Catalog catalogOf(RelationName relation) {
        return catalog(List.of(relation.schema()));
    }

    @Override
    public Bindings bindings(RelationName relation) {
        return Bindings.NONE;
    }

    @Override
    public void endSession(long session) {
        throw new IllegalArgumentException("Sessions have no number here: " + session);
    }

    @Override
    public void cancelAll() {
        throw new UnsupportedOperationException("The runner cancels the sessions of its nodes, no others");
    }

    @Override
    public void close() {}

    /** Statements within a transaction wait for its commit, and are seen by the session's own queries before. */
    final class Session implements WarehouseSession {
        final CountDownLatch cancelled = new CountDownLatch(1);
        private List<Statement> open = List.of();
        private boolean inTransaction;
        private boolean closed;

        @Override
        public RowCounts run(Statement statement) {
            String text = SwapPlans.text(statement);
            before(text);
            switch (statement) {
                case TransactionStatement.Begin begin -> {
                    inTransaction = true;
                    open = new ArrayList<>();
                }
                case TransactionStatement.Commit commit -> commit();
                case TransactionStatement.Rollback rollback -> {
                    inTransaction = false;
                    open = List.of();
                }
                default -> {
                    if (inTransaction) open.add(statement);
                    else apply(statement);
                    if (statement instanceof RelationStatement.CreateTableAs made) {
                        return new RowCounts(evaluate(made.sql()).size(), 0, 0);
                    }
                }
            }
            return RowCounts.NONE;
        }

        @Override
        public boolean takesTransactions() {
            return takesTransactions && !inTransaction;
        }

        @Override
        public void runTransaction(List<String> words) {
            turns.add(words);
            words.forEach(text -> run(worded.get(text)));
        }

        private void before(String text) {
            if (closed) throw fault(Kind.CONNECTION, "closed");
            sent.add(text);
            for (Map.Entry<String, Act> act : Map.copyOf(acts).entrySet()) {
                if (text.contains(act.getKey())) act.getValue().before(this, text);
            }
        }

        void apply(String text) {
            if (text.equals("commit")) commit();
        }

        private void commit() {
            synchronized (FakeWarehouse.this) {
                for (Statement statement : open) apply(statement);
            }
            inTransaction = false;
            open = List.of();
        }

        private void apply(Statement statement) {
            synchronized (FakeWarehouse.this) {
                switch (statement) {
                    case RelationStatement.CreateTableAs made -> {
                        if (rows(made.table()).isPresent()) throw fault(Kind.STATEMENT, "exists: " + made.table());
                        put(made.table(), evaluate(made.sql()).toArray(String[]::new));
                    }
                    case RelationStatement.DropTableIfExists drop -> forget(drop.table());
                    case RelationStatement.DropTable drop -> forget(drop.table());
                    case RelationStatement.RenameTable rename -> {
                        List<String> rows = rows(rename.from()).orElseThrow();
                        forget(rename.from());
                        put(rename.to(), rows.toArray(String[]::new));
                    }
                    case MarkerStatement.RecordMarker m ->
                        markers.put(
                                m.relation(),
                                new Marker(
                                        m.relation(),
                                        m.node(),
                                        m.attempt(),
                                        m.invocationId(),
                                        m.checksum(),
                                        m.at(),
                                        markers.containsKey(m.relation())
                                                ? markers.get(m.relation()).first()
                                                : m.at()));
                    default -> {}
                }
            }
        }

        private void forget(RelationName relation) {
            relations.remove(Catalog.key(relation));
            entries.remove(Catalog.key(relation));
        }

        @Override
        public RowCounts runText(String sql) {
            before(sql);
            return RowCounts.UNKNOWN;
        }

        @Override
        public void query(String sql, RowSink sink) {
            throw new UnsupportedOperationException();
        }

        @Override
        public QueryResult read(String sql, int limit) {
            before(sql);
            List<String> found = evaluate(sql);
            if (!sql.contains(" as failures")) {
                List<List<Object>> rows = found.stream()
                        .limit(limit)
                        .map(row -> List.<Object>of(row))
                        .toList();
                return new QueryResult(List.of(CatalogColumn.of("a", "text")), rows);
            }
            long n = found.size();
            return new QueryResult(
                    List.of(
                            CatalogColumn.of("failures", "bigint"),
                            CatalogColumn.of("should_warn", "boolean"),
                            CatalogColumn.of("should_error", "boolean")),
                    List.of(List.of(n, n != 0, n != 0)));
        }

        private List<String> evaluate(String sql) {
            synchronized (FakeWarehouse.this) {
                Matcher of = OF.matcher(sql);
                if (!of.find()) return List.of(sql.replaceFirst("^rows ?", "").split(" "));
                String name = of.group(3);
                List<String> rows = relations.entrySet().stream()
                        .filter(e -> e.getKey().endsWith("\u0000" + name))
                        .findFirst()
                        .orElseThrow(() -> fault(Kind.STATEMENT, "Catalog Error: no table " + name))
                        .getValue();
                return of.group(1).equals("rows of")
                        ? rows
                        : rows.stream().filter(row -> row.startsWith("bad")).toList();
            }
        }

        @Override
        public List<CatalogColumn> describe(String sql) {
            return List.of(CatalogColumn.of("a", "text"));
        }

        @Override
        public long load(RelationName table, List<CatalogColumn> columns, Typing typing, Iterable<List<Object>> rows) {
            List<String> loaded = new ArrayList<>();
            rows.forEach(row -> loaded.add(String.valueOf(row.get(0))));
            put(table, loaded.toArray(String[]::new));
            return loaded.size();
        }

        @Override
        public OptionalLong serverNumber() {
            return OptionalLong.empty();
        }

        @Override
        public void cancel() {
            cancelled.countDown();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
