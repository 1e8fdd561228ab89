package dev.ashlar.compile.read;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.manifest.Tree;
import dev.ashlar.port.ModelTemplates;
import dev.ashlar.port.TemplateScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders the texts of YAML files; what goes wrong is reported, and the text stands as it was written. */
public final class Texts {
    private final ModelTemplates templates;
    private final TemplateScope scope;
    private final Diagnostics diagnostics;

    public Texts(ModelTemplates templates, TemplateScope scope, Diagnostics diagnostics) {
        this.templates = templates;
        this.scope = scope;
        this.diagnostics = diagnostics;
    }

    public String render(String text, SourceLocation at) {
        if (!templates.isTemplate(text)) return text;
        try {
            TemplateText template = new TemplateText(at.file(), text, Math.max(1, at.line()), Math.max(1, at.column()));
            return templates.render(template, scope).text();
        } catch (DiagnosticException e) {
            diagnostics.addAll(e.diagnostics());
            return text;
        }
    }

    /** Every text below the tree rendered; a rendered {@code true}, {@code false} or whole number has that type. */
    public Object value(Tree tree) {
        return switch (tree) {
            case Tree.Scalar scalar ->
                scalar.value() instanceof String text ? typed(text, scalar.at()) : scalar.value();
            case Tree.Sequence list -> {
                List<Object> values = new ArrayList<>(list.items().size());
                for (Tree item : list.items()) values.add(value(item));
                yield values;
            }
            case Tree.Mapping mapping -> {
                Map<String, Object> values = new LinkedHashMap<>();
                for (Tree.Entry entry : mapping.entries()) values.put(entry.key(), value(entry.value()));
                yield values;
            }
        };
    }

    private Object typed(String text, SourceLocation at) {
        if (!templates.isTemplate(text)) return text;
        String result = render(text, at);
        if (result.equals("true")) return true;
        if (result.equals("false")) return false;
        if (result.matches("-?(0|[1-9]\\d{0,8})")) return Integer.valueOf(result);
        return result;
    }
}
