package dev.ashlar.adapter.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.adapter.site.FolderSite.Form;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.port.DocsSite.Change;
import dev.ashlar.port.DocsSite.Memory;
import dev.ashlar.port.DocsSite.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a site: what is in them, and what becomes of those that stood there. */
class SiteFilesTest {
    private static final Memory MEMORY = new Memory(
            Instant.parse("2026-03-01T10:00:00Z"),
            new TreeMap<>(Map.of("model.shop.a b\nc", new TreeMap<>(Map.of("sql", "1f", "columns", "2e")))),
            List.of(new Change("model.shop.ümlaut %", "sql, columns")),
            Optional.of(Instant.parse("2026-02-01T10:00:00Z")));

    @TempDir
    Path folder;

    private FolderSite site(Form form) {
        return new FolderSite(folder.resolve("docs"), form, text -> text.replace("hunter2", "*****"));
    }

    private static void write(FolderSite site, Part... parts) {
        site.write("shop", MEMORY, sink -> Arrays.stream(parts).forEach(sink));
    }

    @Test
    void remembersWhatItWasMadeOf() {
        FolderSite site = site(Form.FOLDER);
        assertThat(site.last()).isEmpty();
        write(site, new Part("index", Map.of()));
        assertThat(site.last()).contains(MEMORY);
    }

    @Test
    void aMemoryThatIsTornIsNone() throws IOException {
        write(site(Form.FOLDER), new Part("index", Map.of()));
        for (String text : List.of("", "other\n", "ashlar-docs 1\nmade yesterday\n", "ashlar-docs 1\nchange a\n")) {
            Files.writeString(folder.resolve("docs/.ashlar-docs"), text);
            assertThat(site(Form.FOLDER).last()).as(text).isEmpty();
        }
    }

    @Test
    void textsAreNoMarkupAndHoldNoSecret() throws IOException {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", "</script><!-- \u2028 \"quoted\" \\ \ud83d\ude00 hunter2\n");
        value.put("hunter2", new int[] {1, -2});
        value.put("list", List.of(true, 1.5, Optional.empty()));
        write(site(Form.FOLDER), new Part("index", value));
        assertThat(Files.readString(folder.resolve("docs/data/index.js")))
                .isEqualTo(
                        "ashlar.part(\"index\",{\"text\":\"\\u003c/script>\\u003c!-- \\u2028 \\\"quoted\\\" \\\\ \\ud83d\\ude00 *****\\n\","
                                + "\"*****\":[1,-2],\"list\":[true,1.5,null]});\n");
    }

    @Test
    void laterPartsArePackedAsBrowsersUnpack() throws IOException {
        write(site(Form.FOLDER), new Part("index", Map.of()), new Part("tests", List.of("hunter2", "plain")));
        String script = Files.readString(folder.resolve("docs/data/tests.js"));
        String packed = script.replaceAll("^ashlar.part\\(\"tests\",\"|\"\\);\n$", "");
        byte[] bytes = new InflaterInputStream(
                        new ByteArrayInputStream(Base64.getDecoder().decode(packed)))
                .readAllBytes();
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("[\"*****\",\"plain\"]");
    }

    @Test
    void anotherSiteTakesThePlaceOfTheOldOneWhole() throws IOException {
        write(site(Form.FOLDER), new Part("index", Map.of()), new Part("run-7", List.of()));
        write(site(Form.FOLDER), new Part("index", Map.of()));
        assertThat(folder.resolve("docs/data/run-7.js")).doesNotExist();
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside).containsExactly(folder.resolve("docs"));
        }
    }

    @Test
    void theOldSiteStaysWhereTheNewOneCannotBeMade() throws IOException {
        write(site(Form.FOLDER), new Part("index", Map.of("old", true)));
        assertThatThrownBy(() -> site(Form.FOLDER).write("shop", MEMORY, sink -> {
                    throw new IllegalStateException("no content");
                }))
                .hasMessage("no content");
        assertThat(Files.readString(folder.resolve("docs/data/index.js"))).contains("old");
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside).containsExactly(folder.resolve("docs"));
        }
    }

    @Test
    void aFileInThePlaceOfTheFolderIsNamed() throws IOException {
        Files.writeString(folder.resolve("docs"), "a letter");
        assertThatThrownBy(() -> write(site(Form.FOLDER), new Part("index", Map.of())))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("Cannot write the docs to " + folder.resolve("docs") + ": it is a file.")
                .hasMessageContaining("Name a folder (--output), or move the file away.")
                .hasMessageNotContaining("disk");
    }

    @Test
    void onlyScriptsThatCarryTheNonceOfTheOneFileAreRun() throws IOException {
        write(site(Form.SINGLE_FILE), new Part("index", Map.of("a", "</script>")), new Part("tests", List.of()));
        String page = Files.readString(folder.resolve("docs/index.html"));
        String nonce = page.replaceAll("(?s).*script-src 'nonce-(\\w+)' blob:.*", "$1");
        assertThat(nonce).hasSize(32);
        assertThat(page.split("<script nonce=\"" + nonce + "\">", -1)).hasSize(5);
        assertThat(page.split("<script", -1)).as("none without").hasSize(5);
        assertThat(page).contains("default-src 'none'").doesNotContain("unsafe");
    }

    @Test
    void theTitleIsEscaped() throws IOException {
        new FolderSite(folder.resolve("docs"), Form.FOLDER, UnaryOperator.identity())
                .write("<b>\"&", MEMORY, sink -> sink.accept(new Part("index", Map.of())));
        assertThat(Files.readString(folder.resolve("docs/index.html"))).contains("<title>&lt;b&gt;&quot;&amp;</title>");
    }
}
