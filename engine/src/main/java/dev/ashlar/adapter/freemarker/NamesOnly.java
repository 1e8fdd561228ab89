package dev.ashlar.adapter.freemarker;

import java.util.regex.Pattern;

/**
 * Templates that only say what they are and what they read, as most models do: {@code config}, references, {@code this},
 * {@code is_incremental()}. Nothing in them can go on without end or nest deep, so they are rendered where they are asked
 * for, which spares two hand-overs between threads.
 */
final class NamesOnly {
    /** A longer text costs more to look through than the threads. */
    private static final int LONGEST = 20_000;

    /** Without an interpolation in it, and without an escaped quote. */
    private static final String TEXT = "(?:\"[^\"\\\\$#]*+\"|'[^'\\\\$#]*+')";

    private static final String TEXTS = TEXT + "(?:\\s*+,\\s*+" + TEXT + ")*+";

    private static final String VALUE = "(?:" + TEXT + "|[0-9]++|true|false|\\[\\s*+" + TEXTS + "\\s*+\\])";

    private static final Pattern KNOWN = Pattern.compile(
            "<#--.*?-->"
                    + "|\\$\\{\\s*+(?:this|(?:ref|source|rejects|var|env_var)\\(\\s*+" + TEXTS + "\\s*+\\))\\s*+\\}"
                    + "|<@config(?:\\s++[a-z_]++\\s*+=\\s*+" + VALUE + ")*+\\s*+/>"
                    + "|<#if\\s++!?is_incremental\\(\\)\\s*+>|<#else>|</#if>",
            Pattern.DOTALL);

    private static final Pattern TAG = Pattern.compile("\\$\\{|</?[#@]");

    private NamesOnly() {}

    /** Whether the template holds nothing else. */
    static boolean are(String template) {
        if (template.length() > LONGEST) return false;
        return !TAG.matcher(KNOWN.matcher(template).replaceAll(" ")).find();
    }
}
