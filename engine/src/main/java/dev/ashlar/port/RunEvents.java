package dev.ashlar.port;

import dev.ashlar.diagnostic.DiagnosticException;

/** A listener that keeps what it hears somewhere, until it is closed. */
public interface RunEvents extends RunListener, AutoCloseable {
    /** @throws DiagnosticException when something of the run could not be kept */
    @Override
    void close();
}
