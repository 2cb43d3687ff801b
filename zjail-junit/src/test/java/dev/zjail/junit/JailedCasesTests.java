package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.zjail.junit.JailTestKit.PublishedRun;
import dev.zjail.junit.JailTestKit.Results;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.Event;
import org.opentest4j.AssertionFailedError;

@DisplayName("@JailedCases")
class JailedCasesTests {
    private static final String CASES = "target/jailed-cases";

    @TempDir
    Path reports;

    @BeforeAll
    static void prepare() throws IOException {
        put("echo", Map.of("2", "b\n", "10", "c\n", "1", "a\n"));
        put("wrong", Map.of("1", "a\n", "2", "b\n"));
        file("wrong/2.out", "B \n");
        put("points", Map.of("1", "a\n", "2", "b\n", "3", "c\n"));
        file("points/2.out", "x\n");
        file("points/points.tsv", "1\t5\n2\t7\n3\t1\n");
        put("args", Map.of("1", "x"));
        file("args/1.args", "-n\n5\n");
        file("args/1.out", "read [-v, -n, 5] x");
        put("status", Map.of("1", ""));
        file("status/1.exit", "3\n");
        file("status/1.err", "no\n");
        put("error", Map.of("1", ""));
        file("error/1.exit", "3\n");
        file("error/1.err", "yes\n");
    }

    private static void put(String directory, Map<String, String> cases) throws IOException {
        for (Map.Entry<String, String> each : cases.entrySet()) {
            file(directory + "/" + each.getKey() + ".in", each.getValue());
            file(directory + "/" + each.getKey() + ".out", each.getValue());
        }
    }

    private static void file(String name, String content) throws IOException {
        Path file = Path.of(CASES, name).toAbsolutePath();
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
    }

    private Results execute(Class<?> fixture) {
        return JailTestKit.reportingTo(reports).execute(fixture);
    }

    @Test
    @DisplayName("makes a test of each case, with its name, and a readable audit file of its own")
    void each() {
        Results results = execute(EchoTestCases.class).succeeded(3);
        assertThat(results.events().testEvents().started().stream()
                        .map(event -> event.getTestDescriptor().getDisplayName()))
                .containsExactlyInAnyOrder("1", "2", "10");
        assertThat(results.events().allEvents().dynamicallyRegistered().stream()
                        .map(Event::getTestDescriptor)
                        .filter(descriptor -> descriptor.isTest())
                        .map(descriptor ->
                                descriptor.getUniqueId().getLastSegment().getValue()))
                .containsExactly("#1", "#2", "#3");
        assertThat(results.runs())
                .extracting(run -> run.auditFile().getFileName().toString().replaceAll("-[0-9a-f]+\\.audit", ".audit"))
                .containsExactlyInAnyOrder("echoes-1.audit.json", "echoes-2.audit.json", "echoes-10.audit.json");
    }

    @Test
    @DisplayName("gives the method what it wants, with the input of the case")
    void parameters() {
        assertThat(execute(ParametersTestCases.class).succeeded(3).runs()).hasSize(6);
    }

    @Test
    @DisplayName("fails a wrong output before the method begins")
    void wrong() {
        Results results = execute(WrongTestCases.class);
        Path audit = results.runs().stream()
                .map(PublishedRun::auditFile)
                .filter(file -> file.toString().contains("-2-"))
                .findFirst()
                .orElseThrow();
        assertThat(results.onlyFailure())
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasMessage("""
                        case 2 has a wrong stdout: line 1 (byte 1): expected "B \\n", found "b\\n"
                        Expected: stdout (3 bytes):
                          | B \\n
                        Actual: stdout (2 bytes):
                          | b\\n
                        echo exited with status 0
                        stderr: empty
                        used: 2 ms CPU, 3 ms wall, 1 MiB resident
                        audit: %s%s
                        input: %s""".formatted(
                                audit,
                                JailTestKit.rerun(WrongTestCases.class, "test", audit),
                                Path.of(CASES, "wrong/2.in").toAbsolutePath()));
    }

    @Test
    @DisplayName("fails a crash behind the right output")
    void crash() {
        assertThat(execute(CrashTestCases.class).failures())
                .hasSize(3)
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageContaining(
                                " did not end as it should: echo-and-crash killed by signal SIGSEGV (11)\n"));
    }

    @Test
    @DisplayName("leaves a wrong output to the method that wants that")
    void none() {
        assertThat(execute(NoneTestCases.class).succeeded(2).runs()).hasSize(2);
    }

    @Test
    @DisplayName("appends the arguments of a case")
    void arguments() {
        execute(ArgumentsTestCases.class).succeeded(1);
    }

    @Test
    @DisplayName("compares status and standard error where the case says")
    void statusAndError() {
        execute(StatusTestCases.class).succeeded(1);
        assertThat(execute(ErrorTestCases.class).onlyFailure())
                .hasMessageStartingWith(
                        "case 1 has a wrong stderr: line 1 (byte 1): expected \"yes\\n\", found \"no\\n\"\n");
    }

    @Test
    @DisplayName("asks a checker, whose own run is recorded")
    void checker() {
        assertThat(execute(CheckerTestCases.class).succeeded(3).runs()).hasSize(6);
        assertThat(execute(WrongByCheckerTestCases.class).onlyFailure())
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("case 2 has a wrong stdout: the checker says: stderr (14 bytes):\n"
                        + "  | it is another\\n\nExpected: ");
    }

    @Test
    @DisplayName("blames a checker that fails, and not the program")
    void brokenChecker() {
        assertThat(execute(BrokenCheckerTestCases.class).failures())
                .hasSize(3)
                .allSatisfy(failure -> assertThat(failure)
                        .isExactlyInstanceOf(ExtensionConfigurationException.class)
                        .hasMessageStartingWith(
                                "@JailedCases: `checker` must exit with status 0 (right), or 1 or 2 (wrong), but"
                                        + " was: broken-checker exited with status 3\n")
                        .hasMessageContaining("stderr (8 bytes):\n  | no file\\n\n")
                        .hasMessageEndingWith(
                                "\nRemedy: mend the checker; nothing is said of the program that it should check."));
    }

    @Test
    @DisplayName("publishes the points of each case, and their sum for the class")
    void points() {
        assertThat(execute(PointsTestCases.class).entries())
                .filteredOn(entry -> entry.containsKey("zjail.points"))
                .extracting(entry -> entry.getOrDefault("zjail.points", ""))
                .containsExactlyInAnyOrder("5 of 5", "0 of 7", "1 of 1", "6 of 13")
                .last()
                .isEqualTo("6 of 13");
    }

    @Test
    @DisplayName("can stand on another annotation, and with replays")
    void composed() {
        assertThat(execute(ComposedTestCases.class).succeeded(3).runs()).hasSize(3);
    }

    @Test
    @DisplayName("refuses wrong attributes")
    void refuses() {
        assertRefused(
                NoProgramTestCases.class,
                "@Jailed: `value` must name the program to run, but was: nothing. Remedy: write"
                        + " @Jailed(\"target/native/program\"), or take a Jail as a parameter and run the program"
                        + " yourself.");
        assertRefused(
                NoDirectoryTestCases.class,
                "@JailedCases: `value` must name a directory, but was: nothing. Remedy: write for instance"
                        + " \"src/test/cases\".");
        assertRefused(
                NoCheckerTestCases.class,
                "@JailedCases: `checker` must name the program that compares, but was: nothing. Remedy: write for"
                        + " instance checker = \"target/native/checker\".");
        assertRefused(
                UnusedCheckerTestCases.class,
                "@JailedCases: `checker` must be given only with check = PROGRAM, but was: \"checker\" with check ="
                        + " EXACT. Remedy: write check = CaseCheck.PROGRAM.");
        assertRefused(
                ToleranceTestCases.class,
                "@JailedCases: `tolerance` must be from 0 to less than 1, but was: 1.0. Remedy: write for instance"
                        + " 1e-6.");
    }

    private void assertRefused(Class<?> fixture, String message) {
        List<Throwable> failures = execute(fixture).failures();
        assertThat(failures)
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure)
                        .isExactlyInstanceOf(ExtensionConfigurationException.class)
                        .hasMessage(message));
    }

    @ScriptedEngine.Installed
    static class EchoTestCases {
        @JailedCases(CASES + "/echo")
        @Jailed("echo")
        @DisplayName("echoes")
        void test() {}
    }

    @ScriptedEngine.Installed
    @Jailed("echo")
    static class ParametersTestCases {
        private String inBeforeEach = "";

        @BeforeEach
        void run(Jail jail) {
            inBeforeEach = jail.run().stdout().text();
        }

        @JailedCases(CASES + "/echo")
        void test(JailResult run, JailedCase found) {
            assertThat(run.stdout().text()).isEqualTo(found.input().text()).isEqualTo(inBeforeEach);
        }
    }

    @ScriptedEngine.Installed
    @Jailed("echo")
    static class WrongTestCases {
        @JailedCases(CASES + "/wrong")
        void test(JailedCase found) {
            if (found.name().equals("2")) {
                fail("the method ran");
            }
        }
    }

    @ScriptedEngine.Installed
    static class CrashTestCases {
        @JailedCases(CASES + "/echo")
        @Jailed("echo-and-crash")
        void test() {}
    }

    @ScriptedEngine.Installed
    static class NoneTestCases {
        @JailedCases(value = CASES + "/wrong", check = CaseCheck.NONE)
        @Jailed("echo")
        void test(JailedCase found, JailResult run) {
            assertThat(run.stdout().content()).isEqualTo(found.input());
        }
    }

    @ScriptedEngine.Installed
    static class ArgumentsTestCases {
        @JailedCases(CASES + "/args")
        @Jailed(value = "lines-of-input", args = "-v")
        void test() {}
    }

    @ScriptedEngine.Installed
    @Jailed("failing")
    static class StatusTestCases {
        @JailedCases(CASES + "/status")
        void test() {}
    }

    @ScriptedEngine.Installed
    @Jailed("failing")
    static class ErrorTestCases {
        @JailedCases(CASES + "/error")
        void test() {}
    }

    @ScriptedEngine.Installed
    @Jailed("echo")
    static class CheckerTestCases {
        @JailedCases(value = CASES + "/echo", check = CaseCheck.PROGRAM, checker = "checker")
        void test() {}
    }

    @ScriptedEngine.Installed
    @Jailed("echo")
    static class WrongByCheckerTestCases {
        @JailedCases(value = CASES + "/wrong", check = CaseCheck.PROGRAM, checker = "checker")
        void test() {}
    }

    @ScriptedEngine.Installed
    @Jailed("echo")
    static class BrokenCheckerTestCases {
        @JailedCases(value = CASES + "/echo", check = CaseCheck.PROGRAM, checker = "broken-checker")
        void test() {}
    }

    @ScriptedEngine.Installed
    @Jailed("echo")
    static class PointsTestCases {
        @JailedCases(CASES + "/points")
        void test() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @JailedCases(value = CASES + "/echo", check = CaseCheck.TOKENS)
    @Jailed(value = "echo", replays = 3)
    @interface Echoes {}

    @ScriptedEngine.Installed
    static class ComposedTestCases {
        @Echoes
        void test() {}
    }

    @ScriptedEngine.Installed
    static class NoProgramTestCases {
        @JailedCases(CASES + "/echo")
        void test() {}
    }

    @ScriptedEngine.Installed
    @Jailed("echo")
    static class NoDirectoryTestCases {
        @JailedCases("")
        void test() {}
    }

    @ScriptedEngine.Installed
    @Jailed("echo")
    static class NoCheckerTestCases {
        @JailedCases(value = CASES + "/echo", check = CaseCheck.PROGRAM)
        void test() {}
    }

    @ScriptedEngine.Installed
    @Jailed("echo")
    static class UnusedCheckerTestCases {
        @JailedCases(value = CASES + "/echo", checker = "checker")
        void test() {}
    }

    @ScriptedEngine.Installed
    @Jailed("echo")
    static class ToleranceTestCases {
        @JailedCases(value = CASES + "/echo", check = CaseCheck.NUMBERS, tolerance = 1)
        void test() {}
    }
}
