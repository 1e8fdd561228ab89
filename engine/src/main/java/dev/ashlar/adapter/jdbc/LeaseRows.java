package dev.ashlar.adapter.jdbc;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.RunLocks.Holder;
import dev.ashlar.port.RunLocks.Lease;
import dev.ashlar.port.RunLocks.Leases;
import dev.ashlar.port.RunLocks.Progress;
import dev.ashlar.port.RunLocks.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * How leases read as rows: one row each, and further ones where the names of its relations do not fit into one text.
 *
 * @param table of leases
 */
record LeaseRows(RelationName table, LeaseDialect dialect) {
    /** Characters; Redshift's longest text is 65,535 bytes, of which one character takes three at most. */
    private static final int LONGEST_TEXT = 16_000;

    private static final String COLUMNS =
            "invocation_id, place, command, user_name, host, process, relations, sessions,"
                    + " started_at, heartbeat_at, expires_at, taken_invocation, taken_command, taken_user, taken_host,"
                    + " taken_process, taken_at, taken_until, cleared_at, database_user";

    Leases read(Handle handle, Instant now) {
        Map<String, Lease> leases = new LinkedHashMap<>();
        handle.createQuery("select " + COLUMNS + " from " + table + " order by place, invocation_id, part")
                .map((row, context) -> lease(row, now))
                .forEach(lease -> leases.merge(lease.holder().invocation(), lease, LeaseRows::joined));
        return new Leases(now, List.copyOf(leases.values()));
    }

    private Lease lease(ResultSet row, Instant now) throws SQLException {
        Holder holder =
                new Holder(row.getString(1), row.getString(3), row.getString(4), row.getString(5), row.getString(6));
        return new Lease(
                row.getLong(2),
                holder,
                row.getString(20),
                relations(row.getString(7)),
                sessions(row.getString(8)),
                instant(row, 9),
                instant(row, 10),
                instant(row, 11),
                standing(row, holder, now));
    }

    private Standing standing(ResultSet row, Holder holder, Instant now) throws SQLException {
        if (row.getObject(17, LocalDateTime.class) == null) {
            return dialect.expired(holder.process(), instant(row, 11), now)
                    ? new Standing.Expired()
                    : new Standing.Live();
        }
        Holder by = new Holder(
                row.getString(12), row.getString(13), row.getString(14), row.getString(15), row.getString(16));
        boolean cleared = row.getObject(19, LocalDateTime.class) != null;
        Progress unfinished = instant(row, 18).isAfter(now) ? Progress.UNDER_WAY : Progress.STALLED;
        return new Standing.Taken(by, instant(row, 17), cleared ? Progress.DONE : unfinished);
    }

    private static Lease joined(Lease one, Lease more) {
        Set<RelationName> all = new LinkedHashSet<>(one.relations());
        all.addAll(more.relations());
        return with(one, all);
    }

    private static Lease with(Lease lease, Set<RelationName> relations) {
        return new Lease(
                lease.place(),
                lease.holder(),
                lease.databaseUser(),
                relations,
                lease.sessions(),
                lease.since(),
                lease.heartbeat(),
                lease.until(),
                lease.standing());
    }

    void insert(Handle handle, Lease lease) {
        List<String> texts = texts(lease.relations());
        for (int part = 0; part < texts.size(); part++) {
            handle.createUpdate(
                            "insert into " + table + " (invocation_id, part, place, command, user_name, host, process,"
                                    + " database_user, relations, sessions, started_at, heartbeat_at, expires_at) values (:id,"
                                    + " :part, :place, :command, :user, :host, :process, :database, :relations, :sessions, :since, :heartbeat, :until)")
                    .bind("id", lease.holder().invocation())
                    .bind("part", part)
                    .bind("place", lease.place())
                    .bind("command", lease.holder().command())
                    .bind("user", lease.holder().user())
                    .bind("host", lease.holder().host())
                    .bind("process", lease.holder().process())
                    .bind("database", lease.databaseUser())
                    .bind("relations", texts.get(part))
                    .bind("sessions", JsonText.write(List.copyOf(new TreeSet<>(lease.sessions()))))
                    .bind("since", RecordRows.utc(lease.since()))
                    .bind("heartbeat", RecordRows.utc(lease.heartbeat()))
                    .bind("until", RecordRows.utc(lease.until()))
                    .execute();
        }
    }

    /** Most leases are one row, whose update is all there is to do. */
    void update(Handle handle, Lease before, Lease after) {
        List<String> texts = texts(after.relations());
        if (texts.size() > 1 || texts(before.relations()).size() > 1) {
            delete(handle, before);
            insert(handle, after);
            return;
        }
        handle.createUpdate("update " + table + " set relations = :relations, sessions = :sessions,"
                        + " heartbeat_at = :heartbeat, expires_at = :until where invocation_id = :id")
                .bind("relations", texts.get(0))
                .bind("sessions", JsonText.write(List.copyOf(new TreeSet<>(after.sessions()))))
                .bind("heartbeat", RecordRows.utc(after.heartbeat()))
                .bind("until", RecordRows.utc(after.until()))
                .bind("id", after.holder().invocation())
                .execute();
    }

    void delete(Handle handle, Lease lease) {
        handle.createUpdate("delete from " + table + " where invocation_id = :id")
                .bind("id", lease.holder().invocation())
                .execute();
    }

    void take(Handle handle, Lease lease, Holder by, Instant at, Instant until) {
        handle.createUpdate(
                        "update " + table + " set taken_invocation = :by, taken_command = :command, taken_user = :user,"
                                + " taken_host = :host, taken_process = :process, taken_at = :at, taken_until = :until"
                                + " where invocation_id = :id")
                .bind("by", by.invocation())
                .bind("command", by.command())
                .bind("user", by.user())
                .bind("host", by.host())
                .bind("process", by.process())
                .bind("at", RecordRows.utc(at))
                .bind("until", RecordRows.utc(until))
                .bind("id", lease.holder().invocation())
                .execute();
    }

    void clear(Handle handle, Lease lease, Instant at) {
        handle.createUpdate("update " + table + " set relations = :none, cleared_at = :at where invocation_id = :id")
                .bind("none", texts(Set.of()).get(0))
                .bind("at", RecordRows.utc(at))
                .bind("id", lease.holder().invocation())
                .execute();
    }

    void giveBack(Handle handle, Lease lease) {
        handle.createUpdate("update " + table + " set taken_at = null where invocation_id = :id")
                .bind("id", lease.holder().invocation())
                .execute();
    }

    /** Names by schema, as JSON; at least one text. */
    static List<String> texts(Collection<RelationName> relations) {
        List<String> texts = new ArrayList<>();
        Map<String, List<String>> part = new TreeMap<>();
        int length = 0;
        for (RelationName relation : new TreeSet<>(relations)) {
            int longer = relation.schema().length() + relation.identifier().length() + 8;
            if (length + longer > LONGEST_TEXT) {
                texts.add(JsonText.write(part));
                part = new TreeMap<>();
                length = 0;
            }
            length += longer;
            part.computeIfAbsent(relation.schema(), unused -> new ArrayList<>()).add(relation.identifier());
        }
        if (texts.isEmpty() || !part.isEmpty()) texts.add(JsonText.write(part));
        return texts;
    }

    private static Set<RelationName> relations(String text) {
        Set<RelationName> relations = new LinkedHashSet<>();
        JsonText.readMap(text).forEach((schema, names) -> {
            for (Object name : (List<?>) names) relations.add(RelationName.of(schema, String.valueOf(name)));
        });
        return relations;
    }

    private static Set<Long> sessions(String text) {
        Set<Long> sessions = new TreeSet<>();
        for (String session : JsonText.readTexts(text)) sessions.add(Long.valueOf(session));
        return sessions;
    }

    static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return instant(row.getObject(column, LocalDateTime.class));
    }
}
