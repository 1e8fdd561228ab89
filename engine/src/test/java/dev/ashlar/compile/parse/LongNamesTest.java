package dev.ashlar.compile.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.compile.ProjectFolder;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine may cut a name that is too long without a word, and then would not find the relation under it. */
class LongNamesTest {
    private static final String LONG = "monthly_revenue_of_all_customers_in_all_regions_by_product_group";

    @TempDir
    private Path root;

    private RelationName relation(String name, int limit) {
        Project project = ProjectFolder.in(root, "layers: { analytics: {} }")
                .file("models/analytics/" + name + ".sql", "select 1 as a")
                .identifierLimit(limit)
                .parse();
        return project.nodes()
                .get(NodeId.of(NodeKind.MODEL, "shop", name))
                .findRelation()
                .orElseThrow();
    }

    @Test
    void aNameThatFitsStaysAsItIs() {
        assertThat(relation(LONG, 64).identifier()).isEqualTo(LONG);
    }

    @Test
    void aLongerOneIsShortenedWithAHashOfTheWhole() {
        String one = relation(LONG + "_gross", 63).identifier();
        String other = relation(LONG + "_net", 63).identifier();
        assertThat(one)
                .startsWith("monthly_revenue_of_all_customers_in_all_regions_by_pro_")
                .hasSize(63);
        assertThat(other).hasSize(63).isNotEqualTo(one);
    }

    @Test
    void bytesCountNotLetters() {
        String name = relation("größen_aller_kunden_der_kundenstämme_über_alle_jahre_und_länder", 63)
                .identifier();
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void schemasAreShortenedToo() {
        assertThat(relation("a", 12).schema()).hasSize(12).startsWith("dev");
    }
}
