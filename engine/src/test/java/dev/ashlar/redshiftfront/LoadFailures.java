package dev.ashlar.redshiftfront;

import dev.ashlar.redshiftfront.CopyRows.Wrong;
import dev.ashlar.wire.ServerError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why loads of one session failed, kept past the session's own transaction as a cluster keeps it.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_STL_LOAD_ERRORS.html">STL_LOAD_ERRORS</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_Load_Error_Reference.html">Load error reference</a>
 */
final class LoadFailures {
    private static final Pattern WHERE =
            Pattern.compile("^COPY .*?, line (\\d+)(?:, column (.+?))?(?:: .*)?$", Pattern.DOTALL | Pattern.MULTILINE);

    private final FrontDatabase database;
    private volatile int session;
    private volatile Loading loading;

    LoadFailures(FrontDatabase database) {
        this.database = database;
    }

    /** The load that was sent last. */
    record Loading(String table, int tableId, CopyRows rows) {}

    /** @param processId of the session's backend */
    void belongTo(int processId) {
        session = processId;
    }

    void begin(Loading next) {
        loading = next;
    }

    /** The error of a COPY as the client is to see it, once its reason is kept. */
    Optional<ServerError> of(ServerError error) {
        Loading load = loading;
        Matcher where = WHERE.matcher(error.where());
        if (load == null || !where.find()) return Optional.empty();
        CopyRows.Place place = load.rows().place(Integer.parseInt(where.group(1)));
        String column = where.group(2) == null ? "" : where.group(2);
        return Optional.of(keep(load, new Wrong(place, column, code(error), reason(error))));
    }

    ServerError keep(Loading load, Wrong wrong) {
        String insert = "insert into rs_front.stl_load_errors (tbl, session, filename, line_number, colname, err_code,"
                + " err_reason) values (?, ?, ?, ?, ?, ?, ?)";
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setInt(1, load.tableId());
            statement.setInt(2, session);
            statement.setString(3, wrong.place().file());
            statement.setLong(4, wrong.place().line());
            statement.setString(5, wrong.column());
            statement.setInt(6, wrong.code());
            statement.setString(7, wrong.reason());
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return ServerError.of(
                "XX000",
                "Load into table '" + load.table()
                        + "' failed.  Check 'sys_load_error_detail' system table for details.");
    }

    private static int code(ServerError error) {
        return switch (error.sqlState()) {
            case "22001", "23514" -> 1204;
            case "22007", "22008" -> 1206;
            case "23502" -> 1213;
            default -> 1207;
        };
    }

    private static String reason(ServerError error) {
        return switch (code(error)) {
            case 1204 -> "String length exceeds DDL length";
            case 1206 -> "Invalid timestamp format or value [YYYY-MM-DD HH24:MI:SS]";
            case 1213 -> "Missing data for not-null field";
            default -> "Invalid digit: " + error.message();
        };
    }
}
