package dev.ashlar.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.wire.Awaited.Kind;
import dev.ashlar.wire.Awaited.Prepared;
import dev.ashlar.wire.Awaited.Step;
import dev.ashlar.wire.StatementLog.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Joins what a server answers to what it was sent, in order, and so knows the outcome of each statement, the state of the
 * transaction and its commits.
 */
final class Answers {
    private final Function<String, Entry> recorder;
    private final Deque<Awaited> awaited = new ArrayDeque<>();
    private final Transaction transaction;
    private ServerError groupError;
    private Prepared failed;

    /**
     * @param recorder is told of a statement that failed before it was to be performed
     * @param commits is told of each commit
     */
    Answers(Function<String, Entry> recorder, Runnable commits) {
        this.recorder = recorder;
        transaction = new Transaction(commits);
    }

    synchronized void expect(Awaited message) {
        awaited.add(message);
        if (groupError != null && !message.endsGroup()) message.abandon();
    }

    /** As it will be when the server has performed everything that it was sent. */
    synchronized boolean inTransaction() {
        boolean open = transaction.isOpen();
        for (Awaited message : awaited) {
            for (Step step : message.steps) {
                if (step.effect() == StatementEffect.BEGINS) open = true;
                if (step.effect() == StatementEffect.ENDS) open = false;
            }
        }
        return open;
    }

    /** Whether the server passes over everything until the end of the message group. */
    synchronized boolean groupFailed() {
        return groupError != null;
    }

    /** The statement of this message group that failed. */
    synchronized Optional<Prepared> failed() {
        return Optional.ofNullable(failed);
    }

    /**
     * What the client is to see of an answer: nothing if it answers the proxy, or asks for rows that the proxy brings.
     *
     * @param translated the error as the client will see it, if the answer is one
     */
    synchronized boolean concernsClient(Message message, Optional<ServerError> translated) {
        Awaited head = awaited.peek();
        boolean hidden = head != null && head.hidden;
        switch (message.type()) {
            case '1' -> pop(Kind.PARSE);
            case '2' -> pop(Kind.BIND);
            case '3' -> pop(Kind.CLOSE);
            case 'T', 'n' -> pop(Kind.DESCRIBE);
            case 'D' -> {
                if (hidden) head.collected.add(texts(message));
            }
            case 'C', 'I', 's' -> completed(head, message);
            case 'G' -> {
                if (head == null || !feeds(head)) return true;
                head.wantsRows.complete(true);
                return false;
            }
            case 'E' -> {
                failed(head, translated.orElseThrow());
                return true;
            }
            case 'Z' -> groupEnded(message.fields().letter() != 'I');
            default -> {} // notices, settings and copied rows are of no statement
        }
        return !hidden || "SNA".indexOf(message.type()) >= 0;
    }

    private static boolean feeds(Awaited message) {
        return message.prepared != null && message.prepared.reading() instanceof Translation.Feed;
    }

    private void pop(Kind kind) {
        Awaited head = awaited.peek();
        if (head != null && head.kind == kind) awaited.remove();
    }

    private void completed(Awaited head, Message message) {
        if (head == null) return;
        String tag = message.type() == 'C' ? message.fields().string() : "";
        Step step = head.steps.poll();
        if (step != null) {
            step.entry().done();
            transaction.done(step.effect(), tag);
        }
        if (head.kind != Kind.EXECUTE) return;
        awaited.remove();
        head.rows.complete(List.copyOf(head.collected));
        head.wantsRows.complete(false);
    }

    private void failed(Awaited head, ServerError error) {
        if (head == null) return;
        groupError = error;
        failed = head.prepared;
        Step step = head.steps.poll();
        if (step != null) step.entry().failedIfOpen(error);
        awaited.forEach(Awaited::abandon);
    }

    private void groupEnded(boolean transactionOpen) {
        boolean recorded = failed == null || failed.effect() == StatementEffect.NOTHING;
        for (Awaited message = awaited.poll(); message != null; message = awaited.poll()) {
            if (groupError != null && failed != null && failed.equals(message.prepared) && message.kind != Kind.PARSE) {
                recorded |= message.kind == Kind.EXECUTE || message.kind == Kind.QUERY;
                for (Step step : message.steps) step.entry().failedIfOpen(groupError);
            }
            if (message.endsGroup()) break;
        }
        if (groupError != null && !recorded) recorder.apply(failed.text()).failedIfOpen(groupError);
        transaction.groupEnded(transactionOpen, groupError != null);
        groupError = null;
        failed = null;
    }

    synchronized void abandonAll() {
        awaited.forEach(Awaited::abandon);
    }

    private static List<String> texts(Message row) {
        Message.Fields fields = row.fields();
        int columns = fields.int16();
        List<String> values = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            int length = fields.int32();
            values.add(length < 0 ? "" : new String(fields.bytes(length), UTF_8));
        }
        return values;
    }
}
