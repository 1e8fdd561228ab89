package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.Target;
import dev.ashlar.port.RunListener;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RowCounts;
import dev.ashlar.report.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells people how a run goes: a line for each node that ended, then what failed and how to go on. */
final class RunReporter implements RunListener {
    private static final int KIND_WIDTH = 12;
    private static final int NAME_WIDTH = 44;
    private static final int ROWS_WIDTH = 12;

    private final Console console;
    private final Project project;
    private final Rerun rerun;
    private final boolean quiet;
    private final AtomicInteger done = new AtomicInteger();
    private volatile Instant started = Instant.now();

    /** Words the command that runs one node again. */
    interface Rerun {
        String command(Node node);
    }

    RunReporter(Console console, Project project, Rerun rerun, boolean quiet) {
        this.console = console;
        this.project = project;
        this.rerun = rerun;
        this.quiet = quiet;
    }

    @Override
    public void started(Invocation invocation, int nodes) {
        started = Instant.now();
    }

    @Override
    public void nodeEnded(Node node, NodeResult result, int index, int total) {
        if (quiet && !result.failed()) return;
        String counter = String.format(Locale.ROOT, "%" + digits(total) + "d/%d", done.incrementAndGet(), total);
        StringBuilder line = new StringBuilder();
        line.append(counter).append("  ");
        line.append(colored(result, pad(status(result.outcome()), 7))).append("  ");
        line.append(pad(NodeWords.kind(node), KIND_WIDTH)).append(' ');
        line.append(pad(NodeWords.name(node), NAME_WIDTH)).append(' ');
        line.append(String.format(Locale.ROOT, "%" + ROWS_WIDTH + "s", rows(result.outcome())));
        line.append(String.format(Locale.ROOT, " %8s", seconds(result.took())));
        console.print(line.toString().stripTrailing());
        for (Diagnostic note : result.notes()) note(note);
    }

    @Override
    public void note(Diagnostic diagnostic) {
        console.diagnostic(diagnostic);
    }

    @Override
    public void ended(RunReport report) {
        List<NodeResult> failed =
                report.results().stream().filter(NodeResult::failed).toList();
        int number = 0;
        for (NodeResult result : failed) explain(++number, failed.size(), result);
        List<NodeResult> warned = report.results().stream()
                .filter(r -> r.outcome() instanceof Outcome.Warn)
                .toList();
        if (!quiet) {
            for (NodeResult result : warned) warnLine(result);
        }
        if (!quiet || report.failed()) console.print(totals(report));
    }

    private void explain(int number, int of, NodeResult result) {
        Node node = project.load(result.node());
        console.print("");
        console.print(console.colors().red("Failure " + number + " of " + of + ": ") + NodeWords.kind(node) + " "
                + node.name() + " (" + node.header().location() + ")");
        switch (result.outcome()) {
            case Outcome.Error e -> indented(e.diagnostic().text());
            case Outcome.Fail f -> findings(f.failures(), f.findings());
            case Outcome.Success s -> {}
            case Outcome.Pass p -> {}
            case Outcome.Warn w -> {}
            case Outcome.Skipped s -> {}
            case Outcome.NoOp n -> {}
        }
        result.compiledPath().ifPresent(path -> console.print("  compiled SQL: " + path));
        console.print("  run it again: " + rerun.command(node));
    }

    private void findings(long failures, NodeResult.Findings findings) {
        console.print("  " + failures + (failures == 1 ? " failing row" : " failing rows")
                + findings.storedIn().map(where -> ", stored in " + where).orElse("")
                + (findings.sample().rows().isEmpty() ? "." : "; the first of them:"));
        if (findings.sample().rows().isEmpty()) return;
        List<String> header =
                findings.sample().columns().stream().map(c -> c.name().name()).toList();
        for (String line : TextTable.lines(header, findings.sample().rows())) console.print("    " + line);
    }

    private void warnLine(NodeResult result) {
        if (!(result.outcome() instanceof Outcome.Warn warn)) return;
        Node node = project.load(result.node());
        console.print(console.colors().yellow("warning: ") + "test " + node.name() + " found " + warn.failures()
                + (warn.failures() == 1 ? " row" : " rows") + " ("
                + node.header().location() + ")"
                + result.compiledPath().map(path -> "; compiled SQL: " + path).orElse(""));
    }

    private void indented(String text) {
        text.lines().forEach(line -> console.print("  " + line));
    }

    private String totals(RunReport report) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String word : List.of("ok", "passed", "warned", "failed", "error", "skipped", "nothing to do")) {
            counts.put(word, 0);
        }
        for (NodeResult result : report.results()) counts.merge(total(result.outcome()), 1, Integer::sum);
        List<String> parts = new ArrayList<>();
        counts.forEach((word, count) -> {
            if (count > 0) parts.add(count + " " + word);
        });
        Duration took = Duration.between(started, report.completed());
        String ending = switch (report.ending()) {
            case COMPLETE ->
                report.failed()
                        ? console.colors().red("Failed")
                        : console.colors().green("Done");
            case FAIL_FAST -> console.colors().red("Stopped at the first failure");
            case INTERRUPTED -> console.colors().red("Interrupted");
        };
        String list = parts.isEmpty() ? "nothing selected" : String.join(", ", parts);
        return "\n" + ending + " in " + seconds(took) + ": " + list + ".";
    }

    private static String total(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success s -> "ok";
            case Outcome.Pass p -> "passed";
            case Outcome.Warn w -> "warned";
            case Outcome.Fail f -> "failed";
            case Outcome.Error e -> "error";
            case Outcome.Skipped s -> "skipped";
            case Outcome.NoOp n -> "nothing to do";
        };
    }

    static String status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success s -> "ok";
            case Outcome.Pass p -> "pass";
            case Outcome.Warn w -> "WARN";
            case Outcome.Fail f -> "FAIL";
            case Outcome.Error e -> "ERROR";
            case Outcome.Skipped s -> "skipped";
            case Outcome.NoOp n -> "-";
        };
    }

    private String rows(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success s -> changed(s.rows());
            case Outcome.Pass p -> "";
            case Outcome.Warn w -> w.failures() + " found";
            case Outcome.Fail f -> f.failures() + " found";
            case Outcome.Error e -> "";
            case Outcome.Skipped s -> s.because().map(this::because).orElse("");
            case Outcome.NoOp n -> "";
        };
    }

    private String because(NodeId id) {
        return "after " + project.find(id).map(Node::name).orElse(id.value());
    }

    /** {@code +new ~changed -gone}, leaving out what is nothing. */
    private static String changed(RowCounts rows) {
        List<String> parts = new ArrayList<>();
        if (rows.inserted() > 0) parts.add("+" + rows.inserted());
        if (rows.updated() > 0) parts.add("~" + rows.updated());
        if (rows.deleted() > 0) parts.add("-" + rows.deleted());
        return String.join(" ", parts);
    }

    private String colored(NodeResult result, String text) {
        Colors colors = console.colors();
        return switch (result.outcome()) {
            case Outcome.Success s -> colors.green(text);
            case Outcome.Pass p -> colors.green(text);
            case Outcome.Warn w -> colors.yellow(text);
            case Outcome.Fail f -> colors.red(text);
            case Outcome.Error e -> colors.red(text);
            case Outcome.Skipped s -> colors.yellow(text);
            case Outcome.NoOp n -> colors.dim(text);
        };
    }

    static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.2fs", took.toMillis() / 1000.0);
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }

    private static String pad(String text, int width) {
        int length = text.codePointCount(0, text.length());
        return length >= width ? text : text + " ".repeat(width - length);
    }

    /** The invocation as people read it first. */
    static String heading(Invocation invocation, Project project, Target target) {
        return "ashlar " + invocation.command() + ": " + project.name() + " on " + target.name() + " (" + target.type()
                + "), " + target.threads() + (target.threads() == 1 ? " thread" : " threads");
    }
}
