package dev.ashlar.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {
    private final Diagnostics diagnostics = new Diagnostics();

    @Test
    void throwsEveryErrorAtOnceAndByPlace() {
        diagnostics.error(new SourceLocation("b.yml", 2, 1), "Second.", "");
        diagnostics.warning(new SourceLocation("a.yml", 1, 1), "Only a warning.", "");
        diagnostics.error(new SourceLocation("a.yml", 9, 1), "First.", "Mend it.");
        assertThatThrownBy(diagnostics::throwIfErrors)
                .isInstanceOf(DiagnosticException.class)
                .hasMessage("a.yml:9:1 First. Mend it.\nb.yml:2:1 Second.");
    }

    @Test
    void takesInWhatAnActionThrows() {
        diagnostics.collecting(() -> {
            throw new DiagnosticException(Diagnostic.error("Broken.", "Mend it."));
        });
        assertThat(diagnostics.errors()).extracting(Diagnostic::message).containsExactly("Broken.");
    }

    @Test
    void saysTheSameThingOnce() {
        diagnostics.add(Diagnostic.warning("Twice.", ""));
        diagnostics.add(Diagnostic.warning("Twice.", ""));
        assertThat(diagnostics.warnings()).hasSize(1);
        assertThat(diagnostics.hasErrors()).isFalse();
    }

    @Test
    void printsPlaceReasonRemedyStackAndExcerpt() {
        Diagnostic diagnostic = Diagnostic.error(
                        new SourceLocation("models/a.sql", 12, 8), "No such model.", "Did you mean 'b'?")
                .withStack(List.of(new TemplateFrame(new SourceLocation("macros/m.ftl", 3, 1), "@cents")))
                .withExcerpt("  12 | from x\n     |      ^");
        assertThat(diagnostic.text())
                .isEqualTo("models/a.sql:12:8 No such model. Did you mean 'b'?\n"
                        + "  called from macros/m.ftl:3:1 (@cents)\n  12 | from x\n     |      ^");
    }

    @Test
    void masksSecretsLongestFirst() {
        SecretMask mask = new SecretMask(List.of("hunter2", "hunter2-long", "abc"));
        assertThat(mask.apply("pw=hunter2-long or hunter2, abc")).isEqualTo("pw=***** or *****, abc");
    }
}
