package dev.ashlar.load;

import dev.ashlar.load.SourceRows.Numbered;
import dev.ashlar.load.SourceRows.Source;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Records of files that engines' readers would not take, or not all alike: path, number, column, reason, original text, then the
 * fields in the order of the table. A record with a reason does not fit.
 */
final class GivenRecords implements Iterable<List<Object>> {
    private final List<LoadedColumn> columns;
    private final List<Source> sources;

    GivenRecords(List<LoadedColumn> columns, List<Source> sources) {
        this.columns = List.copyOf(columns);
        this.sources = List.copyOf(sources);
    }

    @Override
    public Iterator<List<Object>> iterator() {
        SourceRows rows = new SourceRows(sources);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public List<Object> next() {
                return record(rows.next());
            }
        };
    }

    private List<Object> record(Numbered record) {
        Optional<Originals.Fault> fault = Originals.unfit(record, columns);
        List<Object> values = new ArrayList<>(5 + columns.size());
        values.add(record.source().file().path());
        values.add(record.number());
        values.add(fault.flatMap(Originals.Fault::column).orElse(null));
        values.add(fault.map(Originals.Fault::reason).orElse(null));
        values.add(Originals.text(record.row()));
        for (int i = 0; i < columns.size(); i++) {
            values.add(fault.isPresent() ? null : record.field(columns.get(i), i));
        }
        return values;
    }
}
