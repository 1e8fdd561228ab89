package dev.ashlar.diagnostic;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing the user should know: place, thing and reason, remedy.
 *
 * @param location where to look; empty when the fault has no place (a flag, a connection)
 * @param message thing and reason in one sentence or two, for example {@code Cannot resolve ref('custmers'): no such model.}
 * @param remedy what to do, for example {@code Did you mean 'customers'?}; empty when the message says it all
 * @param stack macro calls that led to the place, innermost first; empty outside templates
 * @param excerpt the offending line with a caret below it, ready to print; empty when there is none
 */
public record Diagnostic(
        Severity severity,
        Optional<SourceLocation> location,
        String message,
        String remedy,
        List<TemplateFrame> stack,
        String excerpt) {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x80-\\x9f&&[^\\n\\r\\t]]");

    public Diagnostic {
        Objects.requireNonNull(severity);
        Objects.requireNonNull(location);
        Objects.requireNonNull(message);
        Objects.requireNonNull(remedy);
        Objects.requireNonNull(excerpt);
        message = printable(message);
        remedy = printable(remedy);
        excerpt = printable(excerpt);
        stack = List.copyOf(stack);
    }

    /** What files and warehouses say may hold signs that terminals obey, and NUL, which records of runs cannot hold. */
    private static String printable(String text) {
        return CONTROL.matcher(text).replaceAll("\uFFFD");
    }

    public static Diagnostic error(SourceLocation at, String message, String remedy) {
        return new Diagnostic(Severity.ERROR, Optional.of(at), message, remedy, List.of(), "");
    }

    public static Diagnostic error(String message, String remedy) {
        return new Diagnostic(Severity.ERROR, Optional.empty(), message, remedy, List.of(), "");
    }

    public static Diagnostic warning(SourceLocation at, String message, String remedy) {
        return new Diagnostic(Severity.WARNING, Optional.of(at), message, remedy, List.of(), "");
    }

    public static Diagnostic warning(String message, String remedy) {
        return new Diagnostic(Severity.WARNING, Optional.empty(), message, remedy, List.of(), "");
    }

    public static Diagnostic note(String message, String remedy) {
        return new Diagnostic(Severity.NOTE, Optional.empty(), message, remedy, List.of(), "");
    }

    public Diagnostic withStack(List<TemplateFrame> frames) {
        return new Diagnostic(severity, location, message, remedy, frames, excerpt);
    }

    public Diagnostic withExcerpt(String lines) {
        return new Diagnostic(severity, location, message, remedy, stack, lines);
    }

    public Diagnostic as(Severity other) {
        return new Diagnostic(other, location, message, remedy, stack, excerpt);
    }

    /** Place, message and remedy on one line, then the macro stack and the excerpt, each on lines of their own. */
    public String text() {
        StringBuilder out = new StringBuilder();
        location.ifPresent(at -> out.append(at).append(' '));
        out.append(message);
        if (!remedy.isEmpty()) out.append(' ').append(remedy);
        for (TemplateFrame frame : stack) {
            out.append("\n  called from ").append(frame.at());
            if (!frame.call().isEmpty()) out.append(" (").append(frame.call()).append(')');
        }
        if (!excerpt.isEmpty()) out.append('\n').append(excerpt);
        return out.toString();
    }
}
