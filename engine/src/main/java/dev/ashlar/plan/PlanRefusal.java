package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Node;
import dev.ashlar.report.CatalogRelation;
import java.util.Locale;

/** Why a node is not planned, as the user reads it: place, thing, reason, remedy. */
final class PlanRefusal {
    private PlanRefusal() {}

    static DiagnosticException of(Node node, String message, String remedy) {
        return new DiagnosticException(Diagnostic.error(node.header().location(), message, remedy));
    }

    static DiagnosticException cannotBuild(Node node, String reason, String remedy) {
        return of(node, "Cannot build " + thing(node) + ": " + reason, remedy);
    }

    /** As {@code model 'orders'}. */
    static String thing(Node node) {
        return node.id().kind().word() + " '" + node.name() + "'";
    }

    /** As {@code table analytics.orders}. */
    static String thing(CatalogRelation relation) {
        return relation.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                + relation.name().plain();
    }
}
