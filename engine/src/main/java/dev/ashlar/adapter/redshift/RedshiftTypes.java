package dev.ashlar.adapter.redshift;

import static java.util.Map.entry;

import dev.ashlar.manifest.ColumnName;
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
 * Redshift's types, of which some hold all values of others: <a
 * href="https://docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html">Data types</a>. A text has a length
 * in bytes; one without is {@code varchar(256)}, and none is longer than 65,535. {@code super} and the types of space and
 * sketches are equal or have nothing in common.
 */
public final class RedshiftTypes implements TypeWidening {
    private static final Map<String, String> ALIASES = Map.ofEntries(
            entry("int2", "smallint"),
            entry("int", "integer"),
            entry("int4", "integer"),
            entry("int8", "bigint"),
            entry("float4", "real"),
            entry("float8", "double precision"),
            entry("float", "double precision"),
            entry("decimal", "numeric(18,0)"),
            entry("dec", "numeric(18,0)"),
            entry("numeric", "numeric(18,0)"),
            entry("bool", "boolean"),
            entry("text", "character varying(256)"),
            entry("varchar", "character varying(256)"),
            entry("nvarchar", "character varying(256)"),
            entry("character varying", "character varying(256)"),
            entry("bpchar", "character(256)"),
            entry("char", "character(1)"),
            entry("nchar", "character(1)"),
            entry("character", "character(1)"),
            entry("timestamp", "timestamp without time zone"),
            entry("timestamptz", "timestamp with time zone"),
            entry("time", "time without time zone"),
            entry("timetz", "time with time zone"),
            entry("varbyte", "binary varying(64000)"),
            entry("varbinary", "binary varying(64000)"),
            entry("binary varying", "binary varying(64000)"));

    /** Decimal digits that hold every value of a whole-number type. */
    private static final Map<String, Integer> DIGITS = Map.of("smallint", 5, "integer", 10, "bigint", 19);

    private static final List<String> WHOLE = List.of("smallint", "integer", "bigint");
    private static final List<String> MOMENTS = List.of("date", "timestamp without time zone");

    /** Whole numbers that a binary fraction holds exactly: 24 bits in a real, 53 in a double precision. */
    private static final List<String> IN_REAL = List.of("smallint");

    private static final List<String> IN_DOUBLE = List.of("smallint", "integer", "real");

    private static final Set<String> FIXED_ENCODINGS = Set.of("bytedict", "runlength", "text255", "text32k");

    /** The type of a bare {@code null}, and of a literal that nothing has typed. */
    private static final String UNKNOWN = "unknown";

    private static final int MOST_DIGITS = 38;
    private static final int LONGEST_TEXT = 65_535;
    private static final long LONGEST_DOCUMENT = 16L << 20;
    private static final Pattern DECIMAL = Pattern.compile("(?:numeric|decimal|dec)\\((\\d+)(?:,(\\d+))?\\)");
    private static final Pattern SIZED =
            Pattern.compile("(varchar|nvarchar|text|character varying|char|nchar|character|bpchar)\\((\\d+|max)\\)");

    /** Lengths of texts are left to the table, which refuses what is too long. */
    @Override
    public boolean same(String one, String other) {
        String a = canonical(one);
        String b = canonical(other);
        return a.equals(b) || (SIZED.matcher(a).matches() && SIZED.matcher(b).matches());
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

    /**
     * Only the length of a varchar, and not under every encoding: <a
     * href="https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html">ALTER TABLE, ALTER COLUMN TYPE</a>.
     */
    @Override
    public boolean inPlace(CatalogColumn present, String wider, Layout layout) {
        return canonical(present.type()).startsWith("character varying(")
                && canonical(wider).startsWith("character varying(")
                && !FIXED_ENCODINGS.contains(encoding(layout, present.name()));
    }

    private static String encoding(Layout layout, ColumnName column) {
        if (!(layout.values().get("encode") instanceof Map<?, ?> encodings)) return "";
        return encodings.entrySet().stream()
                .filter(e -> column.sameAs(new ColumnName(String.valueOf(e.getKey()))))
                .map(e -> String.valueOf(e.getValue()).toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }

    @Override
    public Optional<String> declared(ColumnType type) {
        return switch (type) {
            case ColumnType.Whole whole -> whole(whole.width());
            case ColumnType.Decimal d -> Optional.of("numeric(" + d.digits() + "," + d.places() + ")");
            case ColumnType.Fraction f -> Optional.of(f.bits() == ColumnType.Bits.DOUBLE ? "double precision" : "real");
            case ColumnType.Flag f -> Optional.of("boolean");
            case ColumnType.Day d -> Optional.of("date");
            case ColumnType.Clock c -> Optional.of("time without time zone");
            case ColumnType.Moment m ->
                Optional.of("timestamp " + (m.zone() == ColumnType.Zone.NONE ? "without" : "with") + " time zone");
            case ColumnType.Text t -> Optional.of("character varying(" + bytes(t) + ")");
            case ColumnType.Json j -> Optional.of("super");
            case ColumnType.Other o -> Optional.empty();
        };
    }

    /** A character takes up to four bytes. */
    private static long bytes(ColumnType.Text text) {
        return Math.min(text.longest().map(n -> Math.max(1, n * 4L)).orElse((long) LONGEST_TEXT), LONGEST_TEXT);
    }

    /** The narrowest that holds the values: there are no unsigned types, and none of one byte. */
    private static Optional<String> whole(ColumnType.Width width) {
        return switch (width) {
            case TINY, SMALL, UNSIGNED_TINY -> Optional.of("smallint");
            case NORMAL, UNSIGNED_SMALL -> Optional.of("integer");
            case BIG, UNSIGNED_NORMAL -> Optional.of("bigint");
            case UNSIGNED_BIG -> Optional.of("numeric(20,0)");
            case HUGE, UNSIGNED_HUGE -> Optional.empty();
        };
    }

    /** A power of two, so that a few more letters do not change the type. */
    @Override
    public String text(long bytes) {
        long length = Long.highestOneBit(Math.max(bytes - 1, 15)) * 2;
        return "character varying(" + Math.min(length, LONGEST_TEXT) + ")";
    }

    /** A boolean has no cast to a text, and a text of any length costs a join its full width in memory. */
    @Override
    public Optional<String> zero(String type) {
        String canonical = canonical(type);
        if (DIGITS.containsKey(canonical) || canonical.startsWith("numeric(")) return Optional.of("0");
        if (canonical.equals("real") || canonical.equals("double precision")) return Optional.of("0");
        if (canonical.startsWith("character")) return Optional.of("''");
        if (canonical.equals("boolean")) return Optional.of("false");
        if (canonical.equals("date") || canonical.startsWith("timestamp")) {
            return Optional.of("cast('1900-01-01' as " + canonical + ")");
        }
        if (canonical.startsWith("time ")) return Optional.of("cast('00:00:00' as " + canonical + ")");
        return Optional.empty();
    }

    /**
     * Whether two values of SUPER can be grouped and compared depends on what they hold, so they are compared as <a
     * href="https://docs.aws.amazon.com/redshift/latest/dg/JSON_SERIALIZE.html">JSON_SERIALIZE</a> writes them.
     */
    @Override
    public Optional<String> written(String type, String value) {
        return canonical(type).equals("super") ? Optional.of("json_serialize(" + value + ")") : Optional.empty();
    }

    @Override
    public long longestText() {
        return LONGEST_TEXT;
    }

    /** https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html */
    @Override
    public long longestDocument() {
        return LONGEST_DOCUMENT;
    }

    private static String canonical(String type) {
        String plain = type.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s*([(),])\\s*", "$1")
                .replaceAll("\\s+", " ");
        Matcher sized = SIZED.matcher(plain);
        if (sized.matches()) {
            String word = sized.group(1);
            boolean fixed = (word.endsWith("char") && !word.contains("var")) || word.equals("character");
            String length = sized.group(2).equals("max") ? String.valueOf(fixed ? 4096 : LONGEST_TEXT) : sized.group(2);
            return (fixed ? "character(" : "character varying(") + length + ")";
        }
        Matcher decimal = DECIMAL.matcher(plain);
        if (decimal.matches()) {
            return "numeric(" + decimal.group(1) + "," + (decimal.group(2) == null ? "0" : decimal.group(2)) + ")";
        }
        return ALIASES.getOrDefault(plain, plain);
    }

    private static Optional<String> texts(String a, String b) {
        Matcher one = SIZED.matcher(a);
        Matcher other = SIZED.matcher(b);
        if (!one.matches() || !other.matches()) return Optional.empty();
        int longest = Math.max(Integer.parseInt(one.group(2)), Integer.parseInt(other.group(2)));
        // a char holds single-byte letters only, so two of different lengths meet in a varchar, too
        return Optional.of("character varying(" + Math.min(longest, LONGEST_TEXT) + ")");
    }

    private static Optional<String> decimals(String a, String b) {
        Optional<int[]> one = precision(a);
        Optional<int[]> other = precision(b);
        if (one.isEmpty() || other.isEmpty()) return Optional.empty();
        int scale = Math.max(one.get()[1], other.get()[1]);
        int whole = Math.max(one.get()[0] - one.get()[1], other.get()[0] - other.get()[1]);
        return whole + scale > MOST_DIGITS
                ? Optional.empty()
                : Optional.of("numeric(" + (whole + scale) + "," + scale + ")");
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
