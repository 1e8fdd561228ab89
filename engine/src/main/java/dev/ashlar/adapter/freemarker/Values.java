package dev.ashlar.adapter.freemarker;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.TemplateScope.Printed;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * How Java values appear in templates: numbers, texts, booleans, lists and maps as themselves, times as SQL prints them,
 * relations by their quoted name; any other object as its text, so that no method of it can be called.
 */
final class Values extends DefaultObjectWrapper {
    Values() {
        super(Configuration.VERSION_2_3_35);
    }

    @Override
    public TemplateModel wrap(Object value) throws TemplateModelException {
        return switch (value) {
            case null -> null;
            case Printed printed -> new RelationModel(printed);
            case RelationName name -> new RelationModel(new Printed(name.quoted(), name));
            case ColumnName name -> new SimpleScalar(name.quoted());
            case Instant at -> TemporalModel.of(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
            case OffsetDateTime at ->
                TemporalModel.of(at.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
            case ZonedDateTime at ->
                TemporalModel.of(at.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime());
            case LocalDateTime at -> TemporalModel.of(at);
            case LocalDate day -> TemporalModel.of(day);
            case LocalTime time -> TemporalModel.of(time);
            default -> super.wrap(value);
        };
    }

    @Override
    protected TemplateModel handleUnknownType(Object value) {
        return new SimpleScalar(String.valueOf(value));
    }
}
