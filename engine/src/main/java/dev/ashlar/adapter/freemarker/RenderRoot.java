package dev.ashlar.adapter.freemarker;

import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The data model of one render: names answered by the scope, then macros. Nothing is made before it is asked for. */
final class RenderRoot implements TemplateHashModel {
    /** Names that no template can write by accident, for a macro called from Java. */
    static final String CALLED = "macro to call";

    static final String ARGUMENTS = "arguments of the call";

    static final String POSITIONAL = "arguments in order";

    private final Optional<MacroCall> call;
    private final ScopeNames scope;
    private final MacroNames macros;
    private final Map<String, TemplateModel> asked = new HashMap<>();

    RenderRoot(Optional<MacroCall> call, ScopeNames scope, MacroNames macros) {
        this.call = call;
        this.scope = scope;
        this.macros = macros;
    }

    @Override
    public TemplateModel get(String name) throws TemplateModelException {
        if (call.isPresent() && name.equals(CALLED))
            return macros.find(call.get().macro());
        if (call.isPresent() && name.equals(ARGUMENTS))
            return scope.wrap(call.get().arguments());
        if (call.isPresent() && name.equals(POSITIONAL))
            return scope.wrap(call.get().positional());
        Optional<Object> instead = scope.scope().overridden(name);
        if (instead.isPresent()) {
            TemplateModel value = scope.wrap(instead.get());
            return ScopeNames.VALUES.contains(name) ? value : new OverriddenMacro(value);
        }
        if (!ScopeNames.ALL.contains(name)) return macros.find(name);
        TemplateModel known = asked.get(name);
        if (known != null) return known;
        TemplateModel found = scope.find(name);
        asked.put(name, found);
        return found;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }
}
