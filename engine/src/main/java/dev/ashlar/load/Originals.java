package dev.ashlar.load;

import dev.ashlar.load.SourceRows.Numbered;
import dev.ashlar.load.format.FileRecord;
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
        for (LoadedColumn column : columns) {
            String text = record.field(column);
            if (text == null) continue;
            if (record.row().peculiar() && text.indexOf('\0') >= 0) {
                return Optional.of(new Fault(
                        Optional.empty(),
                        "the character NUL, which no text may have, stands in column '"
                                + column.name().name() + "'"));
            }
            Optional<String> fault = column.reading() == Reading.JSON ? JsonValue.fault(text) : Optional.empty();
            if (fault.isPresent()) {
                return Optional.of(new Fault(Optional.of(column.name().name()), "this is no JSON: " + fault.get()));
            }
        }
        return Optional.empty();
    }

    /** The record as it stood in its file. */
    static String text(FileRecord row) {
        return row.original().replace('\0', REPLACEMENT);
    }
}
