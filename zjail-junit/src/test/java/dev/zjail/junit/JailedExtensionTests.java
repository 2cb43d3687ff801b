package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.RunInterruptedException;
import dev.zjail.junit.JailTestKit.PublishedRun;
import dev.zjail.truthimatics.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What a jailed test receives, when its program runs, and what becomes of it when something is wrong. */
class JailedExtensionTests {
    @TempDir
    Path reports;

    private JailTestKit.Results execute(Class<?> fixture) {
        return JailTestKit.reportingTo(reports).execute(fixture);
    }

    @Nested
    @DisplayName("a test method")
    class TestMethods {

        @Test
        void receivesTheResultOfTheAnnotatedRun() {
            assertThat(execute(TakesResultTestCases.class).succeeded(1).runs()).hasSize(1);
        }

        @Test
        void receivesAResultWhateverItsVerdict() {
            assertThat(execute(TakesRejectedResultTestCases.class).succeeded(1).runs())
                    .extracting(PublishedRun::verdict)
                    .containsExactly("REJECT");
        }

        @Test
        void runsTheProgramItselfWithAJail() {
            assertThat(execute(TakesJailTestCases.class).succeeded(1).runs()).hasSize(2);
        }

        @Test
        void makesNoRunWithAJailItDoesNotUse() {
            assertThat(execute(IgnoresJailTestCases.class).succeeded(1).runs()).isEmpty();
        }

        @Test
        void canTakeBoth() {
            assertThat(execute(TakesBothTestCases.class).succeeded(1).runs()).hasSize(2);
        }

        @Test
        void thatTakesNeitherHasItsProgramRunAllTheSame() {
            assertThat(execute(TakesNeitherTestCases.class).succeeded(1).runs())
                    .extracting(PublishedRun::termination)
                    .containsExactly("exited with status 0");
        }

        @Test
        void thatTakesNeitherFailsBeforeItBeginsWhenTheRunIsRejected() {
            JailTestKit.Results results = execute(TakesNeitherOfRejectedTestCases.class);
            Path audit = results.runs().get(0).auditFile();

            assertThat(results.onlyFailure())
                    .isExactlyInstanceOf(AssertionFailedError.class)
                    .message()
                    .startsWith("the jailed run was rejected: socket killed by the seccomp filter in syscall"
                            + " socket(0x2, 0x1, 0x0, 0x0, 0x0, 0x0), number 41 of x86_64\nverdict: REJECT\n")
                    .endsWith("\nstdout (7 bytes):\n  | trying\\n\nstderr: empty\n"
                            + "used: 2 ms CPU, 3 ms wall, 1 MiB resident\n"
                            + "to see every system call it makes beyond its policy: take a Jail and call observe()\n"
                            + "Remedy, if the program may: in @Jailed refuse = \"socket=EAFNOSUPPORT\";"
                            + " or else allow = {\"connect\", \"getsockname\", \"socket\"}\n"
                            + "audit: " + audit
                            + JailTestKit.rerun(TakesNeitherOfRejectedTestCases.class, "test", audit));
        }

        @Test
        void hasItsProgramRunAfterItsBeforeEachMethods() {
            assertThat(execute(PreparesInBeforeEachTestCases.class).succeeded(1).entries())
                    .extracting(Map::keySet)
                    .containsExactly(Set.of("prepared"), Set.of("zjail.verdict", "zjail.termination", "zjail.audit"));
        }

        @Test
        void failsWithItsOwnFailure() {
            assertThat(execute(FailsByItselfTestCases.class).onlyFailure())
                    .isExactlyInstanceOf(AssertionError.class)
                    .hasMessage("mine")
                    .hasNoSuppressedExceptions();
        }

        @Test
        void receivesParametersOfOthersFromOthers() {
            execute(TakesOtherParametersTestCases.class).succeeded(1);
        }
    }

    @ScriptedEngine.Installed
    static class TakesResultTestCases {
        @Test
        @Jailed("greeter")
        void test(JailResult run) {
            assertThat(run.stdout().text()).isEqualTo("hello\n");
            assertThat(run.verdict()).isEqualTo(Verdict.UNCERTAIN);
            assertThat(run.auditFile()).isRegularFile();
        }
    }

    @ScriptedEngine.Installed
    static class TakesRejectedResultTestCases {
        @Test
        @Jailed("socket")
        void test(JailResult run) {
            assertThat(run.termination()).isEqualTo(SampleRuns.SOCKET_DENIED);
        }
    }

    @ScriptedEngine.Installed
    static class TakesJailTestCases {
        @Test
        @Jailed(value = "greeter", args = "-v")
        void test(Jail jail) {
            assertThat(jail.run().execution().spec().arguments()).containsExactly("-v");
            assertThat(jail.run("Ada").execution().spec().arguments()).containsExactly("-v", "Ada");
        }
    }

    @ScriptedEngine.Installed
    static class IgnoresJailTestCases {
        @Test
        @Jailed("socket")
        @SuppressWarnings("UnusedVariable")
        void test(Jail jail) {}
    }

    @ScriptedEngine.Installed
    static class TakesBothTestCases {
        @Test
        @Jailed("greeter")
        void test(JailResult run, Jail jail) {
            assertThat(jail.run().auditFile()).isNotEqualTo(run.auditFile());
        }
    }

    @ScriptedEngine.Installed
    static class TakesNeitherTestCases {
        @Test
        @Jailed("greeter")
        void test() {}
    }

    @ScriptedEngine.Installed
    static class TakesNeitherOfRejectedTestCases {
        @Test
        @Jailed("socket")
        void test() {
            fail("the method ran");
        }
    }

    @ScriptedEngine.Installed
    static class PreparesInBeforeEachTestCases {
        @BeforeEach
        void prepare(TestReporter reporter) {
            reporter.publishEntry("prepared", "yes");
        }

        @Test
        @Jailed("greeter")
        void test(JailResult run) {
            assertThat(run.auditFile()).isRegularFile();
        }
    }

    @ScriptedEngine.Installed
    static class FailsByItselfTestCases {
        @Test
        @Jailed("socket")
        @SuppressWarnings("UnusedVariable")
        void test(JailResult run) {
            throw new AssertionError("mine");
        }
    }

    @ScriptedEngine.Installed
    static class TakesOtherParametersTestCases {
        @Test
        @Jailed("greeter")
        void test(TestInfo info, JailResult run, TestReporter reporter, @TempDir Path directory) {
            reporter.publishEntry("mine", info.getDisplayName());
            assertThat(directory).isEmptyDirectory();
            assertThat(run.stdout().truncated()).isFalse();
        }
    }

    @Nested
    @DisplayName("a lifecycle method")
    class LifecycleMethods {

        @Test
        @DisplayName("@BeforeEach can take a Jail, configured for the test, and the test makes no run by itself")
        void beforeEach() {
            assertThat(execute(BeforeEachTakesJailTestCases.class).succeeded(1).runs())
                    .hasSize(1);
        }

        @Test
        @DisplayName("@BeforeAll can take a Jail, and no test of the class makes a run by itself")
        void beforeAll() {
            assertThat(execute(BeforeAllTakesJailTestCases.class).succeeded(3).runs())
                    .hasSize(1);
        }

        @Test
        @DisplayName("of a class with one instance for all tests can take a Jail")
        void perClass() {
            assertThat(execute(PerClassTestCases.class).succeeded(2).runs()).hasSize(3);
        }

        @Test
        @DisplayName("that takes a Jail can be annotated itself, closer than the test")
        void annotated() {
            execute(AnnotatedLifecycleTestCases.class).succeeded(1);
        }

        @Test
        @DisplayName("@AfterEach that takes a Jail leaves the annotated run to the test")
        void afterEach() {
            assertThat(execute(AfterEachTakesJailTestCases.class).succeeded(1).runs())
                    .hasSize(2);
        }

        @Test
        @DisplayName("@BeforeEach cannot take a JailResult")
        void resultInBeforeEach() {
            assertThat(execute(BeforeEachTakesResultTestCases.class).onlyFailure())
                    .isExactlyInstanceOf(ParameterResolutionException.class)
                    .hasMessage(
                            "@Jailed: a JailResult can be a parameter of test methods only, but was found on prepare."
                                    + " Remedy: take it in the test method, or take a Jail here and run the program yourself.");
        }

        @Test
        @DisplayName("@BeforeAll cannot take a JailResult")
        void resultInBeforeAll() {
            assertThat(execute(BeforeAllTakesResultTestCases.class).onlyFailure())
                    .isExactlyInstanceOf(ParameterResolutionException.class)
                    .hasMessage(
                            "@Jailed: a JailResult can be a parameter of test methods only, but was found on prepare."
                                    + " Remedy: take it in the test method, or take a Jail here and run the program yourself.");
        }

        @Test
        @DisplayName("cannot be a constructor: Jail")
        void jailInConstructor() {
            assertThat(execute(ConstructorTakesJailTestCases.class).onlyFailure())
                    .isExactlyInstanceOf(ParameterResolutionException.class)
                    .hasMessage(
                            "@Jailed: a Jail can be a parameter of methods only, but was found on the constructor of "
                                    + ConstructorTakesJailTestCases.class.getName()
                                    + ". Remedy: take it in the test method or in a lifecycle method.");
        }

        @Test
        @DisplayName("cannot be a constructor: JailResult")
        void resultInConstructor() {
            assertThat(execute(ConstructorTakesResultTestCases.class).onlyFailure())
                    .isExactlyInstanceOf(ParameterResolutionException.class)
                    .hasMessage(
                            "@Jailed: a JailResult can be a parameter of methods only, but was found on the constructor of "
                                    + ConstructorTakesResultTestCases.class.getName()
                                    + ". Remedy: take it in the test method.");
        }
    }

    @Jailed("greeter")
    @ScriptedEngine.Installed
    static class BeforeEachTakesJailTestCases {
        private List<String> arguments = List.of();

        @BeforeEach
        void prepare(Jail jail) {
            arguments = jail.run().execution().spec().arguments();
        }

        @Test
        @Jailed(args = "-v")
        void test() {
            assertThat(arguments).containsExactly("-v");
        }
    }

    @Jailed("greeter")
    @ScriptedEngine.Installed
    static class BeforeAllTakesJailTestCases {
        @BeforeAll
        static void prepare(Jail jail) {
            assertThat(jail.run().stdout().text()).isEqualTo("hello\n");
        }

        @Test
        void one() {}

        @Test
        void two() {}

        @Nested
        class Inner {
            @Test
            void three() {}
        }
    }

    @Jailed("greeter")
    @ScriptedEngine.Installed
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassTestCases {
        @BeforeAll
        void prepare(Jail jail) {
            assertThat(jail.run().stdout().text()).isEqualTo("hello\n");
        }

        @Test
        void one(JailResult run) {
            assertThat(run.stdout().text()).isEqualTo("hello\n");
        }

        @Test
        @Jailed("failing")
        void two(JailResult run) {
            assertThat(run.stdout().text()).isEmpty();
        }
    }

    @Jailed("greeter")
    @ScriptedEngine.Installed
    static class AnnotatedLifecycleTestCases {
        @BeforeEach
        @Jailed(args = "lifecycle")
        void prepare(Jail jail) {
            assertThat(jail.run().execution().spec().arguments()).containsExactly("lifecycle");
        }

        @Test
        @Jailed(args = "test")
        void test(JailResult run) {
            assertThat(run.execution().spec().arguments()).containsExactly("test");
        }
    }

    @Jailed("greeter")
    @ScriptedEngine.Installed
    static class AfterEachTakesJailTestCases {
        @AfterEach
        void inspect(Jail jail) {
            assertThat(jail.run().stdout().text()).isEqualTo("hello\n");
        }

        @Test
        void test() {}
    }

    @Jailed("greeter")
    @ScriptedEngine.Installed
    static class BeforeEachTakesResultTestCases {
        @BeforeEach
        @SuppressWarnings("UnusedVariable")
        void prepare(JailResult run) {}

        @Test
        void test() {}
    }

    @Jailed("greeter")
    @ScriptedEngine.Installed
    static class BeforeAllTakesResultTestCases {
        @BeforeAll
        @SuppressWarnings("UnusedVariable")
        static void prepare(JailResult run) {}

        @Test
        void test() {}
    }

    @Jailed("greeter")
    @ScriptedEngine.Installed
    static class ConstructorTakesJailTestCases {
        @SuppressWarnings("UnusedVariable")
        ConstructorTakesJailTestCases(Jail jail) {}

        @Test
        void test() {}
    }

    @Jailed("greeter")
    @ScriptedEngine.Installed
    static class ConstructorTakesResultTestCases {
        @SuppressWarnings("UnusedVariable")
        ConstructorTakesResultTestCases(JailResult run) {}

        @Test
        void test() {}
    }

    @Nested
    @DisplayName("kinds of tests")
    class Kinds {

        @Test
        @DisplayName("a parameterized test has a run for each invocation, and its own arguments")
        void parameterized() {
            JailTestKit.Results results = execute(ParameterizedTestCases.class).succeeded(2);
            assertThat(results.runs()).extracting(PublishedRun::auditFile).doesNotHaveDuplicates();
            assertThat(results.runs())
                    .extracting(PublishedRun::record)
                    .anySatisfy(record -> assertThat(record).contains("test(String, JailResult) [1] a"))
                    .anySatisfy(record -> assertThat(record).contains("test(String, JailResult) [2] b"));
        }

        @Test
        @DisplayName("a repeated test has a run for each repetition")
        void repeated() {
            assertThat(execute(RepeatedTestCases.class).succeeded(3).runs())
                    .extracting(PublishedRun::auditFile)
                    .doesNotHaveDuplicates()
                    .hasSize(3);
        }

        @Test
        @DisplayName("tests that run at the same time have runs of their own")
        void parallel() {
            assertThat(execute(ParallelTestCases.class).succeeded(2).runs())
                    .extracting(PublishedRun::auditFile)
                    .doesNotHaveDuplicates()
                    .hasSize(4);
        }

        @Test
        @DisplayName("a test factory has one run, which its dynamic tests share")
        void factory() {
            assertThat(execute(FactoryTestCases.class).succeeded(2).runs()).hasSize(1);
        }

        @Test
        @DisplayName("dynamic tests can use the factory's jail")
        void dynamic() {
            assertThat(execute(DynamicTestCases.class).succeeded(2).runs()).hasSize(2);
        }
    }

    @ScriptedEngine.Installed
    static class ParameterizedTestCases {
        @ParameterizedTest(name = "[{index}] {0}")
        @ValueSource(strings = {"a", "b"})
        @Jailed("greeter")
        void test(String argument, JailResult run) {
            assertThat(argument).isIn("a", "b");
            assertThat(run.stdout().text()).isEqualTo("hello\n");
        }
    }

    @ScriptedEngine.Installed
    static class RepeatedTestCases {
        @RepeatedTest(3)
        @Jailed("greeter")
        void test(JailResult run) {
            assertThat(run.stdout().text()).isEqualTo("hello\n");
        }
    }

    @ScriptedEngine.Installed
    @Jailed("greeter")
    static class ParallelTestCases {
        private static final CountDownLatch BOTH_BEGAN = new CountDownLatch(2);

        @BeforeEach
        void waitForTheOther() throws InterruptedException {
            BOTH_BEGAN.countDown();
            assertThat(BOTH_BEGAN.await(1, TimeUnit.MINUTES)).as("both began").isTrue();
        }

        @Test
        @Jailed(args = "one")
        void one(JailResult run, Jail jail) {
            assertThat(run.execution().spec().arguments()).containsExactly("one");
            assertThat(jail.run().execution().spec().arguments()).containsExactly("one");
        }

        @Test
        @Jailed(args = "two")
        void two(JailResult run, Jail jail) {
            assertThat(run.execution().spec().arguments()).containsExactly("two");
            assertThat(jail.run().execution().spec().arguments()).containsExactly("two");
        }
    }

    @ScriptedEngine.Installed
    static class FactoryTestCases {
        @TestFactory
        @Jailed("greeter")
        Stream<DynamicTest> test(JailResult run) {
            return Stream.of("one", "two")
                    .map(name -> DynamicTest.dynamicTest(
                            name, () -> assertThat(run.stdout().text()).isEqualTo("hello\n")));
        }
    }

    @ScriptedEngine.Installed
    static class DynamicTestCases {
        @TestFactory
        @Jailed("greeter")
        Stream<DynamicTest> test(Jail jail) {
            return Stream.of("one", "two")
                    .map(name -> DynamicTest.dynamicTest(
                            name,
                            () -> assertThat(jail.run(name).execution().spec().arguments())
                                    .containsExactly(name)));
        }
    }

    @Nested
    @DisplayName("reports")
    class Reports {

        @Test
        @DisplayName("verdict, termination and audit file of each run as report entries")
        void entries() {
            assertThat(execute(TakesResultTestCases.class).runs())
                    .singleElement()
                    .satisfies(run -> {
                        assertThat(run.verdict()).isEqualTo("UNCERTAIN");
                        assertThat(run.termination()).isEqualTo("exited with status 0");
                        assertThat(run.auditFile()).startsWith(reports).isRegularFile();
                    });
        }

        @Test
        @DisplayName("one trail for all tests, and closes it after the last")
        void trail() throws IOException {
            execute(PerClassTestCases.class).succeeded(2);

            try (Stream<Path> trails = Files.list(reports.resolve("zjail"))) {
                assertThat(trails.filter(file -> file.toString().endsWith(".audit.jsonl")))
                        .singleElement()
                        .satisfies(trail -> assertThat(Files.readAllLines(trail))
                                .hasSize(4)
                                .last()
                                .asString()
                                .contains("\"count\":3"));
            }
        }

        @Test
        @DisplayName("runs of a @BeforeAll method under its name")
        void lifecycle() {
            assertThat(execute(BeforeAllTakesJailTestCases.class).runs())
                    .extracting(PublishedRun::record)
                    .singleElement()
                    .asString()
                    .contains("prepare");
        }
    }

    @Nested
    @DisplayName("a wrong annotation")
    class WrongAnnotations {

        @Test
        @DisplayName("on a method fails the test before any code of the user runs")
        void onMethod() {
            JailTestKit.Results results = execute(WrongOnMethodTestCases.class);
            assertThat(results.onlyFailure())
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage(
                            "@Limits: `cpu` must be a whole number directly followed by ms, s, m or h, below 292 years,"
                                    + " but was: \"5 sec\". Remedy: write for instance \"5s\" or \"250ms\".");
            assertThat(results.runs()).isEmpty();
        }

        @Test
        @DisplayName("on a class fails the class before any code of the user runs")
        void onClass() {
            JailTestKit.Results results = execute(WrongOnClassTestCases.class);
            assertThat(results.onlyFailure())
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("@Jailed: `tmpfs` must have the form \"/path/in/the/jail:size\", but was: \"/tmp\"."
                            + " Remedy: write for instance \"/tmp:16MiB\".");
            results.events().testEvents().assertStatistics(statistics -> statistics.started(0));
        }

        @Test
        @DisplayName("without a program says so")
        void withoutProgram() {
            assertThat(execute(NoProgramTestCases.class).onlyFailure())
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("@Jailed: `value` must name the program to run, but was: nothing. Remedy: write"
                            + " @Jailed(\"target/native/program\"), or take a Jail as a parameter and run the program"
                            + " yourself.");
        }

        @Test
        @DisplayName("that only the engine can see to be wrong is reported under the attribute's name")
        void seenByEngine() {
            assertThat(execute(MissingProgramTestCases.class).onlyFailure())
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("@Jailed: `value` must name an existing file, but was: missing. Remedy: build it.");
        }

        @Test
        @DisplayName("of which only the engine can see that a limit is wrong is reported under that limit's name")
        void limitSeenByEngine() {
            assertThat(execute(WrongLimitTestCases.class).onlyFailure())
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("@Limits: `cpu` must be counted, but was: forever. Remedy: be brief.");
        }

        @Test
        @DisplayName("has a contrast that is no contrast")
        void contrast() {
            assertThat(execute(NoContrastTestCases.class).onlyFailure())
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage(
                            "@Jailed: `contrasts` must differ from `stdin`, but was: \"z\\n\". Remedy: give an input for"
                                    + " which the program must answer differently.");
        }
    }

    @ScriptedEngine.Installed
    static class WrongOnMethodTestCases {
        @BeforeEach
        void prepare() {
            fail("a method of the user ran");
        }

        @Test
        @Jailed(value = "greeter", limits = @Limits(cpu = "5 sec"))
        void test() {}
    }

    @Jailed(value = "greeter", tmpfs = "/tmp")
    @ScriptedEngine.Installed
    static class WrongOnClassTestCases {
        @BeforeAll
        static void prepare() {
            fail("a method of the user ran");
        }

        @Test
        void test() {}
    }

    @ScriptedEngine.Installed
    static class NoProgramTestCases {
        @Test
        @Jailed(policy = "strict")
        void test() {}
    }

    @ScriptedEngine.Installed
    static class MissingProgramTestCases {
        @Test
        @Jailed("missing")
        void test() {}
    }

    @ScriptedEngine.Installed
    static class WrongLimitTestCases {
        @Test
        @Jailed("unlimited")
        void test() {}
    }

    @ScriptedEngine.Installed
    static class NoContrastTestCases {
        @Test
        @Jailed(
                value = "greeter",
                stdin = "z\n",
                contrasts = {"a\n", "z\n"})
        void test() {}
    }

    @Nested
    @DisplayName("a host that cannot confine")
    class UnsupportedHosts {
        private static final String REFUSAL =
                "the host did not confine the program: layer namespaces failed at unshare(2)"
                        + " with EPERM. Likely cause: it is forbidden. Smallest fix: allow it."
                        + "\nzjail's doctor found on this host, where it recognised a Docker container (/.dockerenv"
                        + " exists):"
                        + "\n  FAIL uts_namespace: unshare(2) failed with EPERM. Likely cause: it is closed. Smallest fix:"
                        + " open it.";

        @Test
        @DisplayName("fails the test")
        void fails() {
            JailTestKit.Results results = execute(UnconfinableTestCases.class);
            assertThat(results.onlyFailure())
                    .isExactlyInstanceOf(ConfinementException.class)
                    .hasMessage(REFUSAL);
            assertThat(results.runs()).isEmpty();
        }

        @Test
        @DisplayName("fails the test where zjail.unsupported says so")
        void failsByParameter() {
            assertThat(JailTestKit.reportingTo(reports)
                            .with("zjail.unsupported", "fail")
                            .execute(UnconfinableTestCases.class)
                            .onlyFailure())
                    .isExactlyInstanceOf(ConfinementException.class);
        }

        @Test
        @DisplayName("aborts the test where zjail.unsupported says so")
        void aborts() {
            assertThat(JailTestKit.reportingTo(reports)
                            .with("zjail.unsupported", "abort")
                            .execute(UnconfinableTestCases.class)
                            .onlyAbortion())
                    .isExactlyInstanceOf(TestAbortedException.class)
                    .hasMessage(REFUSAL)
                    .hasCauseExactlyInstanceOf(ConfinementException.class);
        }

        @Test
        @DisplayName("aborts a test that runs the program itself")
        void abortsJail() {
            assertThat(JailTestKit.reportingTo(reports)
                            .with("zjail.unsupported", "abort")
                            .execute(UnconfinableJailTestCases.class)
                            .onlyAbortion())
                    .isExactlyInstanceOf(TestAbortedException.class)
                    .hasMessage(REFUSAL);
        }

        @Test
        @DisplayName("and a wrong zjail.unsupported is an error, even where the host can confine")
        void wrongParameter() {
            assertThat(JailTestKit.reportingTo(reports)
                            .with("zjail.unsupported", "skip")
                            .execute(TakesResultTestCases.class)
                            .onlyFailure())
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("Configuration parameter: `zjail.unsupported` must be \"fail\" or \"abort\", but was:"
                            + " \"skip\". Remedy: correct it in junit-platform.properties or in the system property of"
                            + " that name.");
        }

        @Test
        @DisplayName("is not confused with an interrupted run, which surfaces as it is")
        void interrupted() {
            assertThat(JailTestKit.reportingTo(reports)
                            .with("zjail.unsupported", "abort")
                            .execute(InterruptedTestCases.class)
                            .onlyFailure())
                    .isExactlyInstanceOf(RunInterruptedException.class)
                    .hasMessage("the thread was interrupted while the jailed program ran; the program was ended");
        }
    }

    @ScriptedEngine.Installed
    static class UnconfinableTestCases {
        @Test
        @Jailed("unconfinable")
        @SuppressWarnings("UnusedVariable")
        void test(JailResult run) {
            fail("the method ran");
        }
    }

    @ScriptedEngine.Installed
    static class UnconfinableJailTestCases {
        @Test
        @Jailed("unconfinable")
        void test(Jail jail) {
            throw new IllegalStateException("the program ran: " + jail.run());
        }
    }

    @ScriptedEngine.Installed
    static class InterruptedTestCases {
        @Test
        @Jailed("interrupted")
        void test() {}
    }
}
