package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.load.SeedFiles;
import dev.ashlar.load.SeedTask;
import dev.ashlar.load.Seeds;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.SeedFormat;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.CompiledNode;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.WarehouseSession;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a seed's file says stands in the warehouse afterwards. */
public interface SeedFileContract extends EngineContract {
    Path projectFolder();

    /** The table of markers, which exists. */
    RelationName markers();

    /** A header's name as the engine keeps it. */
    default String kept(String header) {
        return header;
    }

    default void seed(String text, SeedFormat format) throws IOException {
        Files.writeString(projectFolder().resolve("s.csv"), text);
        Node.Seed seed = Seeds.seed(relation("s"), "s.csv", format);
        SeedTask task = new SeedTask(new SeedFiles(projectFolder()), (node, facts) -> CompiledNode.bare(node));
        try (WarehouseSession session = warehouse().open()) {
            Facts facts = new Facts(session, Map.of(), IncrementalMode.FULL);
            new PlanPerformer(warehouse(), markers(), GateMode.OPEN, check -> true)
                    .perform(seed.id(), relation("s"), session, task.prepare(seed, facts));
        }
    }

    @Test
    default void buildsATableOfTheTypesFound() throws IOException {
        seed(
                "id,amount,flag,day,at,zip,\"Full \"\"name\"\"\"\n"
                        + "1,1.5,true,2026-01-31,2026-01-31 10:00:00,01234,\"Ann, \"\"A\"\"\"\n"
                        + "2,,,,,,\n",
                new SeedFormat(',', Map.of(), List.of()));
        assertThat(rows("select * from " + relation("s") + " order by id"))
                .containsExactly(
                        List.of(
                                1L,
                                1.5,
                                true,
                                LocalDate.of(2026, 1, 31),
                                LocalDateTime.of(2026, 1, 31, 10, 0),
                                "01234",
                                "Ann, \"A\""),
                        Arrays.asList(2L, null, null, null, null, null, null));
        assertThat(warehouse()
                        .catalogOf(relation("s"))
                        .find(relation("s"))
                        .orElseThrow()
                        .columnNames())
                .extracting(c -> c.name())
                .endsWith("zip", kept("Full \"name\""));
    }

    @Test
    default void castsToTheTypesThatTheUserFixed() throws IOException {
        seed("id,n\n007,1.50\n", new SeedFormat(',', Map.of("id", "varchar", "n", "numeric(10,2)"), List.of()));
        assertThat(rows("select id, n from " + relation("s"))).containsExactly(List.of("007", new BigDecimal("1.50")));
    }

    @Test
    default void replacesTheTableWhenTheFileChanges() throws IOException {
        seed("id\n1\n", new SeedFormat(',', Map.of(), List.of()));
        seed("id,name\n2,x\n3,y\n", new SeedFormat(',', Map.of(), List.of()));
        assertThat(rows("select id, name from " + relation("s") + " order by id"))
                .containsExactly(List.of(2L, "x"), List.of(3L, "y"));
    }

    @Test
    default void leavesTheTableAsItWasWhenTheFileIsAtFault() throws IOException {
        seed("id\n1\n", new SeedFormat(',', Map.of(), List.of()));
        assertThatThrownBy(() -> seed("id\n1,2\n", new SeedFormat(',', Map.of(), List.of())))
                .hasMessageContaining("s.csv:2");
        assertThat(count("s")).isEqualTo(1);
    }

    @Test
    default void aHeaderAloneMakesAnEmptyTable() throws IOException {
        seed("id,name\n", new SeedFormat(',', Map.of(), List.of()));
        assertThat(count("s")).isZero();
    }
}
