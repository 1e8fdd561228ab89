package dev.ashlar.wiring;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.port.ConnectionChecks;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.run.RunOptions;
import dev.ashlar.run.RunOptions.Verb;
import dev.ashlar.run.Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The steps of {@code debug}, from the engine's driver to the project. Each needs those before it, so that what fails first
 * is what is to be mended first.
 */
public final class Doctor implements AutoCloseable {
    private static final String PROBE = "ashlar_debug";

    private final Workspace workspace;
    private final ConnectionChecks checks;
    private Optional<Engines.Connected> connected = Optional.empty();
    private Optional<ProjectRead> read = Optional.empty();

    /** @throws DiagnosticException when the target says too little of its engine */
    public Doctor(Workspace workspace) {
        this.workspace = workspace;
        this.checks = workspace.checks();
    }

    /** @param look throws {@link DiagnosticException} with what is wrong and what to do about it */
    public record Step(String name, ConnectionChecks.Look look) {}

    private record ProjectRead(Set<String> schemas, int nodes, Optional<DiagnosticException> problems) {}

    /** In order. Those after a step that fails are not to be tried. */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (ConnectionChecks.Check check : checks.reaching()) {
            steps.add(step(
                    check.name(),
                    "Correct target '" + workspace.target().name() + "' in " + workspace.profilesFile() + ".",
                    check.look()));
        }
        steps.add(step("read", "The user needs to be allowed to run queries.", this::read));
        steps.add(step(
                "create schema",
                "The user needs to be allowed to create schemas in the database, or somebody has to create them.",
                this::createSchema));
        steps.add(step(
                "temporary",
                "The user needs to be allowed to make temporary tables in the database.",
                this::temporary));
        for (ConnectionChecks.SessionCheck check : checks.working()) {
            steps.add(step(check.name(), "", () -> {
                try (WarehouseSession session = open()) {
                    return check.look().found(session, project().schemas());
                }
            }));
        }
        steps.add(new Step("project", this::parse));
        return steps;
    }

    /** A refusal of the engine becomes a problem with its remedy. */
    private static Step step(String name, String remedy, ConnectionChecks.Look look) {
        return new Step(name, () -> {
            try {
                return look.found();
            } catch (WarehouseException refused) {
                throw new DiagnosticException(Diagnostic.error(refused.getMessage(), remedy), refused);
            }
        });
    }

    /** Without the project, which may not be readable: records are not asked for, so their schema does not matter. */
    private WarehouseSession open() {
        if (connected.isEmpty()) {
            connected = Optional.of(Engines.open(
                    workspace.target(),
                    workspace.profilesFile().getParent(),
                    workspace.target().schema(),
                    workspace.invocationId()));
        }
        return connected.get().warehouse().open();
    }

    private String read() {
        try (WarehouseSession session = open()) {
            session.read("select 1 as one", 1);
        }
        return "queries run";
    }

    /** In a transaction that is rolled back, so that nothing is left. */
    private String createSchema() {
        try (WarehouseSession session = open()) {
            session.run(new TransactionStatement.Begin());
            session.run(new RelationStatement.CreateSchema(workspace.target().schema() + "_" + PROBE));
            session.run(new TransactionStatement.Rollback());
        } catch (WarehouseException refused) {
            if (!checks.othersMayMakeSchemas() || refused.kind() != WarehouseException.Kind.STATEMENT) throw refused;
            return "not allowed, so those of the project have to stand already";
        }
        return "schemas can be created";
    }

    private String temporary() {
        try (WarehouseSession session = open()) {
            RelationName probe = RelationName.temporary(PROBE);
            session.run(new RelationStatement.CreateTemporaryTableAs(probe, "select 1 as one", ""));
            session.run(new RelationStatement.DropTable(probe));
        }
        return "temporary tables can be made";
    }

    private String parse() {
        ProjectRead project = project();
        if (project.problems().isPresent()) throw project.problems().get();
        return workspace.projectName() + " in " + workspace.folder() + ": " + Counted.of(project.nodes(), "node")
                + " read without an error";
    }

    private ProjectRead project() {
        if (read.isEmpty()) read = Optional.of(readProject());
        return read.get();
    }

    private ProjectRead readProject() {
        try {
            Set<String> schemas = new TreeSet<>(Writing.schemas(
                    workspace.project(),
                    workspace.graph(),
                    workspace.project().nodes().keySet(),
                    RunOptions.of(Verb.BUILD, 1)));
            schemas.add(workspace.project().schemas().meta());
            return new ProjectRead(schemas, workspace.project().nodes().size(), Optional.empty());
        } catch (DiagnosticException problems) {
            return new ProjectRead(Set.of(), 0, Optional.of(problems));
        }
    }

    @Override
    public void close() {
        connected.ifPresent(Engines.Connected::close);
    }
}
