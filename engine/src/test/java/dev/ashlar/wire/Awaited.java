package dev.ashlar.wire;

import dev.ashlar.wire.StatementLog.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A message that was sent to the server and is not answered yet. */
final class Awaited {
    enum Kind {
        PARSE,
        BIND,
        DESCRIBE,
        EXECUTE,
        CLOSE,
        SYNC,
        QUERY
    }

    final Kind kind;
    /** What the client asked for: null at a Sync. */
    final Prepared prepared;
    /** The statements that this message performs. */
    final Deque<Step> steps = new ArrayDeque<>();
    /** Sent by the proxy itself: the client sees no answer. */
    final boolean hidden;
    /** Rows of a hidden question; empty rows if it was never performed. */
    final CompletableFuture<List<List<String>>> rows = new CompletableFuture<>();

    final List<List<String>> collected = new ArrayList<>();
    /** True when the server waits for the rows that the proxy brings, false when it never will. */
    final CompletableFuture<Boolean> wantsRows = new CompletableFuture<>();

    record Step(Entry entry, StatementEffect effect) {}

    /** A statement as it was parsed: what the client wrote, and what it became. */
    record Prepared(String text, Translation.Reading reading, StatementEffect effect) {}

    Awaited(Kind kind, Prepared prepared, boolean hidden) {
        this.kind = kind;
        this.prepared = prepared;
        this.hidden = hidden;
    }

    Awaited doing(Entry entry, StatementEffect effect) {
        steps.add(new Step(entry, effect));
        return this;
    }

    boolean endsGroup() {
        return kind == Kind.SYNC || kind == Kind.QUERY;
    }

    void abandon() {
        rows.complete(List.of());
        wantsRows.complete(false);
    }
}
