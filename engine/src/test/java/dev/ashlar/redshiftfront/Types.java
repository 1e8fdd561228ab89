package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.SqlText.Range;
import dev.ashlar.wire.Token;
import java.util.Locale;

/**
 * Types of columns: without a length a varchar is 256 bytes long and a numeric has 18 digits and no fraction. In an
 * expression a varchar takes its length from the input, so casts to it stay.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html">Character types</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_Numeric_types201.html">Numeric types</a>
 */
final class Types implements Rewrite {
    @Override
    public void apply(SqlText sql) {
        CreateTable.of(sql)
                .filter(table -> table.open() >= 0 && !table.hasQuery())
                .ifPresent(table -> {
                    for (Range part : sql.parts(table.open() + 1, table.close())) column(sql, part.from() + 1);
                });
        if (sql.begins("alter", "table")) {
            int after = sql.afterName(2);
            if (sql.is(after, "add")) column(sql, after + (sql.is(after + 1, "column") ? 3 : 2));
            if (sql.is(after, "alter")) {
                int type = sql.find(after, "type");
                if (type > 0) column(sql, type + 1);
            }
        }
        for (int at = 0; at < sql.size(); at++) {
            if (sql.is(at, "::")) expression(sql, at + 1);
            if (sql.is(at, "cast", "(")) {
                int as = lastAs(sql, at + 2, sql.close(at + 1));
                if (as > 0) expression(sql, as + 1);
            }
        }
    }

    /** The places of the types that the statement names in column definitions and casts. */
    private static int lastAs(SqlText sql, int from, int to) {
        int found = -1;
        for (int at = sql.findOutside(from, "as"); at >= 0 && at < to; at = sql.findOutside(at + 1, "as")) found = at;
        return found;
    }

    private static void column(SqlText sql, int at) {
        Token type = sql.at(at);
        boolean sized = sql.is(at + 1, "(");
        switch (type.text().toLowerCase(Locale.ROOT)) {
            case "text" -> sql.replace(at, "varchar(256)");
            case "varchar", "nvarchar" -> sql.replace(at, sized ? "varchar" : "varchar(256)");
            case "character", "char", "nchar" -> {
                if (sql.is(at + 1, "varying"))
                    sql.replace(at, at + 2, sql.is(at + 2, "(") ? "varchar" : "varchar(256)");
            }
            case "bpchar" -> sql.replace(at, "char(256)");
            case "numeric", "decimal" -> {
                if (!sized) sql.replace(at, "numeric(18, 0)");
            }
            default -> {}
        }
        expression(sql, at);
    }

    private static void expression(SqlText sql, int at) {
        if (sql.is(at, "nvarchar")) sql.replace(at, "varchar");
        if (sql.is(at, "nchar")) sql.replace(at, "char");
        if (sql.isAny(at, "varbyte", "varbinary"))
            sql.replace(at, sql.is(at + 1, "(") ? sql.close(at + 1) + 1 : at + 1, "bytea");
        if (sql.isAny(at, "numeric", "decimal") && !sql.is(at + 1, "(")) sql.replace(at, "numeric(18, 0)");
        int open = sql.is(at + 1, "varying") ? at + 2 : at + 1;
        if (sql.is(open, "(", "max", ")"))
            sql.replace(open + 1, sql.isAny(at, "char", "character") && open == at + 1 ? "4096" : "65535");
    }
}
