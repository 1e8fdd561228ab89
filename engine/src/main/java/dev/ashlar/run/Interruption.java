package dev.ashlar.run;

import java.util.concurrent.atomic.AtomicBoolean;

/** Says that the user wants the run to end. Tripped from a signal hook; watched by the runner. */
public final class Interruption {
    private final AtomicBoolean tripped = new AtomicBoolean();

    public void trip() {
        tripped.set(true);
    }

    public boolean tripped() {
        return tripped.get();
    }
}
