package dev.ashlar.run;

import dev.ashlar.manifest.Layer;
import dev.ashlar.manifest.Node;
import dev.ashlar.port.RunRecords.Marker;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Whether a model's time is over: the day it names, or its layer's days after its first build. */
final class Expiry {
    private Expiry() {}

    /** Why it is over, for example {@code expired on 2026-12-31}; empty while it is not. The day itself still counts. */
    static Optional<String> of(RunScope scope, Node.Model model) {
        LocalDate today =
                scope.request().invocation().startedAt().atZone(ZoneOffset.UTC).toLocalDate();
        return lastDay(scope, model).filter(today::isAfter).map(day -> "expired on " + day);
    }

    private static Optional<LocalDate> lastDay(RunScope scope, Node.Model model) {
        if (model.expires().isPresent()) return model.expires().map(LocalDate::parse);
        Optional<Integer> days = scope.request().project().layers().stream()
                .filter(layer -> layer.name().equals(model.layer()))
                .findFirst()
                .flatMap(Layer::expiresAfterDays);
        Optional<LocalDate> first = scope.state()
                .marker(model.build().relation())
                .map(Marker::first)
                .map(at -> at.atZone(ZoneOffset.UTC).toLocalDate());
        return days.flatMap(count -> first.map(day -> day.plusDays(count)));
    }
}
