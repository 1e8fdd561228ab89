package dev.ashlar.graph;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.graph.Selector.Company;
import dev.ashlar.graph.Selector.Criterion;
import dev.ashlar.graph.Selector.Intersection;
import dev.ashlar.graph.Selector.Union;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dbt's selection grammar: {@code @ n+ method.argument:value +n}, comma for both, space for either. */
public final class SelectorParser {
    /** Methods of the grammar, by the word before the colon. */
    static final List<String> METHODS = List.of(
            "access",
            "config",
            "exposure",
            "file",
            "fqn",
            "group",
            "layer",
            "package",
            "path",
            "resource_type",
            "result",
            "selector",
            "source",
            "source_status",
            "state",
            "tag",
            "test_name",
            "test_type",
            "unit_test",
            "version");

    private static final Pattern CRITERION = Pattern.compile(
            "(?<company>@)?"
                    + "(?:(?<up>\\d{0,9})(?<parents>\\+))?"
                    + "(?:(?<method>[A-Za-z_][\\w.\\-]*):)?"
                    + "(?<value>.*?)"
                    + "(?:(?<children>\\+)(?<down>\\d{0,9}))?",
            Pattern.DOTALL);
    private static final List<String> FILE_ENDINGS = List.of(".sql", ".csv", ".ftl", ".yml", ".yaml", ".md");

    private SelectorParser() {}

    /**
     * @param text one or more criteria, as after {@code --select}
     * @throws DiagnosticException naming every criterion that is not of the grammar
     */
    public static Selector parse(String text) {
        List<Diagnostic> wrong = new ArrayList<>();
        List<Selector> parts = new ArrayList<>();
        for (String part : text.strip().split("\\s+")) {
            try {
                parts.add(parseIntersection(part));
            } catch (DiagnosticException e) {
                wrong.addAll(e.diagnostics());
            }
        }
        if (!wrong.isEmpty()) throw new DiagnosticException(wrong, null);
        return parts.size() == 1 ? parts.get(0) : new Union(parts);
    }

    private static Selector parseIntersection(String text) {
        List<Selector> parts = Arrays.stream(text.split(",", -1))
                .map(part -> (Selector) parseCriterion(part))
                .toList();
        return parts.size() == 1 ? parts.get(0) : new Intersection(parts);
    }

    static Criterion parseCriterion(String text) {
        Matcher matcher = CRITERION.matcher(text);
        if (!matcher.matches() || matcher.group("value").isEmpty()) {
            throw refused(
                    text, "it names nothing", "Write a name, a path or method:value, for example 'tag:nightly+'.");
        }
        boolean company = matcher.group("company") != null;
        if (company && (matcher.group("parents") != null || matcher.group("children") != null)) {
            throw refused(text, "'@' already takes children and their parents along", "Leave out the '+'.");
        }
        String value = matcher.group("value");
        String dotted = matcher.group("method");
        List<String> words = dotted == null ? List.of(methodOf(value)) : List.of(dotted.split("\\.", -1));
        checkMethod(text, words);
        return new Criterion(
                words.get(0),
                words.subList(1, words.size()),
                value,
                steps(matcher.group("parents"), matcher.group("up")),
                steps(matcher.group("children"), matcher.group("down")),
                company ? Company.CHILDRENS_PARENTS : Company.OWN,
                Optional.empty());
    }

    /** The method that a value without one stands for. */
    static String methodOf(String value) {
        if (value.indexOf('/') >= 0 || value.indexOf('\\') >= 0) return "path";
        return FILE_ENDINGS.stream().anyMatch(value::endsWith) ? "file" : "fqn";
    }

    static void checkMethod(String text, List<String> words) {
        String method = words.get(0);
        if (!METHODS.contains(method)) {
            String near = NearestName.didYouMean(method, METHODS);
            throw refused(
                    text,
                    "there is no method '" + method + "'",
                    near.isEmpty() ? "The methods are " + String.join(", ", METHODS) + "." : near);
        }
        boolean dotted = words.size() > 1;
        if (method.equals("config") && (!dotted || words.contains(""))) {
            throw refused(
                    text,
                    "'config' needs the key to compare",
                    "Write it after a dot, for example config.materialized:table.");
        }
        if (!method.equals("config") && dotted) {
            throw refused(text, "'" + method + "' takes no key after a dot", "Write " + method + ":value.");
        }
    }

    private static int steps(String plus, String digits) {
        if (plus == null) return 0;
        return digits.isEmpty() ? Selector.ALL : Integer.parseInt(digits);
    }

    static DiagnosticException refused(String text, String reason, String remedy) {
        return new DiagnosticException(
                Diagnostic.error("Cannot use the selector '" + text + "': " + reason + ".", remedy));
    }
}
