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

/**
 * Why COPY refused rows. It says only where to look, and its own transaction is over by then; the reasons outlive it:
 * https://docs.aws.amazon.com/redshift/latest/dg/SYS_LOAD_ERROR_DETAIL.html
 */
final class LoadErrors {
    private static final String QUERY = """
            select trim(file_name), line_number, trim(column_name), trim(error_message)
            from sys_load_error_detail
            where session_id = ? and file_name like ?
            order by file_name, line_number
            limit 3
            """;

    private final ConnectionSource others;

    LoadErrors(ConnectionSource others) {
        this.others = others;
    }

    /** @param folder the address of the files of this load; empty where nothing is told */
    Optional<String> find(Connection loading, String folder) {
        try (Connection connection = others.connect();
                PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setInt(1, loading.unwrap(RedshiftConnection.class).getBackendPID());
            statement.setString(2, folder + "%");
            List<String> reasons = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reasons.add("line " + rows.getLong(2) + " of " + rows.getString(1) + ", column '"
                            + rows.getString(3) + "': " + rows.getString(4));
                }
            }
            return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons) + ".");
        } catch (SQLException | RuntimeException notToldNow) {
            return Optional.empty();
        }
    }
}
