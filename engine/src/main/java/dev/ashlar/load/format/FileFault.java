package dev.ashlar.load.format;

/** A file that cannot be read on from a place: a quote that never closes, bytes that are no text, a damaged archive. */
public final class FileFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long line;

    /**
     * @param line 1-based; 0 when it is the whole file
     * @param message a clause, without a period
     */
    public FileFault(long line, String message, Throwable cause) {
        super(message, cause);
        this.line = line;
    }

    public long line() {
        return line;
    }
}
