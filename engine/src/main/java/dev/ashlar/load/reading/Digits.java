package dev.ashlar.load.reading;

import java.math.BigDecimal;

/** Decimal numbers of any length, whose cost is that of reading them over once. */
final class Digits {
    private Digits() {}

    /**
     * @param text a sign or none, digits and at most one point
     * @param before most digits before the point, leading zeros aside
     * @param places to keep behind the point; the rest is cut off
     * @return null for more digits before the point
     */
    static BigDecimal of(String text, int before, int places) {
        boolean signed = text.charAt(0) == '-' || text.charAt(0) == '+';
        int from = signed ? 1 : 0;
        int point = text.indexOf('.');
        int end = point < 0 ? text.length() : point;
        while (from < end && text.charAt(from) == '0') from++;
        if (end - from > before) return null;
        String fraction = point < 0 ? "" : text.substring(point + 1, Math.min(text.length(), point + 1 + places));
        BigDecimal number = new BigDecimal("0" + text.substring(from, end) + "." + fraction);
        return text.charAt(0) == '-' ? number.negate() : number;
    }
}
