package dev.ashlar.adapter.freemarker;

import freemarker.template.TemplateDateModel;
import freemarker.template.TemplateModelException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;

/** A date, time or timestamp without loss of microseconds; everything is UTC. */
record TemporalModel(LocalDateTime value, int type) implements TemplateDateModel {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int NANOS_IN_MICRO = 1000;

    static TemporalModel of(LocalDateTime at) {
        return new TemporalModel(at, DATETIME);
    }

    static TemporalModel of(LocalDate day) {
        return new TemporalModel(day.atStartOfDay(), DATE);
    }

    static TemporalModel of(LocalTime time) {
        return new TemporalModel(time.atDate(LocalDate.EPOCH), TIME);
    }

    static TemporalModel of(TemplateDateModel date) throws TemplateModelException {
        if (date instanceof TemporalModel temporal) return temporal;
        int type = date.getDateType() == UNKNOWN ? DATETIME : date.getDateType();
        return new TemporalModel(LocalDateTime.ofInstant(date.getAsDate().toInstant(), ZoneOffset.UTC), type);
    }

    /** {@code 2026-10-01}, {@code 02:00:00}, {@code 2026-10-01 02:00:00}; a fraction of a second only if there is one. */
    String text() {
        return switch (type) {
            case DATE -> value.toLocalDate().toString();
            case TIME -> time();
            default -> value.toLocalDate() + " " + time();
        };
    }

    private String time() {
        int micros = value.getNano() / NANOS_IN_MICRO;
        String whole = SECONDS.format(value);
        return micros == 0 ? whole : whole + String.format(Locale.ROOT, ".%06d", micros);
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // FreeMarker's own type
    public Date getAsDate() {
        return Date.from(value.toInstant(ZoneOffset.UTC));
    }

    @Override
    public int getDateType() {
        return type;
    }
}
