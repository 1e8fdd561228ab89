package dev.ashlar.load;

import dev.ashlar.port.PlaceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** SHA-256 of files on this machine, worked out on threads of their own, beside what else is done with the files. */
final class Checksums implements AutoCloseable {
    private static final int BUFFER = 1 << 18;

    private ExecutorService readers;

    /** @param hex not there before the file was read to its end */
    record Checksum(Future<String> hex) {
        static Checksum of(String hex) {
            return new Checksum(CompletableFuture.completedFuture(hex));
        }

        /** Waits for it. @throws IOException when the file cannot be read */
        String text() throws IOException {
            try {
                return hex.get();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new PlaceException("the load was interrupted", "", interrupted);
            } catch (ExecutionException failure) {
                if (failure.getCause() instanceof IOException unreadable) throw unreadable;
                throw new IllegalStateException(failure.getCause());
            }
        }
    }

    synchronized Checksum begin(Path file) {
        if (readers == null) {
            readers = Executors.newFixedThreadPool(
                    Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
                    work -> Thread.ofPlatform().daemon().name("sums-up").unstarted(work));
        }
        return new Checksum(readers.submit(() -> of(file)));
    }

    private static String of(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                if (Thread.currentThread().isInterrupted()) throw new InterruptedIOException();
            }
        }
        return hex(digest);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Those that nobody waits for any more are given up. */
    @Override
    public synchronized void close() {
        if (readers != null) readers.shutdownNow();
    }
}
