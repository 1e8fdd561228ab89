package dev.ashlar.adapter.http;

import dev.ashlar.port.PlaceException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder in which answers become files. A file is written under a name that begins with a point, which no load takes, and
 * gets its own when it is whole; from then on nobody writes to it.
 *
 * @param invocation in the names of the files
 */
record Landing(Path folder, String invocation, InstantSource clock) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final String DRAFT = ".part";
    private static final String KEPT = ".jsonl";

    /** @throws PlaceException when the folder cannot be written to */
    Draft begin() throws PlaceException {
        try {
            Files.createDirectories(folder);
            removeForgotten();
            Path draft = Files.createTempFile(folder, ".", DRAFT);
            return new Draft(draft, FileChannel.open(draft, StandardOpenOption.WRITE));
        } catch (IOException failure) {
            throw new PlaceException(
                    "no file can be written into " + folder,
                    "Give yourself the right to, or correct 'landing'.",
                    failure);
        }
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
    }

    /** Drafts of fetches that were killed long ago. */
    private void removeForgotten() throws IOException {
        Instant old = clock.instant().minus(FORGOTTEN);
        for (Path draft : files(DRAFT)) {
            if (Files.getLastModifiedTime(draft).toInstant().isBefore(old)) Files.deleteIfExists(draft);
        }
    }

    private Optional<Path> newest() throws IOException {
        List<Path> kept = files(KEPT);
        return kept.isEmpty() ? Optional.empty() : Optional.of(kept.get(kept.size() - 1));
    }

    /** A file that is not whole yet. Closing it takes it away unless it was kept. */
    final class Draft implements AutoCloseable {
        private final Path path;
        private final FileChannel channel;

        private Draft(Path path, FileChannel channel) {
            this.path = path;
            this.channel = channel;
        }

        FileChannel channel() {
            return channel;
        }

        /** Gives it its name, unless it has nothing, or the bytes of the newest file. */
        void keep() throws IOException {
            channel.force(true);
            channel.close();
            if (Files.size(path) == 0) return;
            Optional<Path> newest = newest();
            if (newest.isPresent() && Files.mismatch(newest.get(), path) < 0) return;
            Files.move(path, free(TIME.format(clock.instant()) + "-" + invocation), StandardCopyOption.ATOMIC_MOVE);
        }

        private Path free(String name) {
            Path free = folder.resolve(name + KEPT);
            for (int number = 2; Files.exists(free); number++) free = folder.resolve(name + "-" + number + KEPT);
            return free;
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(path);
        }
    }
}
