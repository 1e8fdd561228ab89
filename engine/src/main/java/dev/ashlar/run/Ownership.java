package dev.ashlar.run;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.MarkerStatement.RecordMarker;
import dev.ashlar.port.RunRecords.Marker;
import dev.ashlar.report.Catalog;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The markers, read once and kept current by what the run commits. Safe for many threads. */
final class Ownership {
    private final Map<String, Marker> markers = new ConcurrentHashMap<>();

    Ownership(Map<RelationName, Marker> read) {
        read.forEach((relation, marker) -> markers.put(Catalog.key(relation), marker));
    }

    Optional<Marker> find(RelationName relation) {
        return Optional.ofNullable(markers.get(Catalog.key(relation)));
    }

    /** Takes what was read anew of one relation. */
    void renew(RelationName relation, Map<RelationName, Marker> read) {
        String key = Catalog.key(relation);
        markers.remove(key);
        read.forEach((name, marker) -> {
            if (Catalog.key(name).equals(key)) markers.put(key, marker);
        });
    }

    void apply(Collection<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Marked m -> mark(m.marker());
                case Effect.Forgotten f -> markers.remove(Catalog.key(f.relation()));
                case Effect.Changed c -> {}
                case Effect.Gone g -> {}
                case Effect.Moved m -> {}
                case Effect.RowsMoved r -> {}
                case Effect.Temporary temporary -> {}
            }
        }
    }

    private void mark(RecordMarker marker) {
        markers.compute(
                Catalog.key(marker.relation()),
                (key, before) -> new Marker(
                        marker.relation(),
                        marker.node(),
                        marker.attempt(),
                        marker.invocationId(),
                        marker.checksum(),
                        marker.at(),
                        before == null ? marker.at() : before.first()));
    }
}
