package dev.ashlar.load;

import dev.ashlar.port.FilePlace;
import dev.ashlar.port.FilePlace.Listing;
import dev.ashlar.port.FilePlace.StoredFile;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The files of a source, on this machine once they are needed: those of other machines are fetched into a folder that goes
 * with the load, since files are read more than once, and engines read none elsewhere.
 */
final class FilesAtHand {
    private static final int AT_ONCE = 4;

    private final FilePlace place;
    private final Listing listing;
    private final Optional<Set<String>> complete;
    private final FetchFolder folder;
    private final Map<String, Fetched> fetched = new ConcurrentHashMap<>();

    /** What came of fetching: one of the two. */
    private record Fetched(FetchFolder.Copy copy, IOException failure) {}

    /**
     * @param complete folders that hold the marker of a complete folder; empty where none is asked for
     * @throws IOException when the place cannot be asked
     */
    FilesAtHand(FilePlace place, Optional<Set<String>> complete, FetchFolder folder, Tries tries) throws IOException {
        this.place = place;
        this.listing = tries.of("the files of its location could not be listed", place::list);
        this.complete = complete.map(Set::copyOf);
        this.folder = folder;
    }

    Optional<Set<String>> complete() {
        return complete;
    }

    Listing listing() {
        return listing;
    }

    /** Fetches those of the files that lie elsewhere, some at once. What fails is told by {@link #copy}. */
    void fetch(Collection<StoredFile> files) {
        List<StoredFile> missing = files.stream()
                .filter(file -> file.here().isEmpty() && !fetched.containsKey(file.label()))
                .toList();
        if (missing.isEmpty()) return;
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(AT_ONCE, missing.size()));
        try {
            List<Future<?>> begun = missing.stream()
                    .<Future<?>>map(file -> workers.submit(() -> fetched.put(file.label(), fetched(file))))
                    .toList();
            for (Future<?> one : begun) one.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private Fetched fetched(StoredFile file) {
        try {
            return new Fetched(folder.fetch(place, file), null);
        } catch (IOException failure) {
            return new Fetched(null, failure);
        }
    }

    /** The file as it lies on this machine. @throws IOException when it cannot be read, or could not be fetched */
    FetchFolder.Copy copy(StoredFile file) throws IOException {
        if (file.here().isPresent()) return FetchFolder.inPlace(file.here().get());
        fetch(List.of(file));
        Fetched found = fetched.get(file.label());
        if (found == null) throw new IOException("the load was interrupted");
        if (found.failure() != null) throw found.failure();
        return found.copy();
    }

    void close() {
        place.close();
        folder.close();
    }
}
