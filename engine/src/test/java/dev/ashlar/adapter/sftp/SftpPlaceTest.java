package dev.ashlar.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.ashlar.port.FilePlace.Listing;
import dev.ashlar.port.FilePlace.StoredFile;
import dev.ashlar.port.PlaceException;
import dev.ashlar.port.PlaceSettings;
import dev.ashlar.sftp.SftpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SftpPlaceTest {
    @TempDir
    Path root;

    @TempDir
    Path home;

    private SftpServer server;

    @BeforeEach
    void serve() {
        server = new SftpServer(root);
    }

    @AfterEach
    void end() {
        server.close();
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private PlaceSettings settings(Map<String, Object> more) {
        Map<String, Object> values =
                new HashMap<>(Map.of("password", SftpServer.PASSWORD, "host_key", server.fingerprint()));
        values.putAll(more);
        values.values().removeIf(""::equals);
        return new PlaceSettings(server.address(), values);
    }

    @Test
    void aHostThatNobodyKnowsIsNamed() throws IOException {
        try (SftpPlace place = SftpPlace.of("sftp://me@no-such-host.invalid/*.csv", settings(Map.of()), this::path)) {
            assertThatThrownBy(place::list)
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessage("no-such-host.invalid");
        }
    }

    private SftpPlace place(String pattern) throws PlaceException {
        return place(pattern, Map.of());
    }

    private SftpPlace place(String pattern, Map<String, Object> more) throws PlaceException {
        return SftpPlace.of(server.address() + pattern, settings(more), this::path);
    }

    private Path path(String name) {
        return name.startsWith("~/") ? home.resolve(name.substring(2)) : home.resolve(name);
    }

    private String label(String path) {
        return "sftp://" + server.host() + ":" + server.port() + "/" + path;
    }

    private List<String> labels(String pattern) throws IOException {
        try (SftpPlace place = place(pattern)) {
            return place.list().files().stream().map(StoredFile::label).toList();
        }
    }

    private static String read(SftpPlace place, StoredFile file) throws IOException {
        try (InputStream in = place.open(file)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private String refusal(Map<String, Object> more) throws IOException {
        try (SftpPlace place = place("in/*.csv", more)) {
            place.list();
            return "";
        } catch (PlaceException refused) {
            return refused.getMessage() + " | " + refused.remedy();
        }
    }

    @Test
    void filesAreFoundByPatternAndReadWithTheirBytesAndTime() throws IOException {
        file("out/2026-01-02/orders.csv", "id\n2\n");
        file("out/2026-01-01/orders.csv", "id\n1\n");
        file("out/2026-01-01/refunds.csv", "id\n");
        file("out/2026-01-01/deep/orders.csv", "id\n");
        file("secret/orders.csv", "id\n");
        Files.setLastModifiedTime(
                root.resolve("out/2026-01-01/refunds.csv"), FileTime.from(Instant.parse("2026-01-03T04:05:06Z")));
        assertThat(labels("out/*/orders.csv"))
                .containsExactly(label("out/2026-01-01/orders.csv"), label("out/2026-01-02/orders.csv"));
        assertThat(labels("out/**/orders.csv")).hasSize(3);
        assertThat(labels("out/")).hasSize(4);
        assertThat(labels("~/out/*/refunds.csv")).containsExactly(label("~/out/2026-01-01/refunds.csv"));
        assertThat(labels("nowhere/*.csv")).isEmpty();
        try (SftpPlace place = place("out/*/refunds.csv")) {
            StoredFile file = place.list().files().get(0);
            assertThat(file.bytes()).isEqualTo(3);
            assertThat(Instant.ofEpochMilli(file.modified())).isEqualTo("2026-01-03T04:05:06Z");
            assertThat(read(place, file)).isEqualTo("id\n");
        }
        assertThat(server.isLeftAlone()).isTrue();
    }

    @Test
    void namesWithSignsOfPatternsAreReadAsTheyAre() throws IOException {
        file("in/a*b?[c].csv", "odd");
        file("in/aXbY[c].csv", "even");
        try (SftpPlace place = place("in/a\\**.csv")) {
            List<StoredFile> files = place.list().files();
            assertThat(files).hasSize(1);
            assertThat(read(place, files.get(0))).isEqualTo("odd");
        }
    }

    @Test
    void aFolderThatMayNotBeListedIsNamedAndTheOthersAreFound() throws IOException {
        file("in/a/1.csv", "x");
        file("in/b/2.csv", "x");
        Files.createSymbolicLink(root.resolve("in/a/link.csv"), root.resolve("in/b/2.csv"));
        Files.createSymbolicLink(root.resolve("in/a/nowhere.csv"), root.resolve("in/b/3.csv"));
        try (SftpPlace place = place("in/*/*.csv")) {
            Listing listing = place.list();
            assertThat(listing.files().stream().map(StoredFile::label))
                    .containsExactly(label("in/a/1.csv"), label("in/a/link.csv"), label("in/b/2.csv"));
            assertThat(listing.leftOut()).isEmpty();
        }
    }

    @Test
    void severalFilesAreReadAtOnceOverOneConnection() throws Exception {
        String text = "some text of some length\n".repeat(40_000);
        for (int i = 0; i < 8; i++) file("in/" + i + ".csv", i + text);
        try (SftpPlace place = place("in/*.csv");
                ExecutorService workers = Executors.newFixedThreadPool(4)) {
            List<StoredFile> files = place.list().files();
            List<Future<String>> read = workers.invokeAll(files.stream()
                    .<Callable<String>>map(file -> () -> read(place, file))
                    .toList());
            assertThat(server.connections()).isEqualTo(1);
            for (int i : IntStream.range(0, 8).toArray())
                assertThat(read.get(i).get()).isEqualTo(i + text);
        }
    }

    @Test
    void aFileThatIsGoneIsNamedAsSuchAndALostConnectionIsOpenedAnew() throws Exception {
        file("in/a.csv", "one");
        file("in/b.csv", "two");
        try (SftpPlace place = place("in/*.csv")) {
            List<StoredFile> files = place.list().files();
            Files.delete(root.resolve("in/a.csv"));
            assertThatThrownBy(() -> place.open(files.get(0)))
                    .isInstanceOf(PlaceException.class)
                    .hasMessage("it is gone since it was listed");
            server.hangUp();
            String text = "";
            for (int tries = 0; text.isEmpty() && tries < 1_000; tries++) {
                try {
                    text = read(place, files.get(1));
                } catch (IOException lost) {
                    assertThat(lost).isNotInstanceOf(PlaceException.class);
                    // the client's own thread learns of the end when it gets its turn
                    Thread.sleep(10);
                }
            }
            assertThat(text).isEqualTo("two");
        }
    }

    @Test
    void aServerThatIsNotKnownIsRefusedWithItsFingerprint() throws IOException {
        file("in/a.csv", "one");
        assertThat(refusal(Map.of("host_key", "")))
                .isEqualTo("the host key of " + server.host() + " is not known: " + server.fingerprint()
                        + " (ssh-rsa) | If its owner confirms it, write 'host_key: \"" + server.fingerprint()
                        + "\"' below the server's address under 'places' in profiles.yml, or add the server to the file"
                        + " of known hosts.");
    }

    @Test
    void aServerIsKnownByAFileOfKnownHosts() throws IOException {
        file("in/a.csv", "one");
        Files.writeString(home.resolve("hosts"), server.knownHost());
        assertThat(refusal(Map.of("host_key", "", "known_hosts", "hosts"))).isEmpty();
        Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/known_hosts"), server.knownHost());
        assertThat(refusal(Map.of("host_key", ""))).isEmpty();
    }

    @Test
    void aServerThatShowsAnotherKeyIsRefused() throws IOException {
        String other = "SHA256:" + "A".repeat(43);
        assertThat(refusal(Map.of("host_key", other)))
                .isEqualTo(
                        "the server " + server.host() + " shows another host key than the known one: "
                                + server.fingerprint()
                                + " (ssh-rsa) | Somebody may stand between: ask its owner, and correct 'host_key' if it is right.");
        Files.writeString(
                home.resolve("hosts"), server.knownHost(SftpServer.rsa().getPublic()));
        assertThat(refusal(Map.of("host_key", "", "known_hosts", "hosts")))
                .contains("shows another host key than the known one")
                .contains("correct the file of known hosts");
    }

    @Test
    void aWrongPasswordIsRefusedAndNotShown() throws IOException {
        assertThat(refusal(Map.of("password", "wrong-one")))
                .isEqualTo(server.host() + " refuses the log-in of 'reports' by password | Correct 'password' or"
                        + " 'key_file' below 'places' in profiles.yml.");
    }

    @Test
    void aKeyOpensTheServerToo() throws IOException {
        file("in/a.csv", "one");
        KeyPair pair = SftpServer.rsa();
        Path key = home.resolve("id_reports");
        Files.writeString(
                key,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(refusal(Map.of("password", "", "key_file", "id_reports"))).contains("by key");
        server.welcome(pair.getPublic());
        assertThat(refusal(Map.of("password", "", "key_file", "id_reports"))).isEmpty();
        Files.createDirectories(home.resolve(".ssh"));
        Files.move(key, home.resolve(".ssh/id_rsa"));
        assertThat(refusal(Map.of("password", ""))).isEmpty();
    }

    @Test
    void whatIsWrittenWronglyIsRefusedBeforeAnythingIsAsked() {
        for (String location : List.of(
                "sftp://reports:hidden-one@files.example.com/in/*", "sftp:///in/*", "sftp://host", "sftp://host/")) {
            assertThatThrownBy(() -> SftpPlace.of(location, PlaceSettings.NONE, this::path))
                    .as(location)
                    .hasMessage("its location is no place on an SFTP server")
                    .asInstanceOf(type(PlaceException.class))
                    .satisfies(e -> assertThat(e.remedy()).doesNotContain("hidden-one"));
        }
        assertThatThrownBy(() -> SftpPlace.of("sftp://files.example.com/in/*", PlaceSettings.NONE, this::path))
                .hasMessage("nothing says as whom files.example.com is asked");
        assertThatThrownBy(() -> place("in/*", Map.of("host_key", "aa:bb:cc")))
                .hasMessage("'host_key' of the place '" + server.address() + "' in profiles.yml is no fingerprint");
        assertThatThrownBy(() -> place("in/*", Map.of("pasword", "x")))
                .hasMessageContaining("has an unknown key 'pasword'")
                .asInstanceOf(type(PlaceException.class))
                .satisfies(e -> assertThat(e.remedy()).isEqualTo("Did you mean 'password'?"));
        assertThatThrownBy(() -> place("in/*", Map.of("key_file", "nowhere")).list())
                .hasMessageContaining("names a file that cannot be read: " + home.resolve("nowhere"));
        assertThatThrownBy(() -> place("in/*", Map.of("known_hosts", "nowhere")).list())
                .hasMessageContaining("names a file that cannot be read: " + home.resolve("nowhere"));
    }

    @Test
    void aServerThatCannotBeReachedIsNoReasonToCorrectAnything() throws IOException {
        server.close();
        try (SftpPlace place = place("in/*.csv")) {
            assertThatThrownBy(place::list)
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(PlaceException.class)
                    .hasMessageStartingWith(
                            server.host() + ":" + server.port() + " cannot be reached: ConnectException");
        }
    }
}
