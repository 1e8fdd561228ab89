package dev.ashlar.lineage;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Functions whose meaning lineage must know; names in lower case. All others give a value of each row. */
final class KnownFunctions {
    /** Of the manuals of DuckDB, Postgres and Redshift: one value out of many rows. */
    private static final Set<String> AGGREGATES = Set.of(
            "sum",
            "count",
            "min",
            "max",
            "avg",
            "mean",
            "median",
            "mode",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "variance",
            "var_pop",
            "var_samp",
            "corr",
            "covar_pop",
            "covar_samp",
            "regr_avgx",
            "regr_avgy",
            "regr_count",
            "regr_intercept",
            "regr_r2",
            "regr_slope",
            "regr_sxx",
            "regr_sxy",
            "regr_syy",
            "bool_and",
            "bool_or",
            "every",
            "bit_and",
            "bit_or",
            "bit_xor",
            "string_agg",
            "listagg",
            "group_concat",
            "array_agg",
            "list",
            "json_agg",
            "jsonb_agg",
            "json_object_agg",
            "jsonb_object_agg",
            "json_group_array",
            "json_group_object",
            "json_group_structure",
            "xmlagg",
            "range_agg",
            "range_intersect_agg",
            "percentile_cont",
            "percentile_disc",
            "approximate_percentile_disc",
            "approx_percentile",
            "approx_count_distinct",
            "approx_quantile",
            "approx_top_k",
            "quantile",
            "quantile_cont",
            "quantile_disc",
            "reservoir_quantile",
            "any_value",
            "arbitrary",
            "first",
            "last",
            "max_by",
            "min_by",
            "arg_max",
            "arg_min",
            "arg_max_null",
            "arg_min_null",
            "argmax",
            "argmin",
            "histogram",
            "histogram_exact",
            "entropy",
            "kurtosis",
            "kurtosis_pop",
            "skewness",
            "mad",
            "product",
            "fsum",
            "sumkahan",
            "kahan_sum",
            "favg",
            "count_if",
            "countif",
            "sem",
            "bitstring_agg",
            "map_agg",
            "geomean",
            "geometric_mean",
            "weighted_avg",
            "count_star");

    /** Relations made of their arguments alone, with the columns they have. */
    private static final Map<String, List<String>> TABLES = Map.ofEntries(
            Map.entry("generate_series", List.of("generate_series")),
            Map.entry("range", List.of("range")),
            Map.entry("unnest", List.of("unnest")),
            Map.entry("generate_subscripts", List.of("generate_subscripts")),
            Map.entry("regexp_split_to_table", List.of("regexp_split_to_table")),
            Map.entry("regexp_matches", List.of("regexp_matches")),
            Map.entry("string_to_table", List.of("string_to_table")),
            Map.entry("json_array_elements", List.of("value")),
            Map.entry("jsonb_array_elements", List.of("value")),
            Map.entry("json_array_elements_text", List.of("value")),
            Map.entry("jsonb_array_elements_text", List.of("value")),
            Map.entry("json_object_keys", List.of("json_object_keys")),
            Map.entry("jsonb_object_keys", List.of("jsonb_object_keys")),
            Map.entry("json_each_text", List.of("key", "value")),
            Map.entry("jsonb_each", List.of("key", "value")),
            Map.entry("jsonb_each_text", List.of("key", "value")));

    /** {@code json_each} has two columns in Postgres and more in DuckDB. */
    private static final Set<String> TABLES_OF_UNKNOWN_WIDTH = Set.of("json_each", "json_tree", "jsonb_to_recordset");

    private static final Set<String> WITH_DATE_PARTS =
            Set.of("dateadd", "date_add", "datediff", "date_diff", "date_part", "date_part_year", "date_trunc");

    private KnownFunctions() {}

    static boolean aggregates(String name) {
        return AGGREGATES.contains(name);
    }

    static boolean takesDatePart(String name) {
        return WITH_DATE_PARTS.contains(name);
    }

    /** Whether the rows come of the arguments alone. */
    static boolean givesRows(String name) {
        return TABLES.containsKey(name) || TABLES_OF_UNKNOWN_WIDTH.contains(name);
    }

    /** Empty where they differ from engine to engine. */
    static List<String> columns(String name) {
        return TABLES.getOrDefault(name, List.of());
    }
}
