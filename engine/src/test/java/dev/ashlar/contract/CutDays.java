package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.CutContract.Harm;
import dev.ashlar.contract.CutShop.Attempt;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.RunReport;
import dev.ashlar.wire.CuttingProxy;
import dev.ashlar.wire.Fault;
import dev.ashlar.wire.SeenStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A project of one relation, day after day, as its runs and somebody else see it. */
final class CutDays {
    private static final Pattern VALUES = Pattern.compile("'[^']*'|[0-9a-f]{8,}|[0-9]+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Most statements are said again and again. */
    private static final Map<String, String> WORDS = new ConcurrentHashMap<>();

    static final int ATTEMPTS = 4;

    private final CutContract contract;
    private final CutShop project;
    private final Connection outside;
    private final Workshop shop;
    private int day;

    CutDays(CutContract contract, CutShop project, Connection outside) throws SQLException {
        this.contract = contract;
        this.project = project;
        this.outside = outside;
        this.shop = contract.shop();
        shop.threads = 1;
        patience("2s");
    }

    private void patience(String forLocks) throws SQLException {
        try (Statement statement = outside.createStatement()) {
            statement.execute("set lock_timeout = '" + forLocks + "'");
        }
    }

    /** How a statement begins, without what differs from day to day. */
    static String words(String text) {
        if (WORDS.size() > 10_000) WORDS.clear();
        return WORDS.computeIfAbsent(text, all -> {
            String plain =
                    VALUES.matcher(BLANKS.matcher(all.strip()).replaceAll(" ")).replaceAll("?");
            return plain.substring(0, Math.min(plain.length(), 60));
        });
    }

    void undisturbed() throws SQLException {
        next();
        assertThat(build()).as("day %d", day).isEmpty();
        if (day == 1) project.afterFirstDay(shop);
        assertDone();
    }

    /** A day after which no session is left that died of the day before. */
    void calm() throws SQLException {
        next();
        Optional<String> failure = build();
        for (int again = 1; again < ATTEMPTS && failure.isPresent(); again++) failure = build(Attempt.AGAIN);
        assertThat(failure).isEmpty();
        assertDone();
    }

    /** A day on which somebody looks before each statement. */
    List<SeenStatement> watched() throws SQLException {
        settle(() -> false);
        next();
        List<Optional<List<String>>> seen = Collections.synchronizedList(new ArrayList<>());
        patience("1ms");
        contract.proxy().watch(statement -> seen.add(look()));
        assertThat(build()).isEmpty();
        settle(() -> false);
        List<SeenStatement> statements = contract.proxy().statements();
        contract.proxy().reset();
        patience("2s");
        assertThat(seen).hasSizeGreaterThan(8).allSatisfy(found -> found.ifPresent(this::assertWhole));
        assertDone();
        return statements;
    }

    /** @param occurrence of a statement that begins so, from 1 */
    void harmed(String words, int occurrence, Harm harm) throws SQLException {
        String what = harm + " at \"" + words + "\", the " + occurrence + ". time";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (attempt > 2) contract.proxy().cutAll();
            if (harmedOnce(words, occurrence, harm, what + ", on day " + (day + 1))) return;
        }
        assertThat(occurrences(words))
                .as("%s was not met; how often it is said in an undisturbed run", what)
                .isLessThan(occurrence);
    }

    /** In a run that nobody disturbs, looks at or holds up: how often records are written depends on how long a run takes. */
    private long occurrences(String words) throws SQLException {
        calm();
        settle(() -> false);
        undisturbed();
        settle(() -> false);
        return contract.proxy().statements().stream()
                .filter(seen -> words(seen.text()).equals(words))
                .count();
    }

    /**
     * A run on connections that died the day before may end before it comes there, and statements that open a connection are
     * sent only where one is needed.
     *
     * @return whether the statement came
     */
    private boolean harmedOnce(String words, int occurrence, Harm harm, String what) throws SQLException {
        next();
        AtomicBoolean met = new AtomicBoolean();
        AtomicInteger times = new AtomicInteger();
        Predicate<SeenStatement> there = statement -> words(statement.text()).equals(words)
                && times.incrementAndGet() == occurrence
                && met.compareAndSet(false, true);
        CuttingProxy proxy = contract.proxy();
        switch (harm) {
            case CUT_BEFORE -> proxy.when(there, Fault.cutBefore());
            case CUT_AFTER -> proxy.when(there, Fault.cutAfter());
            case CONFLICT -> proxy.when(there, contract.conflict());
            case KILLED ->
                proxy.watch(statement -> {
                    if (there.test(statement)) contract.endSessions();
                });
        }
        Optional<String> failure = build();
        settle(met::get);
        proxy.reset();
        assertThat(look()).as(what).hasValueSatisfying(this::assertWhole);
        for (int again = 1; again < ATTEMPTS && failure.isPresent(); again++) failure = build(Attempt.AGAIN);
        assertThat(failure).as(what).isEmpty();
        try {
            assertDone();
        } catch (AssertionError wrong) {
            throw new AssertionError(what + "\n" + wrong.getMessage(), wrong);
        }
        return met.get();
    }

    /** Sessions may be tidied up when the run is over: waits for that, but no longer than until it is so. */
    private static void settle(BooleanSupplier enough) {
        try {
            for (int i = 0; i < 20 && !enough.getAsBoolean(); i++) Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void next() {
        do {
            day++;
            project.declare(shop, day);
            contract.proxy().reset();
        } while (project.isPreparation(day) && build().isEmpty());
    }

    /** @return why it failed */
    private Optional<String> build() {
        return build(Attempt.FIRST);
    }

    private Optional<String> build(Attempt attempt) {
        try {
            RunReport report = project.run(shop, day, attempt);
            return report.failed() ? Optional.of(Workshop.words(report).toString()) : Optional.empty();
        } catch (DiagnosticException | WarehouseException failed) {
            return Optional.of(failed.toString());
        }
    }

    /**
     * The rows as somebody else sees them; empty while a transaction keeps others away for as long as a server may take to
     * notice that a session was cut; no rows where there is no relation.
     */
    private Optional<List<String>> look() {
        try {
            return Optional.of(read(project.query(shop, day)).stream().sorted().toList());
        } catch (SQLException refused) {
            if ("55P03".equals(refused.getSQLState())) return Optional.empty();
            if ("42P01".equals(refused.getSQLState())) return Optional.of(List.of());
            throw new IllegalStateException(refused);
        }
    }

    /** Values joined by commas. */
    private synchronized List<String> read(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = outside.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) values.add(found.getString(i));
                rows.add(String.join(",", values));
            }
        }
        return rows;
    }

    private void assertWhole(List<String> rows) {
        List<String> before = project.isNewEachDay() ? List.of() : project.rows(day - 1);
        assertThat(rows).isIn(before, project.rows(day));
    }

    private void assertDone() throws SQLException {
        assertThat(look()).contains(project.rows(day));
        if (project.isNewEachDay()) return;
        assertThat(read("select relname from pg_class where relkind in ('r', 'v', 'm') and relnamespace = '"
                        + contract.schema() + "'::regnamespace"))
                .containsExactlyInAnyOrderElementsOf(project.relations(day));
    }
}
