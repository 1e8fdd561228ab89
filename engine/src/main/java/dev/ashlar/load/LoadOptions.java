package dev.ashlar.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.load.format.CsvFile;
import dev.ashlar.load.format.CsvFormat;
import dev.ashlar.load.format.FileBytes;
import dev.ashlar.load.format.RecordFile;
import dev.ashlar.load.reading.DateSigns;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.ColumnType;
import dev.ashlar.plan.FileLoad.Mode;
import dev.ashlar.plan.LoadStatement.HeaderLine;
import dev.ashlar.plan.LoadStatement.RowHash;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands under {@code external:}, with its defaults. */
record LoadOptions(
        CsvFormat csv,
        List<String> nulls,
        Optional<DateSigns> dateFormat,
        Optional<DateSigns> timestampFormat,
        OnBadRow onBadRow,
        long maxRejects,
        Mode mode,
        OnDuplicate onDuplicate,
        RowHash rowHash) {
    private static final long MAX_REJECTS = 100;

    enum OnBadRow {
        REJECT,
        FAIL
    }

    enum OnDuplicate {
        FAIL,
        SKIP,
        LOAD
    }

    /** @throws DiagnosticException for what is not carried out */
    static LoadOptions of(Node.Source source, Node.ExternalFiles files) {
        Map<String, Object> options = files.options();
        if (!files.format().equals("csv")) {
            throw refused(files, source, "files of the format '" + files.format() + "' are not read", "Use csv.");
        }
        char quote = sign(options, "quote", '"');
        if (sign(options, "escape", quote) != quote) {
            throw refused(
                    files,
                    source,
                    "an 'escape' other than the quote is not read",
                    "Have the files written with doubled quotes.");
        }
        List<String> nulls = new ArrayList<>(texts(options, "nulls"));
        if (!"string".equals(options.get("empty"))) nulls.add(0, "");
        return new LoadOptions(
                new CsvFormat(
                        sign(options, "delimiter", ','),
                        quote,
                        charset(source, files),
                        Boolean.FALSE.equals(options.get("header")) ? HeaderLine.ABSENT : HeaderLine.PRESENT),
                nulls,
                signs(source, files, "date_format"),
                signs(source, files, "timestamp_format"),
                "fail".equals(options.get("on_bad_row")) ? OnBadRow.FAIL : OnBadRow.REJECT,
                options.get("max_rejects") instanceof Number most ? most.longValue() : MAX_REJECTS,
                "replace".equals(options.get("mode")) ? Mode.REPLACE : Mode.APPEND,
                switch (text(options, "on_duplicate_content").orElse("fail")) {
                    case "skip" -> OnDuplicate.SKIP;
                    case "load" -> OnDuplicate.LOAD;
                    default -> OnDuplicate.FAIL;
                },
                Boolean.TRUE.equals(options.get("row_hash")) ? RowHash.WRITTEN : RowHash.NONE);
    }

    /** What is read of the source's files. */
    RecordFile file(FileBytes stored) {
        return new CsvFile(stored, csv);
    }

    /** The form in which values of the type are written; empty for the usual one. */
    Optional<DateSigns> signs(ColumnType type) {
        return switch (type) {
            case ColumnType.Day d -> dateFormat;
            case ColumnType.Moment m -> timestampFormat;
            case ColumnType.Whole w -> Optional.empty();
            case ColumnType.Decimal d -> Optional.empty();
            case ColumnType.Fraction f -> Optional.empty();
            case ColumnType.Flag f -> Optional.empty();
            case ColumnType.Clock c -> Optional.empty();
            case ColumnType.Text t -> Optional.empty();
            case ColumnType.Other o -> Optional.empty();
        };
    }

    private static Optional<DateSigns> signs(Node.Source source, Node.ExternalFiles files, String key) {
        Optional<String> format = text(files.options(), key);
        if (format.isEmpty()) return Optional.empty();
        try {
            return Optional.of(DateSigns.of(format.get()));
        } catch (DateSigns.BadSigns bad) {
            DiagnosticException refused = refused(
                    files,
                    source,
                    "the '" + key + "' '" + format.get() + "' cannot be used: " + bad.getMessage(),
                    "Write for example '%d.%m.%Y' or '%Y-%m-%d %H:%M:%S'.");
            refused.addSuppressed(bad);
            throw refused;
        }
    }

    private static Charset charset(Node.Source source, Node.ExternalFiles files) {
        String name = text(files.options(), "encoding").orElse(UTF_8.name());
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            DiagnosticException refused =
                    refused(files, source, "there is no encoding '" + name + "'", "Write for example latin1.");
            refused.addSuppressed(unknown);
            throw refused;
        }
    }

    private static DiagnosticException refused(
            Node.ExternalFiles files, Node.Source source, String reason, String remedy) {
        return new DiagnosticException(
                Diagnostic.error(files.at(), "Cannot load source '" + source.name() + "': " + reason + ".", remedy));
    }

    private static char sign(Map<String, Object> options, String key, char otherwise) {
        return text(options, key)
                .filter(t -> !t.isEmpty())
                .map(t -> t.charAt(0))
                .orElse(otherwise);
    }

    private static Optional<String> text(Map<String, Object> options, String key) {
        return Optional.ofNullable(options.get(key)).map(String::valueOf);
    }

    private static List<String> texts(Map<String, Object> options, String key) {
        return options.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : text(options, key).stream().toList();
    }
}
