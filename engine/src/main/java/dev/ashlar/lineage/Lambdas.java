package dev.ashlar.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.schema.Column;

/**
 * DuckDB's {@code lambda x, y : x + y}. The parser takes the word for a column, so the parameters are read from the tokens
 * behind it.
 */
final class Lambdas {
    private static final int MOST = 8;

    private Lambdas() {}

    /** Keys of the parameters of lambdas among the arguments of a call; empty where there is none. */
    static Optional<List<String>> of(Function function, Reading reading) {
        if (function.getParameters() == null || reading.dialect().dots() != Dialect.Dots.FIELDS)
            return Optional.empty();
        for (Expression parameter : function.getParameters()) {
            if (!(parameter instanceof Column word) || !word.getColumnName().equalsIgnoreCase("lambda")) continue;
            List<String> names = parameters(word, reading);
            if (names.isEmpty()) continue;
            names.add(reading.names.key("lambda"));
            return Optional.of(names);
        }
        return Optional.empty();
    }

    private static List<String> parameters(Column word, Reading reading) {
        List<String> names = new ArrayList<>();
        if (word.getASTNode() == null) return names;
        Token token = word.getASTNode().jjtGetFirstToken().next;
        for (int i = 0; i < MOST && token != null; i++, token = token.next) {
            if (token.image.startsWith(":")) return names;
            if (!token.image.equals(",") && !token.image.equals("(") && !token.image.equals(")"))
                names.add(reading.names.key(token.image));
        }
        return new ArrayList<>();
    }
}
