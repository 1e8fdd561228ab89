package dev.ashlar.adapter.freemarker;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.ModelTemplates.Rendered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Templates with macro files that a test adds, and the scope it renders with. */
final class TemplateFixture {
    final FakeScope scope = new FakeScope();
    final List<MacroFile> macros = new ArrayList<>();
    final FreemarkerModelTemplates templates;

    TemplateFixture() {
        this(Duration.ofSeconds(10));
    }

    TemplateFixture(Duration allowed) {
        templates = new FreemarkerModelTemplates(() -> macros, allowed);
    }

    TemplateFixture macro(String file, String text) {
        macros.add(MacroFile.ofProject(TemplateText.ofFile(file, text)));
        return this;
    }

    Rendered rendered(String text) {
        return templates.render(TemplateText.ofFile("models/m.sql", text), scope);
    }

    String render(String text) {
        return rendered(text).text();
    }

    /** The one thing that is wrong. */
    Diagnostic fault(String text) {
        return fault(TemplateText.ofFile("models/m.sql", text));
    }

    Diagnostic fault(TemplateText text) {
        DiagnosticException fault =
                catchThrowableOfType(DiagnosticException.class, () -> templates.render(text, scope));
        if (fault == null) throw new AssertionError("rendered without a fault: " + text.text());
        if (fault.diagnostics().size() != 1) throw new AssertionError("not one fault: " + fault.getMessage());
        return fault.diagnostics().get(0);
    }
}
