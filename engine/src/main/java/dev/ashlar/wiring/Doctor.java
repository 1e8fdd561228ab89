package dev.ashlar.wiring;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Statement;
import dev.ashlar.port.WarehouseSession;
import java.util.List;
import java.util.function.Supplier;

/** The steps of {@code debug}, each of which needs the one before. */
public final class Doctor {
    private static final String PROBE = "ashlar_debug";

    private final Workspace workspace;

    public Doctor(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * @param check does the step and says what it found; throws when the step fails
     * @param remedy what to do when it does
     */
    public record Step(String name, String remedy, Supplier<String> check) {}

    public List<Step> steps() {
        return List.of(
                new Step("connection", "Check host, port, user and password of the target.", this::connect),
                new Step("read", "The user needs to be allowed to run queries.", this::read),
                new Step("temporary", "The user needs to be allowed to make temporary tables.", this::temporary),
                new Step("schemas", "The user needs to be allowed to create schemas in the database.", this::schemas),
                new Step("project", "Mend what 'ashlar parse' says.", this::project));
    }

    private String connect() {
        return workspace.warehouse().engine() + " answers";
    }

    private String read() {
        try (WarehouseSession session = workspace.warehouse().open()) {
            session.read("select 1 as one", 1);
        }
        return "queries run";
    }

    private String temporary() {
        try (WarehouseSession session = workspace.warehouse().open()) {
            RelationName probe = RelationName.temporary(PROBE);
            session.run(new Statement.CreateTemporaryTableAs(probe, "select 1 as one", ""));
            session.run(new Statement.DropTable(probe));
        }
        return "temporary tables can be made";
    }

    /** In a transaction that is rolled back, so that nothing is left. */
    private String schemas() {
        try (WarehouseSession session = workspace.warehouse().open()) {
            session.run(new Statement.Begin());
            session.run(new Statement.CreateSchema(workspace.target().schema() + "_" + PROBE));
            session.run(new Statement.Rollback());
        }
        return "schemas can be created";
    }

    private String project() {
        return workspace.project().nodes().size() + " nodes read without an error";
    }
}
