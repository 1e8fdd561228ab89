package dev.ashlar.load.reading;

import dev.ashlar.plan.ColumnType;
import dev.ashlar.plan.ColumnType.Whole;
import dev.ashlar.plan.ColumnType.Width;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whole numbers; beyond 64 bits they are given as decimals. */
final class WholeReader implements FieldReader {
    /** As many digits that any number of them fits 64 bits. */
    private static final int SAFE_DIGITS = 18;

    /** Of the widest type. */
    private static final int MOST_DIGITS = 39;

    private static final BigInteger LEAST_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private final Pattern pattern;
    private final BigInteger least;
    private final BigInteger most;
    private final boolean small;

    WholeReader(Width width) {
        ColumnType type = new Whole(width);
        this.pattern = Pattern.compile(FieldPattern.of(type, Optional.empty()).orElseThrow());
        this.least = width.least();
        this.most = width.most();
        this.small = least.compareTo(LEAST_LONG) >= 0 && most.compareTo(MOST_LONG) <= 0;
    }

    @Override
    public Object read(String text) {
        int length = text.length();
        boolean negative = length > 0 && text.charAt(0) == '-';
        int from = negative ? 1 : 0;
        if (!small || (negative && least.signum() == 0) || length == from || length - from > SAFE_DIGITS)
            return carefully(text);
        long number = 0;
        for (int i = from; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) return carefully(text);
            number = number * 10 + digit;
        }
        return inRange(negative ? -number : number);
    }

    private Object inRange(long number) {
        return number >= least.longValue() && number <= most.longValue() ? (Object) number : UNFIT;
    }

    private Object carefully(String text) {
        if (!pattern.matcher(text).matches()) return UNFIT;
        BigDecimal exact = Digits.of(FieldReader.stripped(text), MOST_DIGITS, 0);
        if (exact == null) return UNFIT;
        BigInteger number = exact.toBigIntegerExact();
        if (number.compareTo(least) < 0 || number.compareTo(most) > 0) return UNFIT;
        return small ? (Object) number.longValueExact() : new BigDecimal(number);
    }
}
