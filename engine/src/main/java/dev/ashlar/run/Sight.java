package dev.ashlar.run;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.RunLocks.Lease;
import dev.ashlar.port.RunLocks.Leases;
import dev.ashlar.port.RunLocks.Standing;
import dev.ashlar.report.Catalog;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Leases as one run sees them.
 *
 * @param own as far as it still stands
 * @param older by the key of each relation that an older run still holds
 * @param younger keys of what younger runs wait for
 */
record Sight(Optional<Lease> own, Map<String, Lease> older, Set<String> younger) {
    static Sight of(Leases leases, String invocation) {
        Optional<Lease> own = leases.find(invocation);
        long place = own.map(Lease::place).orElse(Long.MAX_VALUE);
        Map<String, Lease> older = new HashMap<>();
        Set<String> younger = new HashSet<>();
        for (Lease lease : leases.all()) {
            for (RelationName relation : lease.relations()) {
                if (lease.place() < place) older.putIfAbsent(Catalog.key(relation), lease);
                if (lease.place() > place) younger.add(Catalog.key(relation));
            }
        }
        return new Sight(own, Collections.unmodifiableMap(older), Collections.unmodifiableSet(younger));
    }

    /** Whether somebody else took the run's lease. */
    boolean shutOut() {
        return own.map(lease -> lease.standing() instanceof Standing.Taken).orElse(true);
    }

    /** Older leases that hold any of these, each once. */
    Set<Lease> holding(Collection<RelationName> relations) {
        Set<Lease> holding = new LinkedHashSet<>();
        for (RelationName relation : relations) {
            Lease lease = older.get(Catalog.key(relation));
            if (lease != null) holding.add(lease);
        }
        return holding;
    }

    boolean isWanted(Collection<RelationName> relations) {
        return relations.stream().anyMatch(relation -> younger.contains(Catalog.key(relation)));
    }
}
