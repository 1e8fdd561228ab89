package dev.ashlar.adapter.freemarker;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A macro called from Java by name, with named arguments; checked first, since FreeMarker's words would name our call. */
record MacroCall(String macro, MacroHead head, Map<String, Object> arguments) {
    private static final String TEST = "test_";

    /** How the user knows it: a generic test is used by its name without {@code test_}. */
    static String noun(String macro) {
        return macro.startsWith(TEST)
                ? "generic test '" + macro.substring(TEST.length()) + "'"
                : "macro '" + macro + "'";
    }

    /** Among the generic tests for a generic test, without their prefix. */
    static String didYouMean(String macro, Collection<String> known) {
        if (!macro.startsWith(TEST)) return NearestName.didYouMean(macro, known);
        List<String> tests = known.stream()
                .filter(name -> name.startsWith(TEST))
                .map(name -> name.substring(TEST.length()))
                .toList();
        return NearestName.didYouMean(macro.substring(TEST.length()), tests);
    }

    static String remedy(String macro, Collection<String> known) {
        String near = didYouMean(macro, known);
        return near.isEmpty() ? "Macros stand in the files macros/*.ftl, as <#macro name>." : near;
    }

    /** In the order of a function's parameters, since functions take no named arguments; absent ones are null. */
    List<Object> positional() {
        List<Object> values = new ArrayList<>();
        for (MacroHead.Argument argument : head.arguments()) values.add(arguments.get(argument.name()));
        while (!values.isEmpty() && values.get(values.size() - 1) == null) values.remove(values.size() - 1);
        return values;
    }

    void check(SourceLocation caller) {
        List<String> known =
                head.arguments().stream().map(MacroHead.Argument::name).toList();
        List<Diagnostic> wrong = new ArrayList<>();
        String subject =
                Character.toUpperCase(noun(macro).charAt(0)) + noun(macro).substring(1);
        String remedy = "It takes " + String.join(", ", known) + ".";
        for (String name : arguments.keySet()) {
            if (known.contains(name) || head.catchAll()) continue;
            String near = NearestName.didYouMean(name, known);
            wrong.add(Diagnostic.error(
                    caller,
                    subject + " takes no argument '" + name + "'.",
                    near.isEmpty() ? remedy : near + " " + remedy));
        }
        for (MacroHead.Argument argument : head.arguments()) {
            if (argument.optional() || arguments.get(argument.name()) != null) continue;
            wrong.add(Diagnostic.error(caller, subject + " lacks its argument '" + argument.name() + "'.", remedy));
        }
        if (!wrong.isEmpty()) throw new DiagnosticException(wrong, null);
    }
}
