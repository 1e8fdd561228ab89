package dev.ashlar.adapter.freemarker;

import dev.ashlar.diagnostic.NearestName;
import freemarker.core._CoreAPI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Syntax that catches out people who come from SQL or Jinja, and what to write instead. */
final class Traps {
    private static final Pattern UNKNOWN_DIRECTIVE = Pattern.compile("Unknown directive: #(\\w+)");
    private static final Pattern STRAY_TAG = Pattern.compile("<[@#](?![A-Za-z_/$-]|--)");
    private static final Pattern NOT = Pattern.compile("\\bnot\\s+$");
    private static final Pattern OPEN_CALL = Pattern.compile("(\\w+)\\s*\\([^()]*$");
    private static final Pattern ASSIGNED = Pattern.compile("^(\\w+)\\s*=(?!=)");
    private static final Pattern COMPARED = Pattern.compile("^[^<>\n]*>=?\\s*[\\w\"'(.-][^<>\n]*>");
    private static final String OTHER = "\n";

    /** Words of Jinja, and the directive that does the same. */
    private static final Map<String, String> JINJA_DIRECTIVES = Map.of(
            "for", "<#list items as item> ... </#list>",
            "endfor", "</#list>",
            "endif", "</#if>",
            "elif", "<#elseif condition>",
            "set", "<#assign name = value>",
            "endmacro", "</#macro>",
            "do", "<#assign name = value>, or ${...} for a call",
            "raw", "<#noparse> ... </#noparse>");

    private static final Map<String, String> JINJA_OPERATORS = Map.of("and", "&&", "or", "||", "not", "!", "is", "==");

    private Traps() {}

    /** @param offset 0-based place of the trap; -1 for the place of the fault */
    record Advice(String message, String remedy, int offset) {}

    static Advice inParse(String fault, String text, int line, int column) {
        String message = Wording.sentence(fault);
        int offset = offset(text, line, column);
        int lineStart = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
        String before = text.substring(Math.min(lineStart, text.length()), Math.min(offset, text.length()));

        Matcher unknown = UNKNOWN_DIRECTIVE.matcher(fault);
        if (unknown.find()) return unknownDirective(unknown.group(1), text, offset);
        Matcher stray = STRAY_TAG.matcher(before);
        if (stray.find()) {
            String sign = stray.group();
            return new Advice(
                    "'" + sign + "' starts a FreeMarker tag, so it cannot stand for an SQL operator.",
                    "Write ${\"" + sign + "\"}, or put the SQL between <#noparse> and </#noparse>.",
                    lineStart + stray.start());
        }
        if (fault.contains("Lexical error") && before.contains("\\")) {
            return new Advice(
                    "A backslash in a string is an escape, and this one is none that FreeMarker knows.",
                    "Write a raw string for a regular expression: r\"\\d+\".",
                    -1);
        }
        if (fault.contains("Lexical error") && fault.contains("<EOF>")) {
            return new Advice("A string has no closing quote.", "", -1);
        }
        if (fault.startsWith("Encountered") && NOT.matcher(before).find()) {
            return new Advice("FreeMarker has no operator 'not'.", "Write !.", -1);
        }
        for (Map.Entry<String, String> word : JINJA_OPERATORS.entrySet()) {
            if (fault.startsWith("Encountered \"" + word.getKey() + "\"")) {
                return new Advice(
                        "FreeMarker has no operator '" + word.getKey() + "'.", "Write " + word.getValue() + ".", -1);
            }
        }
        return new Advice(message, "", -1);
    }

    private static Advice unknownDirective(String name, String text, int offset) {
        int tag = text.indexOf("<#" + name, Math.max(0, offset - 2));
        String instead = JINJA_DIRECTIVES.get(name);
        if (instead != null) {
            return new Advice("There is no directive <#" + name + ">.", "Write " + instead + ".", tag);
        }
        boolean word = name.length() > 2; // a shorter one is near to everything
        String near = word ? NearestName.didYouMean(name, _CoreAPI.ALL_BUILT_IN_DIRECTIVE_NAMES) : "";
        String operator = "If it is an SQL operator, write ${\"<#\"}" + name
                + ", or put the SQL between <#noparse> and </#noparse>.";
        return new Advice("There is no directive <#" + name + ">.", near.isEmpty() ? operator : near, tag);
    }

    /** The remedy when an expression is {@code name=value} within a call, which FreeMarker takes for a comparison. */
    static Optional<Advice> namedArgument(String text, int line, int column) {
        int offset = offset(text, line, column);
        Matcher assigned = ASSIGNED.matcher(text.substring(offset));
        Matcher call = OPEN_CALL.matcher(text.substring(Math.max(0, text.lastIndexOf('\n', offset)), offset));
        if (!assigned.find() || !call.find()) return Optional.empty();
        String function = call.group(1);
        String remedy = function.equals("ref") && assigned.group(1).matches("v|version")
                ? "Write ref(\"model\", {\"version\": 2})."
                : "Write the values in order, without '" + assigned.group(1) + "='.";
        return Optional.of(new Advice("Functions such as " + function + "(...) take no named arguments.", remedy, -1));
    }

    /** Whether a condition goes on with {@code >}, which ended its tag. */
    static boolean isCutOff(String text, int line, int column) {
        return COMPARED.matcher(text.substring(offset(text, line, column))).find();
    }

    private static int offset(String text, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int newline = text.indexOf(OTHER, start);
            if (newline < 0) return text.length();
            start = newline + 1;
        }
        return Math.min(text.length(), start + column - 1);
    }
}
