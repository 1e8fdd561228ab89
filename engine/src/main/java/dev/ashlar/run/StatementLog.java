package dev.ashlar.run;

import dev.ashlar.manifest.Node;
import dev.ashlar.plan.Statement;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.RowCounts;

/** What was sent for one node, in order: for the log, for {@code target/run}, and to find the place of a fault. */
final class StatementLog {
    private final Node node;
    private final StatementRenderer renderer;
    private final RunListener listener;
    private final StringBuilder text = new StringBuilder();
    private String last = "";
    private String atFault = "";

    StatementLog(Node node, StatementRenderer renderer, RunListener listener) {
        this.node = node;
        this.renderer = renderer;
        this.listener = listener;
    }

    /** Records first, so that the log shows the statement that failed. */
    RowCounts run(WarehouseSession session, Statement statement) {
        record(renderer.render(statement));
        return session.run(statement);
    }

    void record(String sql) {
        last = sql;
        text.append(sql).append(";\n");
        listener.statement(node, sql);
    }

    /** Keeps the statement sent last as the one at fault, before a rollback and a cleanup are sent. */
    void fault() {
        atFault = last;
    }

    /** The statement that failed. */
    String atFault() {
        return atFault;
    }

    String text() {
        return text.toString();
    }
}
