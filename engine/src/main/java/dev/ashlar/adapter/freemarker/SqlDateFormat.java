package dev.ashlar.adapter.freemarker;

import freemarker.core.Environment;
import freemarker.core.TemplateDateFormat;
import freemarker.core.TemplateDateFormatFactory;
import freemarker.core.UnparsableValueException;
import freemarker.template.TemplateDateModel;
import freemarker.template.TemplateModelException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.TimeZone;

/** Prints dates and times as {@link TemporalModel#text()} does, wherever no other format is asked for. */
final class SqlDateFormat extends TemplateDateFormat {
    private final int type;

    private SqlDateFormat(int type) {
        this.type = type;
    }

    static final class Factory extends TemplateDateFormatFactory {
        @Override
        public TemplateDateFormat get(
                String params, int dateType, Locale locale, TimeZone zone, boolean zonelessInput, Environment env) {
            return new SqlDateFormat(dateType);
        }
    }

    @Override
    public String formatToPlainText(TemplateDateModel model) throws TemplateModelException {
        return new TemporalModel(TemporalModel.of(model).value(), type).text();
    }

    /** Reads what it prints; {@code T} between date and time will do as well. */
    @Override
    public Object parse(String text, int dateType) throws UnparsableValueException {
        try {
            LocalDateTime value = switch (dateType) {
                case TemplateDateModel.DATE -> LocalDate.parse(text).atStartOfDay();
                case TemplateDateModel.TIME -> LocalTime.parse(text).atDate(LocalDate.EPOCH);
                default -> LocalDateTime.parse(text.replace(' ', 'T'));
            };
            return new TemporalModel(value, dateType);
        } catch (DateTimeParseException e) {
            throw new UnparsableValueException("'" + text + "' is not written like " + getDescription(), e);
        }
    }

    @Override
    public String getDescription() {
        return switch (type) {
            case TemplateDateModel.DATE -> "2026-10-01";
            case TemplateDateModel.TIME -> "02:00:00";
            default -> "2026-10-01 02:00:00";
        };
    }

    @Override
    public boolean isLocaleBound() {
        return false;
    }

    @Override
    public boolean isTimeZoneBound() {
        return false;
    }
}
