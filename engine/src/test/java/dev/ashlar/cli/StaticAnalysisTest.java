package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found in compiled SQL is said at its place in the template. */
class StaticAnalysisTest {
    private static final String UNKNOWN =
            "models/analytics/sums.sql:6:3 There is no column 'statsu' in 'o'. Did you mean 'status'?";

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void project() {
        shell = Shell.small(folder)
                .file("models/staging/stg.sql", "select 1 as id, 'a' as status, cast(3 as integer) as amount")
                .file("models/analytics/sums.sql", """
                        <#list 1..1 as i>
                        <#-- a comment that prints nothing -->
                        select
                          o.id,
                        </#list>
                          o.statsu
                        from ${ref("stg")} as o
                        """);
    }

    @Test
    void warnsAtThePlaceInTheTemplate() {
        Ran ran = shell.run("compile");
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).contains("warning").contains(UNKNOWN);
        assertThat(ran.out()).contains("Compiled ");
    }

    @Test
    void warningsAreErrorsWhereTheUserSaysSo() {
        Ran ran = shell.run("compile", "--warn-error");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("error").contains(UNKNOWN);
    }

    @Test
    void aPlaceInAMacroNamesTheCall() {
        shell.file("macros/pick.ftl", "<#macro pick>o.id, o.missing</#macro>\n")
                .file("models/analytics/sums.sql", "select\n  <@pick />, 1 as one\nfrom ${ref(\"stg\")} as o\n");
        assertThat(shell.run("compile").err())
                .contains("macros/pick.ftl:1:20 There is no column 'missing' in 'o'.")
                .contains("called from models/analytics/sums.sql:2:3");
    }

    @Test
    void strictStopsCompileAndBuildBeforeAnythingIsDone() {
        strict();
        assertThat(shell.run("compile").code()).isEqualTo(2);
        Ran build = shell.run("build");
        assertThat(build.code()).isEqualTo(2);
        assertThat(build.err()).contains("error").contains(UNKNOWN);
        assertThat(Files.exists(folder.resolve(".ashlar/dev.duckdb"))).isFalse();
    }

    @Test
    void strictMeansTheNodesThatSayIt() {
        strict();
        assertThat(shell.run("build", "--select", "stg").code()).isZero();
    }

    @Test
    void offSaysNothing() {
        shell.file("models/analytics/sums.yml", "models:\n  - name: sums\n    config: { static_analysis: \"off\" }\n");
        assertThat(shell.run("compile").err()).isEmpty();
    }

    @Test
    void otherWordsAreRefused() {
        shell.file("models/analytics/sums.yml", "models:\n  - name: sums\n    config: { static_analysis: severe }\n");
        assertThat(shell.run("parse").err()).contains("off, warn, strict");
    }

    @Test
    void theWholeProjectMayBeStrict() {
        shell.file("ashlar.yml", """
                name: shop
                profile: shop
                layers:
                  staging: { materialized: view, reads: [staging, seeds, sources] }
                  analytics: { materialized: table, reads: [staging, analytics, seeds] }
                models: { shop: { +static_analysis: strict } }
                """);
        Ran ran = shell.run("compile");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(UNKNOWN);
    }

    @Test
    void buildWarnsOfNothing() {
        assertThat(shell.run("build", "--select", "stg").err()).doesNotContain("statsu");
    }

    private void strict() {
        shell.file("models/analytics/sums.yml", "models:\n  - name: sums\n    config: { static_analysis: strict }\n");
    }
}
