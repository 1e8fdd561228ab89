package dev.ashlar.run;

import dev.ashlar.manifest.NodeKind;
import java.time.Duration;
import java.util.Set;

/**
 * How a run behaves.
 *
 * @param threads nodes that are worked on at once
 * @param retries how often a transaction that another one was in the way of, or whose session was lost, is done again
 * @param firstPause before the first of these; doubled for each further one
 */
public record RunOptions(Verb verb, int threads, Set<Flag> flags, int retries, Duration firstPause) {
    public RunOptions {
        flags = Set.copyOf(flags);
        if (threads < 1) throw new IllegalArgumentException("A run needs a thread");
    }

    public static RunOptions of(Verb verb, int threads, Flag... flags) {
        return new RunOptions(verb, threads, Set.of(flags), 2, Duration.ofMillis(250));
    }

    public boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /** What of the selection is done, and whether tests gate it. */
    public enum Verb {
        BUILD,
        RUN,
        SEED,
        SNAPSHOT,
        LOAD,
        TEST;

        public boolean does(NodeKind kind) {
            return switch (this) {
                case BUILD ->
                    switch (kind) {
                        case SOURCE, SEED, SNAPSHOT, MODEL, DATA_TEST, UNIT_TEST -> true;
                        case ANALYSIS, EXPOSURE, OPERATION -> false;
                    };
                case RUN -> kind == NodeKind.MODEL;
                case SEED -> kind == NodeKind.SEED;
                case SNAPSHOT -> kind == NodeKind.SNAPSHOT;
                case LOAD -> kind == NodeKind.SOURCE;
                case TEST -> kind == NodeKind.DATA_TEST || kind == NodeKind.UNIT_TEST;
            };
        }
    }

    public enum Flag {
        FAIL_FAST,
        FULL_REFRESH,
        /** Takes over relations that the markers do not know. */
        ADOPT,
        STORE_FAILURES,
        /** Tests that would warn fail. */
        WARN_ERROR,
        /** Tests look at the kept candidates of earlier failed gates, where there are any. */
        ON_FAILED
    }
}
