package dev.ashlar.contract;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows out of nothing, in words that every engine has: on Redshift generate_series fills no tables. */
final class Numbers {
    private static final String DIGITS =
            IntStream.range(0, 10).mapToObj(d -> "select " + d + " as d").collect(Collectors.joining(" union all "));

    private Numbers() {}

    /** A query in parentheses with a column {@code n}, from 1 to {@code last}. */
    static String upTo(int last) {
        StringBuilder sum = new StringBuilder("1");
        StringBuilder from = new StringBuilder();
        int places = String.valueOf(last).length();
        for (int place = 0, weight = 1; place < places; place++, weight *= 10) {
            sum.append(" + ").append(weight).append(" * p").append(place).append(".d");
            from.append(place == 0 ? "" : " cross join ")
                    .append('(')
                    .append(DIGITS)
                    .append(") as p")
                    .append(place);
        }
        return "(select n from (select " + sum + " as n from " + from + ") as numbers where n <= " + last + ")";
    }
}
