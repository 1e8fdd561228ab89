package dev.ashlar.wiring;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;

/** Reads {@code --run-time}. */
final class RunTime {
    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));

    private RunTime() {}

    /** @throws DiagnosticException when the text is no time */
    static Instant parse(String text) {
        for (Function<String, Instant> form : FORMS) {
            try {
                return form.apply(text);
            } catch (DateTimeParseException e) {
                continue;
            }
        }
        throw new DiagnosticException(Diagnostic.error(
                "--run-time cannot be '" + text + "'.",
                "Write 2026-10-01T02:00:00Z, 2026-10-01 02:00:00 (UTC) or 2026-10-01."));
    }
}
