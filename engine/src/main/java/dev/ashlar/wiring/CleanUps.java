package dev.ashlar.wiring;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.Target;
import dev.ashlar.port.RunLocks.Lease;
import dev.ashlar.port.RunRecords.Marker;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Catalog;
import dev.ashlar.run.CleanUp;
import dev.ashlar.run.LeaseWords;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** Finds and drops what the target's warehouse need not hold any more. */
public final class CleanUps {
    private final Workspace workspace;

    CleanUps(Workspace workspace) {
        this.workspace = workspace;
    }

    /** What models left that have expired. */
    public CleanUp expired() {
        Map<RelationName, Marker> markers = workspace.records().readMarkers();
        SortedSet<String> schemas = CleanUp.schemasOfExpired(workspace.project(), markers, workspace.startedAt());
        return CleanUp.expired(
                workspace.project(),
                markers,
                schemas.isEmpty() ? Catalog.EMPTY : workspace.warehouse().catalog(schemas),
                workspace.startedAt(),
                workspace.warehouse().identifierLimit());
    }

    /**
     * Everything that this target's records know.
     *
     * @throws DiagnosticException on a target whose schemas are not one developer's or one build's alone
     */
    public CleanUp schemas() {
        Target target = workspace.target();
        if (target.protection() == Target.Protection.PROTECTED) throw refusal("it is protected");
        if (target.naming() == Target.SchemaNaming.PLAIN) throw refusal("its schemas are plain, others use them too");
        Map<RelationName, Marker> markers = workspace.records().readMarkers();
        List<RelationName> records = workspace.records().tables();
        Catalog catalog = workspace.warehouse().catalog(CleanUp.recordedSchemas(markers, records));
        return CleanUp.everything(markers, records, catalog);
    }

    private static DiagnosticException held(Lease lease) {
        return new DiagnosticException(Diagnostic.error(
                "Nothing was dropped: " + LeaseWords.run(lease.holder()) + " is at work on it.",
                "Wait until that has ended, or end it with 'ashlar unlock'."));
    }

    private DiagnosticException refusal(String why) {
        return new DiagnosticException(Diagnostic.error(
                "The schemas of target '" + workspace.target().name() + "' are not dropped: " + why + ".",
                "Name the target of a build that is over, as in 'ashlar clean --schemas --target ci'."));
    }

    /**
     * Drops it.
     *
     * @throws DiagnosticException when a run is at work on what would be dropped; nothing is dropped then
     */
    public void run(CleanUp cleanUp) {
        for (Lease lease : workspace.locks().read().all()) {
            if (cleanUp.meets(lease.relations())) throw held(lease);
        }
        try (WarehouseSession session = workspace.warehouse().open()) {
            cleanUp.run(session, workspace.records().markers());
        }
    }
}
