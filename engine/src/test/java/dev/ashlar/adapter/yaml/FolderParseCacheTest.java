package dev.ashlar.adapter.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderParseCacheTest {
    private static final byte[] CONTENT = {1, 2, 3, 4, 5};

    @TempDir
    private Path folder;

    @Test
    void givesBackWhatWasStored() throws IOException {
        FolderParseCache cache = new FolderParseCache(folder.resolve("new"), "1");
        cache.store("yaml", CONTENT);
        assertThat(cache.find("yaml")).hasValue(CONTENT);
        assertThat(cache.find("other")).isEmpty();
        try (Stream<Path> files = Files.list(folder.resolve("new"))) {
            assertThat(files).containsExactly(folder.resolve("new/yaml.cache"));
        }
    }

    @Test
    void anotherBuildOfTheEngineFindsNothing() {
        new FolderParseCache(folder, "1").store("yaml", CONTENT);
        assertThat(new FolderParseCache(folder, "2").find("yaml")).isEmpty();
    }

    @Test
    void whatIsCutOrDamagedIsNotFound() throws IOException {
        FolderParseCache cache = new FolderParseCache(folder, "1");
        cache.store("yaml", CONTENT);
        Path file = folder.resolve("yaml.cache");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(cache.find("yaml")).as("cut to %d bytes", length).isEmpty();
        }
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(file, damaged);
            assertThat(cache.find("yaml")).as("byte %d", i).isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoFailure() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "");
        FolderParseCache cache = new FolderParseCache(blocked, "1");
        cache.store("yaml", CONTENT);
        assertThat(cache.find("yaml")).isEmpty();
    }
}
