package dev.ashlar.run;

import dev.ashlar.manifest.Node;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.Statement.RawSql;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.RowCounts;
import java.util.Optional;

/** What was sent for one node, in order: for the log, for {@code target/run}, and to find the place of a fault. */
final class StatementLog {
    private final Node node;
    private final StatementRenderer renderer;
    private final RunListener listener;
    private final StringBuilder text = new StringBuilder();
    private String last = "";
    private String atFault = "";
    private Optional<RawSql> users = Optional.empty();
    private Optional<RawSql> usersAtFault = Optional.empty();

    StatementLog(Node node, StatementRenderer renderer, RunListener listener) {
        this.node = node;
        this.renderer = renderer;
        this.listener = listener;
    }

    /** Records first, so that the log shows the statement that failed. */
    RowCounts run(WarehouseSession session, Statement statement) {
        record(renderer.render(statement));
        users = statement instanceof RawSql raw ? Optional.of(raw) : Optional.empty();
        return session.run(statement);
    }

    /** @return its words */
    String record(Statement statement) {
        String words = renderer.render(statement);
        record(words);
        return words;
    }

    void record(String sql) {
        users = Optional.empty();
        last = sql;
        text.append(sql).append(";\n");
        listener.statement(node, sql);
    }

    /** Keeps the statement sent last as the one at fault, before a rollback and a cleanup are sent. */
    void fault() {
        atFault = last;
        usersAtFault = users;
    }

    /** The statement that failed, if a template of the user's wrote it. */
    Optional<RawSql> usersAtFault() {
        return usersAtFault;
    }

    /** The statement that failed. */
    String atFault() {
        return atFault;
    }

    String text() {
        return text.toString();
    }
}
