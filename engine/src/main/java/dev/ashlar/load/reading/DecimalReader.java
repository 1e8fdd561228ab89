package dev.ashlar.load.reading;

import dev.ashlar.plan.ColumnType.Decimal;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decimal numbers, exactly: more places than the type has do not fit unless they are zeros. */
final class DecimalReader implements FieldReader {
    private static final int SAFE_DIGITS = 18;

    private final Pattern pattern;
    private final int places;
    private final int before;

    DecimalReader(Decimal type) {
        this.pattern = Pattern.compile(FieldPattern.of(type, Optional.empty()).orElseThrow());
        this.places = type.places();
        this.before = type.digits() - type.places();
    }

    @Override
    public Object read(String text) {
        int length = text.length();
        boolean negative = length > 0 && text.charAt(0) == '-';
        int from = negative ? 1 : 0;
        if (length - from > SAFE_DIGITS) return carefully(text);
        long number = 0;
        int point = -1;
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0 && i > from) {
                point = i;
                continue;
            }
            int digit = c - '0';
            if (digit < 0 || digit > 9) return carefully(text);
            number = number * 10 + digit;
        }
        int scale = point < 0 ? 0 : length - point - 1;
        if (length == from || scale > places) return carefully(text);
        return fitting(BigDecimal.valueOf(negative ? -number : number, scale));
    }

    private Object carefully(String text) {
        if (!pattern.matcher(text).matches()) return UNFIT;
        BigDecimal number = Digits.of(FieldReader.stripped(text), before, places);
        return number == null ? UNFIT : number;
    }

    private Object fitting(BigDecimal number) {
        return number.signum() == 0 || number.precision() - number.scale() <= before ? number : UNFIT;
    }
}
