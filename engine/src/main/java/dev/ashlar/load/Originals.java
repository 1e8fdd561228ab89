package dev.ashlar.load;

import dev.ashlar.load.SourceRows.Numbered;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import java.util.List;
import java.util.Optional;

/** Records as they stood in their files, and what keeps one out whatever the types of the columns are. */
final class Originals {
    /** What stands in the place of a character that no column can hold. */
    private static final char REPLACEMENT = '\uFFFD';

    private Originals() {}

    /** Why a record is no record of its file, or holds what cannot be stored. */
    static Optional<String> unfit(Numbered record, List<LoadedColumn> columns) {
        if (!record.whole()) {
            return Optional.of("the record has " + record.row().count() + " fields, the file has "
                    + record.source().width() + " columns");
        }
        if (!record.row().peculiar()) return Optional.empty();
        for (LoadedColumn column : columns) {
            Integer place = record.source().headers().places().get(column);
            if (place != null && record.row().fields().get(place).indexOf('\0') >= 0) {
                return Optional.of("the character NUL, which no text may have, stands in column '"
                        + column.name().name() + "'");
            }
        }
        return Optional.empty();
    }

    /** Fields with quotes where they need them. */
    static String text(CsvRow row, CsvFormat format) {
        StringBuilder text = new StringBuilder();
        char quote = format.quote();
        char delimiter = format.delimiter();
        for (int i = 0; i < row.fields().size(); i++) {
            String field = row.fields().get(i);
            if (i > 0) text.append(delimiter);
            boolean quoted = field.chars().anyMatch(c -> c == quote || c == delimiter || c == '\n' || c == '\r');
            if (quoted) {
                text.append(quote)
                        .append(field.replace(String.valueOf(quote), "" + quote + quote))
                        .append(quote);
            } else {
                text.append(field);
            }
        }
        return text.toString().replace('\0', REPLACEMENT);
    }
}
