package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a project's files is said whole before anything is done. */
final class BadProjectTest {
    @TempDir
    Path folder;

    private static void refused(Shell shell, Ran ran, String... lines) {
        assertThat(ran.err().lines()).containsExactly(lines);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(shell.has("target/manifest.json")).isFalse();
        assertThat(shell.has("target/run_results.json")).isFalse();
    }

    private static void refused(Shell shell, String... lines) {
        refused(shell, shell.run("build"), lines);
    }

    @Test
    void anEmptyProjectSaysWhereModelsGo() {
        Ran ran = Shell.small(folder).without("models").run("build");

        assertThat(ran.code()).isZero();
        assertThat(ran.err().lines())
                .containsExactly("warning: ashlar.yml The project has nothing to build yet."
                        + " Write a SELECT into models/<layer>/<name>.sql.");
    }

    @Test
    void anEmptyModelIsNamed() {
        refused(
                Shell.small(folder).file("models/staging/orders.sql", ""),
                "error: models/staging/orders.sql The file is empty. Write one SELECT in it, or take the file away.");
    }

    @Test
    void everyPlaceThatWasLookedAtForProfilesIsNamed() {
        Shell shell = Shell.small(folder.resolve("shop")).without("profiles.yml");

        refused(
                shell,
                "error: There is no profiles.yml. Looked in " + shell.project() + ", " + folder + ", " + shell.project()
                        + "/no-home/.ashlar. Write one (the manual shows how), or name its folder with --profiles-dir.");
    }

    @Test
    void aProfileThatTheFileDoesNotHoldIsNamedWithTheNearest() {
        refused(
                Shell.small(folder).replaced("profiles.yml", "shop:", "shap:"),
                "error: profiles.yml:1:1 There is no profile 'shop', which ashlar.yml asks for. Did you mean 'shap'?");
    }

    @Test
    void aTargetThatTheProfileDoesNotHoldIsNamedWithThoseThereAre() {
        Shell shell = Shell.small(folder);

        refused(
                shell,
                shell.run("build", "--target", "prd"),
                "error: profiles.yml:4:5 Profile 'shop' has no target 'prd'. Its targets are dev.");
    }

    @Test
    void aVariableThatIsNotSetIsNamedWithItsPlace() {
        refused(
                Shell.small(folder).replaced("profiles.yml", "schema: dev", "schema: '${env_var(\"NOPE\")}'"),
                "error: profiles.yml:4:61 Environment variable 'NOPE' is not set. Set it, or give a default:"
                        + " env_var(\"NOPE\", \"...\").",
                "  4 | ${env_var(\"NOPE\")}",
                "    | ^");
    }

    @Test
    void aFileIsNoProjectFolder() {
        Shell shell = Shell.small(folder);
        String file = folder.resolve("ashlar.yml").toString();

        refused(
                shell,
                shell.type("build", "--project-dir", file),
                "error: There is no ashlar.yml in '" + file
                        + "', which --project-dir names. That is a file: name the folder that holds ashlar.yml.");
    }

    @Test
    void aBinaryFileIsNoModel() {
        refused(
                Shell.small(folder).file("models/staging/orders.sql", new byte[] {'E', 'L', 'F', '\n', 2, 0, 1}),
                "error: models/staging/orders.sql:2:2 This is no text: it holds a NUL byte."
                        + " Take binary files out of the folder, or save the file as UTF-8.");
    }

    @Test
    void anotherEncodingIsNamedByItsFirstWrongByte() {
        refused(
                Shell.small(folder)
                        .file("models/staging/orders.sql", "select 'caf\u00e9'".getBytes(StandardCharsets.ISO_8859_1)),
                "error: models/staging/orders.sql:1:12 This is not UTF-8: byte 0xE9. Save the file as UTF-8.");
    }

    @Test
    void aModelOfTenMegabytesIsDataInTheWrongPlace() {
        refused(
                Shell.small(folder).file("models/staging/orders.sql", "select 1 -- x\n".repeat(750_000)),
                "error: models/staging/orders.sql The file has 11 MB; at most 1 MB are read."
                        + " Keep data out of templates: make it a seed or a loaded source.");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Shell shell = Shell.small(folder);
        Files.createSymbolicLink(folder.resolve("models/staging/gone.sql"), folder.resolve("nowhere.sql"));

        refused(
                shell,
                "error: models/staging/gone.sql Cannot be read: there is no such file."
                        + " Check that the file exists and that you may read it.");
    }

    @Test
    void aPathMustNotLeaveTheProject() throws IOException {
        Shell shell = Shell.small(folder.resolve("shop"));
        Path outside = Files.writeString(folder.resolve("other.sql"), "select 2 as id");
        Files.createSymbolicLink(shell.project().resolve("models/staging/other.sql"), outside);

        refused(
                shell,
                "error: models/staging/other.sql This path leads out of the project folder."
                        + " Copy the file into the project; what a build reads must be part of it.");
    }

    @Test
    void aTemplateThatNeverEndsIsStopped() {
        Shell shell = Shell.small(folder).file("models/staging/orders.sql", "<#list 1.. as x>${x}</#list>");

        Ran ran = shell.run("build", "--render-timeout", "1s");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .matches("error: models/staging/orders.sql:1:(1|17) Rendering took longer than 1 s and was stopped."
                        + " Does a loop never end\\? A longer --render-timeout allows more time.\n"
                        + " {2}1 \\| <#list 1.. as x>\\$\\{x}</#list>\n +\\| +\\^\n");
    }

    @Test
    void macrosThatCallThemselvesForEverAreStopped() {
        Shell shell = Shell.small(folder)
                .file("macros/m.ftl", "<#macro m><@m/></#macro>")
                .file("models/staging/orders.sql", "select 1 as id <@m/>");

        Ran ran = shell.run("build");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err().lines())
                .startsWith(
                        "error: macros/m.ftl:1:11 Macros or functions call each other more than 6000 levels deep."
                                + " Is a condition missing that ends the recursion?",
                        "  called from macros/m.ftl:1:11 (@m)")
                .endsWith(
                        "  called from models/staging/orders.sql:1:16 (@m)",
                        "  1 | <#macro m><@m/></#macro>",
                        "    |           ^")
                .hasSizeLessThan(30);
    }

    @Test
    void aYamlBombIsNotUnfolded() {
        StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (char c = 'b'; c < 'k'; c++) {
            String before = "*" + (char) (c - 1);
            bomb.append(c).append(": &").append(c).append(" [");
            bomb.append(String.join(",", java.util.Collections.nCopies(9, before)))
                    .append("]\n");
        }

        refused(
                Shell.small(folder).file("models/bomb.yml", bomb.toString()),
                "error: models/bomb.yml:6:4 Aliases (*name) unfold to far more values than the file holds."
                        + " Write the values out, or use fewer aliases within aliases.");
    }

    @Test
    void everyWrongTypeOfTheProjectFileIsToldInOneGo() {
        refused(
                Shell.small(folder).file("ashlar.yml", """
                        name: shop
                        profile: [shop]
                        vars: 3
                        layers:
                          staging: { materialized: view, reads: [staging] }
                          analytcs: 7
                        modles: {}
                        """),
                "error: ashlar.yml:2:10 'profile' of the project file must be a text, but it is a list."
                        + " Put the value within quotes.",
                "error: ashlar.yml:3:7 'vars' of the project file must be a mapping, but it is the number 3."
                        + " Write 'vars: {key: value}', or indented lines.",
                "error: ashlar.yml:6:13 Layer 'analytcs' must be a mapping, but it is the number 7."
                        + " Write 'key: value' lines, indented below it.",
                "error: ashlar.yml:7:1 Unknown key 'modles' in the project file. Did you mean 'models'?",
                "4 problems; nothing was changed by them.");
    }

    @Test
    void aCycleIsShownAsThePathThatClosesIt() {
        refused(
                Shell.small(folder)
                        .file("models/staging/a.sql", "select * from ${ref('b')}")
                        .file("models/staging/b.sql", "select * from ${ref('a')}"),
                "error: models/staging/a.sql:1:1 The nodes read each other in a cycle: a -> b -> a. They stand in a"
                        + " (models/staging/a.sql:1:1), b (models/staging/b.sql:1:1). Take out one of these references.");
    }

    @Test
    void anUnknownReferenceIsNamedWithTheNearest() {
        refused(
                Shell.small(folder).file("models/staging/a.sql", "select *\nfrom ${ref('ordrs')}"),
                "error: models/staging/a.sql:2:8 Cannot resolve ref('ordrs'): no such model, seed or snapshot."
                        + " Did you mean 'orders'?");
    }

    @Test
    void aNameThatSelectionsCannotSayIsRefused() {
        refused(
                Shell.small(folder)
                        .file("models/staging/my orders.sql", "select 1 as id")
                        .file("seeds/a+b.csv", "id\n1\n"),
                "error: models/staging/my orders.sql A model cannot be named 'my orders': blanks and any of"
                        + " , + @ : * ? [ ] mean something in selections. Rename the file; 'alias' gives its relation any"
                        + " name.",
                "error: seeds/a+b.csv A seed cannot be named 'a+b': blanks and any of"
                        + " , + @ : * ? [ ] mean something in selections. Rename the file; 'alias' gives its relation any"
                        + " name.",
                "2 problems; nothing was changed by them.");
    }

    @Test
    void filesWithEndingsThatAreNotReadAreTold() {
        Ran ran = Shell.small(folder)
                .file("models/staging/a.SQL", "select 1 as id")
                .file("models/staging/b.py", "x = 1")
                .file("models/staging/notes.txt", "whatever")
                .run("parse");

        assertThat(ran.code()).isZero();
        assertThat(ran.err().lines())
                .containsExactly(
                        "warning: models/staging/a.SQL This file is not read. Write its ending in lower case.",
                        "warning: models/staging/b.py This file is not read. Models are SQL: write b.sql.");
    }

    @Test
    void jinjaIsAnsweredWithWhatToWriteInstead() {
        refused(
                Shell.small(folder).file("models/staging/a.sql", "select * from {{ ref('orders') }}"),
                "error: models/staging/a.sql:1:15 '{{ ref' is Jinja, which Ashlar does not read. Write ${ref(\"model\")}."
                        + " Templates are FreeMarker: ${...} prints a value, <#if>, <#list> and <#assign> are directives.",
                "  1 | select * from {{ ref('orders') }}",
                "    |               ^");
    }

    @Test
    void aTabInYamlIsNamed() {
        refused(
                Shell.small(folder).file("models/x.yml", "version: 2\nmodels:\n\t- name: orders\n"),
                "error: models/x.yml:3:1 A tab stands where YAML wants spaces. Indent with spaces.");
    }

    @Test
    void aModelOutsideTheLayersIsToldWhereItMayGo() {
        refused(
                Shell.small(folder).file("models/marts/m.sql", "select 1 as id"),
                "error: models/marts/m.sql The model 'm' belongs to no layer: folder 'marts' is none."
                        + " Move it below models/<layer>/, or say 'layer:'."
                        + " The layers of ashlar.yml are staging, analytics.");
    }

    @Test
    void twoModelsOfOneNameAreBothNamed() {
        refused(
                Shell.small(folder).file("models/analytics/orders.sql", "select 1 as id"),
                "error: models/staging/orders.sql:1:1 The name 'orders' is taken: models/analytics/orders.sql has it too."
                        + " Rename one of the files; 'alias' lets a relation keep its name.");
    }

    @Test
    void aSourceThatNobodyDeclaredIsToldWhereToDeclareIt() {
        refused(
                Shell.small(folder).file("models/staging/a.sql", "select * from ${source('shop', 'orders')}"),
                "error: models/staging/a.sql:1:17 Cannot resolve source('shop', 'orders'): no such source table."
                        + " Declare it below 'sources:' in a properties file.");
    }
}
