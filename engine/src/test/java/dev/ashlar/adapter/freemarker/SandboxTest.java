package dev.ashlar.adapter.freemarker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.TemplateText;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SandboxTest {
    private final TemplateFixture fixture = new TemplateFixture();
    private final TemplateFixture hasty = new TemplateFixture(Duration.ofMillis(300));

    @Test
    void loadsNoClasses() {
        assertThat(fixture.fault("${'freemarker.template.utility.Execute'?new()}")
                        .message())
                .isEqualTo("Templates load no classes, so ?new is refused.");
        assertThat(fixture.fault("<#assign c = 'freemarker.template.utility.ObjectConstructor'?new>x")
                        .message())
                .isEqualTo("Templates load no classes, so ?new is refused.");
    }

    @Test
    void reachesNoJavaObjects() {
        fixture.scope.variables.put("uri", URI.create("file:/etc/passwd"));
        assertThat(fixture.render("${var('uri')}")).isEqualTo("file:/etc/passwd");
        assertThat(fixture.fault("${var('uri').path}").message())
                .isEqualTo(
                        "For \".\" left-hand operand: Expected a hash, but this has evaluated to a string: `var(\"uri\")`.");
        assertThat(fixture.render("${target.class!'none'}${(target.getClass)!'none'}"))
                .isEqualTo("nonenone");
        assertThat(fixture.fault("${target?api.getClass()}").message())
                .isEqualTo("Templates reach no Java objects, so ?api is refused.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<#include '/etc/passwd'>",
                "<#import 'https://example.org/a.ftl' as a>",
                "<#include 'models/m.sql'>"
            })
    void readsNoFiles(String template) {
        assertThat(fixture.fault(template).text())
                .isEqualTo(
                        "models/m.sql:1:1 Templates read no other files, so <#include> and <#import> are refused. Put what is"
                                + " shared into a macro under macros/: it is known everywhere by its name.\n  1 | "
                                + template + "\n    | ^");
    }

    @Test
    void stopsALoopThatNeverEndsAtItsPlace() {
        assertThat(hasty.fault("select 1\n<#list 1.. as i></#list>").text())
                .isEqualTo(
                        "models/m.sql:2:1 Rendering took longer than 300 ms and was stopped. Does a loop never end? A longer"
                                + " --render-timeout allows more time.\n  2 | <#list 1.. as i></#list>\n    | ^");
        assertThat(hasty.fault("<#attempt><#list 1.. as i>${i}</#list><#recover>no</#attempt>")
                        .message())
                .isEqualTo("Rendering took longer than 300 ms and was stopped.");
    }

    @Test
    void leavesAnExpressionThatCannotBeStopped() {
        // so that no thread is left spinning under the other tests
        AtomicBoolean enough = new AtomicBoolean();
        hasty.scope.variables.put("enough", enough);
        assertThat(hasty.fault("${(1..)?filter(x -> var('enough') == 'true')?first}")
                        .text())
                .isEqualTo(
                        "models/m.sql:1:1 Rendering took longer than 300 ms and could not be stopped: an expression does not"
                                + " end. Is there a filter or find over a range without end, such as (1..)?");
        enough.set(true);
        assertThat(hasty.render("${1}")).isEqualTo("1");
    }

    @Test
    void theWarehousesTimeIsNotTheTemplates() {
        hasty.scope.warehouse = sql -> {
            try {
                Thread.sleep(1700);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return List.of(Map.of("n", 7));
        };
        assertThat(hasty.render("${run_query('select 7 as n')[0].n}<#list 1..300 as i>.</#list>"))
                .startsWith("7...");
    }

    @Test
    void endsRecursionWithADiagnostic() {
        assertThat(fixture.fault("<#macro m><@m /></#macro>\n<@m />").message())
                .isEqualTo("Macros or functions call each other more than 6000 levels deep.");
        assertThat(fixture.fault("<#macro m><@m /></#macro>\n<@m />").stack())
                .hasSize(19)
                .last()
                .satisfies(outermost -> assertThat(outermost.at().line()).isEqualTo(2));
        assertThat(fixture.fault("<#function f n><#return f(n + 1)></#function>${f(0)}")
                        .remedy())
                .isEqualTo("Is a condition missing that ends the recursion?");
        assertThat(fixture.render(
                        "<#function f n><#if n == 0><#return 0></#if><#return 1 + f(n - 1)></#function>${f(1000)}"))
                .isEqualTo("1000");
    }

    @Test
    void survivesDeepBrackets() {
        String deep = "${" + "(".repeat(100_000) + "1" + ")".repeat(100_000) + "}";
        assertThat(fixture.fault(deep).message()).isEqualTo("Expressions or calls are nested too deep.");
        assertThat(fixture.render("${1}")).isEqualTo("1");
    }

    @Test
    void survivesALargeModel() {
        String large = ("select 1 as a_column_of_a_long_model, 2 as another\n".repeat(20) + "from ${ref('a')}\n")
                .repeat(2_000);
        assertThat(new TemplateFixture(Duration.ofSeconds(50)).render(large)).hasSizeGreaterThan(2_000_000);
    }

    @Test
    void rendersOnManyThreadsAtOnce() throws Exception {
        fixture.macro("macros/m.ftl", "<#macro twice x>${x},${x}</#macro>");
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> work = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                int n = i;
                work.add(() -> {
                    FakeScope scope = new FakeScope();
                    scope.variables.put("n", n);
                    TemplateText text =
                            TemplateText.ofFile("models/m" + n % 7 + ".sql", "<@twice x=var('n') /> ${ref('a')}");
                    return fixture.templates.render(text, scope).text();
                });
            }
            List<Future<String>> done = pool.invokeAll(work);
            for (int i = 0; i < done.size(); i++) {
                assertThat(done.get(i).get()).isEqualTo(i + "," + i + " \"analytics\".\"a\"");
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
