package dev.ashlar.compile.render;

import dev.ashlar.compile.render.FixtureRows.Typed;
import dev.ashlar.compile.render.UnitTestScope.Pretence;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.Fixture;
import dev.ashlar.manifest.Node.UnitTest;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.NodeTask.Instead;
import dev.ashlar.port.TemplateScope.Printed;
import dev.ashlar.port.UnitTestCompiler;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Renders the models of unit tests. Safe for several threads. */
public final class UnitTestRenderer implements UnitTestCompiler {
    /** Functions and values of every template that a test may override, besides macros. */
    private static final Set<String> SCOPE = Set.of(
            "is_incremental",
            "run_query",
            "invocation_id",
            "run_started_at",
            "execute",
            "target",
            "doc",
            "log",
            "warn");

    private final SqlCompiler compiler;

    public UnitTestRenderer(SqlCompiler compiler) {
        this.compiler = compiler;
    }

    @Override
    public CompiledUnitTest compile(UnitTest test, Facts facts) {
        Node.Model model = (Node.Model) compiler.project().load(test.model());
        checkMacros(test);
        Map<NodeId, Instead> rows = new UnitTestInputs(compiler, test, model, facts).rows();
        Set<String> missing = new LinkedHashSet<>();
        Optional<Printed> self = Optional.ofNullable(rows.get(model.id()))
                .map(instead -> new Printed(
                        "(" + ((Instead.Rows) instead).select() + ")",
                        model.build().relation()));
        Pretence pretence =
                new Pretence(block(test, "vars"), block(test, "env_vars"), block(test, "macros"), self, missing::add);
        Facts given = new Facts(facts.session(), rows, IncrementalMode.FULL);
        try {
            SqlCompiler.Sql sql = compiler.render(model, given, pretence);
            if (missing.isEmpty()) return new Compiled(test, sql, facts.session());
        } catch (DiagnosticException e) {
            if (missing.isEmpty()) throw e;
        }
        throw new DiagnosticException(Diagnostic.error(
                test.header().location(),
                "Unit test '" + test.name() + "' gives no rows for " + String.join(", ", missing) + ", which model '"
                        + model.name() + "' reads.",
                "Add each as an 'input' below 'given:', with 'rows: []' where it needs none."));
    }

    private void checkMacros(UnitTest test) {
        Set<String> known = new TreeSet<>(SCOPE);
        known.addAll(compiler.macroNames());
        for (String name : block(test, "macros").keySet()) {
            if (known.contains(name)) continue;
            throw new DiagnosticException(Diagnostic.error(
                    test.header().location(),
                    "Unit test '" + test.name() + "' overrides macro '" + name + "', but there is none of that name.",
                    NearestName.didYouMean(name, known)));
        }
    }

    private static Map<String, Object> block(UnitTest test, String key) {
        Map<String, Object> values = new java.util.LinkedHashMap<>();
        if (test.overrides().get(key) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> values.put(String.valueOf(name), value));
        }
        return values;
    }

    private record Compiled(UnitTest test, SqlCompiler.Sql rendered, WarehouseSession session)
            implements CompiledUnitTest {
        @Override
        public String sql() {
            return rendered.text();
        }

        @Override
        public SourceMap map() {
            return rendered.map();
        }

        @Override
        public String expected(List<CatalogColumn> actual) {
            Fixture expect = test.expect();
            if (expect.sql().isPresent()) return expectedSql(expect.sql().get(), actual);
            Set<String> names = new LinkedHashSet<>();
            expect.rows().forEach(row -> names.addAll(row.keySet()));
            if (names.isEmpty())
                actual.forEach(column -> names.add(column.name().name()));
            List<Typed> columns = new ArrayList<>();
            for (String name : names) columns.add(typed(name, actual));
            return FixtureRows.select(columns, expect.rows());
        }

        private String expectedSql(String written, List<CatalogColumn> actual) {
            String rows = "(\n" + UnitTestInputs.withoutSemicolon(written) + "\n) as expected";
            String columns = session.describe("select * from " + rows).stream()
                    .map(column -> {
                        String cast = typed(column.name().name(), actual)
                                .cast(column.name().quoted());
                        return cast + " as " + column.name().quoted();
                    })
                    .collect(Collectors.joining(", "));
            return "select " + columns + " from " + rows;
        }

        private Typed typed(String name, List<CatalogColumn> actual) {
            for (CatalogColumn column : actual) {
                if (column.name().name().equalsIgnoreCase(name)) return Typed.of(name, column.type());
            }
            List<String> names = actual.stream().map(c -> c.name().name()).toList();
            String near = NearestName.didYouMean(name, names);
            throw new DiagnosticException(Diagnostic.error(
                    test.expect().at(),
                    "Unit test '" + test.name() + "' expects column '" + name + "', which its model does not have.",
                    near.isEmpty() ? "Its columns are: " + String.join(", ", names) + "." : near));
        }
    }
}
