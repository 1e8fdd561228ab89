package dev.ashlar.compile.render;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Statement.RawSql;
import dev.ashlar.plan.StatementMacros;
import dev.ashlar.port.ModelTemplates.Macro;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.TemplateScope.Printed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls the macros by which a project words the statements of a model itself. */
record MacroStatements(SqlCompiler compiler, Node node, Facts facts) implements StatementMacros {
    private static final String STRATEGY = "strategy_";
    private static final String MATERIALIZATION = "materialization_";

    @Override
    public List<RawSql> statements(String macro, Map<String, Object> arguments) {
        SourceLocation at = node.header().location();
        List<String> taken = compiler.findMacro(macro).map(Macro::arguments).orElse(List.of());
        Map<String, Object> given = new LinkedHashMap<>();
        arguments.forEach((name, value) -> {
            if (taken.contains(name)) given.put(name, printed(value));
        });
        SqlCompiler.Sql written = compiler.macro(node, macro, given, at, facts);
        return new StatementBlocks(subject(macro), at, written).statements();
    }

    private static Object printed(Object value) {
        return value instanceof RelationName relation ? new Printed(relation.quoted(), relation) : value;
    }

    private String subject(String macro) {
        String of = " of " + node.id().kind().word() + " '" + node.name() + "'";
        if (macro.startsWith(STRATEGY)) return "The strategy '" + macro.substring(STRATEGY.length()) + "'" + of;
        if (macro.startsWith(MATERIALIZATION)) {
            return "The materialization '" + macro.substring(MATERIALIZATION.length()) + "'" + of;
        }
        return "Macro '" + macro + "'" + of;
    }
}
