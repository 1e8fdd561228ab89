package dev.ashlar.adapter.duckdb;

import static java.util.Map.entry;

import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.plan.ColumnType;
import dev.ashlar.plan.TypeWidening;
import dev.ashlar.report.CatalogColumn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB's types, of which some hold all values of others. Nested types and enums are equal or have nothing in common. */
public final class DuckDbTypes implements TypeWidening {
    private static final Map<String, String> ALIASES = Map.ofEntries(
            entry("INT1", "TINYINT"),
            entry("INT2", "SMALLINT"),
            entry("INT4", "INTEGER"),
            entry("INT8", "BIGINT"),
            entry("SHORT", "SMALLINT"),
            entry("INT", "INTEGER"),
            entry("SIGNED", "INTEGER"),
            entry("LONG", "BIGINT"),
            entry("REAL", "FLOAT"),
            entry("FLOAT4", "FLOAT"),
            entry("FLOAT8", "DOUBLE"),
            entry("DOUBLE PRECISION", "DOUBLE"),
            entry("TEXT", "VARCHAR"),
            entry("STRING", "VARCHAR"),
            entry("CHAR", "VARCHAR"),
            entry("CHARACTER VARYING", "VARCHAR"),
            entry("BPCHAR", "VARCHAR"),
            entry("BOOL", "BOOLEAN"),
            entry("LOGICAL", "BOOLEAN"),
            entry("BYTEA", "BLOB"),
            entry("BINARY", "BLOB"),
            entry("VARBINARY", "BLOB"),
            entry("DATETIME", "TIMESTAMP"),
            entry("TIMESTAMP WITHOUT TIME ZONE", "TIMESTAMP"),
            entry("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE"),
            entry("NUMERIC", "DECIMAL(18,3)"),
            entry("DECIMAL", "DECIMAL(18,3)"),
            entry("DEC", "DECIMAL(18,3)"));

    /** Decimal digits that hold every value of a whole-number type. */
    private static final Map<String, Integer> DIGITS = Map.of(
            "TINYINT", 3,
            "UTINYINT", 3,
            "SMALLINT", 5,
            "USMALLINT", 5,
            "INTEGER", 10,
            "UINTEGER", 10,
            "BIGINT", 19,
            "UBIGINT", 20);

    private static final List<String> SIGNED = List.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT");
    private static final List<String> UNSIGNED = List.of("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT");
    private static final List<String> MOMENTS = List.of("DATE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP");

    /** Whole numbers that a binary fraction holds exactly: 24 bits in a FLOAT, 53 in a DOUBLE. */
    private static final List<String> IN_FLOAT = List.of("TINYINT", "UTINYINT", "SMALLINT", "USMALLINT");

    private static final List<String> IN_DOUBLE =
            List.of("TINYINT", "UTINYINT", "SMALLINT", "USMALLINT", "INTEGER", "UINTEGER", "FLOAT");

    /** The type of a bare {@code null}, which every type holds. */
    private static final String NULL = "\"NULL\"";

    private static final int MOST_DIGITS = 38;
    private static final Pattern DECIMAL = Pattern.compile("(?:DECIMAL|NUMERIC|DEC)\\((\\d+)(?:,(\\d+))?\\)");
    private static final Pattern SIZED_TEXT =
            Pattern.compile("(?:VARCHAR|CHAR|BPCHAR|TEXT|STRING|CHARACTER VARYING|CHARACTER)\\(\\d+\\)");

    @Override
    public boolean same(String one, String other) {
        return canonical(one).equals(canonical(other));
    }

    @Override
    public Optional<String> join(String present, String incoming) {
        String a = canonical(present);
        String b = canonical(incoming);
        if (a.equals(b) || b.equals(NULL)) return Optional.of(present);
        if (a.equals(NULL)) return Optional.of(incoming);
        Optional<String> joined = wholeNumbers(a, b)
                .or(() -> decimals(a, b))
                .or(() -> fractions(a, b))
                .or(() -> laterOf(MOMENTS, a, b));
        return joined.map(type -> type.equals(a) ? present : type);
    }

    @Override
    public boolean inPlace(CatalogColumn present, String wider, Layout layout) {
        return true;
    }

    @Override
    public Optional<String> declared(ColumnType type) {
        return Optional.of(
                switch (type) {
                    case ColumnType.Whole whole -> whole(whole.width());
                    case ColumnType.Decimal d -> "DECIMAL(" + d.digits() + "," + d.places() + ")";
                    case ColumnType.Fraction f -> f.bits() == ColumnType.Bits.DOUBLE ? "DOUBLE" : "FLOAT";
                    case ColumnType.Flag f -> "BOOLEAN";
                    case ColumnType.Day d -> "DATE";
                    case ColumnType.Clock c -> "TIME";
                    case ColumnType.Moment m ->
                        m.zone() == ColumnType.Zone.NONE ? "TIMESTAMP" : "TIMESTAMP WITH TIME ZONE";
                    case ColumnType.Text t -> "VARCHAR";
                    case ColumnType.Json j -> "JSON";
                    case ColumnType.Other o -> o.word();
                });
    }

    private static String whole(ColumnType.Width width) {
        return switch (width) {
            case TINY -> "TINYINT";
            case SMALL -> "SMALLINT";
            case NORMAL -> "INTEGER";
            case BIG -> "BIGINT";
            case HUGE -> "HUGEINT";
            case UNSIGNED_TINY -> "UTINYINT";
            case UNSIGNED_SMALL -> "USMALLINT";
            case UNSIGNED_NORMAL -> "UINTEGER";
            case UNSIGNED_BIG -> "UBIGINT";
            case UNSIGNED_HUGE -> "UHUGEINT";
        };
    }

    @Override
    public String text(long bytes) {
        return "varchar";
    }

    @Override
    public long longestText() {
        return Long.MAX_VALUE;
    }

    private static String canonical(String type) {
        String plain = type.strip()
                .toUpperCase(Locale.ROOT)
                .replaceAll("\\s*([(),])\\s*", "$1")
                .replaceAll("\\s+", " ");
        if (plain.contains("STRUCT(") || plain.contains("MAP(") || plain.endsWith("]") || plain.contains("ENUM(")) {
            return type.strip();
        }
        if (SIZED_TEXT.matcher(plain).matches()) return "VARCHAR";
        Matcher decimal = DECIMAL.matcher(plain);
        if (decimal.matches()) {
            return "DECIMAL(" + decimal.group(1) + "," + (decimal.group(2) == null ? "0" : decimal.group(2)) + ")";
        }
        return ALIASES.getOrDefault(plain, plain);
    }

    private static Optional<String> wholeNumbers(String a, String b) {
        Optional<String> sameSign = laterOf(SIGNED, a, b).or(() -> laterOf(UNSIGNED, a, b));
        if (sameSign.isPresent()) return sameSign;
        if (UNSIGNED.contains(a) && SIGNED.contains(b)) return mixed(b, a);
        if (SIGNED.contains(a) && UNSIGNED.contains(b)) return mixed(a, b);
        return Optional.empty();
    }

    private static Optional<String> mixed(String signed, String unsigned) {
        int holdsUnsigned = UNSIGNED.indexOf(unsigned) + 1;
        if (holdsUnsigned >= SIGNED.size()) return Optional.empty();
        return laterOf(SIGNED, signed, SIGNED.get(holdsUnsigned));
    }

    private static Optional<String> decimals(String a, String b) {
        Optional<int[]> one = precision(a);
        Optional<int[]> other = precision(b);
        if (one.isEmpty() || other.isEmpty()) return Optional.empty();
        int scale = Math.max(one.get()[1], other.get()[1]);
        int whole = Math.max(one.get()[0] - one.get()[1], other.get()[0] - other.get()[1]);
        return whole + scale > MOST_DIGITS
                ? Optional.empty()
                : Optional.of("DECIMAL(" + (whole + scale) + "," + scale + ")");
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
        if (holds("DOUBLE", IN_DOUBLE, a, b)) return Optional.of("DOUBLE");
        return holds("FLOAT", IN_FLOAT, a, b) ? Optional.of("FLOAT") : Optional.empty();
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
