package dev.ashlar.adapter.artifact;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes a file beside its place and moves it there, so that a reader finds the old one or the new one, whole. */
final class AtomicFile {
    private AtomicFile() {}

    interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Whether the file must outlast a power cut, too. It costs some milliseconds a file. */
    enum Durability {
        PROCESS_KILL,
        POWER_CUT
    }

    /** @throws DiagnosticException when it cannot be written: full disk, missing rights */
    static void write(Path target, Durability durability, Content content) {
        Path beside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileOutputStream file = open(beside);
                    OutputStream out = new BufferedOutputStream(file, 1 << 16)) {
                content.write(out);
                out.flush();
                if (durability == Durability.POWER_CUT) file.getFD().sync();
            }
            move(beside, target);
        } catch (IOException | UncheckedIOException e) {
            deleteQuietly(beside);
            throw failed(target, e);
        } catch (RuntimeException e) {
            deleteQuietly(beside);
            throw e;
        }
    }

    /** The folder is there nearly always: asking first would cost more than the file. */
    private static FileOutputStream open(Path file) throws IOException {
        try {
            return new FileOutputStream(file.toFile());
        } catch (FileNotFoundException perhapsNoFolder) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new FileOutputStream(file.toFile());
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException ignored) { // some network drives
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException ignored) { // the failure that led here is the one to tell
            file.toFile().deleteOnExit();
        }
    }

    static DiagnosticException failed(Path target, Exception cause) {
        return new DiagnosticException(
                Diagnostic.error(
                        "Cannot write " + target + ": " + reason(cause) + ".",
                        "Check that there is room on the disk and that the folder may be written to."),
                cause);
    }

    static String reason(Exception cause) {
        if (cause instanceof java.nio.file.AccessDeniedException) return "access denied";
        if (cause instanceof java.nio.file.NoSuchFileException) return "no such folder";
        if (cause instanceof java.nio.file.FileAlreadyExistsException) return "a file stands where a folder is needed";
        // its message begins with the file, which is named anyway
        if (cause instanceof java.nio.file.FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
