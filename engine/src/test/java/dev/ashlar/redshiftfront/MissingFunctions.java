package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Translation.Place;
import java.util.Locale;
import java.util.Set;

/**
 * Functions of Postgres that Redshift has not. The arguments' types, which the message of a server names, are left out.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-functions.html">Unsupported PostgreSQL
 *     functions</a>
 */
final class MissingFunctions implements Refusal {
    private static final Set<String> MISSING = Set.of(
            // named by the guide
            "string_agg",
            "array_agg",
            "every",
            "xmlagg",
            "corr",
            "covar_pop",
            "covar_samp",
            "regr_avgx",
            "regr_avgy",
            "regr_count",
            "regr_intercept",
            "regr_r2",
            "regr_slope",
            "clock_timestamp",
            "statement_timestamp",
            "transaction_timestamp",
            "justify_days",
            "justify_hours",
            "justify_interval",
            "div",
            "setseed",
            "width_bucket",
            "generate_subscripts",
            "bit_length",
            "overlay",
            "convert_from",
            "convert_to",
            "encode",
            "format",
            "quote_nullable",
            "regexp_matches",
            "regexp_split_to_array",
            "regexp_split_to_table",
            "nextval",
            "currval",
            "setval",
            "pg_advisory_lock",
            "pg_advisory_xact_lock",
            "pg_try_advisory_lock",
            // younger than Postgres 8.0, and on no page of the guide
            "unnest",
            "array_length",
            "array_position",
            "array_append",
            "cardinality",
            "string_to_array",
            "array_to_string",
            "json_agg",
            "jsonb_agg",
            "json_object_agg",
            "jsonb_object_agg",
            "json_build_object",
            "jsonb_build_object",
            "json_build_array",
            "jsonb_build_array",
            "to_json",
            "to_jsonb",
            "row_to_json",
            "json_array_elements",
            "jsonb_array_elements",
            "json_each",
            "jsonb_each",
            "gen_random_uuid",
            "uuid_generate_v4",
            "make_date",
            "make_time",
            "make_timestamp",
            "make_interval",
            "date_bin",
            "num_nulls",
            "to_regclass",
            "pg_size_pretty",
            "sha224",
            "sha256",
            "sha384",
            "sha512",
            "normalize",
            "grouping_id");

    @Override
    public void check(SqlText sql, Place place) {
        for (int at = 0; at < sql.size(); at++) {
            String word = sql.at(at).text().toLowerCase(Locale.ROOT);
            boolean called = sql.is(at + 1, "(") && (!sql.is(at - 1, ".") || sql.is(at - 2, "pg_catalog"));
            if (called && MISSING.contains(word) && !isDefinition(sql, at))
                throw Refusal.refused("42883", "function " + word + "() does not exist");
        }
    }

    /** {@code insert into format (…)}, {@code create table format (…)}, {@code with format (…) as}. */
    private static boolean isDefinition(SqlText sql, int at) {
        return sql.isAny(at - 1, "into", "table", "exists", "with", "view") || sql.is(sql.close(at + 1) + 1, "as", "(");
    }
}
