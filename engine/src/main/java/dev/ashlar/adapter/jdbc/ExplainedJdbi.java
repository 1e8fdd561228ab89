package dev.ashlar.adapter.jdbc;

import dev.ashlar.port.WarehouseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Work of the framework's own, each piece on a connection that it gives back; failures are explained as the engine's. */
final class ExplainedJdbi {
    private final Jdbi jdbi;
    private final JdbcDialect dialect;

    interface Work<T> {
        T now() throws SQLException;
    }

    ExplainedJdbi(Supplier<Connection> connections, JdbcDialect dialect) {
        this.jdbi = Jdbi.create(connections::get);
        this.dialect = dialect;
    }

    void inTransaction(HandleConsumer<SQLException> work) {
        explained(dialect, () -> {
            jdbi.useTransaction(work);
            return null;
        });
    }

    <T> T with(HandleCallback<T, SQLException> work) {
        return explained(dialect, () -> jdbi.withHandle(work));
    }

    /** For what is right when done twice: again on another connection when one died. */
    <T> T ask(HandleCallback<T, SQLException> work) {
        return Replays.of(Set.of(Kind.CONNECTION), () -> with(work));
    }

    static <T> T explained(JdbcDialect dialect, Work<T> work) {
        try {
            return work.now();
        } catch (SQLException failure) {
            throw dialect.explain(failure, "");
        } catch (JdbiException failure) {
            if (failure.getCause() instanceof SQLException cause) throw dialect.explain(cause, "");
            throw failure;
        }
    }
}
