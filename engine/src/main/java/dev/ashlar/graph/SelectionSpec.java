package dev.ashlar.graph;

import dev.ashlar.manifest.NodeKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line says about the nodes wanted.
 *
 * @param select values of {@code --select}, each of which may hold several criteria; none for all nodes
 * @param selector an entry of {@code selectors.yml}; {@code select} and {@code exclude} narrow it further
 * @param resourceTypes kinds to keep; none for all
 */
public record SelectionSpec(
        List<String> select,
        List<String> exclude,
        Optional<String> selector,
        IndirectSelection indirect,
        Set<NodeKind> resourceTypes,
        Groups groups) {
    public static final SelectionSpec ALL =
            new SelectionSpec(List.of(), List.of(), Optional.empty(), IndirectSelection.EAGER, Set.of());

    /** Whether a model brings those that are published in one transaction with it. */
    public enum Groups {
        AS_SELECTED,
        WHOLE
    }

    public SelectionSpec(
            List<String> select,
            List<String> exclude,
            Optional<String> selector,
            IndirectSelection indirect,
            Set<NodeKind> resourceTypes) {
        this(select, exclude, selector, indirect, resourceTypes, Groups.AS_SELECTED);
    }

    public SelectionSpec {
        select = List.copyOf(select);
        exclude = List.copyOf(exclude);
        resourceTypes = Set.copyOf(resourceTypes);
    }

    public static SelectionSpec of(String... select) {
        return new SelectionSpec(List.of(select), List.of(), Optional.empty(), IndirectSelection.EAGER, Set.of());
    }

    public SelectionSpec excluding(String... criteria) {
        return new SelectionSpec(select, List.of(criteria), selector, indirect, resourceTypes, groups);
    }

    public SelectionSpec selector(String name) {
        return new SelectionSpec(select, exclude, Optional.of(name), indirect, resourceTypes, groups);
    }

    public SelectionSpec indirectly(IndirectSelection mode) {
        return new SelectionSpec(select, exclude, selector, mode, resourceTypes, groups);
    }

    public SelectionSpec only(NodeKind... kinds) {
        return new SelectionSpec(select, exclude, selector, indirect, Set.of(kinds), groups);
    }

    /** For what builds models. */
    public SelectionSpec withWholeGroups() {
        return new SelectionSpec(select, exclude, selector, indirect, resourceTypes, Groups.WHOLE);
    }
}
