package dev.ashlar.lineage;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.ColumnOrigin;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.NodeLineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;

/** Finds where the columns of a query come from, by its text and the columns of what it reads. Safe for several threads. */
public final class QueryResolver {
    private static final String CANNOT_PARSE = "cannot parse the SQL";

    private final Dialect dialect;

    public QueryResolver(Dialect dialect) {
        this.dialect = dialect;
    }

    /** What cannot be read is unresolved, with the reason; nothing is guessed and nothing thrown. */
    public QueryLineage resolve(String sql, Inputs inputs) {
        if (dialect.forms() == Dialect.Forms.STANDARD) return read(sql, inputs);
        if (!FriendlyForms.misread(sql)) {
            QueryLineage found = read(sql, inputs);
            if (isParsed(found)) return found;
            return otherwise(sql, inputs).orElse(found);
        }
        return otherwise(sql, inputs).orElseGet(() -> read(sql, inputs));
    }

    /** As {@link FriendlyForms} says it, where that can be read. */
    private Optional<QueryLineage> otherwise(String sql, Inputs inputs) {
        return FriendlyForms.reword(sql).flatMap(reworded -> {
            QueryLineage found = read(reworded.text(), inputs);
            if (!isParsed(found)) return Optional.empty();
            List<Finding> findings = found.findings().stream()
                    .map(finding -> new Finding(
                            finding.kind(), reworded.stood(finding.offset()), finding.message(), finding.remedy()))
                    .toList();
            return Optional.of(new QueryLineage(found.lineage(), findings));
        });
    }

    private static boolean isParsed(QueryLineage found) {
        return found.lineage()
                .unresolved()
                .filter(why -> why.startsWith(CANNOT_PARSE))
                .isEmpty();
    }

    private QueryLineage read(String sql, Inputs inputs) {
        Select select;
        try {
            CCJSqlParser parser = new CCJSqlParser(sql);
            parser.withAllowComplexParsing(true);
            Statement statement = parser.Statement();
            Token rest = parser.getNextToken();
            if (rest != null && rest.kind != 0) return unread(fault(rest));
            if (!(statement instanceof Select query)) return unread("lineage reads queries only, not other statements");
            select = query;
        } catch (ParseException e) {
            return unread(e.currentToken == null ? CANNOT_PARSE : fault(e.currentToken.next));
        } catch (TokenMgrException e) {
            return unread(CANNOT_PARSE + ": it holds a character that is none of SQL");
        } catch (StackOverflowError e) {
            return unread(CANNOT_PARSE + ": it is nested too deeply");
        }
        Reading reading = new Reading(dialect, inputs);
        try {
            Rows rows = new QueryReader(reading).read(select, CommonTables.none(), Optional.empty());
            return new QueryLineage(lineage(rows), reading.findings());
        } catch (StackOverflowError e) {
            return unread("cannot follow the SQL: it is nested too deeply");
        }
    }

    private static String fault(Token token) {
        if (token == null) return CANNOT_PARSE;
        String near = token.image.isEmpty() ? "its end" : "'" + token.image + "'";
        return CANNOT_PARSE + ": line " + token.beginLine + ", column " + token.beginColumn + ", at " + near;
    }

    private static QueryLineage unread(String reason) {
        return new QueryLineage(new NodeLineage(List.of(), List.of(), Optional.of(reason)), List.of());
    }

    private NodeLineage lineage(Rows rows) {
        Names names = new Names(dialect);
        List<ColumnLineage> columns = new ArrayList<>();
        for (Value value : rows.columns()) {
            if (value.name().equals("*")) continue;
            List<ColumnOrigin> origins = new ArrayList<>();
            String key = names.keyOfName(value.name());
            value.from().forEach((from, way) -> {
                boolean sameName = names.keyOfName(from.column().name()).equals(key);
                origins.add(new ColumnOrigin(from, way.kind(sameName)));
            });
            columns.add(new ColumnLineage(
                    new ColumnName(value.name().isEmpty() ? "?" : value.name()),
                    value.type(),
                    origins,
                    value.unresolved()));
        }
        List<ColumnRef> filters = List.copyOf(rows.filters().columns());
        return new NodeLineage(
                columns,
                filters,
                rows.unknown(),
                rows.unknown().or(() -> rows.filters().unresolved()));
    }
}
