package dev.ashlar.graph;

import dev.ashlar.manifest.Node;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Matches nodes by name or by the parts of their fully qualified name, as dbt does: a name is enough, a prefix of the
 * parts (a folder) selects all below it, the package may be left out, and from the first part with a wildcard on the rest
 * is matched as a whole.
 */
final class FqnPattern implements Predicate<Node> {
    private final String text;
    private final Predicate<String> name;
    private final List<String> fixed;
    private final Predicate<String> rest;

    FqnPattern(String text) {
        this.text = text;
        this.name = Glob.of(text);
        List<String> parts = Arrays.asList(text.split("\\.", -1));
        int wild = 0;
        while (wild < parts.size() && !Glob.isPattern(parts.get(wild))) wild++;
        this.fixed = parts.subList(0, wild);
        this.rest = wild == parts.size() ? null : Glob.of(String.join(".", parts.subList(wild, parts.size())));
    }

    @Override
    public boolean test(Node node) {
        List<String> fqn = node.header().fqn();
        if (name.test(node.name()) || (!fqn.isEmpty() && name.test(fqn.get(fqn.size() - 1)))) return true;
        if (node instanceof Node.Model model && model.version().isPresent() && isVersion(model)) return true;
        List<String> parts = flat(fqn);
        return matches(parts) || (parts.size() > 1 && matches(parts.subList(1, parts.size())));
    }

    /** {@code orders.v2} and {@code orders_v2} both name one version of a model. */
    private boolean isVersion(Node.Model model) {
        String version = "v" + model.version().orElseThrow().version();
        return name.test(model.name() + "." + version) || text.equals(model.name() + "_" + version);
    }

    private boolean matches(List<String> parts) {
        if (parts.size() < fixed.size() || !parts.subList(0, fixed.size()).equals(fixed)) return false;
        if (rest == null) return true;
        return parts.size() > fixed.size() && rest.test(String.join(".", parts.subList(fixed.size(), parts.size())));
    }

    private static List<String> flat(List<String> fqn) {
        boolean dotted = fqn.stream().anyMatch(part -> part.indexOf('.') >= 0);
        return dotted ? Arrays.asList(String.join(".", fqn).split("\\.", -1)) : fqn;
    }
}
