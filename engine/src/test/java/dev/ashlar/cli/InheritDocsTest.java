package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InheritDocsTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void project() {
        shell = Shell.small(folder)
                .file("models/staging/people.sql", "select 1 as id, 'a@b.c' as email, 'x' as phone, 'DE' as country")
                .file("models/staging/people.yml", """
                        models:
                          - name: people
                            columns:
                              - { name: id, description: key of a person }
                              - { name: email, description: where mail goes, tags: [pii, contact] }
                              - { name: phone, description: a number, meta: { pii: true, owner: support } }
                              - { name: country, description: two letters }
                        """)
                .file("models/staging/between.sql", "select id, email, phone, country from ${ref(\"people\")} p")
                .file("models/analytics/persons.sql", """
                        select id as person_id, email, phone, upper(country) as country, length(email) as letters
                        from ${ref("between")} b
                        """);
    }

    @Test
    void wordsAndMarksGoAlongWithTheValue() throws IOException {
        inherit("");
        JsonNode columns = columns();
        assertThat(columns.path("person_id").path("description").asText()).isEqualTo("key of a person");
        assertThat(columns.path("email").path("description").asText()).isEqualTo("where mail goes");
        assertThat(columns.path("email").path("tags").toString()).isEqualTo("[\"pii\"]");
        assertThat(columns.path("phone").path("meta").toString()).isEqualTo("{\"pii\":true}");
        assertThat(columns.has("country")).isFalse();
        assertThat(columns.has("letters")).isFalse();
    }

    @Test
    void ownWordsStay() throws IOException {
        inherit("    columns:\n      - { name: EMAIL, description: the address, tags: [mine] }\n");
        JsonNode email = columns().path("EMAIL");
        assertThat(email.path("description").asText()).isEqualTo("the address");
        assertThat(email.path("tags")).extracting(JsonNode::asText).containsExactlyInAnyOrder("mine", "pii");
    }

    @Test
    void nobodyInheritsWhoDoesNotAsk() throws IOException {
        shell.run("parse");
        assertThat(columns()).isEmpty();
    }

    @Test
    void theWarehouseIsToldTheInheritedWords() {
        inherit("");
        assertThat(shell.run("build").code()).isZero();
        assertThat(shell.run(
                                "show",
                                "--output",
                                "csv",
                                "--inline",
                                "select column_name, comment from duckdb_columns() where table_name = 'persons' and comment is not"
                                        + " null order by 1")
                        .out())
                .contains("email,where mail goes")
                .contains("person_id,key of a person");
    }

    private void inherit(String more) {
        shell.file(
                "models/analytics/persons.yml",
                "models:\n  - name: persons\n    config: { inherit_docs: true, persist_docs: { columns: true } }\n"
                        + more);
        assertThat(shell.run("parse").code()).isZero();
    }

    private JsonNode columns() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("target/manifest.json").toFile())
                .path("nodes")
                .path("model.shop.persons")
                .path("columns");
    }
}
