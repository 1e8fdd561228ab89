package dev.ashlar.adapter.yaml;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Tree;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML 1.1 with the places of its values. Values mean what they mean to PyYAML ({@code yes} is true), so that a
 * file moved here from dbt says the same.
 */
public final class YamlTrees {
    /** Deeper nesting is no configuration; it is an attack on the stack. */
    private static final int NESTING = 64;

    private static final int ALIASES = 1_000;
    private static final int CHARACTERS = 16 * 1024 * 1024;

    /** In a list or mapping of brackets its own brackets would be read. */
    private static final Pattern BARE_TEMPLATE = Pattern.compile("[:,\\[{]\\s*\\$\\{");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private YamlTrees() {}

    /**
     * @param file what locations in the tree name
     * @return an empty mapping for an empty document
     * @throws DiagnosticException for bad syntax, duplicate keys, and documents that unfold to more than they are
     */
    public static Tree parse(String file, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(NESTING);
        options.setMaxAliasesForCollections(ALIASES);
        options.setCodePointLimit(CHARACTERS);
        options.setAllowDuplicateKeys(true); // found by NodeConverter, which knows both places
        try {
            ParserImpl parser = new ParserImpl(new StreamReader(text), options);
            Node root = new Composer(parser, new Resolver(), options).getSingleNode();
            if (root == null) return new Tree.Mapping(List.of(), new SourceLocation(file, 1, 1));
            return new NodeConverter(file).convert(root);
        } catch (MarkedYAMLException e) {
            throw new DiagnosticException(syntax(file, text, e), e);
        } catch (ReaderException e) {
            throw new DiagnosticException(
                    Diagnostic.error(
                            place(file, text, e.getPosition()),
                            "The character U+" + HEX.toHexDigits((char) e.getCodePoint()) + " is not allowed in YAML.",
                            "Take it out, or write it as an escape within double quotes."),
                    e);
        } catch (YAMLException e) {
            throw new DiagnosticException(limit(file, e), e);
        } catch (StackOverflowError e) {
            throw new DiagnosticException(tooDeep(file), e);
        }
    }

    private static Diagnostic syntax(String file, String text, MarkedYAMLException e) {
        Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
        SourceLocation at = mark == null
                ? SourceLocation.ofFile(file)
                : new SourceLocation(file, mark.getLine() + 1, mark.getColumn() + 1);
        String problem = e.getProblem() == null ? "" : e.getProblem();
        if (problem.contains("\\t(TAB)")) {
            return Diagnostic.error(at, "A tab stands where YAML wants spaces.", "Indent with spaces.");
        }
        if (problem.contains("another document")) {
            return Diagnostic.error(
                    at, "A second document starts here.", "Keep one document in a file: take out '---'.");
        }
        if (line(text, at.line()).contains("{{") || line(text, at.line()).contains("{%")) {
            return Diagnostic.error(
                    at,
                    "This is no YAML: it looks like Jinja.",
                    "Templates are FreeMarker here: write '${env_var(\"NAME\")}', within quotes.");
        }
        if (BARE_TEMPLATE.matcher(line(text, at.line())).find()) {
            return Diagnostic.error(
                    at, "This is no YAML: a template stands here without quotes.", "Write '${...}', within quotes.");
        }
        String context = e.getContext() == null ? "" : " " + e.getContext();
        return Diagnostic.error(at, "This is no YAML: " + problem + context + ".", remedy(problem));
    }

    private static String remedy(String problem) {
        if (problem.startsWith("mapping values are not allowed")) {
            return "Put a value that holds ': ' within quotes, and align keys of one level.";
        }
        if (problem.startsWith("found character")) return "Put a value that starts so within quotes.";
        if (problem.contains("undefined alias")) return "Define the anchor (&name) above its first use (*name).";
        if (problem.startsWith("expected <block end>")) return "Align the keys of one level in one column.";
        return "Look at indentation, quotes and brackets here and on the line above.";
    }

    private static Diagnostic limit(String file, YAMLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("aliases")) return NodeConverter.unfolds(SourceLocation.ofFile(file));
        if (message.contains("Nesting")) return tooDeep(file);
        if (message.contains("code points") || message.contains("document exceeds")) {
            return Diagnostic.error(
                    SourceLocation.ofFile(file),
                    "The document is longer than " + CHARACTERS + " characters.",
                    "Split it into several files.");
        }
        return Diagnostic.error(SourceLocation.ofFile(file), "This is no YAML: " + message + ".", remedy(message));
    }

    private static Diagnostic tooDeep(String file) {
        return Diagnostic.error(
                SourceLocation.ofFile(file),
                "Values are nested deeper than " + NESTING + " levels.",
                "No configuration is that deep: look for brackets that are not closed.");
    }

    private static String line(String text, int number) {
        return text.lines().skip(Math.max(0, number - 1)).findFirst().orElse("");
    }

    private static SourceLocation place(String file, String text, int offset) {
        int end = Math.min(offset, text.length());
        int line = 1;
        int start = 0;
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new SourceLocation(file, line, end - start + 1);
    }
}
