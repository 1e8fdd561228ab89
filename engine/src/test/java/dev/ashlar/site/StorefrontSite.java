package dev.ashlar.site;

import dev.ashlar.graph.SelectionSpec;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.project.Storefront;
import dev.ashlar.wiring.DocsSites.CatalogUse;
import dev.ashlar.wiring.DocsSites.Layout;
import dev.ashlar.wiring.Settings;
import dev.ashlar.wiring.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The docs of the storefront, made once for the JVM. It is not built, which would take long: what stands for its last runs is written by
 * hand, with a test that failed and a source that is late.
 */
final class StorefrontSite {
    private static final Instant NEWEST = Instant.parse("2026-03-02T05:30:00Z");
    private static final long DAY_SECONDS = 86_400;

    private static StorefrontSite made;

    private final Workspace workspace;
    private final Path page;

    private StorefrontSite(Workspace workspace, Path page) {
        this.workspace = workspace;
        this.page = page;
    }

    static synchronized StorefrontSite made() {
        if (made == null) made = make();
        return made;
    }

    Path page() {
        return page;
    }

    /** Ids that the command line would list, without tests. */
    List<String> selected(String selector) {
        String[] parts = selector.split("\\s*--exclude\\s+");
        SelectionSpec spec = parts[0].isEmpty() ? SelectionSpec.ALL : SelectionSpec.of(parts[0]);
        if (parts.length > 1) spec = spec.excluding(parts[1]);
        spec = spec.only(
                NodeKind.SOURCE,
                NodeKind.SEED,
                NodeKind.MODEL,
                NodeKind.SNAPSHOT,
                NodeKind.ANALYSIS,
                NodeKind.EXPOSURE);
        return workspace.select(spec).stream().map(NodeId::value).sorted().toList();
    }

    private static StorefrontSite make() {
        try {
            Path folder = Files.createTempDirectory("storefront-site").toRealPath();
            Storefront storefront = Storefront.in(folder);
            Settings settings = SiteSettings.of(storefront.project(), Map.of("USER", "shop"));
            Workspace workspace = Workspace.open(settings, mask -> {}, text -> {});
            Path target = storefront.project().resolve("target");
            for (int day = 0; day < 5; day++) history(target, workspace, day);
            Files.writeString(target.resolve("sources.json"), """
                    {"results": [
                      {"unique_id": "source.storefront.shop.refunds", "status": "pass", "max_loaded_at": "2026-03-02T04:10:00Z", "max_loaded_at_time_ago_in_s": 4800},
                      {"unique_id": "source.storefront.retail.invoice_lines", "status": "warn", "max_loaded_at": "2026-02-27T22:00:00Z", "max_loaded_at_time_ago_in_s": 199800}
                    ]}""");
            Path page = workspace
                    .docs()
                    .generate(Optional.empty(), Layout.FOLDER, CatalogUse.NONE)
                    .page();
            return new StorefrontSite(workspace, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void history(Path target, Workspace workspace, int day) throws IOException {
        Instant start = NEWEST.minusSeconds(day * DAY_SECONDS);
        List<String> results = new ArrayList<>();
        long at = 0;
        for (Node node : workspace.project().nodes().values()) {
            long millis =
                    40 + Math.abs((long) node.name().hashCode()) % (node.id().kind() == NodeKind.DATA_TEST ? 80 : 4000);
            String status = status(node, day);
            String more = status.equals("fail")
                    ? ", \"failures\": 3, \"message\": \"Got 3 results\", \"sql\": \"select 1\""
                    : "";
            results.add(
                    "{\"unique_id\": \"" + node.id().value() + "\", \"status\": \"" + status + "\", \"started_at\": \""
                            + start.plusMillis(at) + "\", \"execution_time\": " + millis / 1000.0 + more + "}");
            at += millis / 4;
        }
        Path history = Files.createDirectories(target.resolve("history"));
        Files.writeString(
                history.resolve(start.toEpochMilli() + "-" + day + ".json"),
                "{\"invocation_id\": \"0a5c3e1d-000" + day + "\", \"command\": \"build\", \"target\": \"dev\","
                        + " \"git_revision\": \"4f0216641aa\", \"started_at\": \"" + start + "\", \"completed_at\": \""
                        + start.plusMillis(at) + "\", \"results\": [" + String.join(",", results) + "]}");
    }

    private static String status(Node node, int day) {
        return switch (node.id().kind()) {
            case DATA_TEST, UNIT_TEST ->
                day == 0 && node.name().equals("completed_orders_are_paid")
                        ? "fail"
                        : node.name().startsWith("relationships_dim_customers") ? "warn" : "pass";
            case EXPOSURE, ANALYSIS -> "no-op";
            case SOURCE, SEED, MODEL, SNAPSHOT, OPERATION -> "success";
        };
    }
}
