package dev.zjail.junit;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.build.BuildServer;
import dev.zjail.junit.JailTestKit.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a jailed test's configuration, normalisers and ending have to do with its golden files. */
@DisplayName("The golden file of a jailed test")
class GoldenOfATestTests {
    private static final Path NORMALISED = Path.of("target/golden/normalised.txt");
    private static final Path WRITTEN = Path.of("target/golden/written.txt");
    private static final Path UNSEEN = Path.of("target/golden/unseen.txt");
    private static final Path CRASHED = Path.of("target/golden/crashed.txt");
    private static final Optional<String> SERVER =
            BuildServer.variable(name -> Optional.ofNullable(System.getenv(name)));

    @TempDir
    Path reports;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(NORMALISED.resolveSibling(""));
        Files.writeString(NORMALISED, "at <address>");
        Files.deleteIfExists(WRITTEN);
        Files.deleteIfExists(CRASHED);
    }

    private Results execute(Class<?> fixture, String golden) {
        return JailTestKit.reportingTo(reports).with("zjail.golden", golden).execute(fixture);
    }

    @Test
    @DisplayName("is compared with what normalise leaves")
    void normalised() {
        execute(NormalisedTestCases.class, "check").succeeded(1);
        assertThat(execute(RawTestCases.class, "check").onlyFailure())
                .hasMessageContaining("\n    - | at <address>\n    + | at 0x");
    }

    @Test
    @DisplayName("is rewritten where the configuration parameter says so, and never on a build server")
    void rewritten() {
        Results results = execute(WritesTestCases.class, "update");
        if (SERVER.isPresent()) {
            assertThat(results.onlyFailure())
                    .hasMessageContaining("on a build server")
                    .hasMessageContaining(SERVER.get());
            assertThat(WRITTEN).doesNotExist();
        } else {
            results.succeeded(1);
            assertThat(WRITTEN).hasContent("hello\n");
        }
    }

    @Test
    @DisplayName("is not written from a run that crashed, unless the ending is asserted in front")
    void crashed() {
        Results results = execute(CrashedTestCases.class, "update");
        assertThat(CRASHED).doesNotExist();
        if (SERVER.isEmpty()) {
            assertThat(results.onlyFailure())
                    .hasMessageStartingWith(
                            "\nGolden file: `target/golden/crashed.txt` was not rewritten: the program did"
                                    + " not end normally. Remedy: if it should end like this, assert that in front of"
                                    + " hasStdoutAs: wasKilledBySyscall(\"socket\").\nstdout (7 bytes):\n  | trying\\n\n");
            execute(AssertedTestCases.class, "update").succeeded(1);
            assertThat(CRASHED).hasContent("trying\n");
        }
    }

    @Test
    @DisplayName("fails the test at its end if the output is right and the program crashed")
    void unseenEnding() throws IOException {
        Files.writeString(UNSEEN, "...\n");
        assertThat(execute(UnseenTestCases.class, "check").onlyFailure())
                .hasMessageContaining("because hasStdoutAs alone implies a normal ending");
    }

    @Test
    @DisplayName("is neither if the configuration parameter says something else")
    void unknown() {
        assertThat(execute(NormalisedTestCases.class, "rewrite").onlyFailure())
                .hasMessageStartingWith(
                        "\nConfiguration parameter: `zjail.golden` must be \"check\" or \"update\", but was:"
                                + " \"rewrite\". Remedy: ");
    }

    @ScriptedEngine.Installed
    static class NormalisedTestCases {
        @Test
        @Jailed(value = "address", normalise = "addresses")
        void test(JailResult run) {
            assertThat(run).hasStdoutAs(NORMALISED);
        }
    }

    @ScriptedEngine.Installed
    static class RawTestCases {
        @Test
        @Jailed("address")
        void test(JailResult run) {
            assertThat(run).hasStdoutAs(NORMALISED);
        }
    }

    @ScriptedEngine.Installed
    static class WritesTestCases {
        @Test
        @Jailed("greeter")
        void test(JailResult run) {
            assertThat(run).hasStdoutAs(WRITTEN);
        }
    }

    @ScriptedEngine.Installed
    static class CrashedTestCases {
        @Test
        @Jailed("socket")
        void test(JailResult run) {
            assertThat(run).hasStdoutAs(CRASHED);
        }
    }

    @ScriptedEngine.Installed
    static class UnseenTestCases {
        @Test
        @Jailed("socket")
        void test(JailResult run) {
            assertThat(run).hasStdoutAs(UNSEEN);
        }
    }

    @ScriptedEngine.Installed
    static class AssertedTestCases {
        @Test
        @Jailed("socket")
        void test(JailResult run) {
            assertThat(run).wasKilledBySyscall("socket").hasStdoutAs(CRASHED);
        }
    }
}
