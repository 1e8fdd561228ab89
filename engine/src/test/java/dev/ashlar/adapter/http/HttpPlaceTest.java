package dev.ashlar.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.port.FilePlace;
import dev.ashlar.port.FilePlace.LeftOut;
import dev.ashlar.port.FilePlace.StoredFile;
import dev.ashlar.port.PlaceException;
import dev.ashlar.port.PlaceSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpPlaceTest {
    private static final String TOKEN = "t0ken-of-the-api";

    @TempDir
    Path folder;

    private final ScriptedApi api = new ScriptedApi();
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-05T06:07:08.090Z");

    @AfterEach
    void end() {
        api.close();
    }

    private FilePlace.Listing list(String path, Map<String, Object> keys) throws IOException {
        return list(path, keys, Map.of("bearer", TOKEN));
    }

    private FilePlace.Listing list(String path, Map<String, Object> keys, Map<String, Object> settings)
            throws IOException {
        try (FilePlace place = HttpPlace.of(
                api.address() + path,
                keys,
                new PlaceSettings(api.address(), settings),
                folder,
                new Folder(),
                "0123abcd",
                Duration.ofMillis(300),
                pauses::add,
                (InstantSource) () -> now)) {
            return place.list();
        }
    }

    /** The landed files. */
    private final class Folder implements FilePlace {
        @Override
        public Listing list() throws IOException {
            List<StoredFile> files = new ArrayList<>();
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file : all.filter(f -> f.toString().endsWith(".jsonl"))
                        .sorted()
                        .toList()) {
                    files.add(new StoredFile(
                            file.getFileName().toString(), Files.size(file), 0, Optional.of(file), Optional.empty()));
                }
            }
            return new Listing(files, List.of());
        }

        @Override
        public InputStream open(StoredFile file) throws IOException {
            return Files.newInputStream(file.here().orElseThrow());
        }

        @Override
        public void close() {}
    }

    private String landed(FilePlace.Listing listing) throws IOException {
        assertThat(listing.leftOut()).isEmpty();
        assertThat(listing.files()).hasSize(1);
        return Files.readString(listing.files().get(0).here().orElseThrow());
    }

    private LeftOut leftOut(FilePlace.Listing listing) throws IOException {
        assertThat(listing.leftOut()).hasSize(1);
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.filter(file -> !file.toString().endsWith(".jsonl"))).isEmpty();
        }
        return listing.leftOut().get(0);
    }

    @Test
    void recordsLandAsLinesOfAFileNamedByTimeAndInvocation() throws IOException {
        api.answer(
                "/orders?status=paid",
                "[{\"id\": 1, \"amount\": 12.340000000000000000000000000001, \"note\": \"a\\nü\"},\n {\"id\":2,\"lines\":[{\"n\":null},true]}]");
        FilePlace.Listing listing = list("/orders?status=paid", Map.of());
        assertThat(landed(listing))
                .isEqualTo("{\"id\":1,\"amount\":12.340000000000000000000000000001,\"note\":\"a\\nü\"}\n"
                        + "{\"id\":2,\"lines\":[{\"n\":null},true]}\n");
        assertThat(listing.files().get(0).label()).isEqualTo("20260105T060708.090Z-0123abcd.jsonl");
        assertThat(api.headers().get(0))
                .containsEntry("Authorization", List.of("Bearer " + TOKEN))
                .containsEntry("Accept", List.of("application/json"));
    }

    @Test
    void linesOfJsonAndOneRecordAloneAreRecordsToo() throws IOException {
        api.answer("/lines", "{\"id\":1}\n{\"id\":2}\n");
        assertThat(landed(list("/lines", Map.of()))).isEqualTo("{\"id\":1}\n{\"id\":2}\n");
    }

    @Test
    void recordsLieUnderAPath() throws IOException {
        api.answer(
                "/a",
                "{\"items\":[9],\"data\":{\"more\":{\"items\":[8]},\"items\":[{\"id\":1},{\"id\":2}]},\"x\":[[]]}");
        assertThat(landed(list("/a", Map.of("records", "data.items")))).isEqualTo("{\"id\":1}\n{\"id\":2}\n");
    }

    @Test
    void theNextPageStandsInAHeader() throws IOException {
        api.answer(
                "/a?per_page=1",
                200,
                Map.of("Link", "<" + api.address() + "/a?page=9>; rel=\"last\", </a?page=2>; rel=\"next\""),
                "[{\"id\":1}]");
        api.answer("/a?page=2", 200, Map.of("Link", "</a?per_page=1>; rel=\"first prev\""), "[{\"id\":2}]");
        assertThat(landed(list("/a?per_page=1", Map.of("pages", Map.of("next", "header")))))
                .isEqualTo("{\"id\":1}\n{\"id\":2}\n");
        assertThat(api.asked()).containsExactly("/a?per_page=1", "/a?page=2");
    }

    @Test
    void theNextPageStandsInTheAnswer() throws IOException {
        api.answer("/a", "{\"links\":{\"next\":\"/a/2?x=y z\"},\"data\":[{\"id\":1}]}");
        api.answer("/a/2?x=y%20z", "{\"data\":[{\"id\":2}],\"links\":{\"next\":null}}");
        assertThat(landed(list("/a", Map.of("records", "data", "pages", Map.of("next", "links.next")))))
                .isEqualTo("{\"id\":1}\n{\"id\":2}\n");
    }

    @Test
    void pagesAreNumberedUntilOneIsEmpty() throws IOException {
        api.answer("/a?size=2&page=0", "[{\"id\":1},{\"id\":2}]");
        api.answer("/a?size=2&page=1", "[{\"id\":3}]");
        api.answer("/a?size=2&page=2", "[]");
        assertThat(landed(list("/a?page=7&size=2", Map.of("pages", Map.of("number", "page", "first", 0L)))))
                .isEqualTo("{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n");
    }

    @Test
    void aMarkLeadsFromPageToPage() throws IOException {
        api.answer("/a", "{\"data\":[{\"id\":1}],\"meta\":{\"cursor\":\"x/2=\"}}");
        api.answer("/a?after=x%2F2%3D", "{\"data\":[{\"id\":2}],\"meta\":{\"cursor\":\"\"}}");
        assertThat(landed(list(
                        "/a",
                        Map.of("records", "data", "pages", Map.of("cursor", "meta.cursor", "parameter", "after")))))
                .isEqualTo("{\"id\":1}\n{\"id\":2}\n");
    }

    @Test
    void pagesThatNeverEndAreGivenUp() throws IOException {
        api.answer("/a?page=1", "[{\"id\":1}]");
        api.answer("/a?page=2", "[{\"id\":1}]");
        LeftOut same = leftOut(list("/a", Map.of("pages", Map.of("number", "page"))));
        assertThat(same.reason()).isEqualTo("page 2 is not fetched on: it has the records of the page before");
        assertThat(same.label()).isEqualTo(api.address() + "/a");
        api.answer("/b", "{\"next\":\"/b\",\"data\":[{\"id\":1}]}");
        assertThat(leftOut(list("/b", Map.of("records", "data", "pages", Map.of("next", "next"))))
                        .reason())
                .isEqualTo("page 2 is not fetched on: it has the address of a page before");
    }

    @Test
    void whatPassesIsWaitedForAsLongAsTheServerAsks() throws IOException {
        api.answer("/a", 429, Map.of("Retry-After", "7"), "")
                .answer("/a", 503, Map.of("Retry-After", "Mon, 05 Jan 2026 06:07:20 GMT"), "")
                .answer("/a", 500, Map.of(), "oops")
                .answer("/a", 502, Map.of("Retry-After", "soon"), "")
                .answer("/a", "[{\"id\":1}]");
        assertThat(landed(list("/a", Map.of()))).isEqualTo("{\"id\":1}\n");
        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(7), Duration.ofMillis(11_910), Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void aHostThatNobodyKnowsIsLookedUpThreeTimesAndQuickly() throws IOException {
        try (FilePlace place = HttpPlace.of(
                "https://no-such-host.invalid/v1/a",
                Map.of(),
                new PlaceSettings("https://no-such-host.invalid/", Map.of()),
                folder,
                new Folder(),
                "0123abcd",
                Duration.ofMillis(300),
                pauses::add,
                (InstantSource) () -> now)) {
            LeftOut told = leftOut(place.list());
            assertThat(told.reason()).isEqualTo("there is no host 'no-such-host.invalid'");
            assertThat(told.remedy()).isEqualTo("Correct the location, or mend the name service of this machine.");
        }
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void aServerThatIsNeverWellIsGivenUpAndEarlierFilesAreStillThere() throws IOException {
        api.answer("/a", "[{\"id\":1}]");
        landed(list("/a", Map.of()));
        api.forget();
        api.answer("/a", 503, Map.of(), "");
        FilePlace.Listing listing = list("/a", Map.of());
        assertThat(listing.files()).hasSize(1);
        assertThat(leftOut(listing).reason()).isEqualTo("it answers 503, in the last of 6 tries");
        assertThat(api.asked()).hasSize(6);
        api.forget();
        api.answer("/a", 429, Map.of("Retry-After", "3600"), "");
        assertThat(leftOut(list("/a", Map.of())).reason()).isEqualTo("it answers 429 and asks to wait 3600 seconds");
        assertThat(api.asked()).hasSize(1);
    }

    @Test
    void aPageThatIsCutOffIsAskedForAgainAndNothingOfItStaysTwice() throws IOException {
        byte[] page = ("[" + "{\"id\":2},".repeat(30_000) + "{\"id\":3}]").getBytes(UTF_8);
        api.answer("/a?page=1", "[{\"id\":1}]");
        api.answer("/a?page=2", 200, Map.of(), page, page.length / 2).answer("/a?page=2", 200, Map.of(), page, -1);
        api.answer("/a?page=3", "[]");
        assertThat(landed(list("/a", Map.of("pages", Map.of("number", "page")))))
                .isEqualTo("{\"id\":1}\n" + "{\"id\":2}\n".repeat(30_000) + "{\"id\":3}\n");
        assertThat(pauses).hasSize(1);
    }

    @Test
    void aServerThatFallsSilentIsAskedAgain() throws IOException {
        byte[] page = "[{\"id\":1},{\"id\":2}]".getBytes(UTF_8);
        api.answer("/a", 200, Map.of("X-Stall", "yes"), page, 10).answer("/a", 200, Map.of(), page, -1);
        assertThat(landed(list("/a", Map.of()))).isEqualTo("{\"id\":1}\n{\"id\":2}\n");
    }

    @Test
    void whatTheServerRefusesIsNotAskedAgain() throws IOException {
        api.answer("/a", 401, Map.of(), "go away");
        LeftOut refused = leftOut(list("/a", Map.of()));
        assertThat(refused.reason()).isEqualTo("the server refuses it (401)");
        assertThat(refused.remedy())
                .isEqualTo("Correct 'bearer' or 'headers' of the server below 'places' in profiles.yml.");
        assertThat(leftOut(list("/nowhere", Map.of())).reason()).isEqualTo("the server has nothing there (404)");
        assertThat(api.asked()).hasSize(2);
    }

    @Test
    void anAnswerThatIsNotWhatItShouldBeIsNamed() throws IOException {
        api.answer("/html", "<html>log in</html>");
        assertThat(leftOut(list("/html", Map.of())).reason()).isEqualTo("the answer is no JSON at line 1, column 1");
        api.answer("/other", "{\"items\":[]}");
        assertThat(leftOut(list("/other", Map.of("records", "data"))).reason())
                .isEqualTo("the answer has no records under 'data'");
        api.answer("/half", "[{\"id\":1},{\"id\"");
        assertThat(leftOut(list("/half", Map.of())).reason())
                .isEqualTo("the answer ends too early, in the last of 6 tries");
        api.answer("/1?page=1", "[{\"id\":1}]").answer("/1?page=2", "{,}");
        assertThat(leftOut(list("/1", Map.of("pages", Map.of("number", "page"))))
                        .reason())
                .isEqualTo("on page 2 the answer is no JSON at line 1, column 2");
    }

    @Test
    void noSecretGoesToAnotherServer() throws IOException {
        try (ScriptedApi other = new ScriptedApi()) {
            api.answer("/a", 302, Map.of("Location", other.address() + "/a"), "");
            assertThat(leftOut(list("/a", Map.of())).reason())
                    .startsWith("it leads to another server, http://127.0.0.1");
            api.answer("/b", "{\"next\":\"" + other.address() + "/b\",\"data\":[{\"id\":1}]}");
            assertThat(leftOut(list("/b", Map.of("records", "data", "pages", Map.of("next", "next"))))
                            .reason())
                    .startsWith("on page 2 it leads to another server");
            assertThat(other.asked()).isEmpty();
        }
        api.answer("/c", 301, Map.of("Location", "/d"), "").answer("/d", "[{\"id\":1}]");
        assertThat(landed(list("/c", Map.of()))).isEqualTo("{\"id\":1}\n");
    }

    @Test
    void theSameAnswerAgainIsNoNewFileAndAnotherOneIs() throws IOException {
        api.answer("/a", "[{\"id\":1}]")
                .answer("/a", "[{\"id\":1}]")
                .answer("/a", "[{\"id\":2}]")
                .answer("/a", "[]");
        assertThat(list("/a", Map.of()).files()).hasSize(1);
        now = now.plusSeconds(60);
        assertThat(list("/a", Map.of()).files()).hasSize(1);
        assertThat(list("/a", Map.of()).files()).hasSize(2);
        assertThat(list("/a", Map.of()).files()).hasSize(2);
    }

    @Test
    void aPackedAnswerIsUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("[{\"id\":1}]".getBytes(UTF_8));
        }
        api.answer("/a", 200, Map.of("Content-Encoding", "gzip"), packed.toByteArray(), -1);
        assertThat(landed(list("/a", Map.of()))).isEqualTo("{\"id\":1}\n");
    }

    @Test
    void draftsOfKilledFetchesAreNoFilesAndGoAfterADay() throws IOException {
        Path killed = Files.writeString(folder.resolve(".1.part"), "{\"id\":1}\n");
        Files.setLastModifiedTime(killed, FileTime.from(now.minusSeconds(90_000)));
        Path young = Files.writeString(folder.resolve(".2.part"), "{\"id\":1}\n");
        Files.setLastModifiedTime(young, FileTime.from(now));
        api.answer("/a", "[{\"id\":5}]");
        assertThat(list("/a", Map.of()).files()).hasSize(1);
        assertThat(killed).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void whatIsWrittenWronglyIsRefusedBeforeAnythingIsAsked() {
        for (String location :
                List.of("https://user:hidden-one@host/a", "https:///a", "https://host/a b", "https://h/#x")) {
            assertThatThrownBy(() -> of(location, Map.of(), Map.of()))
                    .as(location)
                    .isInstanceOf(PlaceException.class)
                    .hasMessage("its location is no address that can be asked");
        }
        assertThatThrownBy(() -> of("http://192.0.2.1/a", Map.of(), Map.of("bearer", TOKEN)))
                .hasMessage("what profiles.yml says of 'p' would be readable on its way");
        assertThatThrownBy(() -> of("https://192.0.2.1/a", Map.of("headers", Map.of("Content-Length", "1")), Map.of()))
                .hasMessage("the header 'Content-Length' cannot be sent");
        assertThatThrownBy(() -> of("https://192.0.2.1/a", Map.of(), Map.of("baerer", TOKEN)))
                .hasMessage("'places' of profiles.yml has an unknown key 'baerer' below 'p'");
        assertThatThrownBy(() -> of("https://192.0.2.1/a", Map.of(), Map.of("headers", "X: y")))
                .hasMessage("'headers' of the place 'p' in profiles.yml must be a mapping");
    }

    private void of(String location, Map<String, Object> keys, Map<String, Object> settings) throws PlaceException {
        HttpPlace.of(location, keys, new PlaceSettings("p", settings), folder, new Folder(), "x")
                .close();
    }
}
