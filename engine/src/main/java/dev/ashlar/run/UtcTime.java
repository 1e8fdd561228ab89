package dev.ashlar.run;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** A time as a warehouse gives it. Sessions run in UTC, so a time without zone is UTC. */
final class UtcTime {
    private UtcTime() {}

    /** Empty for what is no time. */
    static Optional<Instant> of(Object value) {
        return switch (value) {
            case Instant time -> Optional.of(time);
            case OffsetDateTime time -> Optional.of(time.toInstant());
            case LocalDateTime time -> Optional.of(time.toInstant(ZoneOffset.UTC));
            case LocalDate day -> Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
            case String text -> parsed(text.strip().replace(' ', 'T'));
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> parsed(String text) {
        try {
            if (text.length() == "2026-01-01".length()) return of(LocalDate.parse(text));
            boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > 7;
            if (!zoned) return of(LocalDateTime.parse(text));
            return of(OffsetDateTime.parse(text.matches(".*[+-]\\d\\d") ? text + ":00" : text));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
