package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization.Displaced;
import dev.ashlar.manifest.Node;
import dev.ashlar.port.RunListener;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.LeaseRules;
import dev.ashlar.run.LeaseRules.Meeting;
import dev.ashlar.run.RunOptions.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two runs at once: where they meet, the younger one waits; where they do not, neither knows of the other. */
@Timeout(180)
public interface TwoRunsContract extends Parties {
    LeaseRules WAITS = Parties.rules(Meeting.WAIT, Duration.ofMinutes(10));

    /** What a run tells of itself, in order. */
    final class Story implements RunListener {
        final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void nodeStarted(Node node, int index, int total) {
            told.add("started " + node.name());
        }

        @Override
        public void nodeEnded(Node node, NodeResult result, int index, int total) {
            told.add("ended " + node.name());
        }

        @Override
        public void note(Diagnostic diagnostic) {
            told.add(diagnostic.message());
        }

        void await(String beginning) throws InterruptedException {
            for (int i = 0; i < 12_000; i++) {
                if (told.stream().anyMatch(line -> line.startsWith(beginning))) return;
                Thread.sleep(10);
            }
            throw new IllegalStateException("Never told '" + beginning + "', only " + told);
        }
    }

    /** One run stands still before a statement while the other is looked at. */
    private void meeting(Gate gate, Workshop first, Callable<Void> meanwhile, Map<String, String> ends)
            throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<RunReport> report = thread.submit(() -> first.build());
            gate.awaitReached();
            meanwhile.call();
            gate.open();
            assertThat(Workshop.words(report.get(2, TimeUnit.MINUTES))).isEqualTo(ends);
        } finally {
            gate.open();
            thread.shutdownNow();
        }
    }

    @Test
    default void aRunWaitsForTheNodeItMeetsAndBuildsTheOthersMeanwhile() throws Exception {
        try (Party a = party(schema() + "a");
                Party b = party(schema() + "b")) {
            Gate gate = new Gate("CreateTableAs", 1);
            Workshop first = leased(a, schema() + "a", WAITS, new WatchedWarehouse(a.warehouse(), gate))
                    .table("x", "select 1 as id");
            Workshop second = leased(b, schema() + "b", WAITS)
                    .table("x", "select 2 as id")
                    .table("y", "select 3 as id")
                    .table("z", "select id + 10 as id from {x}", "x");
            Story story = new Story();
            second.listener = story;
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                AtomicReference<Future<RunReport>> report = new AtomicReference<>();
                meeting(
                        gate,
                        first,
                        () -> {
                            report.set(other.submit(() -> second.build()));
                            story.await("ended y");
                            story.await("model 'x' waits");
                            assertThat(story.told).doesNotContain("started x", "started z");
                            return null;
                        },
                        Map.of("x", "success"));
                assertThat(Workshop.words(report.get().get(2, TimeUnit.MINUTES)))
                        .isEqualTo(Map.of("x", "success", "y", "success", "z", "success"));
            } finally {
                other.shutdownNow();
            }
            assertThat(story.told)
                    .filteredOn(line -> line.contains(" waits"))
                    .singleElement()
                    .asString()
                    .matches("model 'x' waits, for 10m at most: run " + schema()
                            + "a \\('ashlar build' of anna on host7, process 4711 since 2026-01-01T02:00:00Z\\) holds "
                            + schema() + "\\.x since \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\\.");
            assertThat(second.rows("x", "id")).containsExactly("2");
            assertThat(second.rows("z", "id")).containsExactly("12");
            assertThat(b.locks().read().all()).isEmpty();
        }
    }

    @Test
    default void runsThatDoNotMeetDoNotWait() throws Exception {
        try (Party a = party(schema() + "a");
                Party b = party(schema() + "b")) {
            Gate gate = new Gate("CreateTableAs", 1);
            Workshop first = leased(a, schema() + "a", WAITS, new WatchedWarehouse(a.warehouse(), gate))
                    .table("x", "select 1 as id");
            Workshop second = leased(b, schema() + "b", WAITS).table("y", "select 3 as id");
            Story story = new Story();
            second.listener = story;

            meeting(
                    gate,
                    first,
                    () -> {
                        assertThat(Workshop.words(second.build())).isEqualTo(Map.of("y", "success"));
                        assertThat(b.locks().read().all())
                                .extracting(lease -> lease.holder().invocation())
                                .containsExactly(schema() + "a");
                        return null;
                    },
                    Map.of("x", "success"));

            assertThat(story.told).containsExactly("started y", "ended y");
        }
    }

    @Test
    default void whatAnOlderRunHasDoneIsFreeWhileItGoesOn() throws Exception {
        try (Party a = party(schema() + "a");
                Party b = party(schema() + "b")) {
            Gate gate = new Gate("CreateTableAs", 2);
            Workshop first = leased(a, schema() + "a", WAITS, new WatchedWarehouse(a.warehouse(), gate))
                    .table("x", "select 1 as id")
                    .table("z", "select id from {x}", "x");
            Workshop second = leased(b, schema() + "b", WAITS).table("x", "select 2 as id");

            meeting(
                    gate,
                    first,
                    () -> {
                        assertThat(Workshop.words(second.build())).isEqualTo(Map.of("x", "success"));
                        assertThat(second.rows("x", "id")).containsExactly("2");
                        return null;
                    },
                    Map.of("x", "success", "z", "success"));
        }
    }

    @Test
    default void aNodeThatMayNotWaitFailsNamingWhoHoldsItAndTheRunGoesOn() throws Exception {
        try (Party a = party(schema() + "a");
                Party b = party(schema() + "b")) {
            Gate gate = new Gate("CreateTableAs", 1);
            Workshop first = leased(a, schema() + "a", WAITS, new WatchedWarehouse(a.warehouse(), gate))
                    .table("x", "select 1 as id");
            Workshop second = leased(b, schema() + "b", Parties.rules(Meeting.FAIL, Duration.ofMinutes(10)))
                    .table("x", "select 2 as id")
                    .table("y", "select 3 as id");

            meeting(
                    gate,
                    first,
                    () -> {
                        Map<String, String> words = Workshop.words(second.build());
                        assertThat(words).containsEntry("y", "success");
                        assertThat(words.get("x"))
                                .startsWith("error: Cannot build model 'x': run " + schema()
                                        + "a ('ashlar build' of anna on host7, process ")
                                .contains(" holds " + schema() + ".x since ")
                                .endsWith(", and run_lock is 'fail'.");
                        return null;
                    },
                    Map.of("x", "success"));

            assertThat(second.rows("x", "id")).containsExactly("1");
        }
    }

    @Test
    default void aRollbackLeavesAloneWhatAnotherRunHolds() throws Exception {
        try (Party a = party(schema() + "a");
                Party b = party(schema() + "b")) {
            Workshop second = leased(b, schema() + "b", Parties.rules(Meeting.FAIL, Duration.ofMinutes(10)));
            for (int build = 1; build <= 2; build++) {
                second.table("x", "select " + build + " as id").saying("x", ModelWords.displacing(Displaced.KEPT));
                assertThat(Workshop.words(second.build())).isEqualTo(Map.of("x", "success"));
            }
            Gate gate = new Gate("CreateTableAs", 1);
            Workshop first = leased(a, schema() + "a", WAITS, new WatchedWarehouse(a.warehouse(), gate))
                    .table("x", "select 3 as id")
                    .saying("x", ModelWords.displacing(Displaced.KEPT));

            meeting(
                    gate,
                    first,
                    () -> {
                        assertThat(Workshop.words(second.rollback("x")).get("x"))
                                .startsWith("error: Cannot roll back model 'x': run " + schema()
                                        + "a ('ashlar build' of anna on host7, process ")
                                .endsWith(", and run_lock is 'fail'.");
                        return null;
                    },
                    Map.of("x", "success"));

            assertThat(second.rows("x", "id")).containsExactly("3");
            assertThat(second.rows("x__previous", "id")).containsExactly("2");
        }
    }

    @Test
    default void aNodeThatWaitedTooLongFailsAndSaysHowToGoOn() throws Exception {
        try (Party a = party(schema() + "a");
                Party b = party(schema() + "b")) {
            Gate gate = new Gate("CreateTableAs", 1);
            Workshop first = leased(a, schema() + "a", WAITS, new WatchedWarehouse(a.warehouse(), gate))
                    .table("x", "select 1 as id");
            Workshop second = leased(b, schema() + "b", Parties.rules(Meeting.WAIT, Duration.ofMillis(1)))
                    .table("x", "select 2 as id")
                    .table("z", "select id from {x}", "x");

            meeting(
                    gate,
                    first,
                    () -> {
                        RunReport report = second.build();
                        assertThat(Workshop.words(report)).containsEntry("z", "skipped");
                        Diagnostic why = ((NodeResult.Outcome.Error) Workshop.result(report, Workshop.id("x"))
                                        .outcome())
                                .diagnostic();
                        assertThat(why.message())
                                .contains("run " + schema() + "a ('ashlar build' of anna on host7, process ")
                                .endsWith(" and did not let go of it within 1ms (run_lock_timeout).");
                        assertThat(why.remedy())
                                .isEqualTo("Run 'ashlar retry' when it has ended; if it hangs, 'ashlar unlock "
                                        + schema() + "a --yes' ends it.");
                        return null;
                    },
                    Map.of("x", "success"));
        }
    }

    @Test
    default void whatARunLeftThatWasKilledOnThisHostIsFreeAtOnce() {
        try (Party a = party(schema() + "a")) {
            a.records().prepare();
            a.locks().take(Parties.holder(schema() + "a", GONE), List.of(relation("x")), Duration.ofMinutes(10));
        }
        try (Party b = party(schema() + "b")) {
            Workshop second = leased(b, schema() + "b", WAITS).table("x", "select 2 as id");
            Story story = new Story();
            second.listener = story;

            assertThat(Workshop.words(second.build())).isEqualTo(Map.of("x", "success"));

            assertThat(story.told)
                    .filteredOn(line -> line.contains("was shut out"))
                    .singleElement()
                    .asString()
                    .startsWith("run " + schema() + "a ('ashlar build' of anna on host7, process " + GONE
                            + "), last alive at ")
                    .endsWith(": what it held is free. Its sessions were ended, so it writes nothing more.");
        }
    }

    @Test
    default void testsThatKeepNoRowsTakeNoLeaseAndWaitForNobody() throws Exception {
        try (Party a = party(schema() + "a");
                Party b = party(schema() + "b")) {
            leased(b, schema() + "b0", WAITS).table("x", "select 1 as id").build();
            Gate gate = new Gate("CreateTableAs", 1);
            Workshop first = leased(a, schema() + "a", WAITS, new WatchedWarehouse(a.warehouse(), gate))
                    .table("x", "select 1 as id");
            Workshop second = leased(b, schema() + "b", WAITS)
                    .table("x", "select 1 as id")
                    .test("positive", "x", "select * from {x} where id < 0");
            List<String> held = new CopyOnWriteArrayList<>();
            second.listener = new RunListener() {
                @Override
                public void nodeStarted(Node node, int index, int total) {
                    b.locks()
                            .read()
                            .all()
                            .forEach(lease -> held.add(lease.holder().invocation()));
                }
            };

            meeting(
                    gate,
                    first,
                    () -> {
                        assertThat(Workshop.words(second.run(Verb.TEST, new Interruption())))
                                .isEqualTo(Map.of("positive", "pass"));
                        assertThat(held).containsExactly(schema() + "a");
                        return null;
                    },
                    Map.of("x", "success"));
        }
    }

    @Test
    default void anInterruptedRunLeavesWhatItWaitsForAndReleasesWhatItHolds() throws Exception {
        try (Party a = party(schema() + "a");
                Party b = party(schema() + "b")) {
            Gate gate = new Gate("CreateTableAs", 1);
            Workshop first = leased(a, schema() + "a", WAITS, new WatchedWarehouse(a.warehouse(), gate))
                    .table("x", "select 1 as id");
            Workshop second = leased(b, schema() + "b", WAITS).table("x", "select 2 as id");
            Interruption interruption = new Interruption();
            Story story = new Story();
            second.listener = story;
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                meeting(
                        gate,
                        first,
                        () -> {
                            Future<RunReport> report = other.submit(() -> second.run(Verb.BUILD, interruption));
                            story.await("model 'x' waits");
                            interruption.trip();
                            assertThat(Workshop.words(report.get(1, TimeUnit.MINUTES)))
                                    .isEqualTo(Map.of("x", "skipped"));
                            assertThat(b.locks().read().all())
                                    .extracting(lease -> lease.holder().invocation())
                                    .containsExactly(schema() + "a");
                            return null;
                        },
                        Map.of("x", "success"));
            } finally {
                other.shutdownNow();
            }
        }
    }
}
