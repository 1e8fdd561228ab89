package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Node;
import dev.ashlar.port.RunListener;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.RunReport;
import java.util.List;

/** Passes each event on to several listeners, in order. */
record Listeners(List<RunListener> each) implements RunListener {
    Listeners {
        each = List.copyOf(each);
    }

    @Override
    public void started(Invocation invocation, int nodes) {
        each.forEach(l -> l.started(invocation, nodes));
    }

    @Override
    public void nodeStarted(Node node, int index, int total) {
        each.forEach(l -> l.nodeStarted(node, index, total));
    }

    @Override
    public void batchEnded(Node node, NodeResult.Batch batch, int index, int total) {
        each.forEach(l -> l.batchEnded(node, batch, index, total));
    }

    @Override
    public void nodeEnded(Node node, NodeResult result, int index, int total) {
        each.forEach(l -> l.nodeEnded(node, result, index, total));
    }

    @Override
    public void note(Diagnostic diagnostic) {
        each.forEach(l -> l.note(diagnostic));
    }

    @Override
    public void statement(Node node, String sql) {
        each.forEach(l -> l.statement(node, sql));
    }

    @Override
    public void ended(RunReport report) {
        each.forEach(l -> l.ended(report));
    }
}
