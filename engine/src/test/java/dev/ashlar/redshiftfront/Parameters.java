package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Translation.Place;
import java.util.Locale;
import java.util.Set;

/**
 * Settings that Redshift knows; {@code lock_timeout} is not among them.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_ConfigurationRef.html">Configuration reference</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_SET.html">SET</a>
 */
final class Parameters implements Refusal {
    private static final Set<String> FROM_POSTGRES = Set.of(
            "application_name",
            "client_encoding",
            "client_min_messages",
            "datestyle",
            "extra_float_digits",
            "intervalstyle",
            "search_path",
            "seed",
            "statement_timeout",
            "timezone",
            "transaction_isolation",
            "server_version",
            "standard_conforming_strings",
            // forms of SET that name no parameter
            "time",
            "transaction",
            "session",
            "readonly",
            // SHOW of catalogs
            "all",
            "databases",
            "schemas",
            "tables",
            "columns",
            "constraints",
            "column",
            "grants",
            "procedures",
            "functions",
            "parameters",
            "view",
            "table",
            "external",
            "datashares",
            "model");

    @Override
    public void check(SqlText sql, Place place) {
        if (!sql.begins("set") && !sql.begins("reset") && !sql.begins("show")) return;
        int at = sql.begins("set")
                        && sql.isAny(1, "session", "local")
                        && !sql.isAny(2, "authorization", "characteristics")
                ? 2
                : 1;
        String name = sql.at(at).text().toLowerCase(Locale.ROOT);
        // session contexts of a user's own: https://docs.aws.amazon.com/redshift/latest/dg/r_SET.html
        boolean own = sql.is(at + 1, ".");
        if (!own && !FROM_POSTGRES.contains(name) && !SessionSettings.OWN.contains(name))
            throw Refusal.refused("42704", "unrecognized configuration parameter \"" + name + "\"");
    }
}
