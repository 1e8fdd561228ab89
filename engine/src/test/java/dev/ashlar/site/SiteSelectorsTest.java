package dev.ashlar.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.graph.SelectionSpec;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.project.Storefront;
import dev.ashlar.wiring.DocsSites.CatalogUse;
import dev.ashlar.wiring.DocsSites.Layout;
import dev.ashlar.wiring.Settings;
import dev.ashlar.wiring.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The graph's selectors mean what those of the command line mean. */
@EnabledIf("dev.ashlar.site.Chromium#isThere")
@ResourceLock("chromium")
class SiteSelectorsTest {
    private static final NodeKind[] WITH_A_PAGE = {
        NodeKind.SOURCE, NodeKind.SEED, NodeKind.MODEL, NodeKind.SNAPSHOT, NodeKind.ANALYSIS, NodeKind.EXPOSURE
    };

    private static final List<String> SELECTORS = List.of(
            "dim_customers",
            "dim_*",
            "[df]??_*",
            "[!d]*",
            "+dim_customers",
            "dim_customers+",
            "+dim_customers+",
            "2+mart_order_balances",
            "stg_orders+1",
            "1+fact_order_items+1",
            "@dim_products",
            "tag:reporting",
            "tag:rep*",
            "tag:history tag:reference",
            "+tag:reporting,layer:staging",
            "layer:raw",
            "layer:analytics",
            "layer:*",
            "source:shop",
            "source:shop.refunds",
            "source:*.refunds",
            "source:storefront.shop.refunds+",
            "source:shop.refunds+1",
            "exposure:revenue_dashboard",
            "+exposure:*",
            "resource_type:seed",
            "resource_type:snapshot+",
            "config.materialized:incremental",
            "config.materialized:view,tag:adhoc",
            "config.persist_docs.relation:true",
            "config.contract.enforced:false,layer:analytics",
            "config.unique_key:order_item_id",
            "config.tags:reporting",
            "group:finance",
            "access:public",
            "access:protected,dim_*",
            "package:this,resource_type:exposure",
            "models/analytics/marts",
            "models/analytics/*",
            "models/**/stg_*.sql",
            "path:models/staging/shop/stg_orders.sql",
            "file:stg_orders.sql",
            "stg_orders.sql",
            "file:stg_*",
            "storefront.analytics.marts",
            "analytics.marts",
            "storefront.*.shop",
            "snapshots.*",
            "version:none,tag:reporting",
            "version:latest",
            "+test_type:singular",
            "1+test_name:relationships",
            "+test_type:unit",
            "test_type:generic",
            "selector:retail",
            "selector:shop,layer:analytics",
            "selector:retail+",
            "@source:retail",
            "nothing_is_called_so",
            "+stg_orders --exclude source:*",
            "layer:analytics --exclude tag:reporting dim_*",
            "--exclude layer:analytics+");

    @TempDir
    Path folder;

    @Test
    void selectTheNodesThatTheCommandLineSelects() {
        Storefront storefront = Storefront.in(folder);
        Settings settings = new Settings(
                Optional.of(storefront.project()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Settings.Rebuild.AS_CONFIGURED,
                "docs",
                Map.of("USER", "shop"));
        try (Workspace workspace = Workspace.open(settings, mask -> {}, text -> {})) {
            Path page = workspace
                    .docs()
                    .generate(Optional.empty(), Layout.FOLDER, CatalogUse.NONE)
                    .page();
            try (Visit visit = Visit.of(page)) {
                int nodes = 0;
                for (String selector : SELECTORS) {
                    List<String> expected = expected(workspace, selector);
                    nodes += expected.size();
                    List<String> found = visit.ask(
                            "text => ashlar.select(text).then(all => all.map(ashlar.nodes.id).sort())", selector);
                    assertThat(found).as(selector).isEqualTo(expected);
                }
                assertThat(nodes).isGreaterThan(500);
            }
        }
    }

    private static List<String> expected(Workspace workspace, String selector) {
        String[] parts = selector.split("\\s*--exclude\\s+");
        SelectionSpec spec = parts[0].isEmpty() ? SelectionSpec.ALL : SelectionSpec.of(parts[0]);
        if (parts.length > 1) spec = spec.excluding(parts[1]);
        return workspace.select(spec.only(WITH_A_PAGE)).stream()
                .map(NodeId::value)
                .sorted()
                .toList();
    }
}
