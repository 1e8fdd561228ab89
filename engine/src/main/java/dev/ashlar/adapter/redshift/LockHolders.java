package dev.ashlar.adapter.redshift;

import com.amazon.redshift.RedshiftConnection;
import dev.ashlar.adapter.jdbc.ConnectionSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who uses the relation that a statement waited for. A superuser sees all transactions, others only their own:
 * https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_TRANSACTIONS.html
 */
final class LockHolders {
    private static final Pattern RELATION = Pattern.compile("\"((?:[^\"]|\"\")+)\"\\.\"((?:[^\"]|\"\")+)\"");
    private static final int QUERY_SHOWN = 200;

    /** Locks that somebody has, as {@code t}; the parameters are the schema and the name of the relation. */
    static final String OF_RELATION = """
            from svv_transactions as t
            join pg_class as c on c.oid = t.relation
            join pg_namespace as n on n.oid = c.relnamespace
            where n.nspname = ? and c.relname = ? and t.granted""";

    private static final String HOLDERS = """
            select t.pid, max(trim(t.txn_owner)) as owner, min(t.txn_start) as began
            %s and t.pid <> ?
            group by t.pid
            order by began, t.pid
            """.formatted(OF_RELATION);

    /** What the session ran last: https://docs.aws.amazon.com/redshift/latest/dg/r_STV_RECENTS.html */
    private static final String QUERY =
            "select trim(query) from stv_recents where pid = ? order by starttime desc limit 1";

    private final ConnectionSource others;

    /** @param others connections besides the one that waited */
    LockHolders(ConnectionSource others) {
        this.others = others;
    }

    /** A sentence on each; empty when they are gone by now, or the user may not see them. */
    Optional<String> find(Connection waiting, String sql) {
        Matcher relation = RELATION.matcher(sql);
        if (!relation.find()) return Optional.empty();
        try (Connection connection = others.connect();
                PreparedStatement statement = connection.prepareStatement(HOLDERS)) {
            statement.setString(1, relation.group(1).replace("\"\"", "\""));
            statement.setString(2, relation.group(2).replace("\"\"", "\""));
            statement.setInt(3, waiting.unwrap(RedshiftConnection.class).getBackendPID());
            List<String> sentences = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    int pid = rows.getInt(1);
                    sentences.add("It is used by session " + pid + " of user " + rows.getString(2)
                            + query(connection, pid).map(text -> ": " + text).orElse("") + ".");
                }
            }
            return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
        } catch (SQLException | RuntimeException notToldNow) {
            return Optional.empty();
        }
    }

    private static Optional<String> query(Connection connection, int pid) {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setInt(1, pid);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next() || row.getString(1) == null) return Optional.empty();
                String query = row.getString(1).strip().replaceAll("\\s+", " ");
                return Optional.of(query.length() > QUERY_SHOWN ? query.substring(0, QUERY_SHOWN) + " ..." : query);
            }
        } catch (SQLException notShown) {
            return Optional.empty();
        }
    }
}
