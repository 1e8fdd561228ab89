package dev.ashlar.compile.render;

import dev.ashlar.compile.ReferenceText;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.ModelTemplates.Reference;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.TemplateScope.Printed;
import dev.ashlar.port.TestCompiler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renders data tests: singular ones from their file, generic ones by calling their macro. */
public final class DataTestCompiler implements TestCompiler {
    private final SqlCompiler compiler;

    public DataTestCompiler(SqlCompiler compiler) {
        this.compiler = compiler;
    }

    @Override
    public CompiledTest compile(DataTest test, Facts facts) {
        SqlCompiler.Sql sql = switch (test.body()) {
            case Node.TestBody.Singular s -> compiler.render(test, s.template(), facts);
            case Node.TestBody.Generic g -> compiler.macro(test, g.macro(), arguments(test, g, facts), g.at(), facts);
        };
        return new CompiledTest(sql.text().strip(), sql.map());
    }

    private Map<String, Object> arguments(DataTest test, Node.TestBody.Generic body, Facts facts) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        test.attachedTo().ifPresent(id -> {
            Printed printed = compiler.print(compiler.project().load(id), facts);
            arguments.put("model", filtered(test, printed, body.at(), facts));
        });
        test.column().ifPresent(column -> arguments.put("column_name", column.bareOrQuoted()));
        body.arguments().forEach((name, value) -> arguments.put(name, evaluate(test, value, body.at(), facts)));
        return arguments;
    }

    private Printed filtered(DataTest test, Printed model, SourceLocation at, Facts facts) {
        Optional<String> where = test.rules().where();
        if (where.isEmpty()) return model;
        String condition = compiler.text(test, textAt(where.get(), at), facts);
        String alias = model.sql().startsWith("(") ? " as tested_rows" : "";
        return new Printed("(select * from " + model.sql() + alias + " where " + condition + ")", model.relation());
    }

    private Object evaluate(DataTest test, Object value, SourceLocation at, Facts facts) {
        if (value instanceof String text) {
            Optional<Reference> reference = ReferenceText.parse(text, at);
            if (reference.isPresent()) return compiler.print(test, reference.get(), facts);
            return compiler.text(test, textAt(text, at), facts);
        }
        if (value instanceof List<?> list) {
            List<Object> evaluated = new ArrayList<>();
            for (Object item : list) evaluated.add(evaluate(test, item, at, facts));
            return evaluated;
        }
        return value;
    }

    private static TemplateText textAt(String text, SourceLocation at) {
        return new TemplateText(at.file(), text, Math.max(1, at.line()), Math.max(1, at.column()));
    }
}
