package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Token;
import dev.ashlar.wire.Token.Kind;

/**
 * ASCII letters of quoted names are folded too; {@code #name} is a temporary table.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_names.html">Names and identifiers</a>
 */
final class FoldedNames implements Rewrite {
    @Override
    public void apply(SqlText sql) {
        for (int at = 0; at < sql.size(); at++) {
            Token token = sql.at(at);
            if (token.kind() == Kind.QUOTED_NAME) sql.replace(at, folded(token.text()));
            if (token.kind() == Kind.WORD && token.text().startsWith("#")) sql.replace(at, '"' + token.name() + '"');
        }
        if (sql.begins("create", "table") && sql.at(2).text().startsWith("\"#")) sql.replace(1, "temporary table");
    }

    private static String folded(String name) {
        StringBuilder folded = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') folded.setCharAt(i, (char) (c + ('a' - 'A')));
        }
        return folded.toString();
    }
}
