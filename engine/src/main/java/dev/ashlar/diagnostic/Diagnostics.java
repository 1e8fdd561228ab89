package dev.ashlar.diagnostic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, so that the user sees all of it at once. Safe for use by several threads. */
public final class Diagnostics {
    private static final Comparator<Diagnostic> BY_PLACE =
            Comparator.comparing(d -> d.location().orElse(SourceLocation.ofFile("")));

    private final Set<Diagnostic> found = new LinkedHashSet<>();

    public synchronized void add(Diagnostic diagnostic) {
        found.add(diagnostic);
    }

    public synchronized void addAll(Collection<Diagnostic> diagnostics) {
        found.addAll(diagnostics);
    }

    public void error(SourceLocation at, String message, String remedy) {
        add(Diagnostic.error(at, message, remedy));
    }

    public void warning(SourceLocation at, String message, String remedy) {
        add(Diagnostic.warning(at, message, remedy));
    }

    /** Runs the action; what it throws as {@link DiagnosticException} is collected instead. */
    public void collecting(Runnable action) {
        try {
            action.run();
        } catch (DiagnosticException e) {
            addAll(e.diagnostics());
        }
    }

    /** All of them, by place. */
    public synchronized List<Diagnostic> list() {
        List<Diagnostic> all = new ArrayList<>(found);
        all.sort(BY_PLACE);
        return all;
    }

    public List<Diagnostic> errors() {
        return list().stream().filter(d -> d.severity() == Severity.ERROR).toList();
    }

    public List<Diagnostic> warnings() {
        return list().stream().filter(d -> d.severity() == Severity.WARNING).toList();
    }

    public List<Diagnostic> notes() {
        return list().stream().filter(d -> d.severity() == Severity.NOTE).toList();
    }

    /** The warnings and notes found since this was last asked, by place. */
    public synchronized List<Diagnostic> takeRemarks() {
        List<Diagnostic> taken =
                list().stream().filter(d -> d.severity() != Severity.ERROR).toList();
        taken.forEach(found::remove);
        return taken;
    }

    public synchronized boolean hasErrors() {
        return found.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }

    /** @throws DiagnosticException with every error, if there is one */
    public void throwIfErrors() {
        List<Diagnostic> errors = errors();
        if (!errors.isEmpty()) throw new DiagnosticException(errors, null);
    }
}
