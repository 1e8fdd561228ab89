package dev.ashlar.load;

import dev.ashlar.load.Originals.Fault;
import dev.ashlar.load.SourceRows.Numbered;
import dev.ashlar.load.SourceRows.Source;
import dev.ashlar.load.format.FileFault;
import dev.ashlar.plan.FileLoad;
import dev.ashlar.plan.FileLoad.NewFile;
import dev.ashlar.plan.LoadStatement.RowHash;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Files whose records are judged and typed here, for an engine that does not read files. They are judged while their rows are
 * sent, in one reading; what is told of them holds once all rows were taken. Rejects are remembered as long as they are few;
 * else their files are read again for them, so that memory grows neither with records nor with rejects.
 */
final class JudgedFiles {
    /** Characters of rejects, of all files together. */
    private static final long REMEMBERED = 1 << 22;

    private final RecordTyping typing;
    private final List<Source> sources;
    private final long most;
    private Map<Long, FileTally> tallies = Map.of();

    /** @param most rejects of a file that is published; of a file with more no further row is sent */
    JudgedFiles(RecordTyping typing, List<Source> sources, long most) {
        this.typing = typing;
        this.sources = List.copyOf(sources);
        this.most = most;
    }

    /** The number of records of every file, by batch. */
    Map<Long, Long> records() {
        return tallies.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, tally -> tally.getValue().records()));
    }

    Rejects rejects() {
        Map<Long, Long> numbers = new TreeMap<>();
        Map<Long, String> first = new TreeMap<>();
        tallies.forEach((batch, tally) -> {
            if (tally.rejects() > 0) numbers.put(batch, tally.rejects());
            tally.first().ifPresent(told -> first.put(batch, told));
        });
        return new Rejects(numbers, first);
    }

    /** Files that could not be read to their end, and why. */
    Map<NewFile, FileFault> broken() {
        Map<NewFile, FileFault> broken = new LinkedHashMap<>();
        for (Source source : sources) {
            tallies.get(source.file().batch()).fault().ifPresent(fault -> broken.put(source.file(), fault));
        }
        return broken;
    }

    /** The columns of the load, then the engine's own. Every iteration judges anew. */
    Iterable<List<Object>> rows(FileLoad load) {
        return () -> {
            tallies = sources.stream()
                    .collect(Collectors.toMap(source -> source.file().batch(), unused -> new FileTally()));
            return new Fitting(load);
        };
    }

    /** Of the files of this load. */
    Iterable<List<Object>> rejects(FileLoad load) {
        Set<Long> batches = load.files().stream().map(NewFile::batch).collect(Collectors.toSet());
        List<Source> some = sources.stream()
                .filter(source -> batches.contains(source.file().batch()))
                .filter(source -> tallies.get(source.file().batch()).rejects() > 0)
                .toList();
        return () -> new Joined(some, RecordTyping.moment(load));
    }

    /** Rows that fit; what does not is told to the tallies. */
    private final class Fitting extends Ahead {
        private final RowHash hash;
        private final LocalDateTime moment;
        private final Iterator<Source> files = sources.iterator();
        private SourceRows rows = new SourceRows(List.of());
        private FileTally tally = new FileTally();
        private long remembered;

        Fitting(FileLoad load) {
            this.hash = load.rowHash();
            this.moment = RecordTyping.moment(load);
        }

        @Override
        List<Object> found() {
            List<Object> row = ofFile();
            while (row == null && files.hasNext()) {
                Source source = files.next();
                rows = new SourceRows(List.of(source));
                tally = tallies.get(source.file().batch());
                row = ofFile();
            }
            return row;
        }

        private List<Object> ofFile() {
            try {
                while (rows.hasNext()) {
                    Numbered record = rows.next();
                    List<Object> values = new ArrayList<>(typing.width());
                    Optional<Fault> fault = typing.row(record, moment, hash, values);
                    tally.count();
                    if (fault.isPresent()) reject(record, fault.get());
                    else if (tally.rejects() <= most) return values;
                }
            } catch (FileFault broken) {
                tally.breaksAt(broken);
            }
            return null;
        }

        private void reject(Numbered record, Fault fault) {
            List<Object> reject = typing.reject(record, fault, moment);
            remembered += tally.reject(record.number(), fault, reject);
            if (tally.rejects() > most || remembered > REMEMBERED) remembered -= tally.forget();
        }
    }

    /** Rejects of files, as they are remembered, else from another reading. */
    private final class Joined extends Ahead {
        private final Iterator<Source> files;
        private final LocalDateTime moment;
        private Iterator<List<Object>> remembered = List.<List<Object>>of().iterator();
        private SourceRows rows = new SourceRows(List.of());

        Joined(List<Source> files, LocalDateTime moment) {
            this.files = files.iterator();
            this.moment = moment;
        }

        @Override
        List<Object> found() {
            while (true) {
                if (remembered.hasNext()) return remembered.next();
                while (rows.hasNext()) {
                    Numbered record = rows.next();
                    Optional<Fault> fault = typing.fault(record);
                    if (fault.isPresent()) return typing.reject(record, fault.get(), moment);
                }
                if (!files.hasNext()) return null;
                Source source = files.next();
                FileTally tally = tallies.get(source.file().batch());
                if (tally.remembered().isPresent()) {
                    remembered = tally.remembered().get().iterator();
                } else {
                    rows = new SourceRows(List.of(source.counted(tally.records())));
                }
            }
        }
    }

    /** Looks for the next row when it is asked whether there is one. */
    private abstract static class Ahead implements Iterator<List<Object>> {
        private List<Object> next;

        /** Null behind the last. */
        abstract List<Object> found();

        @Override
        public boolean hasNext() {
            if (next == null) next = found();
            return next != null;
        }

        @Override
        public List<Object> next() {
            if (!hasNext()) throw new NoSuchElementException();
            List<Object> row = next;
            next = null;
            return row;
        }
    }
}
