package dev.ashlar.lineage;

import java.util.List;
import java.util.Locale;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.AnalyticType;
import net.sf.jsqlparser.expression.DateUnitExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.parser.ASTNodeAccess;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;

/**
 * Columns and subqueries that stand in the parse tree and were not met while reading. The parser's visitors leave parts
 * of some expressions out; nothing of the tree may be lost, or an origin would be missing without a word.
 */
final class Remains {
    private final Reading reading;
    private final Taker taker;

    /** Takes what was left over. */
    interface Taker {
        void take(Expression part, Way way);
    }

    private Remains(Reading reading, Taker taker) {
        this.reading = reading;
        this.taker = taker;
    }

    static void of(SelectItem<?> item, Reading reading, Taker taker) {
        if (item.getASTNode() != null) new Remains(reading, taker).walk(item.getASTNode(), Way.TRANSFORMED);
    }

    /** Of everything but the select items, which are looked through one by one. */
    static void of(PlainSelect select, Reading reading, Taker taker) {
        if (select.getASTNode() == null) return;
        Remains remains = new Remains(reading, taker);
        List<SelectItem<?>> items = select.getSelectItems();
        for (int i = 0; i < select.getASTNode().jjtGetNumChildren(); i++) {
            Node child = select.getASTNode().jjtGetChild(i);
            boolean isItem = items.stream().anyMatch(item -> item.getASTNode() == child);
            if (!isItem) remains.walk(child, Way.TRANSFORMED);
        }
    }

    /** Leaves a whole part of the tree alone. */
    static void leave(ASTNodeAccess part, Reading reading) {
        if (part.getASTNode() != null) leave(part.getASTNode(), reading);
    }

    private static void leave(Node node, Reading reading) {
        if (node.jjtGetValue() != null) reading.saw(node.jjtGetValue());
        reading.saw(node);
        for (int i = 0; i < node.jjtGetNumChildren(); i++) leave(node.jjtGetChild(i), reading);
    }

    private void walk(Node node, Way way) {
        Object value = node.jjtGetValue();
        if (value instanceof Select select) {
            if (!reading.hasSeen(select) && !insideOfSeen(node)) taker.take(select, way);
            return;
        }
        if (value instanceof Column column) {
            if (!reading.hasSeen(column)) taker.take(column, way);
        }
        if (value instanceof DateUnitExpression word && !reading.hasSeen(word.getASTNode())) taker.take(word, way);
        Way below = aggregates(value) ? Way.AGGREGATED : way;
        for (int i = 0; i < node.jjtGetNumChildren(); i++) walk(node.jjtGetChild(i), below);
    }

    /** The tree holds a bracketed select and the select in it as nodes of their own, and some selects twice. */
    private boolean insideOfSeen(Node node) {
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            Object value = node.jjtGetChild(i).jjtGetValue();
            if (value instanceof Select select && (reading.hasSeen(select) || insideOfSeen(node.jjtGetChild(i))))
                return true;
        }
        return false;
    }

    private static boolean aggregates(Object value) {
        if (value instanceof Function function) {
            String name = function.getName();
            return name != null && KnownFunctions.aggregates(name.toLowerCase(Locale.ROOT));
        }
        return value instanceof AnalyticExpression window
                && window.getType() != AnalyticType.OVER
                && window.getType() != AnalyticType.WITHIN_GROUP_OVER;
    }
}
