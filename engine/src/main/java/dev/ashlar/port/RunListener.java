package dev.ashlar.port;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Node;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.RunReport;

/** Hears of a run as it goes. Called from several threads; must not block and must not throw. */
public interface RunListener {
    default void started(Invocation invocation, int nodes) {}

    default void nodeStarted(Node node, int index, int total) {}

    /** A batch of a microbatch model; before its node ends. @param index of those that ended, from 1 */
    default void batchEnded(Node node, NodeResult.Batch batch, int index, int total) {}

    default void nodeEnded(Node node, NodeResult result, int index, int total) {}

    default void note(Diagnostic diagnostic) {}

    /** A statement that was sent, for logs. */
    default void statement(Node node, String sql) {}

    default void ended(RunReport report) {}
}
