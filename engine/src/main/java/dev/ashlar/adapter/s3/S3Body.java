package dev.ashlar.adapter.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** A body whose faults are those of a stream: the SDK tells of a checksum that does not fit by an exception of its own. */
final class S3Body extends FilterInputStream {
    S3Body(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (SdkException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            return in.read(bytes, from, length);
        } catch (SdkException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }
}
