package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the site says of columns whose values come from marked ones, and where it says nothing. */
class PersonalDataTest {
    private static final Pattern PACKED = Pattern.compile("^ashlar\\.part\\(\"[^\"]+\",\"(.*)\"\\);\\s*$");

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void project() {
        shell = Shell.small(folder)
                .file("models/staging/people.sql", "select 1 as id, 'a@b.c' as email, 'DE' as country")
                .file("models/analytics/persons.sql", "select email as contact, country from ${ref(\"people\")} p");
    }

    @Test
    void aKindOfPersonalDataAsMarkHidesValuesAsTrueDoes() throws IOException {
        properties("{ pii: email }", "");
        assertThat(site())
                .contains("contact")
                .doesNotContain("ann@private.example")
                .doesNotContain("ann_private");
    }

    @Test
    void aColumnThatCallsItselfNoneHoldsTheSamePersonalValues() throws IOException {
        properties("{ pii: email }", ", meta: { pii: false }");
        assertThat(site()).doesNotContain("ann@private.example").doesNotContain("ann_private");
    }

    @Test
    void valuesOfOtherColumnsAreShown() throws IOException {
        properties("{ pii: false }", "");
        assertThat(site()).contains("ann@private.example");
    }

    @Test
    void wordsAreLentOnTheSiteUnlessTheNodeWantsNone() throws IOException {
        properties("{ pii: email }", "");
        assertThat(site()).contains("\"lent\":\"where mail goes\"");
        shell.file("models/analytics/persons.sql", """
                <@config inherit_docs=false />
                select email as contact, country from ${ref("people")} p
                """);
        assertThat(site()).doesNotContain("\"lent\"").doesNotContain("ann@private.example");
    }

    private void properties(String above, String below) {
        shell.file("models/all.yml", """
                models:
                  - name: people
                    columns:
                      - { name: email, description: where mail goes, meta: %s }
                  - name: persons
                    columns:
                      - name: contact%s
                        data_tests: [accepted_values: { values: [ann@private.example] }]
                """.formatted(above, below.isEmpty() ? "" : "\n        " + below.substring(2)));
    }

    /** All parts of the site, unpacked. */
    private String site() throws IOException {
        Shell.Ran ran = shell.run("docs generate", "--no-catalog");
        assertThat(ran.code()).as(ran.err()).isZero();
        StringBuilder all = new StringBuilder();
        for (String file : shell.files("target/docs/data")) {
            String script = shell.read("target/docs/data/" + file);
            Matcher packed = PACKED.matcher(script);
            all.append(packed.find() ? unpacked(packed.group(1)) : script);
        }
        return all.toString();
    }

    private static String unpacked(String text) throws IOException {
        byte[] packed = Base64.getDecoder().decode(text);
        return new String(
                new InflaterInputStream(new ByteArrayInputStream(packed)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
