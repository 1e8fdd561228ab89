package dev.ashlar.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.adapter.duckdb.DuckDbWarehouse;
import dev.ashlar.adapter.redshift.RedshiftFacts;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.SeedFormat;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.CompiledNode;
import dev.ashlar.plan.EngineFacts;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedTaskTest {
    @TempDir
    Path folder;

    private List<String> types(String csv, Map<String, String> fixed, EngineFacts facts) throws IOException {
        Files.writeString(folder.resolve("s.csv"), csv, UTF_8);
        Node.Seed seed = Seeds.seed("s.csv", new SeedFormat(',', fixed, List.of()));
        SeedTask task = new SeedTask(new SeedFiles(folder), (node, given) -> CompiledNode.bare(node));
        PlanContext context = new PlanContext(
                facts.name(),
                facts.can(),
                facts.identifierLimit(),
                facts.types(),
                PlanContext.Rebuild.AS_NEEDED,
                PlanContext.GateMode.OPEN,
                Instant.EPOCH,
                "invocation",
                "attempt",
                RelationName.of("meta", "markers"));
        Plan plan =
                task.prepare(seed, null).begin(RelationState.absent(seed.build().relation()), context);
        return plan.steps().stream()
                .flatMap(step -> step instanceof Step.Stage stage ? stage.statements().stream() : null)
                .filter(RelationStatement.CreateTable.class::isInstance)
                .flatMap(made -> ((RelationStatement.CreateTable) made).columns().stream())
                .map(RelationStatement.ColumnDefinition::type)
                .toList();
    }

    @Test
    void textsAreAsLongAsTheirBytesWhereTheEngineNeedsALength() throws IOException {
        String csv = "id,short,long,letters\n1,a," + "x".repeat(300) + "," + "é".repeat(20) + "\n2,,y,\n";
        assertThat(types(csv, Map.of(), RedshiftFacts.FACTS))
                .containsExactly("bigint", "character varying(16)", "character varying(512)", "character varying(64)");
        assertThat(types(csv, Map.of(), DuckDbWarehouse.facts()))
                .containsExactly("bigint", "varchar", "varchar", "varchar");
    }

    @Test
    void aTypeThatTheUserFixedStays() throws IOException {
        assertThat(types("a,b\nx,y\n", Map.of("a", "varchar(7)"), RedshiftFacts.FACTS))
                .containsExactly("varchar(7)", "character varying(16)");
    }

    @Test
    void aTextThatNoColumnHoldsIsRefusedByName() {
        String csv = "id,essay\n1," + "x".repeat(70_000) + "\n";
        assertThatThrownBy(() -> types(csv, Map.of(), RedshiftFacts.FACTS))
                .isInstanceOf(DiagnosticException.class)
                .hasMessage("s.csv Column 'essay' has a text of 70000 bytes, and the longest of redshift has 65535."
                        + " Shorten it.");
    }
}
