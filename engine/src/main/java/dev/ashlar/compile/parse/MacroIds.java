package dev.ashlar.compile.parse;

import dev.ashlar.port.ModelTemplates;
import dev.ashlar.port.ModelTemplates.Macro;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Unique ids of macros: {@code macro.<package>.<name>}. */
final class MacroIds {
    private final String project;
    private final Map<String, Macro> known = new HashMap<>();

    /** Of two macros of one name the project's own comes before the engine's. */
    MacroIds(List<Macro> macros, String project) {
        this.project = project;
        for (Macro macro : macros) {
            known.merge(
                    macro.name(),
                    macro,
                    (one, other) -> other.packageName().equals(ModelTemplates.BUILT_IN) ? one : other);
        }
    }

    String of(Macro macro) {
        String packageName = macro.packageName().isEmpty() ? project : macro.packageName();
        return "macro." + packageName + "." + macro.name();
    }

    /** Of the macros a template called, also under the name that serves one engine. */
    List<String> of(TemplateFacts facts) {
        if (facts.macros().isEmpty()) return List.of();
        List<String> ids = new ArrayList<>();
        for (String name : facts.macros()) {
            String plain = name.contains("__") ? name.substring(name.indexOf("__") + 2) : name;
            Macro macro = known.getOrDefault(name, known.get(plain));
            if (macro != null) ids.add(of(macro));
        }
        return ids;
    }
}
