package dev.ashlar.plan;

import static java.util.Map.entry;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a column that files are loaded into, whatever an engine calls it. One word means the same values on every
 * engine: a bare {@code decimal} has 18 digits, 3 of them behind the point, a {@code float} has 32 bits.
 */
public sealed interface ColumnType {
    /** A number without places behind the point. */
    record Whole(Width width) implements ColumnType {}

    /** How many values a type of whole numbers has. */
    enum Width {
        TINY(8),
        SMALL(16),
        NORMAL(32),
        BIG(64),
        HUGE(128),
        UNSIGNED_TINY(-8),
        UNSIGNED_SMALL(-16),
        UNSIGNED_NORMAL(-32),
        UNSIGNED_BIG(-64),
        UNSIGNED_HUGE(-128);

        private final int bits;

        Width(int bits) {
            this.bits = bits;
        }

        public BigInteger least() {
            return bits < 0 ? BigInteger.ZERO : BigInteger.TWO.pow(bits - 1).negate();
        }

        public BigInteger most() {
            return BigInteger.TWO.pow(bits < 0 ? -bits : bits - 1).subtract(BigInteger.ONE);
        }
    }

    /** @param digits in all, of which {@code places} stand behind the point */
    record Decimal(int digits, int places) implements ColumnType {}

    /** A binary fraction. */
    record Fraction(Bits bits) implements ColumnType {}

    enum Bits {
        SINGLE,
        DOUBLE
    }

    record Flag() implements ColumnType {}

    record Day() implements ColumnType {}

    /** A time of day. */
    record Clock() implements ColumnType {}

    /** Date and time, to the microsecond; in UTC where it has a zone. */
    record Moment(Zone zone) implements ColumnType {}

    enum Zone {
        NONE,
        UTC
    }

    /** @param longest in characters (code points) */
    record Text(Optional<Integer> longest) implements ColumnType {}

    /**
     * A JSON value.
     *
     * @param word json, jsonb or super, of which each engine has its own
     */
    record Json(String word) implements ColumnType {}

    /** A type of one engine. */
    record Other(String word) implements ColumnType {}

    Map<String, ColumnType> WORDS = Map.ofEntries(
            entry("tinyint", new Whole(Width.TINY)),
            entry("int1", new Whole(Width.TINY)),
            entry("smallint", new Whole(Width.SMALL)),
            entry("int2", new Whole(Width.SMALL)),
            entry("short", new Whole(Width.SMALL)),
            entry("integer", new Whole(Width.NORMAL)),
            entry("int", new Whole(Width.NORMAL)),
            entry("int4", new Whole(Width.NORMAL)),
            entry("signed", new Whole(Width.NORMAL)),
            entry("bigint", new Whole(Width.BIG)),
            entry("int8", new Whole(Width.BIG)),
            entry("long", new Whole(Width.BIG)),
            entry("hugeint", new Whole(Width.HUGE)),
            entry("int128", new Whole(Width.HUGE)),
            entry("utinyint", new Whole(Width.UNSIGNED_TINY)),
            entry("usmallint", new Whole(Width.UNSIGNED_SMALL)),
            entry("uinteger", new Whole(Width.UNSIGNED_NORMAL)),
            entry("ubigint", new Whole(Width.UNSIGNED_BIG)),
            entry("uhugeint", new Whole(Width.UNSIGNED_HUGE)),
            entry("decimal", new Decimal(18, 3)),
            entry("numeric", new Decimal(18, 3)),
            entry("dec", new Decimal(18, 3)),
            entry("double", new Fraction(Bits.DOUBLE)),
            entry("double precision", new Fraction(Bits.DOUBLE)),
            entry("float8", new Fraction(Bits.DOUBLE)),
            entry("float", new Fraction(Bits.SINGLE)),
            entry("real", new Fraction(Bits.SINGLE)),
            entry("float4", new Fraction(Bits.SINGLE)),
            entry("boolean", new Flag()),
            entry("bool", new Flag()),
            entry("logical", new Flag()),
            entry("date", new Day()),
            entry("time", new Clock()),
            entry("time without time zone", new Clock()),
            entry("timestamp", new Moment(Zone.NONE)),
            entry("datetime", new Moment(Zone.NONE)),
            entry("timestamp without time zone", new Moment(Zone.NONE)),
            entry("timestamptz", new Moment(Zone.UTC)),
            entry("timestamp with time zone", new Moment(Zone.UTC)),
            entry("varchar", new Text(Optional.empty())),
            entry("character varying", new Text(Optional.empty())),
            entry("text", new Text(Optional.empty())),
            entry("string", new Text(Optional.empty())),
            entry("char", new Text(Optional.empty())),
            entry("character", new Text(Optional.empty())),
            entry("bpchar", new Text(Optional.empty())),
            entry("json", new Json("json")),
            entry("jsonb", new Json("jsonb")),
            entry("super", new Json("super")));

    Pattern SIZED = Pattern.compile("([a-z ]+)\\((\\d{1,8})(?:,(\\d{1,8}))?\\)");

    /** Most digits of a decimal on the engine that has the fewest. */
    int MOST_DIGITS = 38;

    /** @param word as a project or a catalog spells it */
    static ColumnType of(String word) {
        String plain = word.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s*([(),])\\s*", "$1")
                .replaceAll("\\s+", " ");
        Matcher sized = SIZED.matcher(plain);
        if (!sized.matches()) return WORDS.getOrDefault(plain, new Other(word));
        int size = Integer.parseInt(sized.group(2));
        int places = sized.group(3) == null ? 0 : Integer.parseInt(sized.group(3));
        return switch (WORDS.get(sized.group(1))) {
            case Decimal d when size > 0 && size <= MOST_DIGITS && places <= size -> new Decimal(size, places);
            case Text t when size > 0 && sized.group(3) == null -> new Text(Optional.of(size));
            case null, default -> new Other(word);
        };
    }
}
