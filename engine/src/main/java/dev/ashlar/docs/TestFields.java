package dev.ashlar.docs;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.Node.TestBody;
import dev.ashlar.manifest.Node.UnitTest;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.report.PastRun.NodeRun;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the site says of a test. */
final class TestFields {
    private final World world;

    TestFields(World world) {
        this.world = world;
    }

    Map<String, Object> of(Node test) {
        Optional<Results.Entry> last = world.results().last(test.id());
        Fields fields = new Fields()
                .put("no", world.testNumber(test.id()))
                .put("name", world.name(test))
                .put("desc", test.header().description())
                .put(
                        "on",
                        World.subject(test)
                                .map(world.table()::find)
                                .filter(on -> on.isPresent())
                                .map(on -> on.getAsInt()))
                .put("reads", world.table().numbers(test.dependsOn()))
                .put("status", last.map(entry -> entry.result().status()))
                .put("run", last.map(Results.Entry::run))
                .put("secs", last.map(entry -> entry.result().seconds()))
                .put(
                        "failures",
                        last.flatMap(entry -> entry.result().failures()).filter(count -> count > 0))
                .put("said", last.map(entry -> message(test, entry.result())))
                .put("sql", last.map(entry -> entry.result().sql()).map(sql -> world.personal(test) ? "" : sql));
        switch (test) {
            case DataTest data -> data(fields, data);
            case UnitTest unit ->
                fields.put("kind", "unit").put("given", unit.given().size());
            case Node.Model n -> {}
            case Node.Seed n -> {}
            case Node.Snapshot n -> {}
            case Node.Source n -> {}
            case Node.Analysis n -> {}
            case Node.Exposure n -> {}
        }
        return fields.map();
    }

    /** With what only the page of the test shows. */
    Map<String, Object> full(Node test) {
        Map<String, Object> fields = of(test);
        if (test instanceof UnitTest unit) fields.put("fixtures", Fixtures.of(world, unit));
        return fields;
    }

    private void data(Fields fields, DataTest test) {
        fields.put("column", test.column().map(ColumnName::name))
                .put("severity", test.rules().severity().name().toLowerCase(Locale.ROOT))
                .put(
                        "stored",
                        test.rules()
                                .storeFailures()
                                .map(stored -> stored.relation().plain()));
        switch (test.body()) {
            case TestBody.Generic generic ->
                fields.put("kind", "generic")
                        .put("test", generic.testName())
                        .put("args", world.personal(test) ? Map.of("values", Pii.MASK) : generic.arguments());
            case TestBody.Singular singular ->
                fields.put("kind", "singular")
                        .put("file", singular.template().file())
                        .put("src", singular.template().text());
        }
    }

    private String message(Node test, NodeRun result) {
        Optional<NodeId> on = World.subject(test);
        return on.flatMap(world.input().project()::find)
                .map(node -> world.said(node, result.message()))
                .orElse(result.message());
    }
}
