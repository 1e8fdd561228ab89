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
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code <@depends_on nodes=["a"] />}. */
record DependsOnDirective(TemplateScope scope, TraceWriter trace) implements TemplateDirectiveModel {
    @Override
    public void execute(
            Environment env,
            @SuppressWarnings("rawtypes") Map params, // as the interface of FreeMarker has it
            TemplateModel[] loopVars,
            TemplateDirectiveBody body)
            throws TemplateException {
        _CoreAPI.checkHasNoNestedContent(body);
        Object nodes =
                params.keySet().equals(Set.of("nodes")) ? PlainValues.of((TemplateModel) params.get("nodes")) : null;
        if (nodes instanceof String one) nodes = List.of(one);
        if (!(nodes instanceof List<?> names) || !names.stream().allMatch(String.class::isInstance)) {
            throw new DiagnosticException(trace.elements()
                    .diagnostic(
                            "depends_on wants a list of model names.",
                            "Write <@depends_on nodes=[\"model_a\", \"model_b\"] />."));
        }
        SourceLocation at = trace.elements().place();
        try {
            scope.dependsOn(names.stream().map(String.class::cast).toList(), at);
        } catch (DiagnosticException e) {
            throw new DiagnosticException(
                    e.diagnostics().stream().map(trace.elements()::completed).toList(), e.getCause());
        }
    }
}
