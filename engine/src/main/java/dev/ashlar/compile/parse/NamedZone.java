package dev.ashlar.compile.parse;

import dev.ashlar.diagnostic.Diagnostics;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Reads {@code time_zone}; UTC where nothing is said. */
final class NamedZone {
    private NamedZone() {}

    static ZoneId of(Draft draft, Diagnostics diagnostics) {
        String zone = draft.config().text("time_zone").orElse("UTC");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException ignored) {
            diagnostics.error(
                    draft.config().placeOf("time_zone", draft.at()),
                    "There is no time zone '" + zone + "', which " + draft.what() + " names.",
                    "Write for example 'Europe/Berlin' or 'UTC'.");
            return ZoneOffset.UTC;
        }
    }
}
