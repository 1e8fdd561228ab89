package dev.ashlar.adapter.freemarker;

import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateDateModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of templates as plain Java values, of the same kinds that configuration files yield. */
final class PlainValues {
    private PlainValues() {}

    static Object of(TemplateModel model) throws TemplateModelException {
        return switch (model) {
            case null -> null;
            case TemplateScalarModel text -> text.getAsString();
            case TemporalModel temporal -> temporal.text();
            case TemplateNumberModel number -> number(number.getAsNumber());
            case TemplateBooleanModel flag -> flag.getAsBoolean();
            case TemplateDateModel date -> TemporalModel.of(date).text();
            case TemplateSequenceModel sequence -> list(sequence);
            case TemplateHashModelEx hash -> map(hash);
            case TemplateCollectionModel collection -> list(collection.iterator());
            default -> throw new TemplateModelException("A macro or function is no value here");
        };
    }

    private static Object number(Number value) {
        if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) return value;
        BigDecimal exact = value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
        if (exact.stripTrailingZeros().scale() > 0) return exact.doubleValue();
        BigInteger whole = exact.setScale(0, RoundingMode.UNNECESSARY).toBigIntegerExact();
        if (whole.bitLength() < Integer.SIZE) return whole.intValue();
        return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
    }

    private static List<Object> list(TemplateSequenceModel sequence) throws TemplateModelException {
        List<Object> out = new ArrayList<>();
        for (int i = 0; i < sequence.size(); i++) out.add(of(sequence.get(i)));
        return out;
    }

    private static List<Object> list(TemplateModelIterator items) throws TemplateModelException {
        List<Object> out = new ArrayList<>();
        while (items.hasNext()) out.add(of(items.next()));
        return out;
    }

    private static Map<String, Object> map(TemplateHashModelEx hash) throws TemplateModelException {
        Map<String, Object> out = new LinkedHashMap<>();
        TemplateModelIterator keys = hash.keys().iterator();
        while (keys.hasNext()) {
            String key = ((TemplateScalarModel) keys.next()).getAsString();
            out.put(key, of(hash.get(key)));
        }
        return out;
    }
}
