package dev.ashlar.adapter.freemarker;

import freemarker.core.Environment;
import freemarker.template.TemplateDirectiveBody;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateScalarModel;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Stands for a macro or function whose result a unit test has fixed, however it is called. */
record OverriddenMacro(TemplateModel value) implements TemplateMethodModelEx, TemplateDirectiveModel {
    @Override
    public Object exec(@SuppressWarnings("rawtypes") List arguments) {
        return value;
    }

    @Override
    public void execute(
            Environment env,
            @SuppressWarnings("rawtypes") Map arguments,
            TemplateModel[] loopVars,
            TemplateDirectiveBody body)
            throws TemplateException, IOException {
        String text = value instanceof TemplateScalarModel scalar
                ? scalar.getAsString()
                : String.valueOf(PlainValues.of(value));
        env.getOut().write(text);
    }
}
