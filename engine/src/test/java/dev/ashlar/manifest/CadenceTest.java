package dev.ashlar.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Due times follow the clocks of a zone, months' lengths and the days of the week. */
class CadenceTest {
    @ParameterizedTest
    @CsvSource({
        "daily by 08:00, 2026-03-04T07:59:59Z, 2026-03-03T08:00:00Z, 2026-03-04T08:00:00Z",
        "daily by 08:00, 2026-03-04T08:00:00Z, 2026-03-04T08:00:00Z, 2026-03-05T08:00:00Z",
        "daily by 08:00 Europe/Berlin, 2026-03-04T08:00:00Z, 2026-03-04T07:00:00Z, 2026-03-05T07:00:00Z",
        "Daily by 8:00 Europe/Berlin, 2026-07-04T08:00:00Z, 2026-07-04T06:00:00Z, 2026-07-05T06:00:00Z",
        "weekdays by 08:00, 2026-03-08T12:00:00Z, 2026-03-06T08:00:00Z, 2026-03-09T08:00:00Z",
        "weekly on sunday by 08:00, 2026-03-04T12:00:00Z, 2026-03-01T08:00:00Z, 2026-03-08T08:00:00Z",
        "biweekly from 2026-01-04 by 08:00, 2026-03-04T12:00:00Z, 2026-03-01T08:00:00Z, 2026-03-15T08:00:00Z",
        "biweekly from 2027-01-03 by 08:00, 2026-03-04T12:00:00Z, 2026-03-01T08:00:00Z, 2026-03-15T08:00:00Z",
        "monthly on 3 by 08:00, 2026-03-02T12:00:00Z, 2026-02-03T08:00:00Z, 2026-03-03T08:00:00Z",
        "monthly on 31 by 08:00, 2026-03-01T12:00:00Z, 2026-02-28T08:00:00Z, 2026-03-31T08:00:00Z",
        "monthly on last by 08:00, 2026-04-30T08:00:00Z, 2026-04-30T08:00:00Z, 2026-05-31T08:00:00Z",
        "daily by 02:30 Europe/Berlin, 2026-03-29T00:59:00Z, 2026-03-28T01:30:00Z, 2026-03-29T01:30:00Z"
    })
    void knowsTheLastAndTheNextDueTime(String text, Instant now, Instant last, Instant next) {
        Cadence cadence = Cadence.find(text).orElseThrow();
        assertThat(cadence.lastDue(now)).isEqualTo(last);
        assertThat(cadence.nextDue(now)).isEqualTo(next);
    }

    @Test
    void aLateDeliveryCountsForTheDueTimeItIsNearerTo() {
        Cadence cadence = Cadence.find("daily by 08:00").orElseThrow();
        Instant due = Instant.parse("2026-03-04T08:00:00Z");
        assertThat(cadence.countsFrom(due)).isEqualTo(Instant.parse("2026-03-03T20:00:00Z"));
        Cadence weekly = Cadence.find("weekly on sunday by 08:00").orElseThrow();
        assertThat(weekly.countsFrom(Instant.parse("2026-03-08T08:00:00Z")))
                .isEqualTo(Instant.parse("2026-03-04T20:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "daily",
                "daily by 25:00",
                "daily by 08:00 Europe/Bern",
                "weekly by 08:00",
                "weekly on someday by 08:00",
                "biweekly from 2026-02-30 by 08:00",
                "monthly on 0 by 08:00",
                "monthly on 32 by 08:00",
                "hourly by 00:15"
            })
    void nothingElseIsOne(String text) {
        assertThat(Cadence.find(text)).isEmpty();
    }
}
