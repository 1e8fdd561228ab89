package dev.ashlar.compile.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.compile.ProjectFolder;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.Diagnostics;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectFileReaderTest {
    @TempDir
    private Path root;

    private List<String> problems(String text) {
        ProjectFolder folder = new ProjectFolder(root).file("ashlar.yml", text);
        Diagnostics diagnostics = new Diagnostics();
        try {
            new ProjectFileReader(folder.source(), diagnostics, "0.1.0").read();
        } catch (DiagnosticException e) {
            diagnostics.addAll(e.diagnostics());
        }
        return diagnostics.list().stream().map(Diagnostic::text).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "nam: shop | ashlar.yml:1:1 The project file lacks 'name'. Add 'name: ...'. / ashlar.yml:1:1 Unknown key 'nam' in the project file. Did you mean 'name'?",
                "name: my shop | ashlar.yml:1:7 A project cannot be called 'my shop'. Use letters, digits and underscores, and start with a letter.",
                "name: shop~profil: x | ashlar.yml:2:1 Unknown key 'profil' in the project file. Did you mean 'profile'?",
                "name: shop~model-paths: [a] | ashlar.yml:2:1 The key 'model-paths' of the project file is not supported: the folders of a project have fixed names. Take it out.",
                "name: shop~config-version: 2 | ashlar.yml:2:1 The key 'config-version' of the project file is not supported: there is one version of this file. Take it out.",
                "name: shop~require_version: '>=0.2' | ashlar.yml:2:19 The project wants Ashlar >=0.2, but this is 0.1.0. Install a version that fits, or change 'require_version'.",
                "name: shop~require_version: new | ashlar.yml:2:18 'require_version' cannot be read: 'new'. Write for example \">=0.1\" or \">=0.1,<1.0\".",
                "name: shop~layers: {a: {reads: [a, stagign]}, staging: {}} | ashlar.yml:2:21 'reads' of layer 'a' names 'stagign', which is no layer. Did you mean 'staging'?",
                "name: shop~layers: {seeds: {}} | ashlar.yml:2:10 A layer cannot be called 'seeds': the word has a meaning under 'reads'. Choose another name.",
                "name: shop~layers: {a: {expires_after: soon}} | ashlar.yml:2:29 'expires_after' must be a number of days, but it is 'soon'. Write for example '30 days'.",
                "name: shop~layers: [a] | ashlar.yml:2:9 'layers' of the project file must be a mapping, but it is a list. Write 'layers: {key: value}', or indented lines.",
                "name: shop~on_run_start: [5] | ashlar.yml:2:16 'on_run_start' must be SQL, but it is the number 5. Write a text, or {sql: \"...\", transaction: false}, or a list of these.",
                "name: shop~tests: {}~data_tests: {} | ashlar.yml:2:1 'tests' and 'data_tests' are the same block, and both are here. Keep 'data_tests'.",
            })
    void whatIsWrongIsToldWithPlaceAndRemedy(String text, String messages) {
        assertThat(problems(text.replace('~', '\n'))).containsExactly(messages.split(" / "));
    }

    @Test
    void aFolderWithoutAProjectSaysHowToStartOne() {
        assertThatThrownBy(() ->
                        new ProjectFileReader(new ProjectFolder(root).source(), new Diagnostics(), "0.1.0").read())
                .hasMessage("There is no ashlar.yml in the project folder. "
                        + "Name the folder with --project-dir, or start a project with 'ashlar init'.");
    }

    @Test
    void rangesOfVersionsAreCompared() {
        assertThat(VersionRange.contains(">=0.1", "0.1.0")).hasValue(true);
        assertThat(VersionRange.contains(">=0.1,<0.1.1", "0.1.0-SNAPSHOT")).hasValue(true);
        assertThat(VersionRange.contains("<0.1", "0.1.0")).hasValue(false);
        assertThat(VersionRange.contains("!=0.1", "0.1.0")).hasValue(false);
        assertThat(VersionRange.contains("0.10", "0.9")).hasValue(false);
        assertThat(VersionRange.contains("~1", "1.0")).isEmpty();
    }
}
