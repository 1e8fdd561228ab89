package dev.ashlar.beside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The tests of other engines than Jupiter, run among Jupiter's: the platform would run them one by one when Jupiter has ended.
 * Whoever names a class to Maven has it run by its own engine.
 */
@EnabledIfSystemProperty(named = OtherEnginesTest.ENGINES, matches = ".+")
class OtherEnginesTest {
    static final String ENGINES = "ashlar.engines.beside";

    private final Launcher launcher = LauncherFactory.create();

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicContainer> everyClass() {
        String[] engines = System.getProperty(ENGINES).split(",");
        TestPlan plan = launcher.discover(LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage("dev.ashlar"))
                .filters(EngineFilter.includeEngines(engines))
                .build());
        List<TestIdentifier> classes = plan.getRoots().stream()
                .flatMap(engine -> plan.getChildren(engine).stream())
                .toList();
        assertThat(classes).hasSizeGreaterThan(engines.length);
        return classes.stream().map(container -> ofClass(container, testsBelow(plan, container)));
    }

    private static List<TestIdentifier> testsBelow(TestPlan plan, TestIdentifier container) {
        List<TestIdentifier> tests = new ArrayList<>();
        for (TestIdentifier child : plan.getChildren(container)) {
            if (child.isTest()) tests.add(child);
            tests.addAll(testsBelow(plan, child));
        }
        return tests;
    }

    /** The class is run as a whole by its first test; each of its tests then tells its own end. */
    private DynamicContainer ofClass(TestIdentifier container, Collection<TestIdentifier> tests) {
        Results results = new Results(launcher, container);
        return DynamicContainer.dynamicContainer(
                container.getDisplayName(),
                tests.stream().map(test -> DynamicTest.dynamicTest(test.getDisplayName(), () -> results.tell(test))));
    }

    private static final class Results implements TestExecutionListener {
        private final Launcher launcher;
        private final TestIdentifier container;
        private final Map<String, TestExecutionResult> ended = new ConcurrentHashMap<>();

        Results(Launcher launcher, TestIdentifier container) {
            this.launcher = launcher;
            this.container = container;
        }

        @Override
        public void executionFinished(TestIdentifier one, TestExecutionResult result) {
            ended.put(one.getUniqueId(), result);
        }

        private synchronized Map<String, TestExecutionResult> ended() {
            if (ended.isEmpty()) {
                LauncherDiscoveryRequest one = LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectUniqueId(container.getUniqueId()))
                        .build();
                launcher.execute(one, this);
            }
            return ended;
        }

        /** As the test ended; a test that the class did not come to ended as the class did. */
        void tell(TestIdentifier test) throws Throwable {
            TestExecutionResult result = ended().getOrDefault(test.getUniqueId(), ended.get(container.getUniqueId()));
            assertThat(result).as("what became of " + test.getDisplayName()).isNotNull();
            if (result.getThrowable().isPresent()) throw result.getThrowable().get();
            assertThat(result.getStatus()).isEqualTo(TestExecutionResult.Status.SUCCESSFUL);
        }
    }
}
