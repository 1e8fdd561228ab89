package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.CatalogRelation;
import java.util.List;
import java.util.Optional;

/**
 * What stands in the warehouse where a node is to be built.
 *
 * @param published the relation under the node's name
 * @param ownership whether the markers know it
 * @param leftovers relations of an earlier attempt: {@code __new}, {@code __old}, {@code __batch}
 * @param failed the kept candidate of an earlier failed gate, {@code __failed}
 * @param dependents views bound to the published relation, outermost first; empty where views bind late
 */
public record RelationState(
        RelationName name,
        Optional<CatalogRelation> published,
        Ownership ownership,
        List<CatalogRelation> leftovers,
        Optional<CatalogRelation> failed,
        List<Dependent> dependents) {
    public RelationState {
        leftovers = List.copyOf(leftovers);
        dependents = List.copyOf(dependents);
    }

    public static RelationState absent(RelationName name) {
        return new RelationState(name, Optional.empty(), Ownership.OURS, List.of(), Optional.empty(), List.of());
    }

    public enum Ownership {
        OURS,
        UNKNOWN,
        ADOPTED
    }

    /** @param definition text that makes the view again, read before anything is renamed */
    public record Dependent(CatalogRelation relation, String definition) {}
}
