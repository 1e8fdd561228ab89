package dev.ashlar.load.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A part of a workbook out of its archive. Sheets shrink to a tenth or a thirtieth, and nothing shrinks to less than a thousandth: a part
 * that grows far beyond what sheets do is made to keep its reader busy.
 */
final class UnpackedPart extends FilterInputStream {
    /** How many times its size a part may have, once it is large. */
    private static final long MOST = 200;

    private static final long LARGE = 1L << 26;

    private final String part;
    private final long limit;
    private long read;

    /** @param packed bytes of it in the archive */
    UnpackedPart(InputStream in, String part, long packed) {
        super(in);
        this.part = part;
        this.limit = Math.max(LARGE, packed * MOST);
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) count(1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int some = super.read(bytes, from, length);
        if (some > 0) count(some);
        return some;
    }

    private void count(int more) {
        read += more;
        if (read > limit) {
            throw new FileFault(0, "its part " + part + " unpacks to more than " + MOST + " times its size", null);
        }
    }
}
