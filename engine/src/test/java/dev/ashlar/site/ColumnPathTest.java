package dev.ashlar.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.adapter.site.FolderSite;
import dev.ashlar.docs.Docs;
import dev.ashlar.docs.DocsInput;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.ColumnOrigin;
import dev.ashlar.report.ColumnOrigin.Kind;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.NodeLineage;
import dev.ashlar.wiring.Settings;
import dev.ashlar.wiring.Workspace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The way from a column to what it is made of, and to what is made of it, by clicks. */
@EnabledIf("dev.ashlar.site.Chromium#isThere")
@ResourceLock("chromium")
class ColumnPathTest {
    private static final NodeId SEED = NodeId.of(NodeKind.SEED, "shop", "customers");
    private static final NodeId DIMENSION = NodeId.of(NodeKind.MODEL, "shop", "dim_customers");
    private static final NodeId FACT = NodeId.of(NodeKind.MODEL, "shop", "fact_orders");
    private static final NodeId MART = NodeId.of(NodeKind.MODEL, "shop", "mart_01");

    @TempDir
    Path folder;

    private static ColumnLineage column(String name, ColumnOrigin... origins) {
        return new ColumnLineage(new ColumnName(name), Optional.empty(), List.of(origins), Optional.empty());
    }

    private static ColumnOrigin from(NodeId node, String column, Kind kind) {
        return new ColumnOrigin(ColumnRef.of(node, column), kind);
    }

    private static Lineage lineage() {
        return Lineage.of(Map.of(
                SEED,
                new NodeLineage(List.of(column("id"), column("email")), List.of(), Optional.empty()),
                DIMENSION,
                new NodeLineage(
                        List.of(
                                column("id", from(SEED, "id", Kind.PASSED_ON)),
                                column("email", from(SEED, "email", Kind.PASSED_ON)),
                                new ColumnLineage(
                                        new ColumnName("mark"),
                                        Optional.empty(),
                                        List.of(),
                                        Optional.of("the function 'odd' is not known"))),
                        List.of(),
                        Optional.empty()),
                FACT,
                new NodeLineage(
                        List.of(column("id"), column("contact", from(DIMENSION, "email", Kind.RENAMED))),
                        List.of(ColumnRef.of(DIMENSION, "id")),
                        Optional.empty()),
                MART,
                new NodeLineage(
                        List.of(column("contacts", from(FACT, "contact", Kind.AGGREGATED))),
                        List.of(),
                        Optional.empty())));
    }

    private Path site() {
        Settings settings = SiteSettings.of(ShopSite.built().project(), Map.of());
        try (Workspace workspace = Workspace.open(settings, mask -> {}, text -> {})) {
            Docs docs = new Docs(new DocsInput(
                    workspace.project(),
                    workspace.graph(),
                    Map.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    lineage(),
                    Optional.empty(),
                    Instant.parse("2026-01-01T00:00:00Z"),
                    "dev",
                    "0"));
            Path site = folder.resolve("site");
            new FolderSite(site, FolderSite.Form.FOLDER, text -> text)
                    .write(docs.title(), docs.memory(), docs.content());
            return site.resolve("index.html");
        }
    }

    @Test
    void leadsFromAModelToTheSourceAndOnToTheMart() {
        try (Visit visit = Visit.of(site())) {
            visit.go("#/node/model.shop.fact_orders");
            assertThat(visit.text("#at-columns tr:has-text('contact')"))
                    .contains(
                            "dim_customers.email renamed",
                            "Where to write to.",
                            "as in customers.email",
                            "personal data");
            visit.page.click("#at-columns a:has-text('contact') >> nth=0");
            visit.page.waitForSelector("article.column h1:has-text('contact')");
            assertThat(visit.text("article.column")).contains("Begins as customers.email", "1 use further on");
            assertThat(visit.text(".board"))
                    .contains("Made of, step 2", "Made of", "This column", "Goes into", "mart_01 contacts aggregated");
            visit.page.click(".step:has-text('dim_customers')");
            visit.page.waitForSelector("article.column h1:has-text('email')");
            assertThat(visit.page.url()).endsWith("#/column/model.shop.dim_customers/email");
            assertThat(visit.<Integer>ask("document.querySelectorAll('.board .lines path').length"))
                    .isEqualTo(3);
            visit.page.click(".step:has-text('contacts')");
            visit.page.waitForSelector("article.column h1:has-text('contacts')");
            assertThat(visit.problems).isEmpty();
        }
    }

    @Test
    void saysWhatFiltersAndWhatCannotBeTold() {
        try (Visit visit = Visit.of(site())) {
            visit.go("#/column/model.shop.dim_customers/id");
            assertThat(visit.text(".board")).contains("fact_orders rows filters");
            visit.go("#/column/model.shop.dim_customers/mark");
            assertThat(visit.text("article.column"))
                    .contains("cannot be told from the SQL: the function 'odd' is not known");
        }
    }
}
