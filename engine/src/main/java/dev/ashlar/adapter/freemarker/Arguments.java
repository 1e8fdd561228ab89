package dev.ashlar.adapter.freemarker;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.RelationName;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import java.util.List;
import java.util.Map;

/** The arguments of one call of a function, with messages that name it. */
final class Arguments {
    private final String usage;
    private final List<TemplateModel> values;
    private final TraceWriter trace;

    /** @param usage how the function is written, for example {@code var("name")} */
    Arguments(String usage, List<TemplateModel> values, TraceWriter trace) {
        this.usage = usage;
        this.values = values;
        this.trace = trace;
    }

    int size() {
        return values.size();
    }

    Arguments between(int least, int most) {
        if (values.size() < least || values.size() > most) {
            String count = least == most ? "" + least : least + " to " + most;
            throw wrong("takes " + count + (most == 1 ? " argument" : " arguments") + ", not " + values.size());
        }
        return this;
    }

    TemplateModel model(int i) {
        return values.get(i);
    }

    boolean isHash(int i) {
        return !(values.get(i) instanceof TemplateScalarModel) && values.get(i) instanceof TemplateHashModelEx;
    }

    String text(int i) throws TemplateModelException {
        return switch (values.get(i)) {
            case null -> throw wrong("has no value as argument " + (i + 1));
            case TemplateScalarModel text -> text.getAsString();
            case TemplateNumberModel number -> String.valueOf(number.getAsNumber());
            default -> throw wrong("wants a text as argument " + (i + 1));
        };
    }

    Map<?, ?> hash(int i) throws TemplateModelException {
        return (Map<?, ?>) PlainValues.of(values.get(i));
    }

    RelationName relation(int i) {
        if (values.get(i) instanceof RelationModel relation)
            return relation.printed().relation();
        throw wrong("wants a relation as argument " + (i + 1) + ", such as this, ref(\"m\") or source(\"s\", \"t\")");
    }

    DiagnosticException wrong(String what) {
        String name = usage.substring(0, usage.indexOf('('));
        return new DiagnosticException(trace.elements().diagnostic(name + " " + what + ".", "Write " + usage + "."));
    }
}
