package dev.ashlar.contract;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder in memory, where the machine has room for one: tests make and drop tables by the ten thousand, each of which is a file
 * or more.
 */
final class MemoryFolder {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final String PREFIX = "ashlar-tests-";

    /** A container often has 64 MB there. */
    private static final long ROOM = 4L << 30;

    private MemoryFolder() {}

    /** New and of this JVM; what JVMs left that were killed is deleted first. Empty where there is no room. */
    static Optional<Path> make() {
        try {
            if (!Files.isWritable(MEMORY) || Files.getFileStore(MEMORY).getUsableSpace() < ROOM)
                return Optional.empty();
            deleteLeft();
            return Optional.of(Files.createDirectory(
                    MEMORY.resolve(PREFIX + ProcessHandle.current().pid())));
        } catch (IOException unusable) {
            return Optional.empty();
        }
    }

    private static void deleteLeft() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(MEMORY, PREFIX + "*")) {
            for (Path folder : left) {
                long pid = Long.parseLong(folder.getFileName().toString().substring(PREFIX.length()));
                if (ProcessHandle.of(pid).isEmpty()) delete(folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) Files.deleteIfExists(path);
    }
}
