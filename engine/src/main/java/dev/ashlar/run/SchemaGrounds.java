package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.plan.AccessStatement;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.SchemaUsage;
import dev.ashlar.plan.Statement;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Grantee;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Prepares the schemas that a run writes to, before its workers could trip over each other there. Another run may do the
 * same to a schema at this moment: what it undoes is tried again.
 */
final class SchemaGrounds {
    private final Warehouse warehouse;
    private final RunListener listener;
    private final int retries;

    SchemaGrounds(Warehouse warehouse, RunListener listener, int retries) {
        this.warehouse = warehouse;
        this.listener = listener;
        this.retries = Math.max(1, retries);
    }

    /** Makes those that are not there. Name none that holds something: each costs a commit. */
    void make(Collection<String> schemas) {
        if (schemas.isEmpty()) return;
        try (WarehouseSession session = warehouse.open()) {
            for (String schema : schemas) send(session, new RelationStatement.CreateSchema(schema));
        }
    }

    /**
     * Lets those in who are granted something on what is built. Who cannot be let in is named in a warning: the relations
     * are of use to the others.
     *
     * @param users who may use a schema already
     */
    void letIn(Project project, Collection<NodeId> built, Function<String, Set<Grantee>> users) {
        List<Node> nodes = built.stream()
                .map(project::load)
                .filter(node -> !(node instanceof Node.DataTest))
                .toList();
        List<AccessStatement.GrantUsage> lacking = SchemaUsage.lacking(nodes, users, warehouse.capabilities());
        if (lacking.isEmpty()) return;
        try (WarehouseSession session = warehouse.open()) {
            for (AccessStatement.GrantUsage usage : lacking) {
                try {
                    send(session, usage);
                } catch (WarehouseException e) {
                    if (e.kind() != Kind.STATEMENT) throw e;
                    oneByOne(session, usage);
                }
            }
        }
    }

    /** One of them that is not known to the engine keeps none of the others out. */
    private void oneByOne(WarehouseSession session, AccessStatement.GrantUsage usage) {
        for (Grantee grantee : usage.grantees()) {
            try {
                send(session, new AccessStatement.GrantUsage(usage.schema(), List.of(grantee)));
            } catch (WarehouseException e) {
                if (e.kind() != Kind.STATEMENT) throw e;
                listener.note(Diagnostic.warning(
                        "'" + grantee.name() + "' is granted something in schema '" + usage.schema()
                                + "' and cannot be let into it: " + e.getMessage(),
                        "Check the name; if it is right, let the owner of the schema grant usage on it."));
            }
        }
    }

    private void send(WarehouseSession session, Statement statement) {
        for (int attempt = 0; ; attempt++) {
            try {
                session.run(statement);
                return;
            } catch (WarehouseException e) {
                if (e.kind() != Kind.RETRYABLE || attempt >= retries) throw e;
            }
        }
    }
}
