package dev.ashlar.adapter.artifact;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Events of <a href="https://openlineage.io/spec/2-0-2/OpenLineage.json">OpenLineage 2-0-2</a>: a job for each node and one for
 * the command, whose run is the parent of theirs.
 */
final class OpenLineageEvents {
    private final OpenLineageFile.About about;
    private final Project project;
    private final OpenLineageDatasets datasets;

    /** How a run goes on. */
    enum State {
        START,
        COMPLETE,
        FAIL,
        ABORT
    }

    OpenLineageEvents(OpenLineageFile.About about, Project project, Lineage lineage) {
        this.about = about;
        this.project = project;
        this.datasets = new OpenLineageDatasets(about.target(), about.folder(), project, lineage);
    }

    Map<String, Object> ofCommand(Invocation invocation, State state, Instant at, Optional<String> fault) {
        Map<String, Object> facets = new LinkedHashMap<>();
        about.parent()
                .ifPresent(parent -> facets.put(
                        "parent", OpenLineageFacets.parent(parent.namespace(), parent.name(), parent.run())));
        fault.ifPresent(message -> facets.put("errorMessage", OpenLineageFacets.error(message)));
        facets.put("processing_engine", OpenLineageFacets.engine(about.version()));
        Map<String, Object> job = job(command(invocation), Map.of("jobType", OpenLineageFacets.jobType("COMMAND")));
        return event(state, at, run(invocation.id(), facets), job, List.of(), List.of());
    }

    Map<String, Object> ofStart(Invocation invocation, Node node, Instant at) {
        return event(
                State.START,
                at,
                run(runId(invocation, node), runFacets(invocation)),
                job(node.id().value(), Map.of("jobType", OpenLineageFacets.jobType(type(node)))),
                datasets.inputs(node, Optional.empty()),
                datasets.outputs(node, Optional.empty()));
    }

    /** How a node that began has ended. */
    Map<String, Object> ofEnd(Invocation invocation, Node node, NodeResult result) {
        Map<String, Object> runFacets = runFacets(invocation);
        State state = switch (result.outcome()) {
            case Outcome.Success s -> State.COMPLETE;
            case Outcome.Pass p -> State.COMPLETE;
            case Outcome.Warn w -> State.COMPLETE;
            case Outcome.NoOp n -> State.COMPLETE;
            case Outcome.Fail f -> {
                runFacets.put(
                        "errorMessage",
                        OpenLineageFacets.error(Counted.of(f.failures(), "row fails", "rows fail") + " the test"));
                yield State.FAIL;
            }
            case Outcome.Partial p -> {
                runFacets.put(
                        "errorMessage", OpenLineageFacets.error(p.diagnostic().message()));
                yield State.FAIL;
            }
            case Outcome.Error e -> {
                runFacets.put(
                        "errorMessage", OpenLineageFacets.error(e.diagnostic().message()));
                yield State.FAIL;
            }
            case Outcome.Skipped s -> State.ABORT;
        };
        Map<String, Object> jobFacets = new LinkedHashMap<>();
        jobFacets.put("jobType", OpenLineageFacets.jobType(type(node)));
        if (!result.compiledSql().isEmpty())
            jobFacets.put(
                    "sql",
                    OpenLineageFacets.sql(result.compiledSql(), about.target().type()));
        boolean written = result.outcome() instanceof Outcome.Success || result.outcome() instanceof Outcome.Partial;
        return event(
                state,
                result.completed(),
                run(runId(invocation, node), runFacets),
                job(node.id().value(), jobFacets),
                datasets.inputs(node, Optional.of(result)),
                written ? datasets.outputs(node, Optional.of(result)) : List.of());
    }

    private static Map<String, Object> event(
            State state,
            Instant at,
            Map<String, Object> run,
            Map<String, Object> job,
            List<Object> inputs,
            List<Object> outputs) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("eventType", state.name());
        out.put("eventTime", at.toString());
        out.put("run", run);
        out.put("job", job);
        out.put("inputs", inputs);
        out.put("outputs", outputs);
        out.put("producer", OpenLineageFile.PRODUCER);
        out.put("schemaURL", OpenLineageFacets.SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent");
        return out;
    }

    private static Map<String, Object> run(String id, Map<String, Object> facets) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("runId", id);
        out.put("facets", facets);
        return out;
    }

    private Map<String, Object> job(String name, Map<String, Object> facets) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("namespace", about.namespace());
        out.put("name", name);
        out.put("facets", facets);
        return out;
    }

    /** The same for all events of a node in a run. */
    private static String runId(Invocation invocation, Node node) {
        String both = invocation.id() + " " + node.id().value();
        return UUID.nameUUIDFromBytes(both.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private String command(Invocation invocation) {
        return project.name() + "." + invocation.command();
    }

    private Map<String, Object> runFacets(Invocation invocation) {
        Map<String, Object> facets = new LinkedHashMap<>();
        Map<String, Object> parent = OpenLineageFacets.parent(about.namespace(), command(invocation), invocation.id());
        about.parent()
                .ifPresent(root -> parent.put(
                        "root",
                        Map.of(
                                "run", Map.of("runId", root.run()),
                                "job", Map.of("namespace", root.namespace(), "name", root.name()))));
        facets.put("parent", parent);
        facets.put("processing_engine", OpenLineageFacets.engine(about.version()));
        return facets;
    }

    private static String type(Node node) {
        return node.id().kind().word().replace(' ', '_').toUpperCase(Locale.ROOT);
    }
}
