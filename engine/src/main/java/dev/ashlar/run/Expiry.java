package dev.ashlar.run;

import dev.ashlar.manifest.Layer;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import dev.ashlar.port.RunRecords.Marker;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Whether a model's time is over: the day it names, or its layer's days after its first build. Days are of UTC. */
final class Expiry {
    private Expiry() {}

    /**
     * Why it is over, for example {@code expired on 2026-12-31}; empty while it is not. The day itself still counts.
     *
     * @param marker of the model's relation, where it was ever built
     */
    static Optional<String> of(Project project, Node.Model model, Optional<Marker> marker, Instant now) {
        LocalDate today = day(now);
        return lastDay(project, model, marker).filter(today::isAfter).map(day -> "expired on " + day);
    }

    private static Optional<LocalDate> lastDay(Project project, Node.Model model, Optional<Marker> marker) {
        if (model.expires().isPresent()) return model.expires().map(LocalDate::parse);
        Optional<Integer> days = project.layers().stream()
                .filter(layer -> layer.name().equals(model.layer()))
                .findFirst()
                .flatMap(Layer::expiresAfterDays);
        return days.flatMap(count -> marker.map(Marker::first).map(at -> day(at).plusDays(count)));
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
