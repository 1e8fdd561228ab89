package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Token;
import dev.ashlar.wire.Token.Kind;
import dev.ashlar.wire.Translation.Place;
import dev.ashlar.wire.Translation.Reading;
import dev.ashlar.wire.Translation.Send;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * SHOW of catalogs, by which the driver reads metadata: {@code show tables from schema d.s like p} is read as a call of
 * {@code rs_front.show_tables(d, s, p)}.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_TABLES.html">SHOW TABLES and its neighbours</a>
 */
final class ShowCommands implements WholeStatement {
    /** How many parts the name has of whatever they are shown from. */
    private static final Map<String, Integer> SHOWN =
            Map.of("databases", 0, "schemas", 1, "tables", 2, "columns", 3, "constraints", 3);

    private static final Set<String> PREPOSITIONS = Set.of("from", "database", "schema", "table");

    @Override
    public Optional<Reading> read(SqlText sql, Place place) {
        if (!sql.begins("show")) return Optional.empty();
        String what = sql.at(1).text().toLowerCase(Locale.ROOT);
        if (what.equals("view") || what.equals("table")) return Optional.of(definition(sql, what));
        Integer parts = SHOWN.get(what);
        if (parts == null) return Optional.empty();
        List<String> function = new ArrayList<>(List.of("rs_front.show"));
        List<String> arguments = new ArrayList<>();
        int like = sql.find(1, "like");
        int from = sql.find(1, "from");
        for (int at = 1; at < (from < 0 ? 2 : from); at++)
            function.add(sql.at(at).text());
        for (int at = from; at > 0 && at < (like < 0 ? sql.size() : like); at++) {
            Token token = sql.at(at);
            if (PREPOSITIONS.contains(token.text().toLowerCase(Locale.ROOT))) continue;
            if (token.kind() == Kind.PARAMETER) arguments.add(token.text() + "::text");
            else if (token.isName()) arguments.add(LateViews.literal(token.name()));
        }
        while (arguments.size() < parts) arguments.add(0, "current_database()::text");
        if (like > 0) arguments.add(sql.at(like + 1).text() + "::text");
        return Optional.of(new Send("select * from "
                + String.join("_", function).toLowerCase(Locale.ROOT) + "(" + String.join(", ", arguments) + ")"));
    }

    private static Reading definition(SqlText sql, String what) {
        String name = sql.textFrom(2).replace("'", "''");
        return new Send(
                what.equals("view")
                        ? "select rs_front.viewdef('" + name + "') as \"Show View DDL statement\""
                        : "select '" + name + "'::regclass::text as \"Show Table DDL statement\"");
    }
}
