package dev.ashlar.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LambdaExpression;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.schema.Column;

/**
 * DuckDB's lambdas. Of {@code lambda x, y : x + y} the parser takes the word for a column, so the parameters are read from the
 * tokens behind it. The brackets of {@code (x, y) -> x + y} it takes for a list of columns first, and their nodes stay in the
 * tree. Whether {@code (x) -> 'y'} is a lambda or looks into json, the function around it tells.
 */
final class Lambdas {
    private static final int MOST = 8;

    /** <a href="https://duckdb.org/docs/stable/sql/functions/lambda">Functions that take a lambda</a>. */
    private static final Set<String> TAKING = Set.of(
            "list_transform",
            "array_transform",
            "list_apply",
            "array_apply",
            "apply",
            "list_filter",
            "array_filter",
            "filter",
            "list_reduce",
            "array_reduce",
            "reduce");

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

    /** Parameters in brackets before an arrow, which are no columns. */
    static void leaveParameters(Function function, String name, Reading reading) {
        if (function.getParameters() == null || function.getASTNode() == null || !TAKING.contains(name)) return;
        boolean arrows = function.getParameters().stream().anyMatch(LambdaExpression.class::isInstance);
        if (arrows) leaveParameters(function.getASTNode(), reading);
    }

    private static void leaveParameters(Node node, Reading reading) {
        if (node.jjtGetValue() instanceof Column column && standsBeforeArrow(node)) reading.saw(column);
        for (int i = 0; i < node.jjtGetNumChildren(); i++) leaveParameters(node.jjtGetChild(i), reading);
    }

    private static boolean standsBeforeArrow(Node node) {
        if (node.jjtGetFirstToken() != node.jjtGetLastToken()) return false;
        Token token = node.jjtGetFirstToken().next;
        for (int i = 0; i < MOST && token != null && token.image.equals(","); i++) {
            token = token.next == null ? null : token.next.next;
        }
        return token != null && token.image.equals(")") && token.next != null && token.next.image.equals("->");
    }
}
