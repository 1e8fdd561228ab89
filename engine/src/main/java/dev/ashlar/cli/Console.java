package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SecretMask;
import dev.ashlar.diagnostic.Severity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/** The terminal: results on stdout, diagnostics on stderr, no secret on either. Safe for several threads. */
public final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final Optional<BufferedReader> answers;
    private final Colors colors;
    private final int width;
    private boolean live;
    private volatile SecretMask mask = SecretMask.NONE;

    /**
     * @param answers what somebody types; empty when nobody is there to be asked
     * @param width columns of the terminal; 0 when it is none
     */
    public Console(PrintStream out, PrintStream err, Optional<BufferedReader> answers, Colors colors, int width) {
        this.answers = answers;
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

    /** Whether somebody can be asked. */
    boolean asks() {
        return answers.isPresent();
    }

    /** Asks on stderr, since stdout may be redirected. Empty when the input ends. */
    synchronized Optional<String> ask(String question) {
        takeBack();
        err.print(mask.apply(question));
        err.flush();
        try {
            return answers.isPresent() ? Optional.ofNullable(answers.get().readLine()) : Optional.empty();
        } catch (IOException inputIsGone) {
            return Optional.empty();
        }
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
