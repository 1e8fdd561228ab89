package dev.ashlar.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.project.Storefront;
import dev.ashlar.report.ColumnEdge;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.Lineage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The storefront's own models, for each engine, without any warehouse. */
class StorefrontLineageTest {
    @ParameterizedTest
    @ValueSource(strings = {"dev", "ci", "prod"})
    void everyColumnOfTheAnalyticsLayerLeadsToRawColumns(String target) {
        try (Workspace workspace = open(target)) {
            Lineage lineage = workspace.lineages().all();
            List<String> unresolved = new ArrayList<>();
            int columns = 0;
            int leadToRaw = 0;
            for (Node node : workspace.project().nodes().values()) {
                if (!(node instanceof Node.Model model) || !model.layer().equals("analytics")) continue;
                assertThat(lineage.find(node.id()).orElseThrow().columns())
                        .as(node.name())
                        .isNotEmpty();
                for (ColumnLineage column :
                        lineage.find(node.id()).orElseThrow().columns()) {
                    columns++;
                    ColumnRef ref = new ColumnRef(node.id(), column.name());
                    Set<ColumnRef> above = new HashSet<>(Set.of(ref));
                    lineage.upstream(ref).stream().map(ColumnEdge::from).forEach(above::add);
                    above.stream()
                            .flatMap(at -> lineage.find(at).flatMap(ColumnLineage::unresolved).stream()
                                    .map(why -> ref + " at " + at + ": " + why))
                            .forEach(unresolved::add);
                    assertThat(above)
                            .as(ref.toString())
                            .allMatch(at -> lineage.find(at).isPresent());
                    if (above.stream().anyMatch(at -> isRaw(at.node()))) leadToRaw++;
                }
            }
            assertThat(unresolved).isEmpty();
            assertThat(columns).isGreaterThan(100);
            assertThat(leadToRaw).isGreaterThan(columns * 3 / 4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "ci", "prod"})
    void nothingIsFoundFaultWith(String target) {
        try (Workspace workspace = open(target)) {
            assertThat(workspace
                            .lineages()
                            .check(workspace.project().nodes().keySet())
                            .found())
                    .extracting(Diagnostic::text)
                    .isEmpty();
        }
    }

    private static boolean isRaw(NodeId id) {
        return id.kind() == NodeKind.SOURCE || id.kind() == NodeKind.SEED;
    }

    static Workspace open(String target) {
        Path project = Storefront.repository().resolve("project");
        Settings settings = new Settings(
                Optional.of(project),
                Optional.empty(),
                Optional.empty(),
                Optional.of(target),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Settings.Rebuild.AS_CONFIGURED,
                "lineage",
                Map.of(
                        "USER",
                        "shop",
                        "PGPASSWORD",
                        "secret",
                        "REDSHIFT_HOST",
                        "localhost",
                        "REDSHIFT_USER",
                        "u",
                        "REDSHIFT_PASSWORD",
                        "p"));
        return Workspace.open(settings, mask -> {}, text -> {});
    }
}
