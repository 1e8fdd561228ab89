package dev.ashlar.cli;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.RunListener;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.Timer;
import java.util.TimerTask;

/** On a terminal: one line below all others that names the nodes at work and how long they have been. */
final class LiveLine implements RunListener, AutoCloseable {
    private static final int REFRESH_MILLIS = 500;

    private final Console console;
    private final int width;
    private final Map<NodeId, Instant> running = new LinkedHashMap<>();
    private final Timer clock = new Timer("live-line", true);

    /** @param width columns of the terminal */
    LiveLine(Console console, int width) {
        this.console = console;
        this.width = width;
        TimerTask refresh = new TimerTask() {
            @Override
            public void run() {
                console.live(text(Instant.now()));
            }
        };
        clock.schedule(refresh, REFRESH_MILLIS, REFRESH_MILLIS);
    }

    @Override
    public void nodeStarted(Node node, int index, int total) {
        synchronized (running) {
            running.put(node.id(), Instant.now());
        }
    }

    @Override
    public void nodeEnded(Node node, NodeResult result, int index, int total) {
        synchronized (running) {
            running.remove(node.id());
        }
    }

    @Override
    public void ended(RunReport report) {
        close();
    }

    /** Cut to the terminal's width, since a line that wraps cannot be taken back. */
    String text(Instant now) {
        StringJoiner names = new StringJoiner(", ");
        synchronized (running) {
            running.forEach((id, since) -> {
                String name = id.value().substring(id.value().lastIndexOf('.') + 1);
                names.add(name + " " + Duration.between(since, now).toSeconds() + "s");
            });
        }
        String text = names.length() == 0 ? "" : "running: " + names;
        return text.length() < width ? text : text.substring(0, Math.max(0, width - 2)) + "…";
    }

    @Override
    public void close() {
        clock.cancel();
        console.live("");
    }
}
