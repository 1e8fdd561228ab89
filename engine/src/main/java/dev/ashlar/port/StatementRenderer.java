package dev.ashlar.port;

import dev.ashlar.plan.Statement;

/** Words statements in an engine's SQL. */
public interface StatementRenderer {
    /** One statement without a closing semicolon. */
    String render(Statement statement);
}
