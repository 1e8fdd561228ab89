package dev.ashlar.adapter.freemarker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.plan.Statement;
import dev.ashlar.port.StatementRenderer;
import freemarker.core.StopException;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Words each statement by the template {@code sql/<engine>/<snake_case_of_record>.sql.ftl}, or else by that of {@code
 * sql/ansi}, and texts in them by {@code literal.ftl} of either. A template that only stops with a message is the engine's refusal of that statement. Templates are parsed
 * when first met.
 */
public final class FreemarkerStatementRenderer implements StatementRenderer {
    private static final String ROOT = "/dev/ashlar/sql/";
    private static final String COMMON = "ansi";
    private static final String LITERAL = "literal.ftl";

    private final String engine;
    private final Configuration configuration;
    private final Map<Class<?>, Template> templates = new ConcurrentHashMap<>();
    private final Template literal;

    /** Of each thread: a statement is worded for the log, and again by the session that sends it. */
    private final ThreadLocal<Worded> last = new ThreadLocal<>();

    private record Worded(Statement statement, String text) {}

    /** @param engine the folder to look in first */
    public FreemarkerStatementRenderer(String engine) {
        this.engine = engine;
        this.configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setDefaultEncoding(UTF_8.name());
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("computer");
        configuration.setBooleanFormat("c");
        configuration.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setAPIBuiltinEnabled(false);
        literal = read(find(LITERAL).orElseThrow());
    }

    /** @throws DiagnosticException when the engine has no such statement */
    @Override
    @SuppressWarnings("ReferenceEquality") // the same one is meant, and comparing contents costs more than wording
    public String render(Statement statement) {
        Worded before = last.get();
        if (before != null && before.statement() == statement) return before.text();
        String text = word(statement);
        last.set(new Worded(statement, text));
        return text;
    }

    private String word(Statement statement) {
        StringWriter text = new StringWriter();
        try {
            templates
                    .computeIfAbsent(statement.getClass(), this::template)
                    .process(StatementModel.of(statement, this::literal), text);
        } catch (StopException refused) {
            throw new DiagnosticException(
                    Diagnostic.error(refused.getMessageWithoutStackTop().strip(), ""), refused);
        } catch (TemplateException | IOException faulty) {
            throw new IllegalStateException("The wording of " + statement + " on " + engine + " is faulty", faulty);
        }
        return text.toString().stripTrailing();
    }

    private String literal(String text) {
        StringWriter worded = new StringWriter();
        try {
            literal.process(Map.of("text", text), worded);
        } catch (TemplateException | IOException faulty) {
            throw new IllegalStateException("The wording of texts on " + engine + " is faulty", faulty);
        }
        return worded.toString().stripTrailing();
    }

    /** Where the wording of a kind of statement stands, relative to the folder of all wordings; empty when nowhere. */
    Optional<String> findWording(Class<?> kind) {
        return find(snakeCase(kind.getSimpleName()) + ".sql.ftl");
    }

    private Optional<String> find(String file) {
        return List.of(engine, COMMON).stream()
                .map(folder -> folder + "/" + file)
                .filter(path -> FreemarkerStatementRenderer.class.getResource(ROOT + path) != null)
                .findFirst();
    }

    private Template template(Class<?> kind) {
        String path = findWording(kind)
                .orElseThrow(
                        () -> new IllegalStateException("Nothing words " + kind.getSimpleName() + " on " + engine));
        return read(path);
    }

    private Template read(String path) {
        try (InputStream in = FreemarkerStatementRenderer.class.getResourceAsStream(ROOT + path)) {
            return new Template(path, new String(in.readAllBytes(), UTF_8), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
