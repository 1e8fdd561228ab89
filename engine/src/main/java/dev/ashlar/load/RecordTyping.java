package dev.ashlar.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.load.Originals.Fault;
import dev.ashlar.load.SourceRows.Numbered;
import dev.ashlar.load.format.JsonValue;
import dev.ashlar.load.reading.FieldReader;
import dev.ashlar.load.reading.Utf8;
import dev.ashlar.plan.ColumnType;
import dev.ashlar.plan.FileLoad;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import dev.ashlar.plan.LoadStatement.RowHash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Makes records rows of the table, or finds why they do not fit. Safe for many threads. */
final class RecordTyping {
    private static final int OWN_COLUMNS = 5;

    private final long longestText;
    private final long longestDocument;
    private final List<Boolean> documents;
    private final List<LoadedColumn> columns;
    private final List<FieldReader> readers;

    /**
     * @param longestText most bytes that a text may have in UTF-8
     * @param longestDocument most bytes that a value of JSON may have
     */
    RecordTyping(LoadOptions options, List<LoadedColumn> columns, long longestText, long longestDocument) {
        this.longestText = longestText;
        this.longestDocument = longestDocument;
        this.documents = columns.stream()
                .map(column -> TargetColumns.shape(column.type()) instanceof ColumnType.Json)
                .toList();
        this.columns = List.copyOf(columns);
        this.readers = columns.stream()
                .map(column -> TargetColumns.shape(column.type()))
                .map(type -> FieldReader.of(type, options.signs(type), longestText))
                .toList();
    }

    /** Empty for a record that fits. */
    Optional<Fault> fault(Numbered record) {
        return typed(record, new ArrayList<>(width()));
    }

    /** Most values of a row. */
    int width() {
        return columns.size() + OWN_COLUMNS;
    }

    /** A load's time as rows have it. */
    static LocalDateTime moment(FileLoad load) {
        return LocalDateTime.ofInstant(load.loadedAt(), ZoneOffset.UTC);
    }

    /**
     * Adds the values of a row in the order of the table, with the engine's own behind them.
     *
     * @param moment of the load
     * @return why the record does not fit; what was added is then worth nothing
     */
    Optional<Fault> row(Numbered record, LocalDateTime moment, RowHash hashed, List<Object> values) {
        Optional<Fault> fault = typed(record, values);
        if (fault.isPresent()) return fault;
        values.add(record.source().file().label());
        values.add(record.number());
        values.add(moment);
        values.add(record.source().file().batch());
        if (hashed == RowHash.WRITTEN) values.add(hash(record));
        return Optional.empty();
    }

    /** The reject: file, record, time, batch, column, reason, original text. */
    List<Object> reject(Numbered record, Fault fault, LocalDateTime moment) {
        List<Object> values = new ArrayList<>();
        values.add(record.source().file().label());
        values.add(record.number());
        values.add(moment);
        values.add(record.source().file().batch());
        values.add(fault.column().orElse(null));
        values.add(Utf8.cut(fault.reason(), longestText));
        values.add(Utf8.cut(Originals.text(record.row()), longestText));
        return values;
    }

    private Optional<Fault> typed(Numbered record, List<Object> values) {
        Optional<Fault> unfit = Originals.unfit(record, columns);
        if (unfit.isPresent()) return unfit;
        for (int i = 0; i < columns.size(); i++) {
            String text = record.field(columns.get(i), i);
            if (text != null && documents.get(i)) {
                Optional<String> tooLong = JsonValue.tooLong(text, longestText, longestDocument);
                if (tooLong.isPresent()) return Optional.of(Originals.tooLong(columns.get(i), tooLong.get()));
            }
            Object value = text == null ? null : readers.get(i).read(text);
            if (value == FieldReader.UNFIT) {
                LoadedColumn column = columns.get(i);
                return Optional.of(
                        new Fault(Optional.of(column.name().name()), "'" + text + "' is not a " + column.type()));
            }
            values.add(value);
        }
        return Optional.empty();
    }

    /** Of the texts, each behind its length, so that none can be taken for two. */
    private String hash(Numbered record) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            String text = record.field(columns.get(i), i);
            if (!all.isEmpty()) all.append('|');
            if (text == null) all.append('-');
            else all.append(text.codePointCount(0, text.length())).append(':').append(text);
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(all.toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
