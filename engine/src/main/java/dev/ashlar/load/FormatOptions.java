package dev.ashlar.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.load.format.CellRange;
import dev.ashlar.load.format.CsvFormat;
import dev.ashlar.load.format.XlsxFormat;
import dev.ashlar.load.reading.NumberMarks;
import dev.ashlar.plan.LoadStatement.HeaderLine;
import dev.ashlar.port.ParquetFiles;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads how files are written from the keys of {@code external:}, of which each format has its own. */
final class FormatOptions {
    private final ExternalKeys keys;
    private final ParquetFiles parquet;

    FormatOptions(ExternalKeys keys, ParquetFiles parquet) {
        this.keys = keys;
        this.parquet = parquet;
    }

    Format format() {
        return switch (keys.format()) {
            case "csv" -> csv();
            case "jsonl" -> new Format.Jsonl();
            case "xlsx" -> xlsx();
            case "parquet" -> new Format.Parquet(parquet);
            default -> throw new IllegalArgumentException("There is no format " + keys.format());
        };
    }

    private Format csv() {
        char quote = sign("quote", '"');
        return new Format.Csv(
                new CsvFormat(sign("delimiter", ','), quote, sign("escape", quote), charset(), header(), headerRow()),
                marks());
    }

    private Format xlsx() {
        Optional<String> range = keys.text("range");
        return new Format.Xlsx(new XlsxFormat(
                keys.text("sheet"),
                range.map(text -> CellRange.of(text)
                        .orElseThrow(
                                () -> keys.refused("'" + text + "' is no range of cells", "Write for example B3:F."))),
                headerRow(),
                header()));
    }

    private HeaderLine header() {
        return Optional.of(false).equals(keys.flag("header")) ? HeaderLine.ABSENT : HeaderLine.PRESENT;
    }

    private OptionalLong headerRow() {
        return keys.number("header_row").map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** Empty for a point before decimals and nothing between thousands. */
    private Optional<NumberMarks> marks() {
        Optional<Character> thousands = keys.text("thousands").map(text -> text.charAt(0));
        char decimal = sign("decimal", '.');
        return decimal == '.' && thousands.isEmpty()
                ? Optional.empty()
                : Optional.of(new NumberMarks(decimal, thousands));
    }

    private char sign(String key, char otherwise) {
        return keys.text(key).filter(t -> !t.isEmpty()).map(t -> t.charAt(0)).orElse(otherwise);
    }

    private Charset charset() {
        String name = keys.text("encoding").orElse(UTF_8.name());
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw keys.refused("there is no encoding '" + name + "'", "Write for example latin1.", unknown);
        }
    }
}
