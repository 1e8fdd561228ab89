package dev.ashlar.diagnostic;

import java.util.List;
import java.util.stream.Collectors;

/** The work cannot go on; carries everything that is known to be wrong. The command ends with exit code 2. */
public final class DiagnosticException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    public DiagnosticException(Diagnostic diagnostic) {
        this(List.of(diagnostic), null);
    }

    public DiagnosticException(Diagnostic diagnostic, Throwable cause) {
        this(List.of(diagnostic), cause);
    }

    public DiagnosticException(List<Diagnostic> diagnostics, Throwable cause) {
        super(diagnostics.stream().map(Diagnostic::text).collect(Collectors.joining("\n")), cause);
        this.diagnostics = List.copyOf(diagnostics);
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
