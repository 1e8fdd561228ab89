package dev.ashlar.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The graph's selectors mean what those of the command line mean. */
@EnabledIf("dev.ashlar.site.Chromium#isThere")
@ResourceLock("chromium")
class SiteSelectorsTest {
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

    @Test
    void selectTheNodesThatTheCommandLineSelects() {
        StorefrontSite site = StorefrontSite.made();
        try (Visit visit = Visit.of(site.page())) {
            int nodes = 0;
            for (String selector : SELECTORS) {
                List<String> expected = site.selected(selector);
                nodes += expected.size();
                List<String> found =
                        visit.ask("text => ashlar.select(text).then(all => all.map(ashlar.nodes.id).sort())", selector);
                assertThat(found).as(selector).isEqualTo(expected);
            }
            assertThat(nodes).isGreaterThan(500);
        }
    }
}
