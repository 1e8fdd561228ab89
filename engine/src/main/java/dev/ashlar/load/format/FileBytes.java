package dev.ashlar.load.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a file as they are stored. Every reading begins anew, so they can be read again and again. */
public interface FileBytes {
    InputStream open() throws IOException;

    /** A file on this machine with these bytes, for formats whose parts are not read in order. */
    Path local() throws IOException;

    static FileBytes of(Path file) {
        return new FileBytes() {
            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public Path local() {
                return file;
            }
        };
    }
}
