package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SecretMask;
import dev.ashlar.diagnostic.Severity;
import java.io.PrintStream;

/** The terminal: results on stdout, diagnostics on stderr, no secret on either. Safe for several threads. */
public final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final Colors colors;
    private final int width;
    private boolean live;
    private volatile SecretMask mask = SecretMask.NONE;

    /** @param width columns of the terminal; 0 when it is none */
    public Console(PrintStream out, PrintStream err, Colors colors, int width) {
        this.width = width;
        this.out = out;
        this.err = err;
        this.colors = colors;
    }

    /** Hides these from now on. */
    public void hide(SecretMask secrets) {
        this.mask = secrets;
    }

    /** Whether somebody looks at it. */
    boolean isTerminal() {
        return width > 0;
    }

    /** Columns of the terminal; 0 when it is none. */
    int width() {
        return width;
    }

    public Colors colors() {
        return colors;
    }

    public synchronized void print(String line) {
        takeBack();
        out.println(mask.apply(line));
        out.flush();
    }

    /** Shows a line that the next one takes the place of; for terminals only. */
    synchronized void live(String line) {
        takeBack();
        if (line.isEmpty()) return;
        out.print(mask.apply(line));
        out.flush();
        live = true;
    }

    private void takeBack() {
        if (!live) return;
        out.print("\r\u001b[K");
        out.flush();
        live = false;
    }

    public synchronized void problem(String line) {
        takeBack();
        err.println(mask.apply(line));
        err.flush();
    }

    public void diagnostic(Diagnostic diagnostic) {
        problem(label(diagnostic.severity()) + " " + diagnostic.text());
    }

    private String label(Severity severity) {
        return switch (severity) {
            case ERROR -> colors.red("error:");
            case WARNING -> colors.yellow("warning:");
            case NOTE -> colors.dim("note:");
        };
    }
}
