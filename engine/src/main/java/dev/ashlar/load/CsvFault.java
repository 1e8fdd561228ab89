package dev.ashlar.load;

/** A csv file that cannot be read on from a place: a quote that never closes, bytes that are no text. */
final class CsvFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long line;

    /** @param line 1-based; 0 when it is the whole file */
    CsvFault(long line, String message, Throwable cause) {
        super(message, cause);
        this.line = line;
    }

    long line() {
        return line;
    }
}
