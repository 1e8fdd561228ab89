package dev.ashlar.report;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.TimeInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one node of a run ended.
 *
 * @param compiledPath path of the compiled SQL relative to the project folder, if any was written
 * @param notes warnings met on the way: ignored layout keys, drift, replays
 * @param batches of a microbatch model, in the order of time; empty for all else
 */
public record NodeResult(
        NodeId node,
        Outcome outcome,
        Instant started,
        Instant completed,
        String thread,
        Optional<String> compiledPath,
        String compiledSql,
        List<Diagnostic> notes,
        List<Batch> batches) {
    public NodeResult {
        notes = List.copyOf(notes);
        batches = List.copyOf(batches);
    }

    public NodeResult(
            NodeId node,
            Outcome outcome,
            Instant started,
            Instant completed,
            String thread,
            Optional<String> compiledPath,
            String compiledSql,
            List<Diagnostic> notes) {
        this(node, outcome, started, completed, thread, compiledPath, compiledSql, notes, List.of());
    }

    /**
     * A batch of a microbatch model.
     *
     * @param id as dbt names batches
     * @param shown its interval, for people
     */
    public record Batch(TimeInterval interval, String id, String shown, Outcome outcome, Duration took) {
        public boolean succeeded() {
            return outcome instanceof Outcome.Success;
        }
    }

    public NodeResult withBatches(List<Batch> of) {
        return new NodeResult(node, outcome, started, completed, thread, compiledPath, compiledSql, notes, of);
    }

    public NodeResult withOutcome(Outcome other) {
        return new NodeResult(node, other, started, completed, thread, compiledPath, compiledSql, notes, batches);
    }

    public NodeResult withNote(Diagnostic note) {
        List<Diagnostic> more = new ArrayList<>(notes);
        more.add(note);
        return new NodeResult(node, outcome, started, completed, thread, compiledPath, compiledSql, more, batches);
    }

    public Duration took() {
        return Duration.between(started, completed);
    }

    /** Closed: reports and artifacts switch without default. */
    public sealed interface Outcome {
        /**
         * @param commits transactions committed, since on some engines they are the cost
         * @param operations of a change stream; empty for what reads none
         */
        record Success(RowCounts rows, int commits, Optional<OperationCounts> operations) implements Outcome {
            public Success(RowCounts rows, int commits) {
                this(rows, commits, Optional.empty());
            }
        }

        /** Some batches of a microbatch model are published, others failed. @param diagnostic about those that failed */
        record Partial(RowCounts rows, int commits, Diagnostic diagnostic) implements Outcome {}

        /** A test without failures. */
        record Pass() implements Outcome {}

        /** A test that found rows but only warns. */
        record Warn(long failures, Findings findings) implements Outcome {}

        /** A test that found rows. */
        record Fail(long failures, Findings findings) implements Outcome {}

        /** The node was not built, or the test could not run. Published relations are as they were. */
        record Error(Diagnostic diagnostic) implements Outcome {}

        /** @param because the node whose failure led here; empty when the whole run ended early */
        record Skipped(Optional<NodeId> because, String reason) implements Outcome {}

        /** Nothing to do, on purpose: an expired adhoc model, an ephemeral one. */
        record NoOp(String reason) implements Outcome {}
    }

    /**
     * What a test found.
     *
     * @param sample the first failing rows, at most five; of a unit test the first rows that differ, at most twenty, with
     *     {@code missing} or {@code unexpected} in a first column {@code diff}
     * @param storedIn the relation that holds all of them, if they were stored
     */
    public record Findings(QueryResult sample, Optional<String> storedIn) {}

    /** dbt's word for the outcome, as artifacts and records hold it. */
    public String status() {
        return switch (outcome) {
            case Outcome.Success s -> "success";
            case Outcome.Partial p -> "partial success";
            case Outcome.Pass p -> "pass";
            case Outcome.Warn w -> "warn";
            case Outcome.Fail f -> "fail";
            case Outcome.Error e -> "error";
            case Outcome.Skipped s -> "skipped";
            case Outcome.NoOp n -> "no-op";
        };
    }

    /** Whether nodes below must be skipped and the command ends with exit code 1. */
    public boolean failed() {
        return switch (outcome) {
            case Outcome.Fail f -> true;
            case Outcome.Error e -> true;
            case Outcome.Partial p -> true;
            case Outcome.Success s -> false;
            case Outcome.Pass p -> false;
            case Outcome.Warn w -> false;
            case Outcome.Skipped s -> false;
            case Outcome.NoOp n -> false;
        };
    }
}
