package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.SqlText.Range;
import dev.ashlar.wire.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Functions whose arguments Postgres cannot even parse, and words that are calls without parentheses. */
final class FunctionWords implements Rewrite {
    /** https://docs.aws.amazon.com/redshift/latest/dg/r_Dateparts_for_datetime_functions.html */
    private static final Set<String> WITH_DATE_PART =
            Set.of("dateadd", "date_add", "datediff", "date_diff", "date_part", "pgdate_part");

    @Override
    public void apply(SqlText sql) {
        for (int at = 0; at < sql.size(); at++) {
            String word = sql.at(at).kind() == Kind.WORD ? sql.at(at).text().toLowerCase(Locale.ROOT) : "";
            if (sql.is(at + 1, "(")) call(sql, at, word);
            else if (word.equals("sysdate") && !sql.is(at - 1, ".") && !sql.is(at - 1, "as"))
                // the transaction's begin, without a zone:
                // https://docs.aws.amazon.com/redshift/latest/dg/r_SYSDATE.html
                sql.replace(at, "localtimestamp");
        }
    }

    private static void call(SqlText sql, int at, String function) {
        if (WITH_DATE_PART.contains(function)) datePart(sql, at, function);
        switch (function) {
            case "nvl", "isnull" -> sql.replace(at, "coalesce");
            case "version" -> sql.replace(at, "rs_front.version");
            case "format_type" -> sql.replace(at, "rs_front.format_type");
            case "pg_get_viewdef" -> {
                if (sql.is(at - 2, "pg_catalog", ".")) sql.remove(at - 2, at);
                sql.replace(at, "rs_front.viewdef");
            }
            case "pg_get_late_binding_view_cols" -> sql.replace(at, "rs_front.pg_get_late_binding_view_cols");
            case "decode" -> decode(sql, at);
            case "convert" -> convert(sql, at);
            case "try_cast" -> tryCast(sql, at);
            // a word of Postgres' grammar
            case "json_serialize" -> {
                if (!sql.is(at - 1, ".")) sql.replace(at, "pg_catalog.json_serialize");
            }
            case "listagg" -> listagg(sql, at);
            case "array" -> {
                if (!sql.is(at + 2, "select")) sql.replace(at, "jsonb_build_array");
            }
            case "object" -> sql.replace(at, "jsonb_build_object");
            default -> {}
        }
    }

    private static void datePart(SqlText sql, int at, String function) {
        if (sql.at(at + 2).kind() == Kind.WORD && sql.is(at + 3, ","))
            sql.replace(at + 2, '\'' + sql.at(at + 2).text().toLowerCase(Locale.ROOT) + '\'');
        if (function.equals("date_add")) sql.replace(at, "dateadd");
        if (function.equals("date_diff")) sql.replace(at, "datediff");
        // a literal is a timestamp, not the timestamptz that Postgres would prefer
        for (Range argument : sql.parts(at + 4, sql.close(at + 1)))
            if (argument.to() == argument.from() + 1 && sql.at(argument.from()).kind() == Kind.STRING)
                sql.insertAfter(argument.from(), "::timestamp");
    }

    /** https://docs.aws.amazon.com/redshift/latest/dg/r_DECODE_expression.html: two nulls are equal. */
    private static void decode(SqlText sql, int at) {
        int close = sql.close(at + 1);
        List<Range> arguments = sql.parts(at + 2, close);
        if (arguments.size() < 3) return;
        String value = text(sql, arguments.get(0));
        StringBuilder choice = new StringBuilder("case");
        int i = 1;
        for (; i + 1 < arguments.size(); i += 2)
            choice.append(" when (")
                    .append(value)
                    .append(") is not distinct from (")
                    .append(text(sql, arguments.get(i)))
                    .append(") then ")
                    .append(text(sql, arguments.get(i + 1)));
        if (i < arguments.size()) choice.append(" else ").append(text(sql, arguments.get(i)));
        sql.replace(at, close + 1, choice.append(" end").toString());
    }

    /** https://docs.aws.amazon.com/redshift/latest/dg/r_CAST_function.html: {@code convert(type, value)}. */
    private static void convert(SqlText sql, int at) {
        int close = sql.close(at + 1);
        List<Range> arguments = sql.parts(at + 2, close);
        if (arguments.size() == 2)
            sql.replace(
                    at, close + 1, "cast(" + text(sql, arguments.get(1)) + " as " + text(sql, arguments.get(0)) + ")");
    }

    /** https://docs.aws.amazon.com/redshift/latest/dg/r_TRY_CAST.html: null for a text that cannot be read as the type. */
    private static void tryCast(SqlText sql, int at) {
        int close = sql.close(at + 1);
        int as = at;
        for (int i = at + 2; i < close; i = sql.is(i, "(") ? sql.close(i) + 1 : i + 1) if (sql.is(i, "as")) as = i;
        String value = '(' + sql.text(at + 2, as) + ")::text";
        String type = sql.text(as + 1, close);
        sql.replace(
                at,
                close + 1,
                "case when pg_input_is_valid(" + value + ", '" + type + "') then " + value + "::" + type + " end");
    }

    /** https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html: without WITHIN GROUP the order is open. */
    private static void listagg(SqlText sql, int at) {
        int close = sql.close(at + 1);
        List<Range> arguments = sql.parts(at + 2, close);
        boolean distinct = sql.is(at + 2, "distinct");
        Range value = arguments.get(0);
        String values = '(' + sql.text(value.from() + (distinct ? 1 : 0), value.to()) + ")::text";
        String separator = arguments.size() > 1 ? text(sql, arguments.get(1)) : "''";
        String order = "";
        int end = close;
        if (sql.is(close + 1, "within", "group", "(")) {
            end = sql.close(close + 3);
            order = ' ' + sql.text(close + 4, end);
        }
        // with DISTINCT Postgres orders only by what it aggregates
        if (distinct) order = order.isEmpty() ? "" : " order by " + values;
        sql.replace(
                at, end + 1, "string_agg(" + (distinct ? "distinct " : "") + values + ", " + separator + order + ")");
    }

    private static String text(SqlText sql, Range range) {
        return sql.text(range.from(), range.to());
    }
}
