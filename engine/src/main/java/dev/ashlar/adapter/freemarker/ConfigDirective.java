package dev.ashlar.adapter.freemarker;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.port.TemplateScope;
import freemarker.core.Environment;
import freemarker.core._CoreAPI;
import freemarker.template.TemplateDirectiveBody;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateModel;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code <@config key=value ... />}. */
record ConfigDirective(TemplateScope scope, TraceWriter trace) implements TemplateDirectiveModel {
    @Override
    public void execute(
            Environment env,
            @SuppressWarnings("rawtypes") Map params, // as the interface of FreeMarker has it
            TemplateModel[] loopVars,
            TemplateDirectiveBody body)
            throws TemplateException {
        _CoreAPI.checkHasNoNestedContent(body);
        SourceLocation at = trace.elements().place();
        @SuppressWarnings("unchecked") // named arguments are models by name
        Map<String, TemplateModel> given = params;
        Map<String, Object> values = new LinkedHashMap<>();
        for (String key : trace.elements().argumentOrder(given.keySet())) {
            if (given.get(key) == null) {
                throw new DiagnosticException(trace.elements()
                        .diagnostic(
                                "The value of '" + key + "' is missing.",
                                "A text is written in quotes: " + key + "=\"...\"."));
            }
            values.put(key, PlainValues.of(given.get(key)));
        }
        try {
            scope.config(values, at);
        } catch (DiagnosticException e) {
            throw new DiagnosticException(
                    e.diagnostics().stream().map(trace.elements()::completed).toList(), e.getCause());
        }
    }
}
