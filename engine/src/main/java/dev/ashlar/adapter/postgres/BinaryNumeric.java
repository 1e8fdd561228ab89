package dev.ashlar.adapter.postgres;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code numeric} as {@code numeric_recv} reads it: the number of its digits to the base 10,000, the weight of the first, its
 * sign, the places behind the point, the digits.
 */
final class BinaryNumeric {
    private static final int BASE = 10_000;
    private static final BigInteger WIDE_BASE = BigInteger.valueOf(BASE);

    /** Decimal digits in one of the base. */
    private static final int DIGITS = 4;

    /** As many decimal digits that a long still holds them after three zeros were put behind them. */
    private static final int SAFE = 15;

    /** Of the base, in a number of {@link #SAFE} and three decimal digits. */
    private static final int MOST = 5;

    private static final int NEGATIVE = 0x4000;
    private static final int NOT_A_NUMBER = 0xC000;
    private static final int INFINITE = 0xD000;
    private static final int MINUS_INFINITE = 0xF000;

    private static final int[] ZEROS = {1, 10, 100, 1000};

    private BinaryNumeric() {}

    static void put(BigDecimal number, CopyBytes bytes) {
        BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
        int scale = plain.scale();
        int missing = (DIGITS - scale % DIGITS) % DIGITS;
        int behind = (scale + missing) / DIGITS;
        int sign = plain.signum() < 0 ? NEGATIVE : 0;
        if (plain.precision() <= SAFE) {
            small(Math.abs(plain.unscaledValue().longValue()) * ZEROS[missing], behind, sign, scale, bytes);
        } else {
            large(plain.unscaledValue().abs().multiply(BigInteger.valueOf(ZEROS[missing])), behind, sign, scale, bytes);
        }
    }

    private static void small(long number, int behind, int sign, int scale, CopyBytes bytes) {
        int count = 0;
        for (long rest = number; rest > 0; rest /= BASE) count++;
        head(count, behind, sign, scale, bytes);
        long divisor = 1;
        for (int i = 1; i < count; i++) divisor *= BASE;
        for (; count > 0; count--, divisor /= BASE) bytes.two((int) (number / divisor % BASE));
    }

    private static void large(BigInteger number, int behind, int sign, int scale, CopyBytes bytes) {
        List<Integer> digits = new ArrayList<>(MOST);
        for (BigInteger rest = number; rest.signum() > 0; ) {
            BigInteger[] parts = rest.divideAndRemainder(WIDE_BASE);
            digits.add(parts[1].intValue());
            rest = parts[0];
        }
        head(digits.size(), behind, sign, scale, bytes);
        for (int i = digits.size() - 1; i >= 0; i--) bytes.two(digits.get(i));
    }

    private static void head(int count, int behind, int sign, int scale, CopyBytes bytes) {
        bytes.two(count);
        bytes.two(count - behind - 1);
        bytes.two(sign);
        bytes.two(scale);
    }

    /** What is not a number, or has no end. */
    static void putSpecial(double number, CopyBytes bytes) {
        if (Double.isFinite(number)) {
            put(BigDecimal.valueOf(number), bytes);
            return;
        }
        head(0, -1, Double.isNaN(number) ? NOT_A_NUMBER : number > 0 ? INFINITE : MINUS_INFINITE, 0, bytes);
    }
}
