package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Translation.Place;
import dev.ashlar.wire.Translation.Reading;
import dev.ashlar.wire.Translation.Send;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * SET, RESET and SHOW of what only Redshift has: kept under {@code redshift.}, so that they can be set, shown and reset, and have no effect.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_ConfigurationRef.html">Configuration reference</a>
 */
final class SessionSettings implements WholeStatement {
    /** With their values on a new cluster. */
    static final Set<String> OWN = Set.of(
            "analyze_threshold_percent",
            "cast_super_null_on_error",
            "describe_field_name_in_uppercase",
            "downcase_delimited_identifier",
            "enable_case_sensitive_identifier",
            "enable_case_sensitive_super_attribute",
            "enable_numeric_rounding",
            "enable_result_cache_for_session",
            "enable_vacuum_boost",
            "error_on_nondeterministic_update",
            "json_serialization_enable",
            "json_serialization_parse_nested_strings",
            "max_concurrency_scaling_clusters",
            "max_cursor_result_set_size",
            "mv_enable_aqmv_for_session",
            "navigate_super_null_on_error",
            "parse_super_null_on_error",
            "pg_federation_repeatable_read",
            "query_group",
            "spectrum_enable_pseudo_columns",
            "enable_spectrum_oid",
            "spectrum_query_maxerror",
            "stored_proc_log_min_messages",
            "use_fips_ssl",
            "wlm_query_slot_count");

    @Override
    public Optional<Reading> read(SqlText sql, Place place) {
        if (!sql.begins("set") && !sql.begins("reset") && !sql.begins("show")) return Optional.empty();
        int at = sql.begins("set") && sql.isAny(1, "session", "local") ? 2 : 1;
        String name = sql.at(at).text().toLowerCase(Locale.ROOT);
        // the driver's setReadOnly
        if (sql.begins("set", "readonly"))
            return Optional.of(new Send(
                    "set default_transaction_read_only = " + (sql.textFrom(2).contains("1") ? "on" : "off")));
        if (!OWN.contains(name)) return Optional.empty();
        sql.replace(at, "redshift." + name);
        if (sql.begins("set") && sql.at(sql.size() - 1).is("default"))
            return Optional.of(new Send("reset redshift." + name));
        return Optional.of(new Send(sql.toString()));
    }
}
