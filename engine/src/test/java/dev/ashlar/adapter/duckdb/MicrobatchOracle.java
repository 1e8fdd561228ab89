package dev.ashlar.adapter.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a microbatch model of days must hold, kept in memory. Days are numbers, and times are seconds since day 0. */
final class MicrobatchOracle {
    static final long DAY = 86_400;

    private final int lookback;
    private final List<Finished> ledger = new ArrayList<>();
    private final Map<Integer, List<Event>> table = new TreeMap<>();
    private boolean stands;

    /** What a run that was killed had put into the table that it was making. */
    private final Map<Integer, List<Event>> taken = new TreeMap<>();

    private long begun;

    record Event(int id, int day, boolean sound) {}

    /** @param at time of the run */
    record Finished(int day, long at) {}

    record Asked(Optional<Integer> start, Optional<Integer> end, boolean fillsGaps, Optional<Long> since, long at) {}

    MicrobatchOracle(int lookback) {
        this.lookback = lookback;
    }

    boolean stands() {
        return stands;
    }

    List<Integer> batches(Asked asked) {
        long time = asked.since().orElse(asked.at());
        int end = asked.end().orElseGet(() -> (int) ((time + DAY - 1) / DAY));
        if (!stands) {
            boolean goesOn = goesOn(asked);
            return ofTable(asked).stream()
                    .filter(day -> !goesOn || !taken.containsKey(day))
                    .toList();
        }
        List<Finished> known = ledger.stream()
                .filter(one ->
                        asked.since().isEmpty() || one.at() < asked.since().get())
                .toList();
        int newest = known.stream().mapToInt(Finished::day).max().orElse(end - 1);
        int from = asked.start().orElse(Math.max(0, Math.min(newest, end - 1) - lookback));
        List<Integer> days = Stream.concat(
                        IntStream.range(0, asked.fillsGaps() ? from : 0)
                                .boxed()
                                .filter(day -> known.stream()
                                        .noneMatch(one -> one.day() == day && one.at() >= (day + 1) * DAY)),
                        IntStream.range(from, end).boxed())
                .toList();
        if (asked.since().isEmpty()) return days;
        return days.stream()
                .filter(day -> ledger.stream()
                        .noneMatch(one ->
                                one.day() == day && one.at() >= asked.since().get()))
                .toList();
    }

    private static List<Integer> ofTable(Asked asked) {
        long time = asked.since().orElse(asked.at());
        int start = asked.start().orElse(0);
        int end = asked.end().orElseGet(() -> (int) ((time + DAY - 1) / DAY));
        return IntStream.range(start, Math.max(end, start + 1)).boxed().toList();
    }

    /** Whether the run goes on with the table that the one it repeats was making. */
    private boolean goesOn(Asked asked) {
        return !taken.isEmpty() && asked.since().filter(since -> begun >= since).isPresent();
    }

    /** The candidate of a run that was killed. @param days that it put into it */
    void took(List<Integer> days, List<Event> arrived, Asked asked) {
        if (days.isEmpty()) return;
        if (!goesOn(asked)) {
            taken.clear();
            begun = asked.at();
        }
        for (int day : days) taken.put(day, ofDay(arrived, day));
    }

    void lostCandidate() {
        taken.clear();
    }

    /** @param done the batches that were committed */
    void replaced(List<Integer> done, List<Event> arrived, long at) {
        for (int day : done) {
            table.put(day, ofDay(arrived, day));
            ledger.add(new Finished(day, at));
        }
    }

    void made(List<Event> arrived, Asked asked) {
        boolean goesOn = goesOn(asked);
        stands = true;
        table.clear();
        ledger.clear();
        for (int day : ofTable(asked)) {
            boolean before = goesOn && taken.containsKey(day);
            table.put(day, before ? taken.get(day) : ofDay(arrived, day));
            ledger.add(new Finished(day, goesOn ? begun : asked.at()));
        }
        taken.clear();
    }

    /** Whether tests let the table through that the run makes. */
    boolean isSound(List<Event> arrived, Asked asked) {
        boolean goesOn = goesOn(asked);
        return ofTable(asked).stream()
                .flatMap(day -> (goesOn && taken.containsKey(day) ? taken.get(day) : ofDay(arrived, day)).stream())
                .allMatch(Event::sound);
    }

    static List<Event> ofDay(List<Event> arrived, int day) {
        return arrived.stream().filter(event -> event.day() == day).toList();
    }

    List<String> ids() {
        return table.values().stream()
                .flatMap(List::stream)
                .map(event -> String.valueOf(event.id()))
                .sorted()
                .toList();
    }
}
