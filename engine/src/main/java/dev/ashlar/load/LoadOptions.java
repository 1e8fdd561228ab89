package dev.ashlar.load;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.load.reading.DateSigns;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.ColumnType;
import dev.ashlar.plan.FileLoad.Mode;
import dev.ashlar.plan.LoadStatement.HeaderLine;
import dev.ashlar.plan.LoadStatement.RowHash;
import dev.ashlar.port.ParquetFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands under {@code external:}, with its defaults. */
record LoadOptions(
        Format format,
        List<String> nulls,
        Optional<DateSigns> dateFormat,
        Optional<DateSigns> timestampFormat,
        OnBadRow onBadRow,
        long maxRejects,
        Mode mode,
        Taking taking,
        RowHash rowHash,
        FolderFields.Use folders) {
    private static final long MAX_REJECTS = 100;

    enum OnBadRow {
        REJECT,
        FAIL
    }

    /** @throws DiagnosticException for what is not carried out */
    static LoadOptions of(Node.Source source, Node.ExternalFiles files, ParquetFiles parquet) {
        ExternalKeys keys = new ExternalKeys(source, files);
        Format format = new FormatOptions(keys, parquet).format();
        return new LoadOptions(
                format,
                nulls(keys, format),
                signs(keys, "date_format"),
                signs(keys, "timestamp_format"),
                keys.text("on_bad_row").filter("fail"::equals).isPresent() ? OnBadRow.FAIL : OnBadRow.REJECT,
                keys.number("max_rejects").orElse(MAX_REJECTS),
                keys.text("mode").filter("replace"::equals).isPresent() ? Mode.REPLACE : Mode.APPEND,
                Taking.of(source, files),
                Optional.of(true).equals(keys.flag("row_hash")) ? RowHash.WRITTEN : RowHash.NONE,
                folders(keys, format));
    }

    private static FolderFields.Use folders(ExternalKeys keys, Format format) {
        Optional<Boolean> partitions = keys.flag("partitions");
        if (format.header() == HeaderLine.PRESENT) {
            return partitions
                    .map(all -> all ? FolderFields.Use.ALL : FolderFields.Use.NONE)
                    .orElse(FolderFields.Use.NAMED);
        }
        if (partitions.orElse(false)) {
            throw keys.refused(
                    "'partitions: true' is for files whose fields have names, and 'header: false' says they have none",
                    "Take one of them out.");
        }
        return FolderFields.Use.NONE;
    }

    /** Where null cannot be written, an empty field is null unless the user says otherwise. */
    private static List<String> nulls(ExternalKeys keys, Format format) {
        List<String> nulls = new ArrayList<>(keys.texts("nulls"));
        boolean emptyIsNull = switch (format) {
            case Format.Csv csv -> emptyIsNull(keys);
            case Format.Xlsx xlsx -> emptyIsNull(keys);
            case Format.Jsonl jsonl -> false;
            case Format.Parquet parquet -> false;
        };
        if (emptyIsNull) nulls.add(0, "");
        return List.copyOf(nulls);
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
            case ColumnType.Json j -> Optional.empty();
            case ColumnType.Other o -> Optional.empty();
        };
    }

    private static boolean emptyIsNull(ExternalKeys keys) {
        return keys.text("empty").filter("string"::equals).isEmpty();
    }

    private static Optional<DateSigns> signs(ExternalKeys keys, String key) {
        Optional<String> format = keys.text(key);
        if (format.isEmpty()) return Optional.empty();
        try {
            return Optional.of(DateSigns.of(format.get()));
        } catch (DateSigns.BadSigns bad) {
            throw keys.refused(
                    "the '" + key + "' '" + format.get() + "' cannot be used: " + bad.getMessage(),
                    "Write for example '%d.%m.%Y' or '%Y-%m-%d %H:%M:%S'.",
                    bad);
        }
    }
}
