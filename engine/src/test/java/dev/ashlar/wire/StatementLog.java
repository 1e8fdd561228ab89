package dev.ashlar.wire;

import dev.ashlar.wire.SeenStatement.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Numbers the statements of all connections, keeps what became of them, counts commits, and deals out faults. */
final class StatementLog {
    private final List<Entry> entries = new ArrayList<>();
    private final List<Waiting> faults = new ArrayList<>();
    private final Map<Integer, Integer> commits = new HashMap<>();
    private Consumer<SeenStatement> watcher = seen -> {};

    private record Waiting(Predicate<SeenStatement> where, Fault fault) {}

    /** One statement while its outcome is open. */
    final class Entry {
        private SeenStatement seen;

        private Entry(SeenStatement seen) {
            this.seen = seen;
        }

        void done() {
            end(Outcome.DONE, Optional.empty());
        }

        void failedIfOpen(ServerError error) {
            synchronized (StatementLog.this) {
                if (seen.outcome() == Outcome.UNANSWERED) end(Outcome.FAILED, Optional.of(error));
            }
        }

        void cut(Outcome outcome) {
            end(outcome, Optional.empty());
        }

        private void end(Outcome outcome, Optional<ServerError> error) {
            synchronized (StatementLog.this) {
                seen = new SeenStatement(
                        seen.number(), seen.session(), seen.applicationName(), seen.text(), outcome, error);
            }
        }
    }

    /** For what the proxy does itself: kept nowhere. */
    synchronized Entry unlisted() {
        return new Entry(new SeenStatement(0, 0, "", "", Outcome.UNANSWERED, Optional.empty()));
    }

    synchronized Entry add(int session, String applicationName, String text) {
        Entry entry = new Entry(new SeenStatement(
                entries.size() + 1, session, applicationName, text, Outcome.UNANSWERED, Optional.empty()));
        entries.add(entry);
        return entry;
    }

    synchronized Optional<Fault> faultAt(Entry entry) {
        for (Iterator<Waiting> all = faults.iterator(); all.hasNext(); ) {
            Waiting waiting = all.next();
            if (!waiting.where().test(entry.seen)) continue;
            all.remove();
            return Optional.of(waiting.fault());
        }
        return Optional.empty();
    }

    void tellWatcher(Entry entry) {
        Consumer<SeenStatement> told;
        synchronized (this) {
            told = watcher;
        }
        told.accept(entry.seen);
    }

    synchronized void watch(Consumer<SeenStatement> next) {
        watcher = next;
    }

    synchronized void plan(Predicate<SeenStatement> where, Fault fault) {
        faults.add(new Waiting(where, fault));
    }

    synchronized void committed(int session) {
        commits.merge(session, 1, Integer::sum);
    }

    synchronized int commits() {
        return commits.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int commits(int session) {
        return commits.getOrDefault(session, 0);
    }

    synchronized int pendingFaults() {
        return faults.size();
    }

    synchronized List<SeenStatement> statements() {
        return entries.stream().map(entry -> entry.seen).toList();
    }

    synchronized void reset() {
        entries.clear();
        faults.clear();
        watcher = seen -> {};
        commits.clear();
    }
}
