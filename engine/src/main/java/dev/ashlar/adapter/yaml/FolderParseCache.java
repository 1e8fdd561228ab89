package dev.ashlar.adapter.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.port.ParseCache;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Files in a folder: a digest of version and content, then the content. A file that was cut, damaged or written by another
 * version does not match its digest. Each is written beside the old one and moved over it.
 */
public final class FolderParseCache implements ParseCache {
    private static final int DIGEST = 32;

    private final Path folder;
    private final String version;

    /** @param version of the engine, down to the build: what another build kept is not read */
    public FolderParseCache(Path folder, String version) {
        this.folder = folder;
        this.version = version;
    }

    @Override
    public Optional<byte[]> find(String name) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file(name));
        } catch (IOException ignored) { // not there yet, or not readable: found out again
            return Optional.empty();
        }
        if (bytes.length < DIGEST) return Optional.empty();
        byte[] content = Arrays.copyOfRange(bytes, DIGEST, bytes.length);
        byte[] kept = Arrays.copyOf(bytes, DIGEST);
        return MessageDigest.isEqual(kept, digest(content)) ? Optional.of(content) : Optional.empty();
    }

    @Override
    public void store(String name, byte[] content) {
        Path written = null;
        try {
            Files.createDirectories(folder);
            written = Files.createTempFile(folder, name, ".new");
            Files.write(
                    written,
                    ByteBuffer.allocate(DIGEST + content.length)
                            .put(digest(content))
                            .put(content)
                            .array());
            move(written, file(name));
        } catch (IOException ignored) { // a full disk or a read-only folder costs time, not results
            if (written != null) discard(written);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException ignored) { // the digest tells a half-written file
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException ignored) { // it is small, and the next parse writes its own
            return;
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ".cache");
    }

    private byte[] digest(byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(version.getBytes(UTF_8));
            digest.update((byte) 0);
            return digest.digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
