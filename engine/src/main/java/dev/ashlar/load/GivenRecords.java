package dev.ashlar.load;

import dev.ashlar.load.RowHandler.Keeping;
import dev.ashlar.plan.FileLoad.NewFile;
import dev.ashlar.plan.Statement.HeaderLine;
import dev.ashlar.plan.Statement.LoadedColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Records of files that engines' readers would not take, or not all alike: path, number, reason, original text, then the
 * fields in the order of the table. A record with a reason does not fit.
 */
final class GivenRecords implements Iterable<List<Object>> {
    private final LoadOptions options;
    private final TargetColumns target;
    private final List<Source> sources;

    /** @param width fields of a record */
    record Source(NewFile file, Headers headers, int width) {}

    GivenRecords(LoadOptions options, TargetColumns target, List<Source> sources) {
        this.options = options;
        this.target = target;
        this.sources = List.copyOf(sources);
    }

    @Override
    public Iterator<List<Object>> iterator() {
        Iterator<Source> files = sources.iterator();
        return new Iterator<>() {
            private Source source;
            private CsvFile.Reading rows;
            private long number;

            @Override
            public boolean hasNext() {
                while (rows == null || !rows.hasNext()) {
                    if (rows != null) rows.close();
                    rows = null;
                    if (!files.hasNext()) return false;
                    source = files.next();
                    rows = new CsvFile(Path.of(source.file().path()), options.csv()).open(Keeping.FIELDS);
                    number = 0;
                    if (options.header() == HeaderLine.PRESENT && rows.hasNext()) rows.next();
                }
                return true;
            }

            @Override
            public List<Object> next() {
                return record(source, rows.next(), ++number);
            }
        };
    }

    private List<Object> record(Source source, CsvRow row, long number) {
        List<Object> values = new ArrayList<>(4 + target.columns().size());
        values.add(source.file().path());
        values.add(number);
        values.add(
                row.count() == source.width()
                        ? null
                        : "the record has " + row.count() + " fields, the file has " + source.width() + " columns");
        values.add(original(row));
        for (LoadedColumn column : target.columns()) {
            Integer place = source.headers().places().get(column);
            values.add(
                    row.count() != source.width() || place == null
                            ? null
                            : value(row.fields().get(place)));
        }
        return values;
    }

    private String value(String field) {
        return options.nulls().contains(field) ? null : field;
    }

    private String original(CsvRow row) {
        StringBuilder text = new StringBuilder();
        char quote = options.csv().quote();
        char delimiter = options.csv().delimiter();
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
        return text.toString();
    }
}
