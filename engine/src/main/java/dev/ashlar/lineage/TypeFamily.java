package dev.ashlar.lineage;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Types that can be compared without a cast. What is in none is compatible with everything, as far as we know. */
enum TypeFamily {
    NUMBER,
    TEXT,
    TRUTH,
    TIME;

    private static final Set<String> NUMBERS = Set.of(
            "tinyint",
            "smallint",
            "int2",
            "integer",
            "int",
            "int4",
            "bigint",
            "int8",
            "hugeint",
            "utinyint",
            "usmallint",
            "uinteger",
            "ubigint",
            "uhugeint",
            "numeric",
            "decimal",
            "dec",
            "real",
            "float",
            "float4",
            "float8",
            "double",
            "double precision",
            "serial",
            "bigserial",
            "money");
    private static final Set<String> TEXTS = Set.of(
            "varchar",
            "char",
            "character",
            "character varying",
            "text",
            "string",
            "bpchar",
            "nvarchar",
            "nchar",
            "citext");
    private static final Set<String> TRUTHS = Set.of("boolean", "bool", "logical");
    private static final Set<String> TIMES = Set.of(
            "date",
            "timestamp",
            "timestamptz",
            "timestamp without time zone",
            "timestamp with time zone",
            "datetime",
            "timestamp_s",
            "timestamp_ms",
            "timestamp_ns");

    static Optional<TypeFamily> of(String type) {
        if (type.contains("[")) return Optional.empty();
        int open = type.indexOf('(');
        int close = type.indexOf(')', Math.max(0, open));
        String bare = open < 0 || close < 0 ? type : type.substring(0, open) + type.substring(close + 1);
        String word = bare.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return Optional.ofNullable(
                NUMBERS.contains(word)
                        ? NUMBER
                        : TEXTS.contains(word)
                                ? TEXT
                                : TRUTHS.contains(word) ? TRUTH : TIMES.contains(word) ? TIME : null);
    }

    /** Whether two types cannot be compared without a cast on an engine that is strict about it. */
    static boolean clash(Optional<String> a, Optional<String> b) {
        Optional<TypeFamily> left = a.flatMap(TypeFamily::of);
        Optional<TypeFamily> right = b.flatMap(TypeFamily::of);
        return left.isPresent() && right.isPresent() && left.get() != right.get();
    }
}
