package dev.ashlar.compile.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ashlar.compile.ProjectFolder;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be of a transaction group, or not as it is said. */
class TransactionGroupErrorsTest {
    @TempDir
    private Path root;

    static Stream<Arguments> notOfAGroup() {
        return Stream.of(
                arguments(
                        "materialized='view'", "it is a view, which shows what it reads as soon as that is published."),
                arguments(
                        "materialized='materialized_view'",
                        "it is a materialized view, which some engines refresh by themselves."),
                arguments("materialized='ephemeral'", "it is ephemeral, so it is never published."),
                arguments("materialized='external' location='x'", "its files are outside any transaction."),
                arguments(
                        "materialized='incremental' incremental_strategy='microbatch' event_time='at' batch_size='day'"
                                + " begin='2026-01-01'",
                        "a microbatch model has a transaction for each of its batches."));
    }

    @ParameterizedTest
    @MethodSource
    void notOfAGroup(String config, String reason) {
        assertThat(ProjectFolder.in(root)
                        .file("models/a.sql", "<@config transaction_group='g' " + config + " />select 1 as id")
                        .file("models/b.sql", "<@config transaction_group='g' materialized='table' />select 1 as id")
                        .errors())
                .containsExactly("models/a.sql:1:1 The model 'a' cannot be of transaction group 'g': " + reason
                        + " A group takes tables and incremental models; take 'transaction_group' out here.");
    }

    private ProjectFolder group(String config) {
        return ProjectFolder.in(root)
                .file(
                        "models/a.sql",
                        "<@config transaction_group='g' materialized='table' " + config + " />select 1 as id")
                .file("models/b.sql", "<@config transaction_group='g' materialized='table' />select 1 as id");
    }

    @Test
    void aHookOutsideTheTransactionOfAGroupIsRefused() {
        assertThat(group("post_hook={'sql': 'select 1', 'transaction': false}").errors())
                .containsExactly(
                        "models/a.sql:1:1 A hook of model 'a' runs outside transactions, but the model is published in"
                                + " that of group 'g'. Let it run inside ('transaction: true'), or take 'transaction_group' out of"
                                + " the model.");
    }

    @Test
    void aForeignKeyWithinAGroupIsRefused() {
        assertThat(group("").file("models/p.yml", """
                                models:
                                  - name: b
                                    config: { contract: { enforced: true } }
                                    columns:
                                      - name: id
                                        data_type: integer
                                        constraints:
                                          - { type: foreign_key, to: ref("a"), to_columns: [id] }
                                """).errors())
                .containsExactly(
                        "models/b.sql:1:1 The foreign key of model 'b' to 'a' cannot be made: both are of transaction"
                                + " group 'g', so the new one would refer to the table that is about to be replaced. Take the"
                                + " constraint out; a 'relationships' test gates the group by the same rule.");
    }

    @Test
    void membersOfAGroupHaveNamesOfTheirOwn() {
        assertThat(group("schema='other' alias='B'").errors())
                .containsExactly(
                        "models/b.sql:1:1 Models 'a' (models/a.sql:1:1) and 'b' of transaction group 'g' would both"
                                + " be named 'b', if in different schemas: what is staged of them for one transaction would meet."
                                + " Give one another 'alias'.");
    }

    @Test
    void aWayThatLeavesAGroupIsRefused() {
        assertThat(group("")
                        .file("models/between.sql", "select id from ${ref('a')}")
                        .file(
                                "models/b.sql",
                                "<@config transaction_group='g' materialized='table' />select id from ${ref('between')}")
                        .errors())
                .containsExactly(
                        "models/b.sql:1:1 Transaction group 'g' cannot be published at once: b reads between, which"
                                + " reads a, and between is not of the group. They stand in b (models/b.sql:1:1), between"
                                + " (models/between.sql:1:1), a (models/a.sql:1:1). Let between be of the group too, or take b or a"
                                + " out of it.");
    }
}
