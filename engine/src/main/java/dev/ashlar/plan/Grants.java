package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.Grantee;
import dev.ashlar.report.Privilege;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings the privileges on a relation to what its node asks for, by the difference. What others granted stays: only what
 * an earlier run granted for the node, and the node does not ask for any more, is taken back.
 */
final class Grants {
    private final Assignment work;
    private final Set<Privilege> wanted;
    private final Set<Privilege> given;

    Grants(Assignment work) {
        this.work = work;
        this.wanted = work.can(EngineCapability.GRANTS)
                ? privileges(work.build().grants(), work.context().can())
                : Set.of();
        this.given = work.can(EngineCapability.GRANTS)
                ? privileges(work.state().granted(), work.context().can())
                : Set.of();
    }

    /** What {@code grants} of a node means on an engine. */
    static Set<Privilege> privileges(Map<String, List<String>> written, Set<EngineCapability> can) {
        Set<Privilege> privileges = new LinkedHashSet<>();
        new TreeMap<>(written).forEach((privilege, grantees) -> {
            for (String grantee : grantees) {
                privileges.add(
                        Privilege.of(privilege.strip().toLowerCase(Locale.ROOT), known(Grantee.of(grantee), can)));
            }
        });
        return privileges;
    }

    private static Grantee known(Grantee grantee, Set<EngineCapability> can) {
        boolean told = can.contains(EngineCapability.GRANTEE_KINDS);
        return told || grantee.equals(Grantee.EVERYBODY) ? grantee : Grantee.user(grantee.name());
    }

    /** For a relation that keeps the privileges that the published one has. */
    List<Statement> kept() {
        if (!work.can(EngineCapability.GRANTS)) return List.of();
        List<Privilege> present = present();
        List<Statement> statements = new ArrayList<>();
        Set<Privilege> superfluous = new LinkedHashSet<>(given);
        superfluous.removeAll(wanted);
        superfluous.removeIf(one -> present.stream().noneMatch(p -> covers(p, one)));
        grouped(superfluous)
                .forEach((key, grantees) ->
                        statements.add(new AccessStatement.Revoke(work.name(), key.privilege(), grantees)));
        Set<Privilege> lacking = new LinkedHashSet<>(wanted);
        lacking.removeIf(one -> present.stream().anyMatch(p -> covers(p, one)));
        statements.addAll(of(work.name(), lacking));
        return recorded(statements);
    }

    /**
     * For a relation that begins with none and takes the place of the published one.
     *
     * @param columns that it has; empty when the published one has no privileges on single columns
     */
    List<Statement> carried(List<CatalogColumn> columns) {
        if (!work.can(EngineCapability.GRANTS)) return List.of();
        Set<Privilege> all = new LinkedHashSet<>(present());
        all.removeIf(p -> given.stream().anyMatch(one -> covers(p, one) && !wanted.contains(one)));
        all.removeIf(p -> p.column().isPresent()
                && SchemaChange.find(columns, p.column().get()).isEmpty());
        for (Privilege one : wanted) {
            if (all.stream().noneMatch(p -> covers(p, one))) all.add(one);
        }
        return recorded(of(work.name(), all));
    }

    private List<Privilege> present() {
        return work.state().published().map(r -> r.access().privileges()).orElse(List.of());
    }

    /** Whether to hold the one is to hold the other. */
    private static boolean covers(Privilege held, Privilege asked) {
        return held.column().isEmpty()
                && held.name().equals(asked.name())
                && held.grantee().equals(asked.grantee());
    }

    /** Remembers what is granted for the node, where that differs from what an earlier run remembered. */
    private List<Statement> recorded(List<Statement> statements) {
        if (wanted.equals(given)) return statements;
        List<Statement> all = new ArrayList<>(statements);
        all.add(new AccessStatement.RecordGrants(
                work.context().markers().named("grants"),
                work.name(),
                written(work.build().grants()),
                work.context().runTime()));
        return all;
    }

    private static String written(Map<String, List<String>> grants) {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(grants).forEach((privilege, grantees) -> {
            for (String grantee : grantees) lines.add(privilege + "\t" + grantee);
        });
        return String.join("\n", lines);
    }

    private record Key(String privilege, Optional<ColumnName> column, Privilege.GrantOption option) {}

    private static Map<Key, List<Grantee>> grouped(Collection<Privilege> privileges) {
        Map<Key, List<Grantee>> groups = new TreeMap<>(Comparator.comparing(Key::privilege)
                .thenComparing(k -> k.column().map(ColumnName::name).orElse(""))
                .thenComparing(Key::option));
        for (Privilege one : privileges) {
            groups.computeIfAbsent(new Key(one.name(), one.column(), one.option()), k -> new ArrayList<>())
                    .add(one.grantee());
        }
        groups.values().forEach(g -> g.sort(Comparator.comparing(Grantee::type).thenComparing(Grantee::name)));
        return groups;
    }

    /** Leaves the owner alone with a relation that has these privileges. */
    static List<Statement> revoked(RelationName relation, Collection<Privilege> present) {
        List<Grantee> grantees = present.stream()
                .map(Privilege::grantee)
                .distinct()
                .sorted(Comparator.comparing(Grantee::type).thenComparing(Grantee::name))
                .toList();
        return grantees.isEmpty() ? List.of() : List.of(new AccessStatement.RevokeAll(relation, grantees));
    }

    /** One statement for each privilege. */
    static List<Statement> of(RelationName relation, Collection<Privilege> privileges) {
        List<Statement> statements = new ArrayList<>();
        grouped(privileges)
                .forEach((key, grantees) -> statements.add(
                        new AccessStatement.Grant(relation, key.privilege(), key.column(), grantees, key.option())));
        return statements;
    }
}
