package dev.ashlar.port;

import java.io.IOException;

/**
 * What is asked of a place of files cannot be had, and asking again at once would not help. The message is a clause without a
 * full stop, such as {@code access to it is denied}, and holds no secret.
 */
public final class PlaceException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    public PlaceException(String reason, String remedy, Throwable cause) {
        super(reason, cause);
        this.remedy = remedy;
    }

    public PlaceException(String reason, String remedy) {
        this(reason, remedy, null);
    }

    /** A sentence, or empty. */
    public String remedy() {
        return remedy;
    }
}
