package dev.ashlar.plan;

import dev.ashlar.plan.Statement.RawSql;
import java.util.List;
import java.util.Map;

/** The project's macros that word statements of one node, rendered as its template is. */
public interface StatementMacros {
    /** For nodes that ask none. */
    StatementMacros NONE = (macro, arguments) -> {
        throw new IllegalStateException("Nobody words " + macro);
    };

    /**
     * @param macro its name
     * @param arguments relations, texts, lists and maps by name; those that the macro does not take are left out
     * @return each statement by itself, none of which begins or ends a transaction
     * @throws dev.ashlar.diagnostic.DiagnosticException with the macro's place
     */
    List<RawSql> statements(String macro, Map<String, Object> arguments);
}
