package dev.ashlar.compile.parse;

import dev.ashlar.port.ModelTemplates;
import dev.ashlar.port.ModelTemplates.Macro;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Unique ids of macros: {@code macro.<package>.<name>}. */
final class MacroIds {
    private MacroIds() {}

    static String of(Macro macro, String project) {
        String packageName = macro.packageName().isEmpty() ? project : macro.packageName();
        return "macro." + packageName + "." + macro.name();
    }

    /** Of the macros a template called; the project's own come before the engine's of the same name. */
    static List<String> of(TemplateFacts facts, ParseContext context) {
        if (facts.macros().isEmpty()) return List.of();
        Map<String, Macro> known = context.templates().macros().stream()
                .collect(Collectors.toMap(
                        Macro::name,
                        Function.identity(),
                        (one, other) -> other.packageName().equals(ModelTemplates.BUILT_IN) ? one : other));
        List<String> ids = new ArrayList<>();
        for (String name : facts.macros()) {
            String plain = name.contains("__") ? name.substring(name.indexOf("__") + 2) : name;
            Macro macro = known.getOrDefault(name, known.get(plain));
            if (macro != null) ids.add(of(macro, context.project()));
        }
        return ids;
    }
}
