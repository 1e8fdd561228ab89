package dev.ashlar.load.reading;

import dev.ashlar.plan.ColumnType.Bits;
import dev.ashlar.plan.ColumnType.Fraction;
import java.util.Optional;
import java.util.regex.Pattern;

/** Binary fractions. A number beyond the type's range does not fit, since all that would be left of it is "infinite". */
final class FractionReader implements FieldReader {
    private final Pattern pattern = Pattern.compile(
            FieldPattern.of(new Fraction(Bits.DOUBLE), Optional.empty()).orElseThrow());
    private final Bits bits;

    FractionReader(Bits bits) {
        this.bits = bits;
    }

    @Override
    public Object read(String text) {
        if (!pattern.matcher(text).matches()) return UNFIT;
        double number = switch (bits) {
            case SINGLE -> Float.parseFloat(FieldReader.stripped(text));
            case DOUBLE -> Double.parseDouble(FieldReader.stripped(text));
        };
        return Double.isInfinite(number) ? UNFIT : (Object) number;
    }
}
