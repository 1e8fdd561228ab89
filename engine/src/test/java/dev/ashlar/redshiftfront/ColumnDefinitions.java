package dev.ashlar.redshiftfront;

import dev.ashlar.redshiftfront.TableLayout.Key;
import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.SqlText.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The list between the parentheses of a CREATE TABLE. Keys are declarations that nothing enforces, so Postgres never hears
 * of them; a primary key's columns take no null, and that holds.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/t_Defining_constraints.html">Defining table constraints</a>
 */
final class ColumnDefinitions {
    private final SqlText sql;
    private final LayoutDraft layout;

    ColumnDefinitions(SqlText sql, LayoutDraft layout) {
        this.sql = sql;
        this.layout = layout;
    }

    /** Answers the table whose columns are taken over, if it is that form. */
    Optional<String> rewrite(CreateTable table) {
        Optional<String> like = Optional.empty();
        List<String> kept = new ArrayList<>();
        for (Range part : sql.parts(table.open() + 1, table.close())) {
            if (sql.is(part.from(), "like")) {
                like = Optional.of(sql.text(part.from() + 1, sql.afterName(part.from() + 1)));
                kept.add(sql.text(part.from(), part.to()));
                continue;
            }
            String definition = isConstraint(part.from()) ? constraint(part) : column(part);
            if (!definition.isBlank()) kept.add(definition);
        }
        sql.replace(table.open(), table.close() + 1, "(" + String.join(", ", kept) + ")");
        return like;
    }

    private boolean isConstraint(int at) {
        return sql.isAny(at, "constraint", "primary", "unique", "foreign")
                && !sql.at(at + 1).is("varchar");
    }

    /** Notes a key; answers what Postgres is to hear of it. */
    String constraint(Range part) {
        int at = part.from();
        String name = "";
        if (sql.is(at, "constraint")) {
            name = sql.at(at + 1).name();
            at += 2;
        }
        int open = sql.find(at, "(");
        List<String> columns = LayoutClauses.columns(sql, open + 1, sql.close(open));
        if (sql.is(at, "unique")) return keep(name, "unique", columns, "");
        if (sql.is(at, "foreign"))
            return keep(name, "foreign key", columns, sql.text(sql.find(at, "references") + 1, part.to()));
        keep(name, "primary key", columns, "");
        return columns.stream()
                .map(column -> "not null \"" + column.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(", "));
    }

    private String keep(String name, String kind, List<String> columns, String references) {
        layout.keys.add(new Key(name, kind, columns, references));
        return "";
    }

    private String column(Range part) {
        String name = sql.at(part.from()).name();
        StringBuilder kept = new StringBuilder(sql.at(part.from()).text());
        for (int at = part.from() + 1; at < part.to(); ) {
            int next = attribute(name, at, kept);
            if (next > at) {
                at = next;
            } else {
                kept.append(sql.at(at).before()).append(sql.at(at).text());
                at++;
            }
        }
        return kept.toString();
    }

    /** The place after a column attribute that Postgres has not, or the same place. */
    private int attribute(String column, int at, StringBuilder kept) {
        if (sql.is(at, "distkey")) {
            layout.diststyle = "key";
            layout.distkey = column;
            return at + 1;
        }
        if (sql.is(at, "sortkey")) {
            layout.sortstyle = "compound";
            layout.sortkeys.add(column);
            return at + 1;
        }
        if (sql.is(at, "encode")) {
            layout.encode.put(column, sql.at(at + 1).name());
            return at + 2;
        }
        if (sql.is(at, "collate")) return at + 2;
        if (sql.is(at, "unique")) {
            keep("", "unique", List.of(column), "");
            return sql.is(at + 1, "key") ? at + 2 : at + 1;
        }
        if (sql.is(at, "primary", "key")) {
            keep("", "primary key", List.of(column), "");
            kept.append(" not null");
            return at + 2;
        }
        if (sql.is(at, "references")) {
            int after = sql.afterName(at + 1);
            int close = sql.is(after, "(") ? sql.close(after) + 1 : after;
            keep("", "foreign key", List.of(column), sql.text(at + 1, close));
            return close;
        }
        if (sql.is(at, "identity", "(")) return identity("always", at, kept);
        if (sql.is(at, "generated", "by", "default", "as", "identity", "("))
            return identity("by default", at + 4, kept);
        return at;
    }

    private int identity(String when, int at, StringBuilder kept) {
        int close = sql.close(at + 1);
        List<Range> numbers = sql.parts(at + 2, close);
        kept.append(" generated ")
                .append(when)
                .append(" as identity (start with ")
                .append(number(numbers.get(0)))
                .append(" increment by ")
                .append(number(numbers.get(1)))
                .append(')');
        return close + 1;
    }

    private String number(Range range) {
        return sql.text(range.from(), range.to());
    }
}
