package dev.ashlar.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.load.SourceRows.Source;
import dev.ashlar.load.format.CsvFile;
import dev.ashlar.load.format.CsvFormat;
import dev.ashlar.load.format.FileBytes;
import dev.ashlar.load.format.RecordFile;
import dev.ashlar.load.format.Records;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.plan.FileLoad;
import dev.ashlar.plan.FileLoad.Group;
import dev.ashlar.plan.FileLoad.Mode;
import dev.ashlar.plan.FileLoad.NewFile;
import dev.ashlar.plan.LoadStatement.Compression;
import dev.ashlar.plan.LoadStatement.CsvWriting;
import dev.ashlar.plan.LoadStatement.HeaderLine;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import dev.ashlar.plan.LoadStatement.Numbering;
import dev.ashlar.plan.LoadStatement.RowHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records are judged while their rows are taken. */
final class JudgedFilesTest {
    private static final CsvFormat CSV = new CsvFormat(',', '"', '"', UTF_8, HeaderLine.PRESENT);
    private static final LoadOptions OPTIONS = new LoadOptions(
            new Format.Csv(CSV, Optional.empty()),
            List.of(""),
            Optional.empty(),
            Optional.empty(),
            LoadOptions.OnBadRow.REJECT,
            100,
            Mode.APPEND,
            new Taking(
                    Taking.OnDuplicate.FAIL,
                    Taking.OnChangedFile.FAIL,
                    Taking.OnNewColumns.IGNORE,
                    Duration.ZERO,
                    Optional.empty()),
            RowHash.NONE,
            FolderFields.Use.NONE);
    private static final LoadedColumn ID = TargetColumns.column(new ColumnName("id"), "bigint", "bigint", OPTIONS);

    @TempDir
    Path folder;

    private final List<Source> sources = new ArrayList<>();
    private final AtomicInteger readings = new AtomicInteger();

    private void file(String text, BooleanSupplier untouched) throws IOException {
        long batch = sources.size() + 1L;
        Path file = Files.writeString(folder.resolve(batch + ".csv"), text);
        CsvFile records = new CsvFile(FileBytes.of(file), CSV);
        TargetColumns target = new TargetColumns(Map.of("id", ID), List.of(ID), List.of(), true);
        Headers headers = Headers.of(List.of("id", "more"), 1, Set.of(), target);
        NewFile entry = new NewFile(file.toString(), batch + ".csv", 0, 0, "", batch, FileLoad.UNCOUNTED, List.of());
        Source source = new Source(
                new RecordFile() {
                    @Override
                    public Records open(Keeping keeping) {
                        readings.incrementAndGet();
                        return records.open(keeping);
                    }

                    @Override
                    public boolean gzip() {
                        return false;
                    }
                },
                entry,
                headers,
                headers.inOrder(target),
                2,
                FieldTexts.of(OPTIONS, List.of(ID)),
                untouched);
        sources.add(source);
    }

    private FileLoad load() {
        CsvWriting unused = new CsvWriting(",", "\"", HeaderLine.ABSENT, Compression.NONE, List.of());
        List<NewFile> files = sources.stream().map(Source::file).toList();
        Group group = new Group(Numbering.GIVEN, unused, files, List.of(), List.of(), List.of());
        return new FileLoad(
                List.of(ID), List.of(group), List.of(), List.of(), Mode.APPEND, RowHash.NONE, Instant.EPOCH);
    }

    private JudgedFiles judged(long most) {
        return new JudgedFiles(new RecordTyping(OPTIONS, List.of(ID), 65_535, 65_535), sources, most);
    }

    private static List<List<Object>> all(Iterable<List<Object>> rows) {
        List<List<Object>> all = new ArrayList<>();
        rows.forEach(all::add);
        return all;
    }

    @Test
    void oneReadingCountsRecordsAndRemembersFewRejects() throws IOException {
        file("id,more\n1,a\nx,b\n2\n3,c\n", () -> true);
        JudgedFiles judged = judged(100);
        assertThat(all(judged.rows(load()))).extracting(row -> row.get(0)).containsExactly(1L, 3L);
        assertThat(judged.records()).isEqualTo(Map.of(1L, 4L));
        assertThat(judged.rejects().numbers()).isEqualTo(Map.of(1L, 2L));
        assertThat(all(judged.rejects(load()))).extracting(row -> row.get(1)).containsExactly(2L, 3L);
        assertThat(readings).hasValue(1);
    }

    @Test
    void rejectsThatAreTooManyToRememberAreReadAgain() throws IOException {
        StringBuilder text = new StringBuilder("id,more\n");
        for (int i = 0; i < 60_000; i++) text.append(i % 2 == 0 ? "x" : "1").append(",a\n");
        file(text.toString(), () -> true);
        file("id,more\ny,b\n", () -> true);
        JudgedFiles judged = judged(1_000_000);
        assertThat(all(judged.rows(load()))).hasSize(30_000);
        assertThat(readings).hasValue(2);
        List<List<Object>> rejects = all(judged.rejects(load()));
        assertThat(rejects).hasSize(30_001);
        assertThat(rejects.get(29_999)).startsWith("1.csv", 59_999L);
        assertThat(rejects.get(30_000)).startsWith("2.csv", 1L);
        assertThat(readings).hasValue(3);
    }

    @Test
    void aFileWithTooManyRejectsIsCountedToItsEndButSendsNothingMore() throws IOException {
        file("id,more\n1,a\nx,b\ny,c\n2,d\nz,e\n", () -> true);
        file("id,more\n5,a\n", () -> true);
        JudgedFiles judged = judged(1);
        assertThat(all(judged.rows(load()))).extracting(row -> row.get(0)).containsExactly(1L, 5L);
        assertThat(judged.rejects().numbers()).isEqualTo(Map.of(1L, 3L));
        assertThat(judged.records()).isEqualTo(Map.of(1L, 5L, 2L, 1L));
    }

    @Test
    void aFileThatBreaksOffIsToldAndTheNextIsRead() throws IOException {
        file("id,more\n1,a\n2,\"b\n", () -> true);
        file("id,more\n5,a\n", () -> true);
        JudgedFiles judged = judged(100);
        assertThat(all(judged.rows(load()))).extracting(row -> row.get(0)).contains(1L, 5L);
        assertThat(judged.broken()).hasSize(1);
        judged.broken().forEach((file, fault) -> {
            assertThat(file.label()).isEqualTo("1.csv");
            assertThat(fault).hasMessage("a quote opens in this record and never closes");
        });
    }

    @Test
    void aFileThatSomebodyWroteToMeanwhileIsNotLoaded() throws IOException {
        file("id,more\n1,a\n", () -> false);
        JudgedFiles judged = judged(100);
        assertThatThrownBy(() -> all(judged.rows(load())))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("it changed while it was read");
    }

    @Test
    void anotherIterationJudgesAnew() throws IOException {
        file("id,more\nx,a\n1,b\n", () -> true);
        JudgedFiles judged = judged(100);
        Iterable<List<Object>> rows = judged.rows(load());
        all(rows);
        all(rows);
        assertThat(judged.records()).isEqualTo(Map.of(1L, 2L));
        assertThat(all(judged.rejects(load()))).hasSize(1);
    }
}
