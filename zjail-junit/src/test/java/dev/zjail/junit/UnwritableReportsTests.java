package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.zjail.audit.AuditException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of a test whose run cannot be recorded, because a file is where the directory of its class should be.
 */
@DisplayName("Where the audit cannot be written")
class UnwritableReportsTests {
    @TempDir
    Path directory;

    private Path reports;

    @BeforeEach
    void prepare() throws IOException {
        reports = Files.writeString(directory.resolve("reports"), "a file, below which nothing can be");
    }

    private JailTestKit.Results execute(Class<?> fixture) {
        return JailTestKit.reportingTo(reports).execute(fixture);
    }

    @Test
    @DisplayName("a test that passes fails when it is over, with path, errno and remedy")
    void passing() {
        assertThat(execute(PassingTestCases.class).onlyFailure())
                .isExactlyInstanceOf(AuditException.class)
                .hasMessage(refusal(PassingTestCases.class))
                .hasNoSuppressedExceptions();
        assertThat(PassingTestCases.seen).as("its own result").isEqualTo("hello\n");
        assertThat(reports).hasContent("a file, below which nothing can be");
    }

    @Test
    @DisplayName("a test that fails fails with its own failure, to which the audit's is added")
    void failing() {
        assertThat(execute(FailingTestCases.class).onlyFailure())
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("mine")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .isInstanceOf(AuditException.class)
                        .hasToString(AuditException.class.getName() + ": " + refusal(FailingTestCases.class)));
    }

    @Test
    @DisplayName("a rejected run fails its test as rejected, to which the audit's failure is added")
    void rejected() {
        assertThat(execute(RejectedTestCases.class).onlyFailure())
                .hasMessageStartingWith("the jailed run was rejected: socket killed by the seccomp filter")
                .hasMessageEndingWith("audit: " + reports.resolve(RejectedTestCases.class.getName())
                        + JailTestKit.rerun(RejectedTestCases.class, "test", reports))
                .satisfies(failure ->
                        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(AuditException.class));
    }

    @Test
    @DisplayName("a test that makes several runs fails once")
    void several() {
        assertThat(execute(SeveralRunsTestCases.class).onlyFailure())
                .isExactlyInstanceOf(AuditException.class)
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(2));
    }

    @Test
    @DisplayName("a run of a @BeforeAll method fails the class when it is over, and not its tests")
    void lifecycle() {
        JailTestKit.Results results = execute(BeforeAllTestCases.class);

        assertThat(results.onlyFailure()).isExactlyInstanceOf(AuditException.class);
        results.events()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(2).failed(0));
    }

    @Test
    @DisplayName("a thread that was interrupted when its run had just ended is no reason")
    void interrupted() {
        JailTestKit.Results results = JailTestKit.reportingTo(directory.resolve("good"))
                .execute(InterruptedTestCases.class)
                .succeeded(1);

        assertThat(results.runs())
                .singleElement()
                .satisfies(run -> assertThat(run.record()).contains("\"exit_code\""));
    }

    private String refusal(Class<?> fixture) {
        return "the audit could not write " + reports.resolve(fixture.getName()) + ": ENOTDIR, Not a directory. Remedy:"
                + " make this path writable with room to spare, or set `zjail.reports.dir` to a directory that is.";
    }

    @ScriptedEngine.Installed
    static class PassingTestCases {
        private static String seen = "";

        @Test
        @Jailed("greeter")
        void test(JailResult run) {
            seen = run.stdout().text();
        }
    }

    @ScriptedEngine.Installed
    static class FailingTestCases {
        @Test
        @Jailed("greeter")
        void test(JailResult run) {
            assertThat(run.stdout().text()).isNotEmpty();
            fail("mine");
        }
    }

    @ScriptedEngine.Installed
    static class RejectedTestCases {
        @Test
        @Jailed("socket")
        void test() {}
    }

    @ScriptedEngine.Installed
    static class SeveralRunsTestCases {
        @Test
        @Jailed("greeter")
        void test(Jail jail) {
            for (int run = 0; run < 3; run++) {
                assertThat(jail.run().stdout().text()).isEqualTo("hello\n");
            }
        }
    }

    @ScriptedEngine.Installed
    @Jailed("greeter")
    static class BeforeAllTestCases {
        @BeforeAll
        static void prepare(Jail jail) {
            assertThat(jail.run().stdout().text()).isEqualTo("hello\n");
        }

        @Test
        void first() {}

        @Test
        void second() {}
    }

    @ScriptedEngine.Installed
    static class InterruptedTestCases {
        @Test
        @Jailed("interrupted-at-the-end")
        void test(JailResult run) {
            assertThat(Thread.interrupted()).as("the interrupt flag").isTrue();
            assertThat(run.auditFile()).isNotEmptyFile();
        }
    }
}
