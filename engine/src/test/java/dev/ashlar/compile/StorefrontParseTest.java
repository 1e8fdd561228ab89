package dev.ashlar.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The project of this repository. */
class StorefrontParseTest {
    @Test
    void readsTheStorefrontWithoutAComplaint() {
        ProjectFolder folder = new ProjectFolder(Path.of("..", "project"));
        assertThat(folder.errors()).isEmpty();
        assertThat(folder.warnings()).isEmpty();

        Project project = folder.parse();
        Node.Model fact = ProjectFolder.model(project, "fact_order_items");
        assertThat(fact.layer()).isEqualTo("analytics");
        assertThat(fact.build().relation().plain()).isEqualTo("dev_analytics.fact_order_items");
        assertThat(fact.dependsOn()).isNotEmpty();
        assertThat(project.layers()).extracting("name").containsExactly("raw", "staging", "analytics", "adhoc");
    }
}
