package dev.ashlar.adapter.postgres;

import dev.ashlar.adapter.jdbc.ConnectionSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * Who holds locks on the relations that a statement names. Once a statement has given up waiting the server no longer
 * knows for whom it waited, so the relations decide, the oldest transaction first.
 */
final class LockHolders {
    private static final String PART = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final Pattern RELATION = Pattern.compile(PART + "\\." + PART);
    private static final int QUERY_SHOWN = 200;

    private static final String QUERY = """
            select distinct on (a.xact_start, a.pid) a.pid, a.usename, a.application_name, a.state, a.query
            from pg_catalog.pg_locks as l
            join pg_catalog.pg_stat_activity as a on a.pid = l.pid
            where l.granted and l.locktype = 'relation' and l.pid <> ? and l.pid <> pg_backend_pid()
                and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
                and l.relation in (select to_regclass(name) from unnest(?) as name)
            order by a.xact_start, a.pid
            """;

    private final ConnectionSource others;

    /** @param others connections besides the one that waited */
    LockHolders(ConnectionSource others) {
        this.others = others;
    }

    /** A sentence on each; empty when they are gone by now, or cannot be asked for. */
    Optional<String> find(Connection waiting, String sql) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = RELATION.matcher(sql);
        while (matcher.find()) names.add(matcher.group());
        if (names.isEmpty()) return Optional.empty();
        try (Connection connection = others.connect();
                PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setInt(1, waiting.unwrap(PGConnection.class).getBackendPID());
            statement.setArray(2, connection.createArrayOf("text", names.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                List<String> sentences = new ArrayList<>();
                while (rows.next()) sentences.add(sentence(rows));
                return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
            }
        } catch (SQLException | RuntimeException notToldNow) {
            return Optional.empty();
        }
    }

    private static String sentence(ResultSet row) throws SQLException {
        String application = row.getString("application_name");
        String query = row.getString("query").strip().replaceAll("\\s+", " ");
        return "The lock is held by session " + row.getInt("pid") + " of user " + row.getString("usename")
                + (application.isEmpty() ? "" : ", " + application)
                + ", " + row.getString("state") + ": "
                + (query.length() > QUERY_SHOWN ? query.substring(0, QUERY_SHOWN) + " ..." : query) + ".";
    }
}
