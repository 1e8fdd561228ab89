package dev.ashlar.plan;

/** A batch cannot be done while others of its model are at work, and is to be done by itself. */
public final class NotBesideException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotBesideException(String reason) {
        super(reason, null, false, false);
    }
}
