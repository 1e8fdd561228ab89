package dev.ashlar.port;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a source where they are kept: in a folder of this machine, in a bucket, on a server. It is asked by several
 * threads and serves one load; close it.
 */
public interface FilePlace extends AutoCloseable {
    /**
     * The files that the source's location names, as they are now.
     *
     * @throws PlaceException when the place cannot be asked, with the reason
     */
    Listing list() throws IOException;

    /**
     * The bytes of a listed file that does not lie on this machine. Where the connection ends early they may simply end: the
     * caller counts them.
     *
     * @throws PlaceException when the file is gone, denied, or no longer the one that was listed
     * @throws IOException when another try may be luckier
     */
    InputStream open(StoredFile file) throws IOException;

    /** From any thread, and more than once: what others ask of it then ends, as far as it can be ended, and it waits for nobody. */
    @Override
    void close();

    /**
     * @param files by label
     * @param leftOut what the location names, too, and nobody can read now
     */
    record Listing(List<StoredFile> files, List<LeftOut> leftOut) {
        public Listing {
            files = List.copyOf(files);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * @param label by which users and the ledger know the file; a file of the project by its path below the project folder,
     *     others by an address without credentials
     * @param modified milliseconds since 1970
     * @param here where it lies on this machine; empty where it must be fetched
     * @param version a mark that changes with the bytes, where the place has one
     */
    record StoredFile(String label, long bytes, long modified, Optional<Path> here, Optional<String> version) {}

    /** @param reason a clause without a full stop */
    record LeftOut(String label, String reason, String remedy) {}
}
