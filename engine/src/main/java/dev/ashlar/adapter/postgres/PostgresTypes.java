package dev.ashlar.adapter.postgres;

import static java.util.Map.entry;

import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.plan.ColumnType;
import dev.ashlar.plan.TypeWidening;
import dev.ashlar.report.CatalogColumn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Postgres' types as {@code format_type} spells them, of which some hold all values of others: <a
 * href="https://www.postgresql.org/docs/current/datatype.html">Data Types</a>. Arrays, ranges, composites and types of
 * extensions are equal or have nothing in common.
 */
public final class PostgresTypes implements TypeWidening {
    private static final Map<String, String> ALIASES = Map.ofEntries(
            entry("int2", "smallint"),
            entry("smallserial", "smallint"),
            entry("serial2", "smallint"),
            entry("int", "integer"),
            entry("int4", "integer"),
            entry("serial", "integer"),
            entry("serial4", "integer"),
            entry("int8", "bigint"),
            entry("bigserial", "bigint"),
            entry("serial8", "bigint"),
            entry("float4", "real"),
            entry("float8", "double precision"),
            entry("float", "double precision"),
            entry("decimal", "numeric"),
            entry("dec", "numeric"),
            entry("bool", "boolean"),
            entry("varchar", "text"),
            entry("character varying", "text"),
            entry("char", "character(1)"),
            entry("character", "character(1)"),
            entry("bit", "bit(1)"),
            entry("varbit", "bit varying"),
            entry("timestamp", "timestamp without time zone"),
            entry("timestamptz", "timestamp with time zone"),
            entry("time", "time without time zone"),
            entry("timetz", "time with time zone"));

    /** Decimal digits that hold every value of a whole-number type, the narrowest type first. */
    private static final Map<String, Integer> DIGITS = Map.of("smallint", 5, "integer", 10, "bigint", 19);

    private static final List<String> WHOLE = List.of("smallint", "integer", "bigint");
    private static final List<String> MOMENTS = List.of("date", "timestamp without time zone");

    /** Whole numbers that a binary fraction holds exactly: 24 bits in a real, 53 in a double precision. */
    private static final List<String> IN_REAL = List.of("smallint");

    private static final List<String> IN_DOUBLE = List.of("smallint", "integer", "real");

    private static final Set<String> INCOMPARABLE = Set.of("json", "xml", "point", "polygon");

    private static final String TEXT = "text";
    private static final String NUMERIC = "numeric";

    /** The type of a bare {@code null} in a query's columns, and of a literal that nothing has typed. */
    private static final String UNKNOWN = "unknown";

    /** What may be declared: <a href="https://www.postgresql.org/docs/current/datatype-numeric.html">Numeric Types</a>. */
    private static final int MOST_DIGITS = 1000;

    private static final int LONGEST_TEXT = 10_485_760;

    private static final Pattern DECIMAL = Pattern.compile("(?:numeric|decimal|dec)\\((\\d+)(?:,(-?\\d+))?\\)");
    private static final Pattern SIZED =
            Pattern.compile("(varchar|character varying|char|character|bpchar)\\((\\d+)\\)");
    private static final Pattern ROUNDED = Pattern.compile("(timestamp|time)\\((\\d)\\)( with(?:out)? time zone)?");

    /** Lengths of texts are left to the table, which refuses what is too long; an unbounded numeric says no digits. */
    @Override
    public boolean same(String one, String other) {
        String a = canonical(one);
        String b = canonical(other);
        if (a.equals(b)) return true;
        if (length(a).isPresent() && length(b).isPresent()) return true;
        return (a.equals(NUMERIC) && precision(b).isPresent() && !DIGITS.containsKey(b))
                || (b.equals(NUMERIC) && precision(a).isPresent() && !DIGITS.containsKey(a));
    }

    @Override
    public Optional<String> join(String present, String incoming) {
        String a = canonical(present);
        String b = canonical(incoming);
        if (a.equals(b) || b.equals(UNKNOWN)) return Optional.of(present);
        if (a.equals(UNKNOWN)) return Optional.of(incoming);
        Optional<String> joined = texts(a, b)
                .or(() -> laterOf(WHOLE, a, b))
                .or(() -> decimals(a, b))
                .or(() -> fractions(a, b))
                .or(() -> laterOf(MOMENTS, a, b));
        return joined.map(type -> type.equals(a) ? present : type);
    }

    /** Postgres changes any column to a wider type, rewriting the table where it has to. */
    @Override
    public boolean inPlace(CatalogColumn present, String wider, Layout layout) {
        return true;
    }

    @Override
    public Optional<String> declared(ColumnType type) {
        return switch (type) {
            case ColumnType.Whole whole -> Optional.of(whole(whole.width()));
            case ColumnType.Decimal d -> Optional.of("numeric(" + d.digits() + "," + d.places() + ")");
            case ColumnType.Fraction f -> Optional.of(f.bits() == ColumnType.Bits.DOUBLE ? "double precision" : "real");
            case ColumnType.Flag f -> Optional.of("boolean");
            case ColumnType.Day d -> Optional.of("date");
            case ColumnType.Clock c -> Optional.of("time without time zone");
            case ColumnType.Moment m ->
                Optional.of("timestamp " + (m.zone() == ColumnType.Zone.NONE ? "without" : "with") + " time zone");
            case ColumnType.Text t ->
                Optional.of(t.longest()
                        .filter(n -> n <= LONGEST_TEXT)
                        .map(n -> "character varying(" + n + ")")
                        .orElse(TEXT));
            case ColumnType.Json j -> Optional.of(j.word().equals("json") ? "json" : "jsonb");
            case ColumnType.Other o -> Optional.empty();
        };
    }

    /** The narrowest that holds the values: there are no unsigned types, and none of one byte. */
    private static String whole(ColumnType.Width width) {
        return switch (width) {
            case TINY, SMALL, UNSIGNED_TINY -> "smallint";
            case NORMAL, UNSIGNED_SMALL -> "integer";
            case BIG, UNSIGNED_NORMAL -> "bigint";
            case UNSIGNED_BIG -> "numeric(20,0)";
            case HUGE, UNSIGNED_HUGE -> "numeric(39,0)";
        };
    }

    /** Types without an operator {@code =}, as the catalog of operators shows: {@code jsonb} has one. */
    @Override
    public Optional<String> written(String type, String value) {
        return INCOMPARABLE.contains(canonical(type)) ? Optional.of("cast(" + value + " as text)") : Optional.empty();
    }

    /** A field has a gigabyte at most. */
    @Override
    public String text(long bytes) {
        return "varchar";
    }

    @Override
    public long longestText() {
        return 1L << 30;
    }

    private static String canonical(String type) {
        String plain = type.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s*([(),])\\s*", "$1")
                .replaceAll("\\)(?=\\w)", ") ")
                .replaceAll("\\s+", " ");
        if (plain.endsWith("[]")) return canonical(plain.substring(0, plain.length() - 2)) + "[]";
        Matcher sized = SIZED.matcher(plain);
        if (sized.matches()) {
            return (sized.group(1).startsWith("var") || sized.group(1).endsWith("varying")
                            ? "character varying("
                            : "character(")
                    + sized.group(2) + ")";
        }
        Matcher decimal = DECIMAL.matcher(plain);
        if (decimal.matches()) {
            return "numeric(" + decimal.group(1) + "," + (decimal.group(2) == null ? "0" : decimal.group(2)) + ")";
        }
        Matcher rounded = ROUNDED.matcher(plain);
        if (rounded.matches()) {
            String zone = rounded.group(3) == null ? " without time zone" : rounded.group(3);
            return rounded.group(1) + (rounded.group(2).equals("6") ? "" : "(" + rounded.group(2) + ")") + zone;
        }
        return ALIASES.getOrDefault(plain, plain);
    }

    private static Optional<String> texts(String a, String b) {
        Optional<Integer> one = length(a);
        Optional<Integer> other = length(b);
        if (one.isEmpty() || other.isEmpty()) return Optional.empty();
        int longest = Math.max(one.get(), other.get());
        return Optional.of(longest > LONGEST_TEXT ? TEXT : "character varying(" + longest + ")");
    }

    /** Characters a text has at most. */
    private static Optional<Integer> length(String type) {
        if (type.equals(TEXT) || type.equals("bpchar")) return Optional.of(Integer.MAX_VALUE);
        Matcher sized = SIZED.matcher(type);
        return sized.matches() ? Optional.of(Integer.parseInt(sized.group(2))) : Optional.empty();
    }

    private static Optional<String> decimals(String a, String b) {
        if (a.equals(NUMERIC) && precision(b).isPresent()) return Optional.of(NUMERIC);
        if (b.equals(NUMERIC) && precision(a).isPresent()) return Optional.of(NUMERIC);
        Optional<int[]> one = precision(a);
        Optional<int[]> other = precision(b);
        if (one.isEmpty() || other.isEmpty()) return Optional.empty();
        int scale = Math.max(one.get()[1], other.get()[1]);
        int whole = Math.max(one.get()[0] - one.get()[1], other.get()[0] - other.get()[1]);
        return Optional.of(whole + scale > MOST_DIGITS ? NUMERIC : "numeric(" + (whole + scale) + "," + scale + ")");
    }

    /** Digits in all and behind the point. */
    private static Optional<int[]> precision(String type) {
        Integer digits = DIGITS.get(type);
        if (digits != null) return Optional.of(new int[] {digits, 0});
        Matcher decimal = DECIMAL.matcher(type);
        if (!decimal.matches()) return Optional.empty();
        return Optional.of(new int[] {Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2))});
    }

    private static Optional<String> fractions(String a, String b) {
        if (holds("double precision", IN_DOUBLE, a, b)) return Optional.of("double precision");
        return holds("real", IN_REAL, a, b) ? Optional.of("real") : Optional.empty();
    }

    private static boolean holds(String wide, List<String> narrow, String a, String b) {
        return (a.equals(wide) && narrow.contains(b)) || (b.equals(wide) && narrow.contains(a));
    }

    private static Optional<String> laterOf(List<String> chain, String a, String b) {
        int i = chain.indexOf(a);
        int j = chain.indexOf(b);
        return i < 0 || j < 0 ? Optional.empty() : Optional.of(chain.get(Math.max(i, j)));
    }
}
