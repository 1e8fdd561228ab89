package dev.ashlar.manifest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A time that a user wrote: with an offset, or as clocks of some zone show it. */
public sealed interface Moment {
    record Exact(Instant instant) implements Moment {}

    record Local(LocalDateTime time) implements Moment {}

    /** What to write, for remedies. */
    String FORMS = "2026-10-01, 2026-10-01 02:00:00 or 2026-10-01T02:00:00Z";

    List<Function<String, Moment>> READINGS = List.of(
            text -> new Exact(OffsetDateTime.parse(text).toInstant()),
            text -> new Local(LocalDateTime.parse(text)),
            text -> new Local(LocalDate.parse(text).atStartOfDay()));

    /** Empty when the text is no time. */
    static Optional<Moment> find(String text) {
        String one = text.strip().replace(' ', 'T');
        for (Function<String, Moment> reading : READINGS) {
            try {
                return Optional.of(reading.apply(one));
            } catch (DateTimeParseException e) {
                continue;
            }
        }
        return Optional.empty();
    }

    /** @param zone in which a time without offset is read */
    default Instant in(ZoneId zone) {
        return switch (this) {
            case Exact exact -> exact.instant();
            case Local local -> local.time().atZone(zone).toInstant();
        };
    }
}
