package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that SQL reserves, or that need quotes, work wherever a name may stand. */
final class NamesTest {
    @TempDir
    Path folder;

    @Test
    void columnsOfAnyNameCanBeTested() {
        Shell shell =
                Shell.small(folder).file("models/analytics/group.sql", """
                        select 1 as "a ""b", 2 as "sélect", 3 as "group", 4 as "O'Neil", 5 as MixedCase;
                        """).file("models/x.yml", """
                        version: 2
                        models:
                          - name: group
                            columns:
                              - { name: 'a "b', data_tests: [not_null, unique] }
                              - { name: sélect, data_tests: [not_null, unique] }
                              - { name: group, data_tests: [{ accepted_values: { values: [3] } }] }
                              - { name: "O'Neil", data_tests: [{ accepted_range: { min_value: 1 } }] }
                              - { name: mixedcase, data_tests: [not_null] }
                        """);

        Ran ran = shell.run("build");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("2 ok, 7 passed.");
        assertThat(ran.code()).isZero();
    }

    @Test
    void modelsSeedsAndSchemasOfAnyNameAreBuiltAndBuiltAgain() {
        Shell shell = Shell.small(folder)
                .replaced("profiles.yml", "schema: dev", "schema: 'my dév \"1\"'")
                .file("seeds/user.csv", "group,a b\n1,2\n")
                .file("models/analytics/it's.sql", "select * from ${ref('user')}")
                .file("models/analytics/1st-Ünïcode.sql", "select \"a b\" from ${ref(\"it's\")}")
                .file("models/staging/sel\"ect.sql", "select * from ${ref('1st-Ünïcode')}")
                .replaced("ashlar.yml", "reads: [staging, seeds, sources]", "reads: all");

        for (int times = 0; times < 2; times++) {
            Ran ran = shell.run("build");
            assertThat(ran.err()).isEmpty();
            assertThat(ran.code()).isZero();
        }
        assertThat(shell.value("select sum(\"a b\") as n from ${ref('sel\"ect')}"))
                .isEqualTo("2");
    }

    @Test
    void theCommandToRunAModelAgainCanBePasted() {
        Shell shell = Shell.small(folder).file("models/staging/it's.sql", "select wrong");

        Ran ran = shell.run("build", "--select", "it's");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("--select 'it'\\''s'\n");
    }
}
