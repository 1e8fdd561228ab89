package dev.ashlar.cli;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.Severity;
import dev.ashlar.graph.TransactionGroups;
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
    private static final int SHORTEST_NAME = 20;
    private static final int LONGEST_NAME = 76;
    private static final int ROWS_WIDTH = 12;
    private static final int TIME_WIDTH = 8;

    /** Status, kind, rows and time with the blanks around them. */
    private static final int OTHER_WIDTH = 2 + 7 + 2 + KIND_WIDTH + 1 + 1 + ROWS_WIDTH + 1 + TIME_WIDTH;

    /** Failures told in full; a run in which everything fails has one reason, not a thousand. */
    private static final int MOST_EXPLAINED = 20;

    /** Batches of one model that are told one by one. */
    private static final int MOST_BATCHES = 50;

    private final Console console;
    private final Project project;
    private final TransactionGroups groups;
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
        this.groups = TransactionGroups.of(project);
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
        int width = nameWidth(counter.length());
        line.append(pad(fitting(NodeWords.name(node), width), width)).append(' ');
        if (result.outcome() instanceof Outcome.Skipped skipped) {
            line.append(fitting(skipped(node, skipped), ROWS_WIDTH + 1 + TIME_WIDTH));
        } else {
            line.append(padLeft(rows(result.outcome()), ROWS_WIDTH)).append(' ');
            line.append(padLeft(seconds(result.took()), TIME_WIDTH));
        }
        console.print(line.toString().stripTrailing());
        for (Diagnostic note : result.notes()) if (!isPartOfFailure(result, note)) note(note);
    }

    /** A line for each batch of a microbatch model, below which the model's own follows; of many only some. */
    @Override
    public void batchEnded(Node node, NodeResult.Batch batch, int index, int total) {
        boolean shown =
                !batch.succeeded() || (!quiet && (total <= MOST_BATCHES || index % (total / MOST_BATCHES) == 0));
        if (!shown || total == 1) return;
        String counter = String.format(Locale.ROOT, "%" + digits(total) + "d/%d", index, total);
        int width = nameWidth(counter.length() + 2);
        console.print(("  " + counter + "  " + colored(batch.outcome(), pad(status(batch.outcome()), 7)) + "  "
                        + pad("batch", KIND_WIDTH) + ' '
                        + pad(fitting(node.name() + " " + batch.shown(), width), width) + ' '
                        + padLeft(rows(batch.outcome()), ROWS_WIDTH) + ' ' + padLeft(seconds(batch.took()), TIME_WIDTH))
                .stripTrailing());
    }

    /** Of a node with several errors the first is the outcome; the others are told with it at the end. */
    private static boolean isPartOfFailure(NodeResult result, Diagnostic note) {
        boolean failed = result.outcome() instanceof Outcome.Error || result.outcome() instanceof Outcome.Partial;
        return failed && note.severity() == Severity.ERROR;
    }

    /** What the terminal leaves for names; a fixed width where there is none. */
    private int nameWidth(int counter) {
        if (!console.isTerminal()) return NAME_WIDTH;
        int left = console.width() - 1 - counter - OTHER_WIDTH;
        return Math.max(SHORTEST_NAME, Math.min(LONGEST_NAME, left));
    }

    /** Whole where a program may read it; on a terminal short enough that the columns stay. */
    private String fitting(String text, int width) {
        return console.isTerminal() ? TextTable.shortened(text, width) : text;
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
        for (NodeResult result : failed) {
            if (++number <= MOST_EXPLAINED) explain(number, failed.size(), result);
        }
        if (failed.size() > MOST_EXPLAINED) {
            console.print(
                    "\n" + Counted.of(failed.size() - MOST_EXPLAINED, "more failure stands", "more failures stand")
                            + " in the log.");
        }
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
            case Outcome.Error e -> {
                indented(e.diagnostic().text());
                for (Diagnostic note : result.notes()) if (isPartOfFailure(result, note)) indented(note.text());
            }
            case Outcome.Partial p -> {
                indented(p.diagnostic().text());
                for (Diagnostic note : result.notes()) if (isPartOfFailure(result, note)) indented(note.text());
            }
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
        console.print("  " + Counted.of(failures, "failing row")
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
        console.print(console.colors().yellow("warning: ") + "test " + node.name() + " found "
                + Counted.of(warn.failures(), "row")
                + " ("
                + node.header().location() + ")"
                + result.compiledPath().map(path -> "; compiled SQL: " + path).orElse(""));
    }

    private void indented(String text) {
        text.lines().forEach(line -> console.print("  " + line));
    }

    private String totals(RunReport report) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String word :
                List.of("ok", "passed", "warned", "failed", "partly done", "error", "skipped", "nothing to do")) {
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
        return "\n" + ending + " in " + seconds(took) + ": " + list + "." + rejected(report);
    }

    /** Records of files that did not fit, which nobody would miss otherwise. */
    private static String rejected(RunReport report) {
        long records = 0;
        for (NodeResult result : report.results()) {
            if (result.outcome() instanceof Outcome.Success success)
                records += success.rows().rejected();
        }
        if (records == 0) return "";
        return " "
                + Counted.of(
                        records,
                        "record of the files was rejected; it stands",
                        "records of the files were rejected; they stand")
                + " in '<table>__rejects' with the reason.";
    }

    private static String total(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success s -> "ok";
            case Outcome.Partial p -> "partly done";
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
            case Outcome.Partial p -> "PARTLY";
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
            case Outcome.Success s -> changed(s);
            case Outcome.Partial p -> changed(p.rows());
            case Outcome.Pass p -> "";
            case Outcome.Warn w -> w.failures() + " found";
            case Outcome.Fail f -> f.failures() + " found";
            case Outcome.Error e -> "";
            case Outcome.Skipped s -> s.because().map(this::because).orElse("");
            case Outcome.NoOp n -> "";
        };
    }

    /** What was built and taken back with another of its transaction group says so. */
    private String skipped(Node node, Outcome.Skipped skipped) {
        boolean together = skipped.because()
                .map(because -> groups.areTogether(node.id(), because))
                .orElse(false);
        return together ? skipped.reason() : rows(skipped);
    }

    private String because(NodeId id) {
        return "after " + project.find(id).map(Node::name).orElse(id.value());
    }

    /** {@code +new ~changed -gone}, leaving out what is nothing; {@code -} where nobody tells. */
    private static String changed(RowCounts rows) {
        List<String> parts = new ArrayList<>();
        if (rows.inserted() > 0) parts.add("+" + rows.inserted());
        if (rows.updated() > 0) parts.add("~" + rows.updated());
        if (rows.deleted() > 0) parts.add("-" + rows.deleted());
        boolean untold = rows.inserted() < 0 || rows.updated() < 0 || rows.deleted() < 0;
        if (parts.isEmpty() && untold) parts.add("-");
        String moved = String.join(" ", parts);
        if (rows.rejected() == 0) return moved;
        return (moved.isEmpty() ? "" : moved + ", ") + rows.rejected() + " rejected";
    }

    /** The rows, and the operations of a change stream that met nothing they could change. */
    private static String changed(Outcome.Success success) {
        List<String> parts = new ArrayList<>();
        String rows = changed(success.rows());
        if (!rows.isEmpty()) parts.add(rows);
        success.operations().ifPresent(operations -> {
            if (operations.stale() > 0) parts.add(operations.stale() + " stale");
            if (operations.unknown() > 0) parts.add(operations.unknown() + " unknown");
        });
        return String.join(", ", parts);
    }

    private String colored(NodeResult result, String text) {
        return colored(result.outcome(), text);
    }

    private String colored(Outcome outcome, String text) {
        Colors colors = console.colors();
        return switch (outcome) {
            case Outcome.Success s -> colors.green(text);
            case Outcome.Pass p -> colors.green(text);
            case Outcome.Warn w -> colors.yellow(text);
            case Outcome.Fail f -> colors.red(text);
            case Outcome.Error e -> colors.red(text);
            case Outcome.Partial p -> colors.red(text);
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

    private static String padLeft(String text, int width) {
        int length = text.codePointCount(0, text.length());
        return length >= width ? text : " ".repeat(width - length) + text;
    }

    private static String pad(String text, int width) {
        int length = text.codePointCount(0, text.length());
        return length >= width ? text : text + " ".repeat(width - length);
    }

    /** The invocation as people read it first. */
    static String heading(Invocation invocation, Project project, Target target) {
        return "ashlar " + invocation.command() + ": " + project.name() + " on " + target.name() + " (" + target.type()
                + "), " + Counted.of(target.threads(), "thread");
    }
}
