package dev.ashlar.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.port.FilePlace.StoredFile;
import dev.ashlar.port.PlaceException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesAtHandTest {
    @TempDir
    Path target;

    private final ScriptedPlace place = new ScriptedPlace();

    private FilesAtHand files() throws IOException {
        Tries tries = new Tries(Duration.ofMillis(1));
        return new FilesAtHand(place, Optional.empty(), new FetchFolder(target.resolve("fetched"), tries), tries);
    }

    private List<Path> folders() throws IOException {
        if (!Files.exists(target.resolve("fetched"))) return List.of();
        try (Stream<Path> all = Files.list(target.resolve("fetched"))) {
            return all.sorted().toList();
        }
    }

    private static StoredFile only(FilesAtHand files) {
        return files.listing().files().get(0);
    }

    @Test
    void aFileOfAnotherMachineIsFetchedOnceAndGoesWithTheLoad() throws IOException {
        place.file("in/a b.csv", "id\n1\n", 7);
        FilesAtHand files = files();
        FetchFolder.Copy copy = files.copy(only(files));
        assertThat(copy.path()).hasContent("id\n1\n").hasFileName("1-a_b.csv");
        try (Checksums sums = new Checksums()) {
            assertThat(copy.checksum().text())
                    .isEqualTo(sums.begin(copy.path()).text())
                    .isEqualTo("7cde7fb64fd82bd152710cf238e017b9ab46c0592483edc067ba4f6c75fac108");
        }
        assertThat(files.copy(only(files))).isEqualTo(copy);
        assertThat(place.opened()).isEqualTo(1);
        files.close();
        assertThat(folders()).isEmpty();
        assertThat(place.closed()).isTrue();
    }

    @Test
    void nothingIsMadeWhereNothingIsFetched() throws IOException {
        FilesAtHand files = files();
        files.fetch(List.of());
        files.close();
        assertThat(target.resolve("fetched")).doesNotExist();
    }

    @Test
    void aFileThatWasCutOffIsFetchedAgain() throws IOException {
        place.file("a.csv", "id\n1\n2\n3\n", 7).cut("a.csv", 3);
        FilesAtHand files = files();
        assertThat(files.copy(only(files)).path()).hasContent("id\n1\n2\n3\n");
        assertThat(place.opened()).isEqualTo(4);
        files.close();
    }

    @Test
    void aFileThatIsAlwaysCutOffIsNoFile() throws IOException {
        place.file("a.csv", "id\n1\n", 7).cut("a.csv", 99);
        FilesAtHand files = files();
        assertThatThrownBy(() -> files.copy(only(files)))
                .hasMessage("it could not be fetched in 4 tries: only 2 of its 5 bytes came");
        files.close();
    }

    @Test
    void aPlaceThatCannotBeListedIsAskedAgain() throws IOException {
        place.file("a.csv", "id\n1\n", 7).lost(3);
        assertThat(files().listing().files()).hasSize(1);
        place.lost(4);
        assertThatThrownBy(this::files)
                .isInstanceOf(PlaceException.class)
                .hasMessage("the files of its location could not be listed in 4 tries: the line is dead");
    }

    @Test
    void aHostThatNobodyKnowsIsLookedUpThreeTimesAtMost() throws IOException {
        place.file("a.csv", "id\n1\n", 7).nowhere(2);
        assertThat(files().listing().files()).hasSize(1);
        place.nowhere(3);
        assertThatThrownBy(this::files)
                .hasMessage("there is no host 'far'")
                .satisfies(e -> assertThat(((PlaceException) e).remedy())
                        .isEqualTo("Correct it in the location, or below 'places' in profiles.yml, or mend the name"
                                + " service of this machine."));
        assertThat(files().listing().files()).as("asked three times, not four").hasSize(1);
    }

    @Test
    void aFileThatGrowsMeanwhileIsLeftForLater() throws IOException {
        place.file("a.csv", "id\n1\n", 7, 3);
        FilesAtHand files = files();
        assertThatThrownBy(() -> files.copy(only(files)))
                .hasMessage("it grew from 3 to 5 bytes while it was fetched")
                .satisfies(e ->
                        assertThat(((PlaceException) e).remedy()).isEqualTo("Load again once nobody writes to it."));
        assertThat(place.opened()).isEqualTo(1);
        files.close();
    }

    @Test
    void whatIsRefusedIsNotAskedForAgain() throws IOException {
        place.file("a.csv", "id\n1\n", 7).refuse("a.csv", new PlaceException("access to it is denied", "Ask for it."));
        FilesAtHand files = files();
        assertThatThrownBy(() -> files.copy(only(files))).hasMessage("access to it is denied");
        assertThat(place.opened()).isEqualTo(1);
        files.close();
    }

    @Test
    void manyFilesComeAtOnceAndOneThatFailsLeavesTheOthers() throws IOException {
        for (int i = 0; i < 20; i++) place.file("f" + (10 + i), "text " + i, i);
        place.refuse("f13", new PlaceException("it is gone", ""));
        FilesAtHand files = files();
        files.fetch(files.listing().files());
        assertThat(place.opened()).isEqualTo(20);
        for (StoredFile file : files.listing().files()) {
            if (file.label().endsWith("f13")) {
                assertThatThrownBy(() -> files.copy(file)).hasMessage("it is gone");
            } else {
                assertThat(files.copy(file).path()).hasContent("text " + file.modified());
            }
        }
        assertThat(place.opened()).isEqualTo(20);
        files.close();
    }

    @Test
    void whatAKilledLoadLeftBehindGoesWithTheNextAndWhatAnotherOneUsesStays() throws IOException {
        Path killed = Files.createDirectories(target.resolve("fetched/load-killed"));
        Files.writeString(killed.resolve(".lock"), "");
        Files.writeString(killed.resolve("1-a.csv"), "half");
        Path used = Files.createDirectories(target.resolve("fetched/load-used"));
        place.file("a.csv", "id\n1\n", 7);
        try (FileChannel channel =
                FileChannel.open(used.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(channel.lock().isValid()).isTrue();
            FilesAtHand files = files();
            files.copy(only(files));
            assertThat(killed).doesNotExist();
            assertThat(used).exists();
            files.close();
        }
        assertThat(folders()).containsExactly(used);
    }
}
