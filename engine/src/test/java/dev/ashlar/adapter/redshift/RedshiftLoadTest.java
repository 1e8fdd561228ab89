package dev.ashlar.adapter.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.FetchedFilesContract;
import dev.ashlar.contract.FolderContract;
import dev.ashlar.contract.JsonlContract;
import dev.ashlar.contract.LoadContract;
import dev.ashlar.contract.ParquetContract;
import dev.ashlar.contract.XlsxContract;
import dev.ashlar.plan.PlanContext.GateMode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedshiftLoadTest extends RedshiftFiles
        implements LoadContract, JsonlContract, ParquetContract, XlsxContract, FolderContract, FetchedFilesContract {
    /** https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html */
    @Test
    void whatASuperCannotHoldIsAReject() throws IOException {
        String longest = "x".repeat(65_535);
        file(
                "a.jsonl",
                "{\"id\":1,\"doc\":{\"a\":\"" + longest + "\"}}\n{\"id\":2,\"doc\":{\"a\":\"" + longest
                        + "y\"}}\n{\"id\":3,\"doc\":[\"" + "\\u00e9".repeat(32_767) + "\"]}\n{\"id\":4,\"doc\":["
                        + "1234567890123456,".repeat(1_000_000) + "1]}\n");
        load(
                source("landing/*", "jsonl", List.of(column("id", "bigint"), column("doc", "super")), Map.of()),
                GateMode.OPEN,
                check -> true);
        assertThat(rows("select id from " + relation("orders") + " order by id"))
                .containsExactly(List.of(1L), List.of(3L));
        assertThat(rejects())
                .extracting(row -> row.subList(1, 4))
                .containsExactly(
                        List.of(2L, "doc", "this is no super: a text in it has more than 65535 bytes"),
                        List.of(4L, "doc", "this is no super: it has more than 16777216 bytes"));
    }
}
