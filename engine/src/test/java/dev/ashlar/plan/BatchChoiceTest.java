package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.BatchSize;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.BatchChoice.Asked;
import dev.ashlar.plan.BatchChoice.Gaps;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchChoiceTest {
    private static final EventCalendar DAYS = new EventCalendar(
            BatchSize.find("day").orElseThrow(), ZoneOffset.UTC, Instant.parse("2026-03-01T00:00:00Z"));

    private static Instant day(int day) {
        return Instant.parse("2026-03-01T00:00:00Z").plusSeconds((day - 1) * 86_400L);
    }

    private static FinishedInterval finished(int from, int to, Instant at) {
        return new FinishedInterval(new TimeInterval(day(from), day(to)), at);
    }

    private static Asked asked(Instant at) {
        return new Asked(Optional.empty(), Optional.empty(), Gaps.LEFT, at, false);
    }

    private static List<String> days(List<TimeInterval> batches) {
        return batches.stream().map(DAYS::id).map(id -> id.substring(6)).toList();
    }

    private static BatchChoice adding(int lookback, Asked asked, FinishedInterval... finished) {
        return BatchChoice.adding(DAYS, lookback, Arrays.asList(finished), asked);
    }

    @Test
    void beginsAsManyBatchesBeforeTheNewestFinishedOneAsItLooksBack() {
        Instant noonOfTheSeventh = day(7).plusSeconds(43_200);
        FinishedInterval upToTheFourth = finished(1, 5, day(5));
        assertThat(days(adding(0, asked(noonOfTheSeventh), upToTheFourth).batches()))
                .containsExactly("04", "05", "06", "07");
        assertThat(days(adding(2, asked(noonOfTheSeventh), upToTheFourth).batches()))
                .containsExactly("02", "03", "04", "05", "06", "07");
        assertThat(days(adding(9, asked(noonOfTheSeventh), upToTheFourth).batches()))
                .startsWith("01");
        assertThat(adding(9, asked(noonOfTheSeventh), upToTheFourth).gaps()).isEmpty();
    }

    @Test
    void endsWithTheBatchThatTheRunLiesInAndNotWithOneThatBeginsThen() {
        assertThat(days(adding(0, asked(day(6)), finished(1, 5, day(5))).batches()))
                .containsExactly("04", "05");
    }

    @Test
    void aBatchThatARunSawBeforeItsEndIsNoGapOnlyIfALaterRunSawTheRest() {
        Instant noonOfTheFourth = day(4).plusSeconds(43_200);
        FinishedInterval early = finished(1, 5, noonOfTheFourth);
        FinishedInterval later = finished(7, 9, day(9));
        assertThat(days(adding(0, asked(day(9)), early, later).gaps())).containsExactly("04", "05", "06");
        assertThat(days(adding(0, asked(day(9)), early, later, finished(4, 7, day(9)))
                        .gaps()))
                .isEmpty();
    }

    @Test
    void aTableOfWhichTheLedgerKnowsNothingIsBroughtUpToDateFromTheRunsTimeBackwards() {
        BatchChoice choice = adding(1, asked(day(5)));
        assertThat(days(choice.batches())).containsExactly("03", "04");
        assertThat(days(choice.gaps())).containsExactly("01", "02");
    }

    @Test
    void anEarlierRunTimeThanTheNewestFinishedBatchStillDoesTheBatchesBeforeIt() {
        assertThat(days(adding(1, asked(day(5)), finished(1, 20, day(20))).batches()))
                .containsExactly("03", "04");
    }

    @Test
    void whatIsAskedForIsWidenedToBatches() {
        Asked asked = new Asked(
                Optional.of(day(3).plusSeconds(1)), Optional.of(day(5).plusSeconds(1)), Gaps.LEFT, day(20), false);
        assertThat(days(adding(1, asked, finished(1, 20, day(20))).batches())).containsExactly("03", "04", "05");
        assertThat(days(BatchChoice.making(DAYS, asked).batches())).containsExactly("03", "04", "05");
    }

    @Test
    void gapsAreFilledInTheOrderOfTime() {
        Asked asked = new Asked(Optional.empty(), Optional.empty(), Gaps.FILLED, day(9), false);
        BatchChoice choice = adding(0, asked, finished(2, 4, day(4)), finished(6, 8, day(8)));
        assertThat(days(choice.batches())).containsExactly("01", "04", "05", "07", "08");
        assertThat(choice.gaps()).isEmpty();
    }

    @Test
    void aRunThatGoesOnDoesWhatTheFirstOneWasAskedForAndNobodyFinishedSince() {
        Asked first = asked(day(7));
        FinishedInterval before = finished(1, 4, day(4));
        assertThat(days(adding(1, first, before).batches())).containsExactly("02", "03", "04", "05", "06");
        Asked again = new Asked(Optional.empty(), Optional.empty(), Gaps.LEFT, day(7), true);
        List<FinishedInterval> ledger =
                List.of(before, finished(2, 3, day(7)), finished(4, 5, day(7)), finished(6, 7, day(8)));
        assertThat(days(BatchChoice.adding(DAYS, 1, ledger, again).batches())).containsExactly("03", "05");
    }

    @Test
    void aTableIsMadeOfAllBatchesAndOfOneAtLeast() {
        assertThat(days(BatchChoice.making(DAYS, asked(day(4))).batches())).containsExactly("01", "02", "03");
        assertThat(days(BatchChoice.making(DAYS, asked(day(1).minusSeconds(86_400)))
                        .batches()))
                .containsExactly("01");
    }

    @Test
    void intervalsThatTouchAreToldAsOne() {
        List<TimeInterval> days = DAYS.batches(day(1), day(4));
        assertThat(BatchChoice.words(DAYS, List.of(days.get(2), days.get(0)), 5))
                .isEqualTo("2026-03-01 to 2026-03-02, 2026-03-03 to 2026-03-04");
        assertThat(BatchChoice.words(DAYS, days, 5)).isEqualTo("2026-03-01 to 2026-03-04");
        assertThat(BatchChoice.words(DAYS, List.of(days.get(2), days.get(0)), 1))
                .isEqualTo("2026-03-01 to 2026-03-02 and 1 more");
    }
}
