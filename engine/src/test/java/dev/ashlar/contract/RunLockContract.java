package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.RunLocks;
import dev.ashlar.port.RunLocks.Condition;
import dev.ashlar.port.RunLocks.Holder;
import dev.ashlar.port.RunLocks.Lease;
import dev.ashlar.port.RunLocks.Progress;
import dev.ashlar.port.RunLocks.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Leases as several runs see them, each with sessions of its own. */
public interface RunLockContract extends Parties {
    Duration LONG = Duration.ofMinutes(2);

    /** On any engine: what a process that is gone took for no time at all. */
    Duration OVER = Duration.ZERO;

    static Holder holder(String invocation) {
        return Parties.holder(invocation, HERE);
    }

    static Holder holder(String invocation, String process) {
        return Parties.holder(invocation, process);
    }

    private Party prepared(String invocation) {
        Party party = party(invocation);
        party.records().prepare();
        return party;
    }

    private static Standing standing(RunLocks locks, String invocation) {
        return locks.read().find(invocation).orElseThrow().standing();
    }

    @Test
    default void readsNoLeasesWhereNothingWasEverRecorded() {
        try (Party party = party("a")) {
            assertThat(party.locks().read().all()).isEmpty();
        }
    }

    @Test
    default void aLeaseStandsBehindAllThatStoodBefore() {
        try (Party first = prepared("a");
                Party second = prepared("b")) {
            first.locks().take(holder("a"), List.of(relation("Orders")), LONG);
            List<Lease> seen = second.locks()
                    .take(holder("b"), List.of(relation("customers")), LONG)
                    .all();
            assertThat(seen).extracting(lease -> lease.holder().invocation()).containsExactly("a", "b");
            assertThat(seen.get(0).holder()).isEqualTo(holder("a"));
            assertThat(seen.get(0).relations()).containsExactly(relation("Orders"));
            assertThat(seen.get(0).place()).isLessThan(seen.get(1).place());
            assertThat(seen).allSatisfy(lease -> assertThat(lease.standing()).isEqualTo(new Standing.Live()));
            assertThat(Duration.between(seen.get(0).heartbeat(), seen.get(0).until()))
                    .isEqualTo(LONG);
        }
    }

    @Test
    default void takingTwiceChangesNothing() {
        try (Party party = prepared("a")) {
            Lease once = party.locks()
                    .take(holder("a"), List.of(relation("t")), LONG)
                    .all()
                    .get(0);
            assertThat(party.locks()
                            .take(holder("a"), List.of(relation("t")), LONG)
                            .all())
                    .containsExactly(once);
        }
    }

    @Test
    default void ofManyThatTakeALeaseAtOnceEachGetsAPlaceOfItsOwn() throws Exception {
        int runs = 6;
        List<Party> parties = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(runs);
        try {
            for (int i = 0; i < runs; i++) parties.add(party("run" + i));
            List<Callable<List<Lease>>> all = IntStream.range(0, runs)
                    .mapToObj(i -> (Callable<List<Lease>>) () -> {
                        parties.get(i).records().prepare();
                        return parties.get(i)
                                .locks()
                                .take(holder("run" + i), List.of(relation("t")), LONG)
                                .all();
                    })
                    .toList();
            Set<Integer> seenAhead = new TreeSet<>();
            for (Future<List<Lease>> taken : threads.invokeAll(all))
                seenAhead.add(taken.get().size() - 1);
            assertThat(seenAhead).hasSize(runs);
            assertThat(parties.get(0).locks().read().all())
                    .extracting(Lease::place)
                    .doesNotHaveDuplicates()
                    .hasSize(runs);
        } finally {
            threads.shutdownNow();
            parties.forEach(Party::close);
        }
    }

    @Test
    default void aSignOfLifeMovesTheEndAndDropsWhatIsDone() {
        try (Party party = prepared("a")) {
            Lease taken = party.locks()
                    .take(holder("a"), List.of(relation("x"), relation("y")), LONG)
                    .all()
                    .get(0);
            party.locks().renew("a", List.of(relation("y")), List.of(12L, 7L), LONG);
            Lease renewed = party.locks().read().find("a").orElseThrow();
            assertThat(renewed.relations()).containsExactly(relation("y"));
            assertThat(renewed.sessions()).containsExactlyInAnyOrder(7L, 12L);
            assertThat(renewed.until()).isAfterOrEqualTo(taken.until());
            assertThat(renewed.since()).isEqualTo(taken.since());
            assertThat(renewed.place()).isEqualTo(taken.place());
        }
    }

    @Test
    default void aRunHoldsAsManyRelationsAsItLikes() {
        List<RelationName> many = IntStream.range(0, 5_000)
                .mapToObj(i -> relation("a_table_with_a_name_\"of\"_some_length_" + i))
                .toList();
        try (Party party = prepared("a")) {
            party.locks().take(holder("a"), many, LONG);
            assertRelations(party, many);
            List<RelationName> half = many.subList(0, 2_500);
            party.locks().renew("a", half, List.of(), LONG);
            assertRelations(party, half);
            party.locks().renew("a", List.of(), List.of(), LONG);
            assertThat(party.locks().read().find("a").orElseThrow().relations()).isEmpty();
            party.locks().release("a");
            assertThat(party.locks().read().all()).isEmpty();
        }
    }

    /** In any order; AssertJ would look for each of them from the front. */
    private static void assertRelations(Party party, List<RelationName> expected) {
        Collection<RelationName> held =
                party.locks().read().find("a").orElseThrow().relations();
        assertThat(held).hasSameSizeAs(expected);
        assertThat(new HashSet<>(held)).isEqualTo(new HashSet<>(expected));
    }

    @Test
    default void aLeaseIsGoneOnceItIsReleased() {
        try (Party party = prepared("a")) {
            party.locks().take(holder("a"), List.of(relation("t")), LONG);
            party.locks().release("a");
            party.locks().release("a");
            assertThat(party.locks().read().all()).isEmpty();
        }
    }

    @Test
    default void oneThatGivesNoSignOfLifeExpiresAndAnyCanTakeIt() {
        try (Party first = prepared("a");
                Party second = prepared("b")) {
            first.locks().take(holder("a", GONE), List.of(relation("t")), OVER);
            assertThat(standing(second.locks(), "a")).isEqualTo(new Standing.Expired());
            Optional<Lease> claimed = second.locks().claim("a", holder("b"), Condition.EXPIRED, LONG);
            assertThat(claimed).isPresent();
            assertThat(((Standing.Taken) standing(second.locks(), "a")).progress())
                    .isEqualTo(Progress.UNDER_WAY);
            assertThat(second.locks().read().find("a").orElseThrow().relations())
                    .containsExactly(relation("t"));
        }
    }

    @Test
    default void aLiveOneIsNotTakenUnlessThatIsAskedFor() {
        try (Party first = prepared("a");
                Party second = prepared("b")) {
            first.locks().take(holder("a"), List.of(relation("t")), LONG);
            assertThat(second.locks().claim("a", holder("b"), Condition.EXPIRED, LONG))
                    .isEmpty();
            assertThat(second.locks().claim("never", holder("b"), Condition.ANY, LONG))
                    .isEmpty();
            assertThat(second.locks().claim("a", holder("b"), Condition.ANY, LONG))
                    .isPresent();
        }
    }

    @Test
    default void oneAtATimeTakesALease() {
        try (Party first = prepared("a");
                Party second = prepared("b");
                Party third = prepared("c")) {
            first.locks().take(holder("a", GONE), List.of(relation("t")), OVER);
            assertThat(second.locks().claim("a", holder("b"), Condition.EXPIRED, LONG))
                    .isPresent();
            assertThat(second.locks().claim("a", holder("b"), Condition.EXPIRED, LONG))
                    .as("again, since its answer may have been lost")
                    .isPresent();
            assertThat(third.locks().claim("a", holder("c"), Condition.ANY, LONG))
                    .isEmpty();
        }
    }

    @Test
    default void whoTakesALeaseAndComesToNoEndIsFollowedByAnother() {
        try (Party first = prepared("a");
                Party second = prepared("b");
                Party third = prepared("c")) {
            first.locks().take(holder("a", GONE), List.of(relation("t")), OVER);
            second.locks().claim("a", holder("b"), Condition.EXPIRED, OVER);
            assertThat(((Standing.Taken) standing(third.locks(), "a")).progress())
                    .isEqualTo(Progress.STALLED);
            assertThat(third.locks().claim("a", holder("c"), Condition.EXPIRED, LONG))
                    .isPresent();
            assertThat(((Standing.Taken) standing(third.locks(), "a")).by()).isEqualTo(holder("c"));
        }
    }

    @Test
    default void aTakenRunLearnsByWhomAndCannotComeBack() {
        try (Party first = prepared("a");
                Party second = prepared("b")) {
            first.locks().take(holder("a", GONE), List.of(relation("t")), OVER);
            second.locks().claim("a", holder("b"), Condition.EXPIRED, LONG);
            first.locks().renew("a", List.of(relation("t")), List.of(5L), LONG);
            assertThat(second.locks().read().find("a").orElseThrow().sessions())
                    .as("sessions that nobody would end")
                    .isEmpty();
            second.locks().clear("a");
            first.locks().renew("a", List.of(relation("t")), List.of(5L), LONG);
            first.locks().release("a");
            Lease left = first.locks().read().find("a").orElseThrow();
            assertThat(left.relations()).isEmpty();
            assertThat(left.standing()).isInstanceOfSatisfying(Standing.Taken.class, taken -> {
                assertThat(taken.by()).isEqualTo(holder("b"));
                assertThat(taken.progress()).isEqualTo(Progress.DONE);
                assertThat(taken.at()).isAfterOrEqualTo(left.heartbeat());
            });
            assertThat(second.locks().claim("a", holder("b"), Condition.ANY, LONG))
                    .isEmpty();
        }
    }

    @Test
    default void whatIsGivenBackIsAsItWas() {
        try (Party first = prepared("a");
                Party second = prepared("b")) {
            Lease before = first.locks()
                    .take(holder("a"), List.of(relation("t")), LONG)
                    .all()
                    .get(0);
            second.locks().claim("a", holder("b"), Condition.ANY, LONG);
            second.locks().giveBack("a");
            assertThat(second.locks().read().all()).containsExactly(before);
            first.locks().renew("a", List.of(), List.of(), LONG);
            assertThat(second.locks().read().find("a").orElseThrow().relations())
                    .isEmpty();
        }
    }

    @Test
    default void recordsOfAnOlderVersionGetTheTableTheyLack() {
        try (Party party = prepared("a")) {
            Map<String, RelationName> meta =
                    party.warehouse().catalog(List.of(party.records().markers().schema())).relations().stream()
                            .collect(java.util.stream.Collectors.toMap(
                                    r -> r.name().identifier(), r -> r.name()));
            shop().execute("drop table " + meta.get("run_locks"));
            shop().execute("update " + meta.get("schema_version") + " set version = 1");
        }
        try (Party party = party("a")) {
            assertThat(party.locks().read().all()).isEmpty();
            party.records().prepare();
            assertThat(party.locks()
                            .take(holder("a"), List.of(relation("t")), LONG)
                            .all())
                    .hasSize(1);
        }
    }
}
