package dev.ashlar.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.contract.FetchedFilesContract;
import dev.ashlar.contract.FolderContract;
import dev.ashlar.contract.JsonlContract;
import dev.ashlar.contract.LoadContract;
import dev.ashlar.contract.ParquetContract;
import dev.ashlar.contract.XlsxContract;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.port.WarehouseSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PostgresLoadTest extends PostgresFiles
        implements LoadContract, JsonlContract, ParquetContract, XlsxContract, FolderContract, FetchedFilesContract {
    @Test
    void aReplacedTableKeepsItsViewsPrivilegesAndIndexes() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\n");
        load(Map.of("mode", "replace"));
        try (WarehouseSession session = warehouse.open()) {
            session.runText("create view " + relation("v") + " as select id from " + relation("orders"));
            session.runText("create index on " + relation("orders") + " (id)");
            session.runText("grant select on " + relation("orders") + " to public");
        }
        file("b.csv", "id,day\n2,2026-01-02\n3,2026-01-02\n");
        Files.setLastModifiedTime(
                projectFolder().resolve("landing/b.csv"),
                FileTime.from(Instant.now().plusSeconds(60)));
        load(Map.of("mode", "replace"));
        assertThat(rows("select id from " + relation("v") + " order by id")).containsExactly(List.of(2L), List.of(3L));
        assertThat(rows("select (select count(*) from pg_indexes where schemaname = '" + schema
                        + "' and tablename = 'orders'), (select array_to_string(relacl, ' ') like '%=r/%' from pg_class"
                        + " where oid = '" + relation("orders") + "'::regclass)"))
                .containsExactly(List.of(1L, true));
        assertThat(warehouse.catalogOf(relation("orders__new")).relations()).isEmpty();
    }

    @Test
    void aTypeThatFilesAreNotLoadedIntoIsRefusedByName() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\n");
        assertThatThrownBy(() -> load(
                        source("landing/*.csv", List.of(column("id", "uuid")), Map.of()), GateMode.OPEN, check -> true))
                .hasMessage("models/sources.yml:7:11 Cannot load source 'orders': files are not loaded into a column of"
                        + " the type 'uuid' on postgres, which 'id' has. Load it as varchar, and cast it in the model"
                        + " that reads it.");
    }
}
