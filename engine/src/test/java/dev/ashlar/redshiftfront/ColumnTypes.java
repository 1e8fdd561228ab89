package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.SqlText.Range;
import dev.ashlar.wire.Token.Kind;
import dev.ashlar.wire.Translation.Place;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Types that Redshift has not, in columns and casts, and lengths beyond its own.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-datatypes.html">Unsupported PostgreSQL data
 *     types</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html">Character types</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_Numeric_types201.html">Numeric types: 38 digits</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_interval_data_types.html">Intervals, which name their fields</a>
 */
final class ColumnTypes implements Refusal {
    private static final Set<String> MISSING = Set.of(
            "json",
            "jsonb",
            "uuid",
            "bytea",
            "serial",
            "bigserial",
            "smallserial",
            "serial4",
            "serial8",
            "money",
            "inet",
            "cidr",
            "macaddr",
            "xml",
            "hstore",
            "bit",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange",
            "tsvector",
            "tsquery",
            "point",
            "line",
            "box",
            "circle",
            "polygon",
            "citext");

    @Override
    public void check(SqlText sql, Place place) {
        Optional<CreateTable> create = CreateTable.of(sql).filter(table -> table.open() >= 0 && !table.hasQuery());
        create.ifPresent(table -> {
            String name = sql.text(table.name(), table.open());
            for (Range part : sql.parts(table.open() + 1, table.close()))
                if (!sql.isAny(part.from(), "like", "constraint", "primary", "unique", "foreign"))
                    column(sql, name, part.from());
        });
        if (sql.begins("alter", "table")) {
            int add = AlterForms.action(sql);
            if (sql.is(add, "add") && !sql.isAny(add + 1, "constraint", "primary", "unique", "foreign"))
                column(sql, sql.text(2, add), sql.is(add + 1, "column") ? add + 2 : add + 1);
            int type = sql.is(add, "alter") ? sql.find(add, "type") : -1;
            if (type > 0) lengths(sql, type + 1);
        }
        for (int at = 0; at < sql.size(); at++) if (sql.is(at, "::")) expression(sql, at + 1);
        casts(sql);
    }

    private static void casts(SqlText sql) {
        for (int at = 0; at < sql.size(); at++) {
            if (!sql.is(at, "cast", "(")) continue;
            int close = sql.close(at + 1);
            int as = -1;
            for (int i = at + 2; i < close; i++) {
                if (sql.is(i, "(")) i = sql.close(i);
                else if (sql.is(i, "as")) as = i;
            }
            if (as > 0) expression(sql, as + 1);
        }
    }

    private static void column(SqlText sql, String table, int at) {
        int type = at + 1;
        String word = word(sql, type);
        boolean array = arrayAfter(sql, type);
        boolean bare =
                word.equals("interval") && !sql.isAny(type + 1, "year", "month", "day", "hour", "minute", "second");
        if (MISSING.contains(word) || array || bare)
            throw Refusal.unsupported("Column \"" + table + "." + sql.at(at).name() + "\" has unsupported type \""
                    + word + (array ? "[]" : "") + "\".");
        lengths(sql, type);
    }

    private static void expression(SqlText sql, int type) {
        String word = word(sql, type);
        // names of catalog objects are looked up by the leader node, so regclass and oid stay
        if (MISSING.contains(word)) throw Refusal.refused("42704", "type \"" + word + "\" does not exist");
        if (arrayAfter(sql, type)) throw Refusal.grammar("[");
        lengths(sql, type);
    }

    private static String word(SqlText sql, int type) {
        return sql.at(type).kind() == Kind.WORD ? sql.at(type).text().toLowerCase(Locale.ROOT) : "";
    }

    private static boolean arrayAfter(SqlText sql, int type) {
        int after = sql.is(type + 1, "(") ? sql.close(type + 1) + 1 : type + 1;
        return sql.is(after, "[") || (sql.is(type, "array") && !sql.is(type + 1, "("));
    }

    private static void lengths(SqlText sql, int type) {
        int open = sql.is(type + 1, "varying") ? type + 2 : type + 1;
        if (!sql.is(open, "(") || sql.at(open + 1).kind() != Kind.NUMBER) return;
        long length = Long.parseLong(sql.at(open + 1).text());
        String word = word(sql, type);
        boolean varying = open == type + 2 || Set.of("varchar", "nvarchar").contains(word);
        boolean fixed =
                !varying && Set.of("char", "character", "nchar", "bpchar").contains(word);
        if (varying && length > 65_535) throw tooLong("character varying", 65_535);
        if (fixed && length > 4_096) throw tooLong("character", 4_096);
        if (Set.of("numeric", "decimal").contains(word) && length > 38)
            throw Refusal.refused("22023", "DECIMAL precision " + length + " must be between 1 and 38");
    }

    private static RuntimeException tooLong(String type, int most) {
        return Refusal.refused("22023", "length for type " + type + " cannot exceed " + most);
    }
}
