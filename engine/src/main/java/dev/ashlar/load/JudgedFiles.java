package dev.ashlar.load;

import dev.ashlar.load.SourceRows.Numbered;
import dev.ashlar.load.SourceRows.Source;
import dev.ashlar.plan.FileLoad;
import dev.ashlar.plan.FileLoad.NewFile;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files whose records are judged and typed here, for an engine that does not read files. They are read once to judge them
 * and again for each time that their rows are sent, so that memory does not grow with their number and no file with too
 * many rejects is ever begun.
 */
final class JudgedFiles {
    private final RecordTyping typing;
    private final List<Source> sources;
    private final Map<Long, Count> counts;

    /** @param first how the first record that does not fit is told of */
    private record Count(long rejects, Optional<String> first) {}

    private JudgedFiles(RecordTyping typing, List<Source> sources, Map<Long, Count> counts) {
        this.typing = typing;
        this.sources = sources;
        this.counts = counts;
    }

    static JudgedFiles of(RecordTyping typing, List<Source> sources) {
        Map<Long, Count> counts = sources.parallelStream()
                .collect(Collectors.toMap(
                        source -> source.file().batch(), source -> count(typing, source), (a, b) -> a, TreeMap::new));
        return new JudgedFiles(typing, List.copyOf(sources), counts);
    }

    private static Count count(RecordTyping typing, Source source) {
        SourceRows rows = new SourceRows(List.of(source));
        long rejects = 0;
        Optional<String> first = Optional.empty();
        while (rows.hasNext()) {
            Numbered record = rows.next();
            Optional<Originals.Fault> fault = typing.fault(record);
            if (fault.isEmpty()) continue;
            rejects++;
            if (rejects == 1) {
                first = Optional.of(Rejects.told(
                        record.number(), fault.get().column(), fault.get().reason()));
            }
        }
        return new Count(rejects, first);
    }

    Rejects rejects() {
        Map<Long, Long> numbers = new TreeMap<>();
        Map<Long, String> first = new TreeMap<>();
        counts.forEach((batch, count) -> {
            if (count.rejects() > 0) numbers.put(batch, count.rejects());
            count.first().ifPresent(told -> first.put(batch, told));
        });
        return new Rejects(numbers, first);
    }

    /** Of the files of this load; its columns, then the engine's own. */
    Iterable<List<Object>> rows(FileLoad load) {
        List<Source> kept = of(load).toList();
        return () -> fitting(kept, record -> typing.row(record, load));
    }

    /** Of those files of the load that have some. */
    Iterable<List<Object>> rejects(FileLoad load) {
        List<Source> some = of(load).filter(
                        source -> counts.get(source.file().batch()).rejects() > 0)
                .toList();
        return () -> fitting(some, record -> typing.reject(record, load));
    }

    private Stream<Source> of(FileLoad load) {
        Set<Long> batches = load.files().stream().map(NewFile::batch).collect(Collectors.toSet());
        return sources.stream().filter(source -> batches.contains(source.file().batch()));
    }

    private Iterator<List<Object>> fitting(List<Source> files, Function<Numbered, Optional<List<Object>>> reading) {
        SourceRows rows = new SourceRows(files);
        return new Iterator<>() {
            private Optional<List<Object>> next = Optional.empty();

            @Override
            public boolean hasNext() {
                while (next.isEmpty() && rows.hasNext()) next = reading.apply(rows.next());
                return next.isPresent();
            }

            @Override
            public List<Object> next() {
                if (!hasNext()) throw new NoSuchElementException();
                List<Object> row = next.orElseThrow();
                next = Optional.empty();
                return row;
            }
        };
    }
}
