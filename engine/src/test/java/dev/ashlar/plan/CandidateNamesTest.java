package dev.ashlar.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.RelationName;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CandidateNamesTest {
    @Test
    void aShortNameGetsItsSuffixes() {
        CandidateNames names = CandidateNames.of(RelationName.of("shop", "orders"), 63);
        assertThat(names.candidate().plain()).isEqualTo("shop.orders__new");
        assertThat(names.failed().plain()).isEqualTo("shop.orders__failed");
        assertThat(names.old().plain()).isEqualTo("shop.orders__old");
        assertThat(names.batch().plain()).isEqualTo("orders__batch");
    }

    @Test
    void aNameAtTheLimitIsShortenedWithAHashThatTellsItFromItsNeighbours() {
        String base = "a".repeat(62);
        String one = CandidateNames.shortened(base + "x", "__new", 63);
        String other = CandidateNames.shortened(base + "y", "__new", 63);
        assertThat(one).hasSize(63).endsWith("__new").isNotEqualTo(other);
    }

    @Property
    void noNameIsLongerThanTheLimitInBytesOrLosesItsSuffix(
            @ForAll @StringLength(min = 1, max = 130) String base, @ForAll @IntRange(min = 40, max = 255) int limit) {
        for (String suffix : new String[] {"__new", "__failed", "__changes"}) {
            String name = CandidateNames.shortened(base, suffix, limit);
            assertThat(name).endsWith(suffix);
            assertThat(name.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(limit);
        }
    }
}
