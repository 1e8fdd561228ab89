package dev.ashlar.compile.read;

import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Project.DocBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the doc blocks of a Markdown file: a line {@code <#docs name>}, the text, and a line {@code </#docs>}. */
public final class DocBlocks {
    private static final Pattern START = Pattern.compile("\\s*<#docs\\s+([A-Za-z_][A-Za-z0-9_]*)\\s*>\\s*");
    private static final Pattern END = Pattern.compile("\\s*</#docs>\\s*");
    private static final Pattern FOREIGN = Pattern.compile("\\s*\\{%-?\\s*(?:end)?docs\\b.*");

    private DocBlocks() {}

    public static List<DocBlock> find(String file, String text, Diagnostics diagnostics) {
        List<DocBlock> blocks = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        String open = null;
        int openedOn = 0;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            SourceLocation at = new SourceLocation(file, number, 1);
            Matcher start = START.matcher(line);
            if (FOREIGN.matcher(line).matches()) {
                diagnostics.error(
                        at,
                        "Jinja marks no doc blocks here.",
                        "Write a line '<#docs name>' before the text and a line '</#docs>' behind it.");
                return blocks;
            } else if (start.matches()) {
                if (open != null) unclosed(file, openedOn, open, diagnostics);
                open = start.group(1);
                openedOn = number;
                body.setLength(0);
            } else if (END.matcher(line).matches()) {
                if (open == null) {
                    diagnostics.error(at, "'</#docs>' closes nothing.", "Write '<#docs name>' before the text.");
                } else {
                    blocks.add(new DocBlock(open, body.toString().strip(), file));
                    open = null;
                }
            } else if (line.stripLeading().startsWith("<#docs")) {
                diagnostics.error(
                        at,
                        "A doc block needs a name of letters, digits and underscores.",
                        "Write for example '<#docs order_status>'.");
                open = null;
            } else if (open != null) {
                body.append(line).append('\n');
            }
        }
        if (open != null) unclosed(file, openedOn, open, diagnostics);
        return blocks;
    }

    private static void unclosed(String file, int line, String name, Diagnostics diagnostics) {
        diagnostics.error(
                new SourceLocation(file, line, 1),
                "Doc block '" + name + "' is not closed.",
                "Add a line '</#docs>' behind it.");
    }
}
