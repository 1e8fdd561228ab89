package dev.ashlar.load.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Bytes out of their gzip file, if they are in one. */
final class Unpacked {
    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;

    private Unpacked() {}

    static BufferedInputStream open(FileBytes bytes) throws IOException {
        BufferedInputStream in = new BufferedInputStream(bytes.open(), BUFFER);
        try {
            return isGzip(in) ? new BufferedInputStream(new Whole(in), BUFFER) : in;
        } catch (IOException | RuntimeException failure) {
            in.close();
            throw failure;
        }
    }

    static boolean gzip(FileBytes bytes) throws IOException {
        try (InputStream in = bytes.open()) {
            return in.read() == GZIP_MAGIC >> 8 && in.read() == (GZIP_MAGIC & 0xff);
        }
    }

    private static boolean isGzip(BufferedInputStream in) throws IOException {
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP_MAGIC;
    }

    /**
     * Its parts, one after the other, and nothing else. {@link GZIPInputStream} passes over what follows them, and other
     * readers do not, while nobody knows what it was to be.
     */
    private static final class Whole extends GZIPInputStream {
        private static final int TRAILER = 8;

        Whole(InputStream in) throws IOException {
            super(in, BUFFER);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int some = super.read(bytes, from, length);
            if (some < 0 && (inf.getRemaining() > TRAILER || in.read() >= 0)) {
                throw new ZipException("bytes follow the end of what is compressed");
            }
            return some;
        }
    }

    /** Past a byte order mark of UTF-8. */
    static InputStream withoutMark(BufferedInputStream in) throws IOException {
        in.mark(3);
        if (in.read() != 0xef || in.read() != 0xbb || in.read() != 0xbf) in.reset();
        return in;
    }
}
