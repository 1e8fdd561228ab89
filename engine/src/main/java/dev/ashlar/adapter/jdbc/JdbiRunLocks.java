package dev.ashlar.adapter.jdbc;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.RunLocks;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Leases as rows of a table. Every transaction begins with the engine's way of taking turns, reads the clock and all
 * leases, and then writes. It keeps a connection of its own from the first call on, so that no worker of the run can keep
 * it waiting for one.
 */
public final class JdbiRunLocks implements RunLocks, AutoCloseable {
    /** After that nobody is expected to wake up and ask who took its lease. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    /** At whoever has the turn, before what is in the way is told: it cannot be seen or ended. */
    private static final int LOOKS = 8;

    private final Jdbi jdbi;
    private final JdbcDialect dialect;
    private final LeaseDialect leasing;
    private final RecordTables tables;
    private final LeaseRows rows;
    private Handle handle;
    private boolean standing;

    /**
     * @param connections gives a new connection to the warehouse at each call
     * @param schema where the records stand
     */
    public JdbiRunLocks(Supplier<Connection> connections, JdbcDialect dialect, LeaseDialect leasing, String schema) {
        this.jdbi = Jdbi.create(connections::get);
        this.dialect = dialect;
        this.leasing = leasing;
        this.tables = new RecordTables(schema, dialect.texts());
        this.rows = new LeaseRows(tables.runLocks(), leasing);
    }

    @Override
    public Leases take(Holder holder, Collection<RelationName> relations, Duration length) {
        return inTurn((transaction, leases) -> {
            if (leases.find(holder.invocation()).isPresent()) return leases;
            for (Lease old : leases.all()) {
                if (forgotten(old, leases.now())) rows.delete(transaction, old);
            }
            long place = leases.all().stream().mapToLong(Lease::place).max().orElse(0) + 1;
            Lease lease = new Lease(
                    place,
                    holder,
                    databaseUser(transaction),
                    Set.copyOf(relations),
                    Set.of(),
                    leases.now(),
                    leases.now(),
                    leases.now().plus(length),
                    new Standing.Live());
            rows.insert(transaction, lease);
            return rows.read(transaction, leases.now());
        });
    }

    private static boolean forgotten(Lease lease, Instant now) {
        return lease.standing() instanceof Standing.Taken taken
                && taken.progress() == Progress.DONE
                && taken.at().plus(REMEMBERED).isBefore(now);
    }

    @Override
    public Leases renew(String invocation, Collection<RelationName> left, Collection<Long> sessions, Duration length) {
        return inTurn((transaction, leases) -> {
            Optional<Lease> own =
                    leases.find(invocation).filter(lease -> !(lease.standing() instanceof Standing.Taken));
            if (own.isEmpty()) return leases;
            Lease before = own.get();
            rows.update(
                    transaction,
                    before,
                    new Lease(
                            before.place(),
                            before.holder(),
                            before.databaseUser(),
                            Set.copyOf(left),
                            Set.copyOf(sessions),
                            before.since(),
                            leases.now(),
                            leases.now().plus(length),
                            new Standing.Live()));
            return leases;
        });
    }

    @Override
    public Leases read() {
        return with(open -> {
            Instant now = now(open);
            return areStanding(open) ? rows.read(open, now) : new Leases(now, List.of());
        });
    }

    private boolean areStanding(Handle open) {
        if (standing) return true;
        standing = RecordTables.isStanding(open, tables.runLocks());
        return standing;
    }

    @Override
    public void release(String invocation) {
        inTurn((transaction, leases) -> {
            leases.find(invocation)
                    .filter(lease -> !(lease.standing() instanceof Standing.Taken))
                    .ifPresent(lease -> rows.delete(transaction, lease));
            return leases;
        });
    }

    @Override
    public Optional<Lease> claim(String invocation, Holder by, Condition condition, Duration length) {
        return inTurn((transaction, leases) -> {
            Optional<Lease> lease = leases.find(invocation).filter(found -> mayBeTaken(found, by, condition));
            lease.ifPresent(found ->
                    rows.take(transaction, found, by, leases.now(), leases.now().plus(length)));
            return lease;
        });
    }

    private static boolean mayBeTaken(Lease lease, Holder by, Condition condition) {
        return switch (lease.standing()) {
            case Standing.Live live -> condition == Condition.ANY;
            case Standing.Expired expired -> true;
            case Standing.Taken taken ->
                switch (taken.progress()) {
                    case UNDER_WAY -> taken.by().equals(by);
                    case STALLED -> true;
                    case DONE -> false;
                };
        };
    }

    @Override
    public List<Long> sessionsLeft(Lease claimed) {
        return with(open -> leasing.sessionsLeft(open.getConnection(), claimed));
    }

    @Override
    public void endSession(long session) {
        with(open -> {
            leasing.endSession(open.getConnection(), session);
            return null;
        });
    }

    @Override
    public void clear(String invocation) {
        inTurn((transaction, leases) -> {
            leases.find(invocation).ifPresent(lease -> rows.clear(transaction, lease, leases.now()));
            return leases;
        });
    }

    @Override
    public void giveBack(String invocation) {
        inTurn((transaction, leases) -> {
            leases.find(invocation).ifPresent(lease -> rows.giveBack(transaction, lease));
            return leases;
        });
    }

    private interface Turn<T> {
        /** @param leases as they stand, none of which anybody else changes before the transaction ends */
        T take(Handle transaction, Leases leases) throws SQLException;
    }

    /**
     * A turn whose holder stands still, on a suspended machine, is taken from it: whoever has it at two looks in a row, a
     * whole patience apart, is ended. Its transaction is undone, and it does its work again when it wakes up.
     */
    private <T> T inTurn(Turn<T> turn) {
        Set<Long> before = Set.of();
        for (int look = 1; ; look++) {
            try {
                return replayed(turn);
            } catch (WarehouseException waited) {
                if (waited.kind() != Kind.CANCELLED || leasing.patience().isEmpty() || look == LOOKS) throw waited;
                before = endedOf(before);
            }
        }
    }

    /** @return who has the turn now */
    private Set<Long> endedOf(Set<Long> before) {
        return with(open -> {
            Set<Long> holders = leasing.turnHolders(open.getConnection(), tables.runLocks());
            for (long holder : holders) {
                if (before.contains(holder)) leasing.endSession(open.getConnection(), holder);
            }
            return holders;
        });
    }

    /** Again when another transaction was in the way or the connection was lost: all of it is right when done twice. */
    private <T> T replayed(Turn<T> turn) {
        return Replays.of(
                Set.of(Kind.RETRYABLE, Kind.CONNECTION),
                () -> with(open -> open.inTransaction(transaction -> {
                    await(transaction.getConnection());
                    return turn.take(transaction, rows.read(transaction, now(transaction)));
                })));
    }

    private void await(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Optional<Duration> patience = leasing.patience();
            if (patience.isPresent()) {
                statement.setQueryTimeout(Math.toIntExact(patience.get().toSeconds()));
            }
            statement.execute(leasing.turn(tables.runLocks()));
        }
    }

    private Instant now(Handle open) {
        return open.createQuery("select " + leasing.now() + " as now")
                .map((row, context) -> LeaseRows.instant(row.getObject(1, LocalDateTime.class)))
                .one();
    }

    private static String databaseUser(Handle open) {
        return open.createQuery("select current_user").mapTo(String.class).one();
    }

    /** What failed is not used again: the engine may have left it in a state that nobody wants. */
    private synchronized <T> T with(HandleCallback<T, SQLException> work) {
        boolean done = false;
        try {
            T result = ExplainedJdbi.explained(dialect, () -> {
                if (handle == null) handle = jdbi.open();
                return work.withHandle(handle);
            });
            done = true;
            return result;
        } finally {
            if (!done) drop();
        }
    }

    private void drop() {
        if (handle == null) return;
        try {
            handle.close();
        } catch (JdbiException alreadyGone) {
            // the next call opens another one
        } finally {
            handle = null;
        }
    }

    @Override
    public synchronized void close() {
        drop();
    }
}
