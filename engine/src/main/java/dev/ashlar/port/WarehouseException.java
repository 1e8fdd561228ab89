package dev.ashlar.port;

import java.util.Optional;

/** The warehouse refused a statement or went away. */
public final class WarehouseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient Optional<Position> position;

    public WarehouseException(Kind kind, String message, Optional<Position> position, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.position = position;
    }

    /** What the caller may do about it. */
    public enum Kind {
        /** The statement is wrong; the same statement will fail again. */
        STATEMENT,
        /** Another transaction was in the way; the whole transaction may be replayed. */
        RETRYABLE,
        /** The session is gone; whether a commit in flight took effect is to be read from the markers. */
        CONNECTION,
        CANCELLED,
        TIMED_OUT
    }

    /** 1-based place in the text that was sent. */
    public record Position(int line, int column) {}

    public Kind kind() {
        return kind;
    }

    public Optional<Position> position() {
        return position;
    }
}
