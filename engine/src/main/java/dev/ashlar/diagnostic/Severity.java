package dev.ashlar.diagnostic;

public enum Severity {
    ERROR,
    WARNING,
    /** Worth knowing once; never counts against a run, not even under {@code --warn-error}. */
    NOTE
}
