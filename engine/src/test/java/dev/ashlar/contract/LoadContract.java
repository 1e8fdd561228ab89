package dev.ashlar.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.load.LoadOrder;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.plan.Step;
import dev.ashlar.port.WarehouseSession;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every record of every file arrives once, as a row or as a reject. */
public interface LoadContract extends LoadFixture {
    @Test
    default void theFirstLoadBuildsTheTableFromEveryFile() throws IOException {
        file("b.csv", "id,day\n3,2026-01-03\n");
        file("a.csv.gz", "day,ID\n2026-01-01,1\n,\"2\"\n");
        load(Map.of());
        assertThat(loaded())
                .containsExactly(
                        List.of(1L, LocalDate.of(2026, 1, 1), "landing/a.csv.gz", 1L, 1L),
                        Arrays.asList(2L, null, "landing/a.csv.gz", 2L, 1L),
                        List.of(3L, LocalDate.of(2026, 1, 3), "landing/b.csv", 1L, 2L));
        assertThat(ledger())
                .containsExactly(
                        List.of(
                                "landing/a.csv.gz",
                                2L,
                                0L,
                                1L,
                                relation("orders").plain()),
                        List.of("landing/b.csv", 1L, 0L, 2L, relation("orders").plain()));
        assertThat(rows("select distinct _loaded_at from " + relation("orders")))
                .containsExactly(List.of(LocalDateTime.of(2026, 10, 1, 3, 0, 0, 500_000_000)));
        assertThat(rejects()).isEmpty();
    }

    @Test
    default void aFileIsLoadedOnceAndANewOneIsAdded() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\n");
        load(Map.of());
        load(Map.of());
        file("b.csv", "id,day\n2,2026-01-02\n");
        load(Map.of());
        assertThat(loaded()).extracting(row -> row.get(0)).containsExactly(1L, 2L);
        assertThat(rows("select count(distinct _loaded_at) from " + relation("orders")))
                .containsExactly(List.of(2L));
        assertThat(ledger()).hasSize(2);
    }

    @Test
    default void recordsThatDoNotFitAreRejectedOneByOne() throws IOException {
        file(
                "a.csv",
                "id,day\n1,2026-01-01\nx,2026-01-02\n3.5,2026-01-03\n4,2026-02-30\n5,2026-01-05 10:00:00\n\"6\",2026-01-06\n");
        load(Map.of());
        assertThat(loaded())
                .containsExactly(
                        List.of(1L, LocalDate.of(2026, 1, 1), "landing/a.csv", 1L, 1L),
                        List.of(6L, LocalDate.of(2026, 1, 6), "landing/a.csv", 6L, 1L));
        assertThat(rejects())
                .containsExactly(
                        List.of("landing/a.csv", 2L, "id", "'x' is not a bigint", "x,2026-01-02"),
                        List.of("landing/a.csv", 3L, "id", "'3.5' is not a bigint", "3.5,2026-01-03"),
                        List.of("landing/a.csv", 4L, "day", "'2026-02-30' is not a date", "4,2026-02-30"),
                        List.of(
                                "landing/a.csv",
                                5L,
                                "day",
                                "'2026-01-05 10:00:00' is not a date",
                                "5,2026-01-05 10:00:00"));
        assertThat(ledger())
                .containsExactly(
                        List.of("landing/a.csv", 2L, 4L, 1L, relation("orders").plain()));
    }

    @Test
    default void recordsOfAnotherWidthAreRejectedAndCounted() throws IOException {
        file(
                "a.csv",
                "id,day\n1,2026-01-01\n2\n3,2026-01-03,\"more, and \"\"more\"\"\"\nx,2026-01-04\n\n5,2026-01-05\n");
        load(Map.of());
        assertThat(loaded()).extracting(row -> row.get(3)).containsExactly(1L, 5L);
        assertThat(rejects())
                .containsExactly(
                        Arrays.asList("landing/a.csv", 2L, null, "the record has 1 field, the file has 2 columns", "2"),
                        Arrays.asList(
                                "landing/a.csv",
                                3L,
                                null,
                                "the record has 3 fields, the file has 2 columns",
                                "3,2026-01-03,\"more, and \"\"more\"\"\""),
                        List.of("landing/a.csv", 4L, "id", "'x' is not a bigint", "x,2026-01-04"));
    }

    @Test
    default void linesAboveTheRowOfNamesArePassedOver() throws IOException {
        String above = "The month's \"report\n\nby: ann, bob, carl\n";
        file("a.csv", above + "id,day\n1,2026-01-01\n\nx,2026-01-02\n3,2026-01-03\n");
        file("b.csv", above.replace("\n", "\r\n") + "id,day\r\n4,2026-01-04\r\n");
        file("c.csv.gz", above.replace("\n", "\r") + "\"id\",day\r5,2026-01-05\r");
        load(Map.of("header_row", 4L));
        assertThat(rows("select id, _file, _row from " + relation("orders") + " order by id"))
                .containsExactly(
                        List.of(1L, "landing/a.csv", 1L),
                        List.of(3L, "landing/a.csv", 3L),
                        List.of(4L, "landing/b.csv", 1L),
                        List.of(5L, "landing/c.csv.gz", 1L));
        assertThat(rejects())
                .containsExactly(List.of("landing/a.csv", 2L, "id", "'x' is not a bigint", "x,2026-01-02"));
    }

    @Test
    default void linesOfFilesAreCountedFromTheirFirstWhereverTheRowOfNamesIs() throws IOException {
        file("blank.csv", "\n\nid,day\n1,2026-01-01\n");
        file("short.csv", "Report\n");
        file("after.csv", "Report\nid,day\n1,\"2026-01-01\"x\n");
        file("open.csv", "Report\nid,day\n1,2026-01-01\n2,\"2026-01-02\n");
        file("twice.csv", "Report\nid,id,day\n1,2,2026-01-01\n");
        file("other.csv", "id,day\nother,names\n");
        file("empty.csv", "");
        file("good.csv", "Report\nid,day\n1,\"2026-01-01\"\n");
        assertThatThrownBy(() -> load(Map.of("header_row", 2L)))
                .hasMessageContaining("6 files of source 'orders' could not be loaded. The other one is published.")
                .hasMessageContaining("landing/blank.csv:2 This file was not loaded: this line, the 'header_row' of the"
                        + " source, has no names.")
                .hasMessageContaining("landing/short.csv:2 This file was not loaded: this line, the 'header_row' of the"
                        + " source, has no names.")
                .hasMessageContaining("landing/after.csv:3 This file was not loaded: text follows a closing quote.")
                .hasMessageContaining("landing/open.csv:4 This file was not loaded: a quote opens in this record")
                .hasMessageContaining("landing/twice.csv:2 This file was not loaded: the column 'id' stands twice")
                .hasMessageContaining(
                        "landing/other.csv:2 This file was not loaded: its header (other, names) has none");
        assertThat(loaded()).extracting(row -> row.get(2)).containsExactly("landing/good.csv");
    }

    @Test
    default void aSignOfEscapeAboveTheRowOfNamesMeansNothing() throws IOException {
        file("a.csv", "5\\\" wide \"\nid,name\n1,\"5\\\" wide\"\n2,\"\"\n");
        load(
                source("landing/*.csv", List.of(), Map.of("header_row", 2L, "escape", "\\")),
                GateMode.OPEN,
                check -> true);
        assertThat(rows("select id, name from " + relation("orders") + " order by _row"))
                .containsExactly(List.of(1L, "5\" wide"), Arrays.asList(2L, null));
    }

    @Test
    default void aLineBreakWithinQuotesDoesNotCount() throws IOException {
        file("a.csv", "id,name\n1,\"two\nlines\"\n2,\"it \"\"is\"\"\"\n3, \"odd\"\n");
        load(
                source("landing/*.csv", List.of(column("id", "bigint"), column("name", "varchar")), Map.of()),
                GateMode.OPEN,
                check -> true);
        assertThat(rows("select id, name, _row from " + relation("orders") + " order by _row"))
                .containsExactly(
                        List.of(1L, "two\nlines", 1L), List.of(2L, "it \"is\"", 2L), List.of(3L, " \"odd\"", 3L));
    }

    @Test
    default void aCarriageReturnWithinQuotesIsPartOfTheText() throws IOException {
        file("a.csv", "id,name\n1,\"two\rlines\"\n2,\"\r\"\n3,\"x\r\n\"\n");
        load(
                source("landing/*.csv", List.of(column("id", "bigint"), column("name", "varchar")), Map.of()),
                GateMode.OPEN,
                check -> true);
        assertThat(rows("select id, name from " + relation("orders") + " order by _row"))
                .containsExactly(List.of(1L, "two\rlines"), List.of(2L, "\r"), List.of(3L, "x\r\n"));
    }

    @Test
    default void aFileWithTooManyRejectsIsLeftOutAndTheOthersArePublished() throws IOException {
        file("bad.csv", "id,day\nx,2026-01-01\ny,2026-01-02\n");
        file("good.csv", "id,day\n1,2026-01-01\nz,2026-01-01\n");
        assertThatThrownBy(() -> load(Map.of("max_rejects", 1)))
                .hasMessage("models/sources.yml:7:11 1 file of source 'orders' could not be loaded. The other one is"
                        + " published, without 1 record that does not fit.\n  landing/bad.csv This file was not loaded: 2 of its 2 records do not fit (record 1,"
                        + " column 'id': 'x' is not a bigint). Mend the file or the types of the columns, or raise"
                        + " 'max_rejects' above 1.");
        assertThat(loaded()).extracting(row -> row.get(2)).containsExactly("landing/good.csv");
        assertThat(rejects()).hasSize(1);
        assertThat(ledger()).extracting(row -> row.get(0)).containsExactly("landing/good.csv");
    }

    @Test
    default void oneRecordThatDoesNotFitFailsItsFileIfTheUserSaysSo() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\nx,2026-01-01\n");
        assertThatThrownBy(() -> load(Map.of("on_bad_row", "fail")))
                .hasMessageContaining("1 of its 2 records does not fit");
        assertThat(warehouse().catalogOf(relation("orders")).relations()).isEmpty();
    }

    @Test
    default void filesThatCannotBeReadAreLeftOutByName() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\n");
        file("open.csv", "id,day\n1,\"2026-01-01\n2,2026-01-01\n");
        file("after.csv", "id,day\n1,\"2026-01-01\"x\n");
        file("other.csv", "x,y\n1,2\n");
        Files.write(projectFolder().resolve("landing/latin.csv"), new byte[] {'i', 'd', '\n', (byte) 0xe9, '\n'});
        file("cut.csv.gz", "id,day\n1,2026-01-01\n".repeat(1000));
        byte[] whole = Files.readAllBytes(projectFolder().resolve("landing/cut.csv.gz"));
        Files.write(projectFolder().resolve("landing/cut.csv.gz"), Arrays.copyOf(whole, whole.length - 12));
        assertThatThrownBy(() -> load(Map.of()))
                .hasMessageContaining("5 files of source 'orders' could not be loaded. The other one is published.")
                .hasMessageContaining(
                        "landing/open.csv:2 This file was not loaded: a quote opens in this record and never")
                .hasMessageContaining("landing/after.csv:2 This file was not loaded: text follows a closing quote.")
                .hasMessageContaining("landing/other.csv:1 This file was not loaded: its header (x, y) has none of the")
                .hasMessageContaining("landing/latin.csv:2 This file was not loaded: the bytes here are not UTF-8.")
                .hasMessageContaining("landing/cut.csv.gz This file was not loaded: the compressed file is damaged");
        assertThat(loaded()).hasSize(1);
    }

    @Test
    default void aQuoteThatStandsAloneInTheLastLineNeverCloses() throws IOException {
        file("a.csv", "id,name\n1,\"a\"\n\"\n");
        file("b.csv", "id,name\r\n1,\"\"\r\n2,\"\r\n\r\n");
        file("c.csv", "id,name\n1,\"\n\"\n\n");
        file("d.csv", "id,name\n1,\"\n\n\"");
        file("e.csv", "id,name\r1,\"\r\"\r2,\"x\ny\"\r");
        List<Column> columns = List.of(column("id", "bigint"), column("name", "varchar"));
        assertThatThrownBy(() -> load(source("landing/*.csv", columns, Map.of()), GateMode.OPEN, check -> true))
                .hasMessageContaining("2 files of source 'orders' could not be loaded. The other 3 are published.")
                .hasMessageContaining(
                        "landing/a.csv:3 This file was not loaded: a quote opens in this record and never closes")
                .hasMessageContaining(
                        "landing/b.csv:3 This file was not loaded: a quote opens in this record and never closes");
        assertThat(rows("select name from " + relation("orders") + " order by _file, _row"))
                .containsExactly(List.of("\n"), List.of("\n\n"), List.of("\r"), List.of("x\ny"));
        assertThat(rejects()).isEmpty();
    }

    @Test
    default void aFileThatChangedSinceItWasLoadedIsAnError() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\n");
        load(Map.of());
        file("a.csv", "id,day\n1,2026-01-01\n2,2026-01-01\n");
        assertThatThrownBy(() -> load(Map.of()))
                .hasMessageContaining("landing/a.csv This file was not loaded: it has changed since it was loaded.");
        assertThat(loaded()).hasSize(1);
    }

    @Test
    default void theSameBytesUnderAnotherNameFailAreSkippedOrLoaded() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\n");
        load(Map.of());
        file("b.csv", "id,day\n1,2026-01-01\n");
        assertThatThrownBy(() -> load(Map.of()))
                .hasMessageContaining("landing/b.csv This file was not loaded: it has the same bytes as landing/a.csv");
        load(Map.of("on_duplicate_content", "skip"));
        assertThat(loaded()).hasSize(1);
        assertThat(ledger()).hasSize(2);
        file("c.csv", "id,day\n1,2026-01-01\n");
        load(Map.of("on_duplicate_content", "load"));
        assertThat(loaded()).hasSize(2);
    }

    @Test
    default void filesWithoutRecordsAreNeverDuplicates() throws IOException {
        file("a.csv", "id,day\n");
        file("b.csv", "id,day\n");
        file("c.csv", "");
        file("d.csv", "");
        load(Map.of());
        assertThat(loaded()).isEmpty();
        assertThat(ledger()).hasSize(4);
    }

    @Test
    default void theNewestFileIsTheWholeTableUnderReplace() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\n2,2026-01-01\n");
        load(Map.of("mode", "replace"));
        file("b.csv", "id,day\n3,2026-01-01\n");
        Files.setLastModifiedTime(
                projectFolder().resolve("landing/b.csv"),
                java.nio.file.attribute.FileTime.from(Instant.now().plusSeconds(60)));
        load(Map.of("mode", "replace"));
        load(Map.of("mode", "replace"));
        assertThat(loaded()).extracting(row -> row.get(0)).containsExactly(3L);
        assertThat(ledger()).hasSize(2);
    }

    @Test
    default void withoutColumnsNamesAndTypesComeFromTheFiles() throws IOException {
        file("a.csv", "Customer ID,Amount\n1,1.5\n");
        file("b.csv", "Customer ID,Amount\n2,\n");
        load(source("landing/*.csv", List.of(), Map.of()), GateMode.OPEN, check -> true);
        assertThat(rows("select customer_id, amount from " + relation("orders") + " order by 1"))
                .containsExactly(List.of(1L, 1.5), Arrays.asList(2L, null));
        file("c.csv", "customer id,AMOUNT\n3,2\n");
        load(source("landing/*.csv", List.of(), Map.of()), GateMode.OPEN, check -> true);
        assertThat(count("orders")).isEqualTo(3);
    }

    @Test
    default void anEmptyFieldIsAnEmptyTextIfTheUserSaysSo() throws IOException {
        file("a.csv", "id,name\n1,\n2,\"\"\n3,NA\n");
        List<Column> columns = List.of(column("id", "bigint"), column("name", "varchar"));
        load(
                source("landing/*.csv", columns, Map.of("empty", "string", "nulls", List.of("NA"))),
                GateMode.OPEN,
                check -> true);
        assertThat(rows("select name from " + relation("orders") + " order by id"))
                .containsExactly(List.of(""), List.of(""), Arrays.asList((Object) null));
    }

    @Test
    default void readsOtherDelimitersFormatsAndEncodings() throws IOException {
        Files.createDirectories(projectFolder().resolve("landing"));
        Files.write(
                projectFolder().resolve("landing/a.csv"),
                "id;day\n1;31.01.2026\n2;2026-01-01\n".getBytes(java.nio.charset.StandardCharsets.UTF_16));
        load(Map.of("delimiter", ";", "date_format", "%d.%m.%Y", "encoding", "UTF-16"));
        assertThat(loaded()).containsExactly(List.of(1L, LocalDate.of(2026, 1, 31), "landing/a.csv", 1L, 1L));
        assertThat(rejects()).hasSize(1);
    }

    @Test
    default void aSignOfItsOwnMayStandBeforeQuotesWithinQuotes() throws IOException {
        file("a.csv", "id\tname\n1\t\"a \\\"b\\\"\tc\"\n2\tx\\y\"z\n3\t\"C:\\\\dir\\n\"\n4\t\"say \"\"so\"\"\"\n");
        load(
                source(
                        "landing/*.csv",
                        List.of(column("id", "bigint"), column("name", "varchar")),
                        Map.of("escape", "\\", "delimiter", "\t")),
                GateMode.OPEN,
                check -> true);
        assertThat(rows("select id, name from " + relation("orders") + " order by id"))
                .containsExactly(
                        List.of(1L, "a \"b\"\tc"),
                        List.of(2L, "x\\y\"z"),
                        List.of(3L, "C:\\dir\\n"),
                        List.of(4L, "say \"so\""));
    }

    @Test
    default void numbersMayHaveACommaBeforeTheirDecimals() throws IOException {
        file("a.csv", "id;price;part;note\n1.000;1.234,50;,5;1,5\n2;-3;1e2;1.5\n3;1.5;1;a\n4;12.34,5;1;b\n");
        List<Column> columns = List.of(
                column("id", "bigint"),
                column("price", "decimal(10,2)"),
                column("part", "double precision"),
                column("note", "varchar"));
        Map<String, Object> options = Map.of("delimiter", ";", "decimal", ",", "thousands", ".");
        load(source("landing/*.csv", columns, options), GateMode.OPEN, check -> true);
        assertThat(rows("select id, price, part, note from " + relation("orders") + " order by id"))
                .containsExactly(
                        List.of(2L, new BigDecimal("-3.00"), 100.0, "1.5"),
                        List.of(1000L, new BigDecimal("1234.50"), 0.5, "1,5"));
        assertThat(rejects())
                .containsExactly(
                        List.of("landing/a.csv", 3L, "price", "'1.5' is not a decimal(10,2)", "3;1.5;1;a"),
                        List.of("landing/a.csv", 4L, "price", "'12.34,5' is not a decimal(10,2)", "4;12.34,5;1;b"));
        file("b.csv", "id;price;part;note\n5;0,1;2;c\n");
        load(source("landing/b.csv", List.of(), options), GateMode.OPEN, check -> true);
        assertThat(rows("select price from " + relation("orders") + " where id = 5"))
                .containsExactly(List.of(new BigDecimal("0.10")));
    }

    @Test
    default void aMomentWithAnOffsetIsUtc() throws IOException {
        file("a.csv", "id,seen\n1,2026-01-01T01:00:00+02:00\n2,2026-01-01 01:00:00\n3,2026-01-01 01:00:00Z\n");
        load(
                source("landing/*.csv", List.of(column("id", "bigint"), column("seen", "timestamp")), Map.of()),
                GateMode.OPEN,
                check -> true);
        assertThat(rows("select seen from " + relation("orders") + " order by id"))
                .containsExactly(
                        List.of(LocalDateTime.of(2025, 12, 31, 23, 0)),
                        List.of(LocalDateTime.of(2026, 1, 1, 1, 0)),
                        List.of(LocalDateTime.of(2026, 1, 1, 1, 0)));
    }

    @Test
    default void aColumnThatIsNewInThePropertiesIsAdded() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\n");
        load(Map.of());
        file("b.csv", "id,day,note\n2,2026-01-02,hi\n");
        List<Column> columns = new ArrayList<>(idAndDay());
        columns.add(column("note", "varchar"));
        load(source("landing/*.csv", columns, Map.of()), GateMode.GATED, check -> true);
        assertThat(rows("select id, note from " + relation("orders") + " order by id"))
                .containsExactly(Arrays.asList(1L, null), List.of(2L, "hi"));
    }

    @Test
    default void aShutGateKeepsTableAndLedgerAsTheyWere() throws IOException {
        Node.Source source = source("landing/*.csv", idAndDay(), Map.of());
        file("a.csv", "id,day\n1,2026-01-01\n");
        assertThatThrownBy(() -> load(source, GateMode.GATED, check -> false))
                .isInstanceOf(PlanPerformer.GateShut.class);
        assertThat(warehouse().catalogOf(relation("orders")).relations()).isEmpty();
        assertThat(ledger()).isEmpty();
        assertThat(count("orders__failed")).isEqualTo(1);
        load(source, GateMode.GATED, check -> true);
        file("b.csv", "id,day\n2,2026-01-02\n3,2026-01-02\n");
        for (Step.Scope scope : List.of(Step.Scope.BATCH, Step.Scope.WHOLE)) {
            assertThatThrownBy(() -> load(source, GateMode.GATED, check -> check.scope() != scope))
                    .isInstanceOf(PlanPerformer.GateShut.class);
            assertThat(loaded()).hasSize(1);
            assertThat(ledger()).hasSize(1);
            assertThat(count("orders__failed")).isEqualTo(2);
        }
        load(source, GateMode.GATED, check -> true);
        assertThat(loaded()).hasSize(3);
    }

    @Test
    default void aLedgerWhoseTableIsGoneIsSetAside() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\n");
        load(Map.of());
        try (WarehouseSession session = warehouse().open()) {
            session.runText("drop table " + relation("orders"));
        }
        load(Map.of());
        assertThat(loaded()).extracting(row -> row.get(4)).containsExactly(2L);
        assertThat(ledger()).hasSize(1);
    }

    @Test
    default void aPatternThatNamesNoFileIsAnErrorUntilThereIsATable() {
        assertThatThrownBy(() -> load(Map.of()))
                .hasMessage(
                        "models/sources.yml:7:11 Cannot load source 'orders': no file matches 'landing/*.csv*'. Paths"
                                + " start at the project folder.");
    }

    @Test
    default void writesAHashOfEachRowIfAsked() throws Exception {
        file("a.csv", "id,day\n1,2026-01-01\n1,2026-01-01\n1,\n");
        load(Map.of("row_hash", true));
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        String full = HexFormat.of().formatHex(md5.digest("1:1|10:2026-01-01".getBytes(UTF_8)));
        String half = HexFormat.of().formatHex(md5.digest("1:1|-".getBytes(UTF_8)));
        assertThat(rows("select _row_hash from " + relation("orders") + " order by _row"))
                .containsExactly(List.of(full), List.of(full), List.of(half));
    }

    @Test
    default void aRecordWithACharacterThatNoTextMayHaveIsRejected() throws IOException {
        file("a.csv", "id,name,other\n1,a\0b,x\n2,\"c, d\",\0\n3\0,e,\n");
        load(
                source("landing/*.csv", List.of(column("id", "bigint"), column("name", "varchar")), Map.of()),
                GateMode.OPEN,
                check -> true);
        assertThat(rows("select id, name, _row from " + relation("orders"))).containsExactly(List.of(2L, "c, d", 2L));
        assertThat(rejects())
                .containsExactly(
                        Arrays.asList(
                                "landing/a.csv",
                                1L,
                                null,
                                "the character NUL, which no text may have, stands in column 'name'",
                                "1,a\uFFFDb,x"),
                        Arrays.asList(
                                "landing/a.csv",
                                3L,
                                null,
                                "the character NUL, which no text may have, stands in column 'id'",
                                "3\uFFFD,e,"));
    }

    @Test
    default void aWordForATypeMeansTheSameOnEveryEngine() throws IOException {
        List<Column> columns = List.of(
                column("tiny", "tinyint"),
                column("whole", "integer"),
                column("money", "decimal(10,2)"),
                column("part", "double precision"),
                column("flag", "boolean"),
                column("day", "date"),
                column("seen", "timestamp"),
                column("zoned", "timestamp with time zone"),
                column("clock", "time"),
                column("word", "varchar(5)"));
        String header = "tiny,whole,money,part,flag,day,seen,zoned,clock,word\n";
        file(
                "a.csv",
                header + "127,2147483647,12345678.90,1e3,yes,2026-01-31,2026-01-31 10:11:12.131415,"
                        + "2026-01-31T10:00:00+02:00,23:59:59,\u00e9\uD83D\uDE00abc\n");
        file(
                "b.csv",
                header + "128,1,1,1,1,2026-01-31,2026-01-31,2026-01-31,1:00,a\n"
                        + "1,2147483648,1,1,1,2026-01-31,2026-01-31,2026-01-31,1:00,a\n"
                        + "1,1,0.001,1,1,2026-01-31,2026-01-31,2026-01-31,1:00,a\n"
                        + "1,1,1,1e999,1,2026-01-31,2026-01-31,2026-01-31,1:00,a\n"
                        + "1,1,1,1,2,2026-01-31,2026-01-31,2026-01-31,1:00,a\n"
                        + "1,1,1,1,1,2026-02-29,2026-01-31,2026-01-31,1:00,a\n"
                        + "1,1,1,1,1,2026-01-31,2026-01-31 24:00,2026-01-31,1:00,a\n"
                        + "1,1,1,1,1,2026-01-31,2026-01-31,noon,1:00,a\n"
                        + "1,1,1,1,1,2026-01-31,2026-01-31,2026-01-31,25:00,a\n"
                        + "1,1,1,1,1,2026-01-31,2026-01-31,2026-01-31,1:00,abcdef\n");
        load(source("landing/*.csv", columns, Map.of()), GateMode.OPEN, check -> true);
        assertThat(rows("select tiny, whole, money, part, flag, day, seen, zoned, clock, word from "
                        + relation("orders")))
                .containsExactly(List.of(
                        127L,
                        2147483647L,
                        new BigDecimal("12345678.90"),
                        1000.0,
                        true,
                        LocalDate.of(2026, 1, 31),
                        LocalDateTime.of(2026, 1, 31, 10, 11, 12, 131_415_000),
                        OffsetDateTime.of(2026, 1, 31, 8, 0, 0, 0, ZoneOffset.UTC),
                        LocalTime.of(23, 59, 59),
                        "\u00e9\uD83D\uDE00abc"));
        assertThat(rejects())
                .extracting(row -> row.get(2))
                .containsExactly("tiny", "whole", "money", "part", "flag", "day", "seen", "zoned", "clock", "word");
    }

    /** A session that is given back with its transaction open leaves what a killed process leaves. */
    @Test
    default void aLoadThatEndsAtAnyStatementLosesAndDoublesNothing() throws IOException {
        Node.Source source = source("landing/*.csv", idAndDay(), Map.of());
        file("a.csv", "id,day\n1,2026-01-01\nx,2026-01-01\n");
        int first = endedAtEveryStatement(source, List.of(), List.of(1L));
        clear();
        load(source, GateMode.GATED, check -> true);
        file("b.csv", "id,day\ny,2026-01-02\n2,2026-01-02\n3,2026-01-02\n");
        int further = endedAtEveryStatement(source, List.of("a.csv"), List.of(1L, 2L, 3L));
        assertThat(List.of(first, further)).allMatch(statements -> statements > 6);
    }

    /**
     * What ends leave alike is finished once.
     *
     * @param before files that were loaded before
     * @param ids of the rows after a load that was not disturbed
     * @return how many statements there are
     */
    private int endedAtEveryStatement(Node.Source source, List<String> before, List<Object> ids) {
        Set<List<Object>> finished = new HashSet<>();
        Optional<List<Object>> base = Optional.empty();
        for (int at = 0; ; at++) {
            if (base.isEmpty()) base = Optional.of(begun(before));
            boolean reached = endsAt(at, source, new LoadOrder.LoadNew());
            List<Object> left = standing();
            if (!left.equals(base.get())) base = Optional.empty();
            if (!reached || finished.add(left)) {
                load(source, GateMode.GATED, check -> true);
                demandDone("ended before statement " + at, before.size() + 1, ids);
                base = Optional.empty();
            }
            if (!reached) return at;
        }
    }

    private List<Object> begun(List<String> before) {
        clear();
        if (!before.isEmpty()) {
            load(source("landing/" + before.get(0), idAndDay(), Map.of()), GateMode.GATED, check -> true);
        }
        return standing();
    }

    private void demandDone(String when, int files, List<Object> ids) {
        assertThat(loaded().stream().map(row -> row.get(0)).toList()).as(when).isEqualTo(ids);
        assertThat(ledger())
                .as(when)
                .hasSize(files)
                .allMatch(entry -> entry.get(2).equals(1L));
        assertThat(rejects()).as(when).hasSize(files);
        assertThat(exists("orders__new")).as(when).isFalse();
    }

    @Test
    default void blankLinesBeforeTheHeaderAreNoRecords() throws IOException {
        file("a.csv", "\n\nid,day\n\n1,2026-01-01\n\n");
        file("b.csv.gz", "\r\nday,id\r\n2026-01-02,2\r\n");
        load(Map.of());
        assertThat(loaded()).extracting(row -> row.get(0)).containsExactly(1L, 2L);
        file("c.csv", "\n\nid,day\n3,2026-01-03\n");
        load(Map.of());
        assertThat(loaded()).extracting(row -> row.get(0)).containsExactly(1L, 2L, 3L);
        assertThat(rejects()).isEmpty();
    }

    @Test
    default void columnsNamedAsThoseThatEveryTableHasAreNotTakenFromFiles() throws IOException {
        file("a.csv", "id,_file,_ROW\n1,x,7\n");
        List<Diagnostic> notes = load(
                warehouse(),
                source("landing/*.csv", List.of(), Map.of()),
                GateMode.OPEN,
                check -> true,
                new LoadOrder.LoadNew());
        assertThat(rows("select id, _file, _row from " + relation("orders")))
                .containsExactly(List.of(1L, "landing/a.csv", 1L));
        assertThat(notes)
                .extracting(Diagnostic::text)
                .anyMatch(text -> text.contains("This file has columns that are not loaded: '_file', '_ROW'."))
                .noneMatch(text -> text.contains("{ name: _file"));
    }

    @Test
    default void aFileWithBytesBehindItsCompressedEndIsLeftOut() throws IOException {
        file("a.csv.gz", "id,day\n1,2026-01-01\n");
        file("b.csv.gz", "id,day\n2,2026-01-02\n");
        Files.write(
                projectFolder().resolve("landing/b.csv.gz"),
                "id,day\n3,2026-01-03\n".getBytes(UTF_8),
                StandardOpenOption.APPEND);
        assertThatThrownBy(() -> load(Map.of()))
                .hasMessageContaining("1 file of source 'orders' could not be loaded. The other one is published.")
                .hasMessageContaining(
                        "landing/b.csv.gz This file was not loaded: the compressed file is damaged or cut off,"
                                + " or something follows its end.");
        assertThat(loaded()).extracting(row -> row.get(0)).containsExactly(1L);
    }

    @Test
    default void aMessageShowsTheEndsOfALongValue() throws IOException {
        file("a.csv", "id,day\n" + "x".repeat(100_000) + ",2026-01-01\n");
        assertThatThrownBy(() -> load(Map.of("on_bad_row", "fail")))
                .hasMessageContaining("(record 1, column 'id': 'xxx")
                .hasMessageContaining("x…x")
                .hasMessageContaining("xx' is not a bigint)")
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(1000));
    }
}
