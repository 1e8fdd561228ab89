package dev.ashlar.load.reading;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pattern of dates and times as a project writes it, in the signs of C's {@code strptime}. The same signs hold on every
 * engine, and what they match does, too: {@link #pattern} says it for engines that read texts themselves.
 */
public final class DateSigns {
    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    private static final List<String> WEEKDAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    /** The signs, and what each matches; where another number follows without a sign between, the width is fixed. */
    enum Sign {
        YEAR('Y', FieldPattern.YEAR, FieldPattern.YEAR),
        SHORT_YEAR('y', "[0-9]{2}", "[0-9]{2}"),
        MONTH('m', "[0-9]{1,2}", "[0-9]{2}"),
        DAY('d', "[0-9]{1,2}", "[0-9]{2}"),
        HOUR('H', "[0-9]{1,2}", "[0-9]{2}"),
        HALF_DAY_HOUR('I', "[0-9]{1,2}", "[0-9]{2}"),
        MINUTE('M', "[0-9]{1,2}", "[0-9]{2}"),
        SECOND('S', "[0-9]{1,2}", "[0-9]{2}"),
        MICROSECOND('f', "[0-9]{1,6}", "[0-9]{6}"),
        HALF_DAY('p', "(?:[Aa]|[Pp])[Mm]"),
        MONTH_NAME('B', anyOf(MONTHS)),
        SHORT_MONTH_NAME('b', anyOf(shortened(MONTHS))),
        WEEKDAY('A', anyOf(WEEKDAYS)),
        SHORT_WEEKDAY('a', anyOf(shortened(WEEKDAYS))),
        OFFSET('z', FieldPattern.OFFSET);

        private final char letter;
        private final String free;
        private final Optional<String> fixed;

        Sign(char letter, String matches) {
            this.letter = letter;
            this.free = matches;
            this.fixed = Optional.empty();
        }

        Sign(char letter, String free, String fixed) {
            this.letter = letter;
            this.free = free;
            this.fixed = Optional.of(fixed);
        }

        boolean number() {
            return fixed.isPresent();
        }

        static Optional<Sign> of(char letter) {
            return Stream.of(values()).filter(s -> s.letter == letter).findFirst();
        }
    }

    private final String text;
    private final String pattern;
    private final Map<Sign, Integer> groups;

    private DateSigns(String text, String pattern, Map<Sign, Integer> groups) {
        this.text = text;
        this.pattern = pattern;
        this.groups = groups;
    }

    /** Why a text is no pattern of dates. */
    public static final class BadSigns extends Exception {
        private static final long serialVersionUID = 1L;

        BadSigns(String reason) {
            super(reason);
        }
    }

    /** What the manual and messages name. */
    public static String known() {
        return Stream.of(Sign.values()).map(s -> "%" + s.letter).collect(Collectors.joining(" ")) + " %%";
    }

    /** @throws BadSigns with a clause that says what is wrong */
    public static DateSigns of(String format) throws BadSigns {
        StringBuilder pattern = new StringBuilder();
        Map<Sign, Integer> groups = new EnumMap<>(Sign.class);
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || format.startsWith("%%", i)) {
                pattern.append(escaped(c));
                if (c == '%') i++;
                continue;
            }
            String written = format.substring(i, Math.min(i + 2, format.length()));
            Optional<Sign> sign = written.length() < 2 ? Optional.empty() : Sign.of(written.charAt(1));
            if (sign.isEmpty()) {
                throw new BadSigns("'" + written + "' is no sign of a date or time; there are " + known());
            }
            i++;
            if (groups.putIfAbsent(sign.get(), groups.size() + 1) != null) {
                throw new BadSigns("'" + written + "' stands twice in it");
            }
            pattern.append('(')
                    .append(matches(sign.get(), format.substring(i + 1)))
                    .append(')');
        }
        demandOneOf(groups, "year", Sign.YEAR, Sign.SHORT_YEAR);
        demandAtMostOneOf(groups, Sign.YEAR, Sign.SHORT_YEAR);
        demandAtMostOneOf(groups, Sign.MONTH, Sign.MONTH_NAME, Sign.SHORT_MONTH_NAME);
        demandAtMostOneOf(groups, Sign.HOUR, Sign.HALF_DAY_HOUR);
        if (groups.containsKey(Sign.HALF_DAY_HOUR) != groups.containsKey(Sign.HALF_DAY)) {
            throw new BadSigns("%I, the hour of a half day, and %p, which half, go together");
        }
        return new DateSigns(format, FieldPattern.padded(pattern.toString()), groups);
    }

    private static String matches(Sign sign, String rest) {
        boolean numberFollows = rest.length() > 1
                && rest.charAt(0) == '%'
                && Sign.of(rest.charAt(1)).filter(Sign::number).isPresent();
        return numberFollows ? sign.fixed.orElse(sign.free) : sign.free;
    }

    private static void demandOneOf(Map<Sign, Integer> groups, String what, Sign... signs) throws BadSigns {
        if (Stream.of(signs).noneMatch(groups::containsKey)) throw new BadSigns("it has no " + what);
    }

    private static void demandAtMostOneOf(Map<Sign, Integer> groups, Sign... signs) throws BadSigns {
        List<String> met = Stream.of(signs)
                .filter(groups::containsKey)
                .map(s -> "%" + s.letter)
                .toList();
        if (met.size() > 1) throw new BadSigns(String.join(" and ", met) + " say the same");
    }

    /** As the project writes it. */
    public String text() {
        return text;
    }

    /** Matches the texts that hold a date or time of this form, its calendar aside. In the syntax of Java and of RE2. */
    public String pattern() {
        return pattern;
    }

    /** The group of {@link #pattern} that holds the sign's part. */
    Optional<Integer> group(Sign sign) {
        return Optional.ofNullable(groups.get(sign));
    }

    /** From 1 on. */
    static int month(String name) {
        String begin = name.substring(0, 3);
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).regionMatches(true, 0, begin, 0, 3)) return i + 1;
        }
        throw new IllegalArgumentException(name);
    }

    private static List<String> shortened(List<String> names) {
        return names.stream().map(n -> n.substring(0, 3)).toList();
    }

    /** Letters of the English alphabet in either case, whatever other letters a case fold would let in. */
    private static String anyOf(List<String> names) {
        return names.stream()
                .map(name -> name.chars()
                        .mapToObj(Character::toString)
                        .map(c -> "[" + c.toUpperCase(Locale.ROOT) + c.toLowerCase(Locale.ROOT) + "]")
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("|"));
    }

    private static String escaped(char c) {
        return (c < 128 && !Character.isLetterOrDigit(c) && c != ' ' ? "\\" : "") + c;
    }
}
