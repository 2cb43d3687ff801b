package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import dev.zjail.report.TestOutcome.Status;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Which tests the page says ran, and which did not. The fixtures' programs never run: a report entry says they did. */
class JailedTestListenerTests {
    private final JailedTestListener listener =
            new JailedTestListener(new Progress(() -> System.out, System::nanoTime));

    @Test
    void testsThatAreNotJailedAreNoneOfItsBusiness() {
        assertThat(outcomes(PlainTestCases.class)).isEmpty();
    }

    @Test
    void aTestThatMadeRunsIsJailedWhateverItsAnnotations() {
        assertThat(outcomes(RunningTestCases.class))
                .containsExactly(
                        outcome(RunningTestCases.class, "failing(TestReporter)", Status.FAILED, 2, "mine"),
                        outcome(RunningTestCases.class, "passing(TestReporter)", Status.PASSED, 1, ""));
    }

    @Test
    void disabledAbortedAndFailedTestsDidNotRun() {
        assertThat(outcomes(NotRunningTestCases.class))
                .containsExactly(
                        outcome(
                                NotRunningTestCases.class,
                                "aborted()",
                                Status.ABORTED,
                                0,
                                "Assumption failed: not here"),
                        outcome(NotRunningTestCases.class, "disabled()", Status.SKIPPED, 0, "later"),
                        outcome(NotRunningTestCases.class, "failed()", Status.FAILED, 0, "not prepared"));
    }

    @Test
    void ofADisabledClassAllJailedTestsDidNotRunNestedOnesIncluded() {
        assertThat(outcomes(DisabledTestCases.class))
                .containsExactly(
                        outcome(DisabledTestCases.class, "one()", Status.SKIPPED, 0, "all of it"),
                        outcome(DisabledTestCases.Inner.class, "two()", Status.SKIPPED, 0, "all of it"));
    }

    @Test
    void whereABeforeAllMethodFailsNoTestRan() {
        assertThat(outcomes(BrokenClassTestCases.class))
                .containsExactly(
                        outcome(BrokenClassTestCases.class, "one()", Status.FAILED, 0, "no class"),
                        outcome(BrokenClassTestCases.class, "two()", Status.FAILED, 0, "no class"));
    }

    @Test
    void whatAFailedAssertionComparedIsNotedAndThatTrueIsNotFalseIsNot() {
        assertThat(outcomes(ComparingTestCases.class))
                .extracting(TestOutcome::comparison)
                .containsExactly(Optional.empty(), Optional.of(new TestOutcome.Comparison("\"one\"", "\"other\"")));
    }

    @Test
    void aRunBeforeAllTestsIsARunOfEach() {
        assertThat(outcomes(BeforeAllTestCases.class))
                .containsExactly(outcome(BeforeAllTestCases.class, "one(Jail)", Status.PASSED, 1, ""));
    }

    @Test
    void everyInvocationOfATemplateCountsAndOneThatHasNoneToo() {
        assertThat(outcomes(TemplateTestCases.class))
                .extracting(TestOutcome::testName, TestOutcome::status, TestOutcome::reason)
                .containsExactly(
                        tuple("broken(int)", Status.FAILED, "no arguments"),
                        tuple("each(int, Jail) with 1", Status.ABORTED, "Assumption failed: 1"),
                        tuple("each(int, Jail) with 2", Status.ABORTED, "Assumption failed: 2"));
    }

    @Test
    void aMetaAnnotationCounts() {
        assertThat(outcomes(MetaAnnotatedTestCases.class))
                .extracting(TestOutcome::status)
                .containsExactly(Status.SKIPPED);
    }

    @Test
    void aTestThatIsRunAgainHasAsManyAttempts() {
        outcomes(NotRunningTestCases.class);

        assertThat(outcomes(NotRunningTestCases.class))
                .extracting(TestOutcome::attempts)
                .containsExactly(2, 2, 2);
    }

    @Test
    void aParameterWithoutTheAnnotationIsExplainedInTheFailure() {
        List<Throwable> failures = new ArrayList<>();
        outcomes(NotAnnotatedTestCases.class, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(failures::add);
            }
        });

        assertThat(failures)
                .flatExtracting(failure -> List.of(failure.getSuppressed()))
                .extracting(Throwable::getMessage)
                .containsExactlyInAnyOrder(
                        explained("JailResult", "takesAResult(dev.zjail.junit.JailResult)"),
                        explained("Jail", "takesAJail(dev.zjail.junit.Jail)"));
        assertThat(failures).hasSize(3);
    }

    private static String explained(String type, String method) {
        return "@Jailed: the parameter of type " + type + " needs the annotation, but neither the method void "
                + NotAnnotatedTestCases.class.getName() + "." + method + " nor its class has it. Remedy: write"
                + " @Jailed(\"target/native/program\") on the method or on the class.";
    }

    @Test
    void theReportsDirectoryIsTheOneOfThePlan() {
        assertThat(listener.reportsDirectory()).isEmpty();

        outcomes(PlainTestCases.class);

        assertThat(listener.reportsDirectory()).contains(Path.of("/somewhere"));
        assertThat(listener.summaryFile()).contains(Path.of("/step.md"));
    }

    private List<TestOutcome> outcomes(Class<?> fixture, TestExecutionListener... others) {
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build());
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(fixture))
                        .configurationParameter("zjail.reports.dir", "/somewhere")
                        .configurationParameter("zjail.summary.file", "/step.md")
                        .build(),
                Stream.concat(Stream.of(listener), Stream.of(others)).toArray(TestExecutionListener[]::new));
        return listener.outcomes();
    }

    private static TestOutcome outcome(Class<?> type, String name, Status status, long runs, String reason) {
        String id = Stream.of(type.getName().split("\\$", -1))
                .skip(1)
                .reduce(
                        "",
                        (before, part) -> before + (before.isEmpty() ? "/[class:" : "/[nested-class:") + part + "]");
        return new TestOutcome(
                type.getName(),
                name,
                "[engine:junit-jupiter]"
                        + id.replaceFirst("/\\[class:", "/[class:" + JailedTestListenerTests.class.getName() + "\\$")
                        + "/[method:"
                        + name.replace("TestReporter", "org.junit.jupiter.api.TestReporter")
                                .replace("Jail)", "dev.zjail.junit.Jail)")
                        + "]",
                status,
                1,
                runs,
                reason);
    }

    private static void run(TestReporter reporter) {
        reporter.publishEntry("zjail.verdict", "UNCERTAIN");
    }

    static class PlainTestCases {
        @Test
        void passing() {}

        @Test
        @Disabled
        void disabled() {}
    }

    static class NotAnnotatedTestCases {
        @Test
        void takesAResult(JailResult run) {
            assertThat(run).isNotNull();
        }

        @Test
        void takesAJail(Jail jail) {
            assertThat(jail).isNotNull();
        }

        @Test
        void takesSomethingElse(String text) {
            assertThat(text).isNotNull();
        }
    }

    static class RunningTestCases {
        @Test
        void passing(TestReporter reporter) {
            run(reporter);
        }

        @Test
        void failing(TestReporter reporter) {
            run(reporter);
            run(reporter);
            throw new AssertionError("mine");
        }
    }

    static class NotRunningTestCases {
        private final boolean prepared = false;

        @BeforeEach
        void prepare(TestInfo test) {
            assumeTrue(!test.getDisplayName().equals("aborted()"), "not here");
            if (!prepared) {
                throw new IllegalStateException("not prepared");
            }
        }

        @Test
        @Jailed("nothing")
        void aborted() {}

        @Test
        @Jailed("nothing")
        void failed() {}

        @Test
        @Disabled("later")
        @Jailed("nothing")
        void disabled() {}
    }

    @Jailed("nothing")
    @Disabled("all of it")
    static class DisabledTestCases {
        @Test
        void one() {}

        @Nested
        class Inner {
            @Test
            void two() {}
        }
    }

    @Jailed("nothing")
    static class BrokenClassTestCases {
        @BeforeAll
        static void breakDown() {
            assertThat(false).withFailMessage("no class").isTrue();
        }

        @Test
        void one() {}

        @Test
        void two() {}
    }

    static class ComparingTestCases {
        @Test
        void booleans(TestReporter reporter) {
            run(reporter);
            assertThat(false).isTrue();
        }

        @Test
        void texts(TestReporter reporter) {
            run(reporter);
            assertThat("other").isEqualTo("one");
        }
    }

    static class BeforeAllTestCases {
        @BeforeAll
        static void once(TestReporter reporter) {
            run(reporter);
        }

        @Test
        @Disabled
        void notJailed() {}

        @Test
        @Jailed("nothing")
        void one(Jail jail) {
            assertThat(jail).isNotNull();
        }
    }

    static class TemplateTestCases {
        @ParameterizedTest(name = "with {0}")
        @ValueSource(ints = {1, 2})
        @Jailed("nothing")
        void each(int value, Jail jail) {
            assumeTrue(jail == null, Integer.toString(value));
        }

        @ParameterizedTest
        @MethodSource("none")
        @Jailed("nothing")
        void broken(int value) {
            assertThat(value).isZero();
        }

        static Stream<Integer> none() {
            return Stream.of(1).peek(value -> {
                throw new IllegalStateException("no arguments");
            });
        }
    }

    @Jailed("nothing")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Program {}

    static class MetaAnnotatedTestCases {
        @Test
        @Program
        @Disabled
        void one() {}
    }
}
