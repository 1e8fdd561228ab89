package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Translation.Place;
import dev.ashlar.wire.Translation.Reading;
import dev.ashlar.wire.Translation.Send;
import java.util.Optional;

/**
 * CREATE VIEW … WITH NO SCHEMA BINDING, read as a call that stores the query as text; see {@code 2_late_views.sql}.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html">CREATE VIEW</a>
 */
final class LateViews implements WholeStatement {
    private final Rewrites rewrites;

    LateViews(Rewrites rewrites) {
        this.rewrites = rewrites;
    }

    @Override
    public Optional<Reading> read(SqlText sql, Place place) {
        boolean replacing = sql.begins("create", "or", "replace", "view");
        if (!replacing && !sql.begins("create", "view")) return Optional.empty();
        int end = sql.size() - (sql.at(sql.size() - 1).is(";") ? 1 : 0);
        if (!sql.is(end - 4, "with", "no", "schema", "binding")) return Optional.empty();
        int name = replacing ? 4 : 2;
        int after = sql.afterName(name);
        int as = sql.findOutside(after, "as");
        UnqualifiedNames.find(sql, as + 1, end - 4).ifPresent(unqualified -> {
            // Redshift's own words, quoted in AWS's forum; its page says only that names must be qualified
            throw Refusal.refused(
                    "42601",
                    "All the relation names inside should be qualified when creating VIEW WITH NO SCHEMA BINDING.");
        });
        String query = rewrites.apply(sql.text(as + 1, end - 4));
        if (sql.is(after, "(")) query = "select * from (" + query + ") as named " + sql.text(after, as);
        return Optional.of(new Send("call rs_front.create_late_view(" + literal(rewrites.apply(sql.text(name, after)))
                + ", " + replacing + ", " + literal(query) + ", " + literal(sql.toString()) + ")"));
    }

    /** A literal that means the same with backslashes escaping or not. */
    static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + '\'';
    }
}
