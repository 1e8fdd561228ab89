package dev.ashlar.load;

import dev.ashlar.port.FilePlace;
import dev.ashlar.port.FilePlace.Listing;
import dev.ashlar.port.FilePlace.StoredFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of a source, on this machine once they are needed: those of other machines are fetched into a folder that goes
 * with the load, since files are read more than once, and engines read none elsewhere.
 */
final class FilesAtHand {
    private static final int AT_ONCE = 4;

    private final FilePlace place;
    private final Waiting waiting;
    private final Listing listing;
    private final Optional<Set<String>> complete;
    private final FetchFolder folder;
    private final Map<String, Fetched> fetched = new ConcurrentHashMap<>();
    private final Map<String, FetchFolder.Copy> inPlace = new ConcurrentHashMap<>();
    private final Checksums checksums = new Checksums();

    /** What came of fetching: one of the two. */
    private record Fetched(FetchFolder.Copy copy, IOException failure) {}

    /**
     * @param complete folders that hold the marker of a complete folder; empty where none is asked for
     * @throws IOException when the place cannot be asked
     */
    FilesAtHand(FilePlace place, Optional<Set<String>> complete, FetchFolder folder, Tries tries) throws IOException {
        this.place = place;
        this.waiting = new Waiting(place);
        this.listing = waiting.of(() -> tries.of("the files of its location could not be listed", place::list));
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
        files.stream().filter(file -> file.here().isPresent()).forEach(this::inPlace);
        List<StoredFile> missing = files.stream()
                .filter(file -> file.here().isEmpty() && !fetched.containsKey(file.label()))
                .toList();
        if (missing.isEmpty()) return;
        try {
            List<Callable<Fetched>> errands = missing.stream()
                    .<Callable<Fetched>>map(file -> () -> fetched(file))
                    .toList();
            List<Fetched> came = waiting.of(errands, AT_ONCE);
            for (int i = 0; i < came.size(); i++) fetched.put(missing.get(i).label(), came.get(i));
        } catch (IOException interrupted) {
            missing.forEach(file -> fetched.put(file.label(), new Fetched(null, interrupted)));
        }
    }

    private Fetched fetched(StoredFile file) {
        try {
            return new Fetched(folder.fetch(place, file), null);
        } catch (IOException failure) {
            return new Fetched(null, failure);
        }
    }

    private FetchFolder.Copy inPlace(StoredFile file) {
        Path path = file.here().orElseThrow();
        return inPlace.computeIfAbsent(file.label(), unused -> new FetchFolder.Copy(path, checksums.begin(path)));
    }

    /**
     * The file as it lies on this machine.
     *
     * @throws IOException when it may not be read, or could not be fetched
     */
    FetchFolder.Copy copy(StoredFile file) throws IOException {
        if (file.here().isPresent()) {
            Path path = file.here().get();
            if (!Files.isReadable(path)) throw new AccessDeniedException(path.toString());
            return inPlace(file);
        }
        fetch(List.of(file));
        Fetched found = fetched.get(file.label());
        if (found.failure() != null) throw found.failure();
        return found.copy();
    }

    void close() {
        checksums.close();
        place.close();
        folder.close();
    }
}
