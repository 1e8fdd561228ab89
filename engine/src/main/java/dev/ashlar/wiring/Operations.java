package dev.ashlar.wiring;

import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.port.WarehouseSession;

/** Macros that are called by themselves, and what they write. */
public final class Operations {
    private final Workspace workspace;

    Operations(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The SQL that a macro writes. */
    public String render(String macro, String arguments) {
        return workspace.compilation().operation(macro, workspace.yamlMap("--args", arguments));
    }

    /** Sends SQL as it stands, in a transaction of its own. */
    public void send(String sql) {
        try (WarehouseSession session = workspace.warehouse().open()) {
            session.run(new TransactionStatement.Begin());
            session.runText(sql);
            session.run(new TransactionStatement.Commit());
        }
    }
}
