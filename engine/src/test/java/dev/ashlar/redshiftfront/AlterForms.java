package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Translation.Place;
import java.util.List;

/**
 * ALTER TABLE: one column a statement, no IF [NOT] EXISTS of columns, no USING, no other type than a longer or shorter
 * varchar or varbyte, and that of no column with a default.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html">ALTER TABLE</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_redshift-sql-implementated-differently.html">ADD COLUMN adds one
 *     column in each statement</a>
 */
final class AlterForms implements Refusal {
    /** The place of the word after the table's name. */
    static int action(SqlText sql) {
        return sql.afterName(2);
    }

    @Override
    public void check(SqlText sql, Place place) {
        if (!sql.begins("alter", "table")) return;
        if (sql.isAny(2, "if", "only") && !sql.isAny(3, ".", "add", "drop", "alter", "rename", "owner"))
            throw Refusal.grammar(sql.at(3).text());
        int action = action(sql);
        // ALTER DISTKEY and ALTER COLUMN … ENCODE come in lists
        boolean layout = sql.is(action, "alter") && sql.find(action, "type") < 0;
        int comma = sql.findOutside(action, ",");
        if (comma > 0 && !layout) throw Refusal.grammar(",");
        int column = sql.is(action + 1, "column") ? action + 2 : action + 1;
        if (sql.isAny(action, "add", "drop", "alter") && sql.is(column, "if") && sql.isAny(column + 1, "not", "exists"))
            throw Refusal.grammar(sql.at(column + 1).text());
        if (sql.is(action, "add") && sql.isAny(action + 1, "check", "exclude"))
            throw Refusal.unsupported("CHECK constraints are not supported");
        if (sql.is(action, "set", "schema")) throw Refusal.grammar("schema");
        if (sql.is(action, "alter")) alter(sql, action, column, place);
    }

    private static void alter(SqlText sql, int action, int column, Place place) {
        if (sql.isAny(column + 1, "set", "drop") && !sql.isAny(column, "distkey", "sortkey", "diststyle")) {
            String what = sql.isAny(column + 2, "default") ? "SET/DROP DEFAULT" : "SET/DROP NOT NULL";
            throw Refusal.unsupported("ALTER COLUMN " + what + " is not supported");
        }
        int type = sql.find(action, "type");
        if (type < 0) return;
        if (sql.has("using")) throw Refusal.unsupported("ALTER TABLE ALTER COLUMN does not support USING expression");
        boolean varying = sql.isAny(type + 1, "varchar", "nvarchar", "varbyte", "varbinary")
                || sql.is(type + 1, "character", "varying");
        if (!varying) throw notSupported(sql, type);
        List<List<String>> found =
                place.ask("select t.typname, a.atthasdef from pg_attribute a join pg_type t on t.oid = a.atttypid"
                        + " where a.attrelid = to_regclass('"
                        + sql.text(2, action).replace("'", "''") + "') and a.attname = '"
                        + sql.at(column).name().replace("'", "''") + "'");
        if (found.isEmpty()) return;
        if (!List.of("varchar", "bytea").contains(found.get(0).get(0))) throw notSupported(sql, type);
        if (found.get(0).get(1).equals("t"))
            throw Refusal.unsupported("cannot alter the type of a column with a default value");
    }

    private static RuntimeException notSupported(SqlText sql, int type) {
        int end = sql.is(sql.size() - 1, ";") ? sql.size() - 1 : sql.size();
        return Refusal.unsupported("target data type \"" + sql.text(type + 1, end) + "\" is not supported.");
    }
}
