package dev.ashlar.cli;

import java.io.IOException;
import java.util.List;

/**
 * What a shell sends to the background ignores the interrupt, and its children inherit that; {@code env} takes it back
 * where it can (GNU coreutils).
 */
final class Interruptible {
    private Interruptible() {}

    /** Words to put before a command. */
    static List<String> words() {
        List<String> words = List.of("env", "--default-signal=INT");
        try {
            Process trial = new ProcessBuilder("/bin/sh", "-c", String.join(" ", words) + " true 2>/dev/null").start();
            return trial.waitFor() == 0 ? words : List.of();
        } catch (IOException noShell) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
