package dev.ashlar.adapter.freemarker;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.port.ModelTemplates.Reference;
import dev.ashlar.port.TemplateScope;
import dev.ashlar.port.TemplateScope.Level;
import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The names every template knows, answered by the scope of the render. */
final class ScopeNames {
    static final Set<String> ALL = Set.of(
            "config",
            "depends_on",
            "ref",
            "source",
            "rejects",
            "this",
            "is_incremental",
            "var",
            "env_var",
            "doc",
            "target",
            "execute",
            "model",
            "graph",
            "invocation_id",
            "run_started_at",
            "run_query",
            "adapter",
            "log",
            "warn",
            "fail");

    /** Those of them that are no functions. */
    static final Set<String> VALUES =
            Set.of("this", "target", "execute", "model", "graph", "invocation_id", "run_started_at");

    private final TemplateScope scope;
    private final TraceWriter trace;
    private final ObjectWrapper values;
    private final MacroNames macros;

    ScopeNames(TemplateScope scope, TraceWriter trace, ObjectWrapper values, MacroNames macros) {
        this.scope = scope;
        this.trace = trace;
        this.values = values;
        this.macros = macros;
    }

    /** Null for a name that is none of {@link #ALL}, and for {@code this} where there is none. */
    TemplateModel find(String name) throws TemplateModelException {
        return switch (name) {
            case "config" -> new ConfigDirective(scope, trace);
            case "depends_on" -> new DependsOnDirective(scope, trace);
            case "ref" -> function("ref(\"model\")", this::ref);
            case "source" -> function("source(\"source\", \"table\")", args -> print(toSource(args)));
            case "rejects" -> function("rejects(\"source\", \"table\")", args -> print(toRejects(args)));
            case "this" -> self();
            case "is_incremental" ->
                function("is_incremental()", args -> {
                    args.between(0, 0);
                    return flag(scope.isIncremental());
                });
            case "var" -> function("var(\"name\")", this::variable);
            case "env_var" -> function("env_var(\"NAME\")", this::environment);
            case "doc" -> function("doc(\"name\")", this::doc);
            case "target" -> values.wrap(asked(scope::target));
            case "model" -> values.wrap(asked(scope::model));
            case "graph" -> values.wrap(asked(scope::graph));
            case "execute" -> flag(scope.execute());
            case "invocation_id" -> new SimpleScalar(scope.invocationId());
            case "run_started_at" -> values.wrap(scope.runStartedAt());
            case "run_query" -> function("run_query(\"select ...\")", this::runQuery);
            case "adapter" -> new AdapterModel(this, macros);
            case "log" -> function("log(\"text\")", args -> message(Level.LOG, args));
            case "warn" -> function("warn(\"text\")", args -> message(Level.WARN, args));
            case "fail" ->
                function("fail(\"text\")", args -> {
                    throw new DiagnosticException(
                            trace.elements().diagnostic(args.between(1, 1).text(0), ""));
                });
            default -> null;
        };
    }

    /** A function of templates. */
    interface Body {
        TemplateModel call(Arguments arguments) throws TemplateModelException;
    }

    @SuppressWarnings("unchecked") // the interface of FreeMarker has a raw list of models
    TemplateMethodModelEx function(String usage, Body body) {
        return args -> body.call(new Arguments(usage, (List<TemplateModel>) args, trace));
    }

    /** Asks the scope; what it throws is given place, calls and excerpt. */
    <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (DiagnosticException e) {
            throw new DiagnosticException(
                    e.diagnostics().stream().map(trace.elements()::completed).toList(), e.getCause());
        }
    }

    /** Asks the warehouse, while the clock of the render stands. */
    <T> T askedOutside(Supplier<T> question) {
        trace.budget().leave();
        try {
            return asked(question);
        } finally {
            trace.budget().comeBack();
        }
    }

    TemplateScope scope() {
        return scope;
    }

    TemplateModel wrap(Object value) throws TemplateModelException {
        return values.wrap(value);
    }

    TemplateModel rows(List<Map<String, Object>> rows) throws TemplateModelException {
        return values.wrap(
                rows.stream().map(row -> new RowModel(row, values, trace)).toList());
    }

    private TemplateModel ref(Arguments args) throws TemplateModelException {
        args.between(1, 3);
        int names = args.isHash(args.size() - 1) ? args.size() - 1 : args.size();
        if (names < 1 || names > 2) throw args.wrong("takes a model's name, or a package's and a model's");
        String version = names < args.size() ? version(args, names) : "";
        String packageName = names == 2 ? args.text(0) : "";
        return print(new Reference.ToNode(
                packageName, args.text(names - 1), version, trace.elements().placeOf("ref")));
    }

    private static String version(Arguments args, int at) throws TemplateModelException {
        Map<?, ?> options = args.hash(at);
        for (Object key : options.keySet()) {
            if (!key.equals("version") && !key.equals("v"))
                throw args.wrong("knows no option '" + key + "', only version");
        }
        Object version = options.containsKey("version") ? options.get("version") : options.get("v");
        return version == null ? "" : String.valueOf(version);
    }

    private Reference toSource(Arguments args) throws TemplateModelException {
        args.between(2, 2);
        return new Reference.ToSource(
                args.text(0), args.text(1), trace.elements().placeOf("source"));
    }

    private Reference toRejects(Arguments args) throws TemplateModelException {
        args.between(2, 2);
        return new Reference.ToRejects(
                args.text(0), args.text(1), trace.elements().placeOf("rejects"));
    }

    private TemplateModel print(Reference reference) {
        return new RelationModel(asked(() -> scope.resolve(reference)));
    }

    private TemplateModel self() {
        return scope.self().map(RelationModel::new).orElse(null);
    }

    private TemplateModel variable(Arguments args) throws TemplateModelException {
        String name = args.between(1, 2).text(0);
        Optional<Object> value = asked(() -> scope.variable(name));
        if (value.isPresent()) return values.wrap(value.get());
        if (args.size() == 2) return args.model(1);
        String near = NearestName.didYouMean(name, scope.variableNames());
        throw missing(
                "Variable '" + name + "' is not set.",
                near.isEmpty()
                        ? "Set it under vars: in ashlar.yml or by --vars, or give a default: var(\"" + name
                                + "\", ...)."
                        : near);
    }

    private TemplateModel environment(Arguments args) throws TemplateModelException {
        String name = args.between(1, 2).text(0);
        Optional<String> value = asked(() -> scope.environment(name));
        if (value.isPresent()) return new SimpleScalar(value.get());
        if (args.size() == 2) return args.model(1);
        throw missing(
                "Environment variable '" + name + "' is not set.",
                "Set it, or give a default: env_var(\"" + name + "\", \"...\").");
    }

    private TemplateModel doc(Arguments args) throws TemplateModelException {
        String name = args.between(1, 2).text(args.size() - 1);
        return asked(() -> scope.doc(name))
                .map(SimpleScalar::new)
                .orElseThrow(() -> missing(
                        "There is no doc block '" + name + "'.",
                        "Write one in a .md file under models/, or mend the name."));
    }

    private DiagnosticException missing(String message, String remedy) {
        return new DiagnosticException(trace.elements().diagnostic(message, remedy));
    }

    private TemplateModel runQuery(Arguments args) throws TemplateModelException {
        String sql = args.between(1, 1).text(0);
        return rows(askedOutside(() -> scope.runQuery(sql)));
    }

    private TemplateModel message(Level level, Arguments args) throws TemplateModelException {
        String text = args.between(1, 2).text(0); // dbt's second argument, whether to print, is accepted
        SourceLocation at = trace.elements().place();
        asked(() -> {
            scope.message(level, text, at);
            return text;
        });
        return new SimpleScalar("");
    }

    private static TemplateBooleanModel flag(boolean value) {
        return value ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
    }
}
