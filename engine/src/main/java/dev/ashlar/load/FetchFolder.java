package dev.ashlar.load;

import dev.ashlar.load.Checksums.Checksum;
import dev.ashlar.port.FilePlace;
import dev.ashlar.port.FilePlace.StoredFile;
import dev.ashlar.port.PlaceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Where fetched files lie during one load. The folder is locked as long as the load lives, so that a later load can tell what
 * a killed one left behind, and take it away.
 */
final class FetchFolder implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final String LOCK = ".lock";

    private final Path parent;
    private final Tries tries;
    private final AtomicInteger number = new AtomicInteger();
    private Path folder;
    private FileChannel lock;

    /** @param checksum of the bytes as they lie on disk */
    record Copy(Path path, Checksum checksum) {}

    /** @param parent made when it is needed */
    FetchFolder(Path parent, Tries tries) {
        this.parent = parent;
        this.tries = tries;
    }

    /** @throws IOException with a clause as its message, when no try was lucky */
    Copy fetch(FilePlace place, StoredFile file) throws IOException {
        Path path = opened().resolve(number.incrementAndGet() + "-" + plainName(file.label()));
        return tries.of("it could not be fetched", () -> fetched(place, file, path));
    }

    private static Copy fetched(FilePlace place, StoredFile file, Path path) throws IOException {
        MessageDigest digest = Checksums.sha256();
        long bytes;
        try (InputStream in = place.open(file);
                OutputStream out = Files.newOutputStream(path)) {
            bytes = copy(in, out, digest);
        }
        if (bytes == file.bytes()) return new Copy(path, Checksum.of(Checksums.hex(digest)));
        if (bytes < file.bytes()) {
            throw new IOException("only " + bytes + " of its " + file.bytes() + " bytes came");
        }
        throw new PlaceException(
                "it grew from " + file.bytes() + " to " + bytes + " bytes while it was fetched",
                "Load again once nobody writes to it.");
    }

    private static long copy(InputStream in, OutputStream out, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            digest.update(buffer, 0, read);
            bytes += read;
        }
        return bytes;
    }

    /** Names on disk tell what they are, whatever signs a place allows. */
    private static String plainName(String label) {
        String name = label.substring(label.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        return name.substring(Math.max(0, name.length() - 100));
    }

    private synchronized Path opened() throws IOException {
        if (folder != null) return folder;
        Files.createDirectories(parent);
        removeLeftovers();
        Path made = Files.createTempDirectory(parent, "load-");
        lock = FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        folder = made;
        return made;
    }

    private void removeLeftovers() throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, "load-*")) {
            for (Path other : others) if (isLeftOver(other)) remove(other);
        }
    }

    /** A folder without a lock file is just being made, or holds nothing. */
    private static boolean isLeftOver(Path other) throws IOException {
        if (!Files.exists(other.resolve(LOCK))) return false;
        try (FileChannel channel = FileChannel.open(other.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    /** What cannot be removed stays for the next load to try. */
    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        } catch (IOException stays) {
            // the lock file may be gone by now; an empty folder does no harm
        }
    }

    @Override
    public synchronized void close() {
        if (folder == null) return;
        try {
            lock.close();
        } catch (IOException unlocked) {
            // the process's end would have unlocked it, too
        }
        remove(folder);
        folder = null;
    }
}
