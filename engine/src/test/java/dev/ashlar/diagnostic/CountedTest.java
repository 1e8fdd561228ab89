package dev.ashlar.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {
    @Test
    void onlyOneThingIsSingular() {
        assertThat(Counted.of(1, "record")).isEqualTo("1 record");
        assertThat(Counted.of(2, "record")).isEqualTo("2 records");
        assertThat(Counted.of(0, "record")).isEqualTo("0 records");
    }

    @Test
    void whatIsSaidOfThingsGoesWithTheirNumber() {
        assertThat(Counted.of(1, "record does not fit", "records do not fit")).isEqualTo("1 record does not fit");
        assertThat(Counted.of(7, "record does not fit", "records do not fit")).isEqualTo("7 records do not fit");
    }
}
