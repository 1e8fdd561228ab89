package dev.ashlar.cli;

/** What the shell is told. */
final class ExitCode {
    static final int OK = 0;
    /** A node failed. */
    static final int NODE_FAILED = 1;
    /** The tool could not do its work: flags, project, connection. */
    static final int NOT_DONE = 2;

    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
