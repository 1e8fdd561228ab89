package dev.ashlar.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.adapter.freemarker.FreemarkerStatementRenderer;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.LoadStatement.Compression;
import dev.ashlar.plan.LoadStatement.CsvWriting;
import dev.ashlar.plan.LoadStatement.HeaderLine;
import dev.ashlar.plan.LoadStatement.Lifetime;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import dev.ashlar.plan.LoadStatement.NumberRecords;
import dev.ashlar.plan.LoadStatement.Numbering;
import dev.ashlar.plan.LoadStatement.ReadFile;
import dev.ashlar.plan.LoadStatement.ReadFiles;
import dev.ashlar.plan.LoadStatement.Reading;
import dev.ashlar.plan.LoadStatement.RecordNumbers;
import dev.ashlar.plan.LoadStatement.RowHash;
import dev.ashlar.plan.LoadStatement.StageRejects;
import dev.ashlar.plan.LoadStatement.StagedField;
import dev.ashlar.plan.LoadStatement.StagedFile;
import dev.ashlar.plan.LoadStatement.StagedTexts;
import dev.ashlar.plan.LoadStatement.TypeFiles;
import dev.ashlar.plan.LoadStatement.TypeRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What DuckDB, which reads files by itself, makes of the texts of a column. */
final class DuckDbReading implements AutoCloseable {
    private static final RelationName TEXTS = RelationName.temporary("texts");
    private static final RelationName UNFIT = RelationName.temporary("unfit");
    private static final RelationName TYPED = RelationName.temporary("typed");

    private final Connection connection;
    private final FreemarkerStatementRenderer renderer = new FreemarkerStatementRenderer("duckdb");

    DuckDbReading() {
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        sql("set timezone = 'UTC'");
    }

    private void sql(String text) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        } catch (SQLException e) {
            throw new IllegalStateException(text, e);
        }
    }

    /** Values in the order of the texts, printed; empty for what does not fit. They are the same however records are read. */
    List<Optional<String>> read(LoadedColumn column, List<String> texts) {
        List<Optional<String>> staged = staged(column, texts);
        assertThat(atOnce(column, texts)).as(column.type() + " read at once").isEqualTo(staged);
        return staged;
    }

    private List<Optional<String>> atOnce(LoadedColumn column, List<String> texts) {
        String csv = texts.stream()
                .map(text -> "x,\"" + text.replace("\"", "\"\"") + "\"\n")
                .collect(Collectors.joining());
        try {
            Path file = Files.createTempFile("reading", ".csv");
            try {
                Files.writeString(file, csv);
                CsvWriting written = new CsvWriting(",", "\"", HeaderLine.ABSENT, Compression.NONE, List.of());
                sql(renderer.render(new TypeFiles(
                        TYPED,
                        Lifetime.TEMPORARY,
                        List.of(new ReadFiles(
                                written,
                                List.of(new ReadFile(file.toString(), "a.csv", 1, 0, List.of())),
                                List.of(Headers.field(0), Headers.field(1)),
                                List.of(),
                                List.of(new StagedField(column, Optional.of(Headers.field(1)))))),
                        Instant.EPOCH,
                        RowHash.NONE,
                        RecordNumbers.AFTERWARDS)));
                sql(renderer.render(new NumberRecords(TYPED, 1, Instant.EPOCH)));
                return typed(column, texts);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Optional<String>> staged(LoadedColumn column, List<String> texts) {
        sql("create or replace temporary table texts (ashlar_path varchar, f0 varchar)");
        sql(texts.stream()
                .map(text -> "('a.csv', '" + text.replace("'", "''") + "')")
                .collect(Collectors.joining(", ", "insert into texts values ", "")));
        StagedTexts staged = new StagedTexts(
                TEXTS,
                Numbering.BY_PLACE,
                List.of(new StagedFile("a.csv", "a.csv", 1)),
                List.of(Headers.field(0)),
                List.of(new StagedField(column, Optional.of(Headers.field(0)))),
                ",",
                "\"");
        sql(renderer.render(new StageRejects(UNFIT, List.of(staged))));
        sql(renderer.render(new TypeRecords(
                TYPED, Lifetime.TEMPORARY, List.of(staged), Optional.of(UNFIT), Instant.EPOCH, RowHash.NONE)));
        return typed(column, texts);
    }

    private List<Optional<String>> typed(LoadedColumn column, List<String> texts) {
        List<Optional<String>> values = new ArrayList<>();
        texts.forEach(text -> values.add(Optional.empty()));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select _row, " + read(column) + " from typed where _file is not null")) {
            while (rows.next()) {
                values.set(rows.getInt(1) - 1, Optional.of(ReadingCases.printed(value(column, rows.getObject(2)))));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return values;
    }

    /** Moments as microseconds, not by way of the machine's time zone, in which some do not exist. */
    private static String read(LoadedColumn column) {
        return column.reading() == Reading.MOMENT
                ? "epoch_us(" + column.name() + ")"
                : column.name().quoted();
    }

    private static Object value(LoadedColumn column, Object value) {
        if (column.reading() == Reading.MOMENT) {
            long micros = (Long) value;
            return LocalDateTime.ofEpochSecond(
                    Math.floorDiv(micros, 1_000_000), (int) Math.floorMod(micros, 1_000_000L) * 1_000, ZoneOffset.UTC);
        }
        return switch (value) {
            case BigInteger number -> new BigDecimal(number);
            case Float number -> number.doubleValue();
            default -> value;
        };
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
