package dev.ashlar.adapter.freemarker;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.TemplateText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds dbt's Jinja in a template, which FreeMarker would hand to the warehouse as it stands. */
final class JinjaSyntax {
    private static final Pattern TAG = Pattern.compile(
            "\\{\\{-?\\s*(config|ref|source|this|var|env_var|target|is_incremental|run_query|adapter|doc|dbt_utils|dbt)\\b"
                    + "|\\{%-?\\s*(if|elif|else|endif|for|endfor|set|macro|endmacro|call|do|raw|snapshot|test)\\b");

    private static final String IN_GENERAL =
            "Templates are FreeMarker: ${...} prints a value, <#if>, <#list> and <#assign> are directives.";

    private JinjaSyntax() {}

    static boolean mayBeIn(String text) {
        return text.contains("{{") || text.contains("{%");
    }

    static Optional<Diagnostic> find(TemplateText source) {
        String text = source.text();
        if (!mayBeIn(text)) return Optional.empty();
        Matcher matcher = TAG.matcher(text);
        while (matcher.find()) {
            if (isCommented(text, matcher.start())) continue;
            SourceLocation at = new Places(source).ofOffset(matcher.start());
            String word = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            return Optional.of(Diagnostic.error(
                            at,
                            "'" + matcher.group() + "' is Jinja, which Ashlar does not read.",
                            remedy(word) + " " + IN_GENERAL)
                    .withExcerpt(Wording.excerpt(source, at)));
        }
        return Optional.empty();
    }

    private static String remedy(String word) {
        return switch (word) {
            case "ref" -> "Write ${ref(\"model\")}.";
            case "source" -> "Write ${source(\"source\", \"table\")}.";
            case "config" -> "Write <@config materialized=\"table\" />.";
            case "this" -> "Write ${this}.";
            case "var", "env_var", "doc" -> "Write ${" + word + "(\"name\")}.";
            case "if", "elif", "else", "endif" -> "Write <#if condition> ... <#elseif other> ... <#else> ... </#if>.";
            case "for", "endfor" -> "Write <#list items as item> ... </#list>.";
            case "set", "do" -> "Write <#assign name = value>.";
            case "macro", "endmacro", "call" ->
                "Write <#macro name argument> ... </#macro> and <@name argument=value />.";
            case "raw" -> "Write <#noparse> ... </#noparse>.";
            default -> "Write ${...}.";
        };
    }

    /** Within an SQL line comment, a FreeMarker comment or {@code <#noparse>} it does no harm. */
    private static boolean isCommented(String text, int offset) {
        int lineStart = text.lastIndexOf('\n', offset) + 1;
        return text.substring(lineStart, offset).contains("--")
                || isBetween(text, offset, List.of("<#--", "-->"))
                || isBetween(text, offset, List.of("<#noparse>", "</#noparse>"));
    }

    private static boolean isBetween(String text, int offset, List<String> ends) {
        int open = text.lastIndexOf(ends.get(0), offset);
        return open >= 0 && text.lastIndexOf(ends.get(1), offset) < open;
    }
}
