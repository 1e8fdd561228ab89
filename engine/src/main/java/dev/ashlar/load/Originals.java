package dev.ashlar.load;

import dev.ashlar.load.SourceRows.Numbered;
import dev.ashlar.load.format.FileRecord;
import dev.ashlar.load.format.FileRecord.Nature;
import dev.ashlar.load.format.JsonValue;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import dev.ashlar.plan.LoadStatement.Reading;
import java.util.List;
import java.util.Optional;

/** Records as they stood in their files, and what keeps one out whatever the types of the columns are. */
final class Originals {
    /** What stands in the place of a character that no column can hold. */
    private static final char REPLACEMENT = '\uFFFD';

    private Originals() {}

    /** @param column empty where the record as a whole does not fit */
    record Fault(Optional<String> column, String reason) {}

    /** Why a record is no record of its file, or holds what cannot be stored. */
    static Optional<Fault> unfit(Numbered record, List<LoadedColumn> columns) {
        Optional<String> broken = record.row().fault(record.source().width());
        if (broken.isPresent()) return broken.map(reason -> new Fault(Optional.empty(), reason));
        for (int i = 0; i < columns.size(); i++) {
            int place = record.source().places().get(i);
            if (place < 0) continue;
            Optional<Fault> fault = unfit(record, columns.get(i), i, place);
            if (fault.isPresent()) return fault;
        }
        return Optional.empty();
    }

    private static Optional<Fault> unfit(Numbered record, LoadedColumn column, int at, int place) {
        String text = record.field(column, at);
        if (text == null) return Optional.empty();
        String name = column.name().name();
        if (record.row().peculiar() && text.indexOf('\0') >= 0) {
            return Optional.of(new Fault(
                    Optional.empty(), "the character NUL, which no text may have, stands in column '" + name + "'"));
        }
        if (record.row().peculiar() && hasHalf(text)) {
            return Optional.of(new Fault(
                    Optional.empty(), "half of a character, which no text may have, stands in column '" + name + "'"));
        }
        if (record.row().nature(place) == Nature.ERROR) {
            return Optional.of(new Fault(Optional.of(name), "the cell has the error " + text));
        }
        if (record.source().texts().strange(column, record.row().field(place))) {
            return Optional.of(new Fault(Optional.of(name), "'" + text + "' is not a " + column.type()));
        }
        return column.reading() == Reading.JSON
                ? JsonValue.fault(text).map(fault -> new Fault(Optional.of(name), "this is no JSON: " + fault))
                : Optional.empty();
    }

    /** One of a pair of surrogates, as {@code \\ud800} alone says in JSON: written as UTF-8 it would be a question mark. */
    private static boolean hasHalf(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) continue;
            if (!Character.isSurrogatePair(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0)) return true;
            i++;
        }
        return false;
    }

    /** @param reason why the engine cannot hold the document */
    static Fault tooLong(LoadedColumn column, String reason) {
        return new Fault(Optional.of(column.name().name()), "this is no " + column.type() + ": " + reason);
    }

    /** The record as it stood in its file. */
    static String text(FileRecord row) {
        return row.original().replace('\0', REPLACEMENT);
    }
}
