package dev.ashlar.cli;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SecretMask;
import dev.ashlar.manifest.Node;
import dev.ashlar.port.RunListener;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RunReport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Everything that happened in a run, every statement included, in a file of its own. Secrets are masked. */
final class LogFile implements RunListener, AutoCloseable {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path file;
    private final BufferedWriter writer;
    private final SecretMask mask;

    private LogFile(Path file, BufferedWriter writer, SecretMask mask) {
        this.file = file;
        this.writer = writer;
        this.mask = mask;
    }

    static LogFile in(Path folder, Invocation invocation, SecretMask mask) throws IOException {
        Files.createDirectories(folder);
        String name = NAME.format(invocation.startedAt()) + "-" + invocation.command() + "-"
                + invocation.id().substring(0, Math.min(8, invocation.id().length())) + ".log";
        Path file = folder.resolve(name);
        return new LogFile(file, Files.newBufferedWriter(file, StandardCharsets.UTF_8), mask);
    }

    /** Absolute. */
    Path file() {
        return file;
    }

    @Override
    public void started(Invocation invocation, int nodes) {
        write("run " + invocation.id() + " " + invocation.command() + " on " + invocation.target() + ", "
                + Counted.of(nodes, "node"));
    }

    void lines(List<String> lines) {
        lines.forEach(this::write);
    }

    @Override
    public void nodeStarted(Node node, int index, int total) {
        write("start " + node.id());
    }

    @Override
    public void nodeEnded(Node node, NodeResult result, int index, int total) {
        write(RunReporter.status(result.outcome()) + " " + node.id() + " " + RunReporter.seconds(result.took()));
        if (result.outcome() instanceof Outcome.Error error)
            write(error.diagnostic().text());
        result.notes().forEach(this::note);
    }

    @Override
    public void note(Diagnostic diagnostic) {
        write(diagnostic.severity().name().toLowerCase(Locale.ROOT) + ": " + diagnostic.text());
    }

    @Override
    public void statement(Node node, String sql) {
        write("sql " + node.id() + "\n" + sql);
    }

    @Override
    public void ended(RunReport report) {
        write("end " + report.ending());
    }

    /** A full disk must not end the run: what cannot be logged is not. */
    private synchronized void write(String text) {
        try {
            writer.write(Instant.now() + " [" + Thread.currentThread().getName() + "] " + mask.apply(text));
            writer.newLine();
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            return;
        }
    }
}
