package dev.ashlar.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All that holds for a group holds where its transaction goes in one turn, too. */
@Timeout(60)
final class GroupRunnerOneTurnTest extends GroupRunnerTest {
    GroupRunnerOneTurnTest() {
        shop.warehouse.takesTransactions = true;
    }

    @Test
    void theGroupIsPublishedInOneTurn() {
        shop.model("a").model("b", "a").together("g", "a", "b").build(1);

        assertThat(shop.warehouse.turns())
                .containsExactly(List.of(
                        "begin",
                        "drop a",
                        "rename a__new to a",
                        "drop b",
                        "rename b__new to b",
                        "mark a",
                        "mark b",
                        "commit"));
    }
}
