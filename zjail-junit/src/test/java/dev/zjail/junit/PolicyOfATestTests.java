package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ResourceLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The policy of a test")
class PolicyOfATestTests {
    /** Where the fixtures name it: relative to the module. */
    private static final Path POLICIES = SettingParser.ofThisModule().resolve(Path.of("target/test-policies"));

    @TempDir
    Path reports;

    @BeforeAll
    static void writePolicies() throws IOException {
        Files.createDirectories(POLICIES);
        Files.writeString(
                POLICIES.resolve("own.json"), "{\"name\": \"own\", \"extends\": \"threads\", \"allow\": [\"socket\"]}");
        Files.writeString(
                POLICIES.resolve("broken.json"), "{\n  \"name\": \"broken\",\n  \"allow\": [\"sokcet\"]\n}\n");
    }

    @Test
    void canBeAFile() throws IOException {
        JailTestKit.Results results = JailTestKit.reportingTo(reports).execute(File.class);

        assertThat(results.succeeded(1).runs().get(0).record()).contains("\"requested\" : \"own\"");
    }

    @ScriptedEngine.Installed
    static class File {
        @Test
        @Jailed(value = "greeter", policy = "target/test-policies/own.json", allow = "bind")
        void test(JailResult run) {
            assertThat(run.execution().spec().policy().name()).isEqualTo("own");
        }
    }

    @Test
    void inAWrongFileIsAnErrorOfTheAnnotation() {
        assertThat(JailTestKit.reportingTo(reports).execute(WrongFile.class).onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@Jailed: `policy` file target/test-policies/broken.json, line 3, column 13: `allow[0]` must"
                                + " hold the kernel's names of system calls, but was: \"sokcet\". Remedy: perhaps you mean socket.");
    }

    @ScriptedEngine.Installed
    static class WrongFile {
        @Test
        @Jailed(value = "greeter", policy = "target/test-policies/broken.json")
        void test() {}
    }

    @Test
    void inNoFileIsAnErrorOfTheAnnotation() {
        assertThat(JailTestKit.reportingTo(reports).execute(NoFile.class).onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@Jailed: `policy` must name a policy file that can be read, but was:"
                        + " \"target/test-policies/none.json\" (there is no such file). Remedy: correct the path; a"
                        + " relative one starts at the directory of the module.");
    }

    @ScriptedEngine.Installed
    static class NoFile {
        @Test
        @Jailed(value = "greeter", policy = "target/test-policies/none.json")
        void test() {}
    }

    @Test
    void ofAnUnknownNameIsAnErrorOfTheAnnotation() {
        assertThat(JailTestKit.reportingTo(reports).execute(UnknownName.class).onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@Jailed: `policy` must be one of auto, threads, processes, strict, static, dynamic,"
                        + " static-threads, static-processes, dynamic-threads, dynamic-processes, but was: \"threds\"."
                        + " Remedy: perhaps you mean threads.");
    }

    @ScriptedEngine.Installed
    static class UnknownName {
        @Test
        @Jailed(value = "greeter", policy = "threds")
        void test() {}
    }

    @Test
    void canBeReplacedInAJail() {
        JailTestKit.reportingTo(reports).execute(Replaced.class).succeeded(1);
    }

    @ScriptedEngine.Installed
    static class Replaced {
        @Test
        @Jailed("greeter")
        void test(Jail jail) {
            assertThat(policyOf(jail.withPolicy("target/test-policies/own.json")))
                    .isEqualTo("own");
            assertThat(policyOf(jail.withPolicy("processes"))).isEqualTo("processes");
            assertThatThrownBy(() -> jail.withPolicy("target/test-policies/broken.json"))
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessageStartingWith(
                            "Jail: `policy` file target/test-policies/broken.json, line 3, column 13: `allow[0]` must");
            assertThatThrownBy(() -> jail.withPolicy("lax"))
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessageStartingWith("Jail: `policy` must be one of auto, threads,");
        }

        private static String policyOf(Jail jail) {
            return jail.run().execution().spec().policy().name();
        }
    }

    @Test
    void decidesTheDefaultOfLimitsThatNobodyGave() {
        JailTestKit.reportingTo(reports).execute(Defaults.class).succeeded(4);
    }

    @ScriptedEngine.Installed
    static class Defaults {
        private static final ResourceLimits WIDE = ResourceLimits.DEFAULTS
                .withProcesses(32)
                .withMemoryBytes(1L << 30)
                .withOpenFiles(64);

        @Test
        @Jailed(value = "greeter", policy = "threads")
        void byName(Jail jail) {
            assertThat(limitsOf(jail)).isEqualTo(WIDE);
            assertThat(limitsOf(jail.withPolicy("static"))).isEqualTo(ResourceLimits.DEFAULTS);
            assertThat(limitsOf(jail.withLimits(ResourceLimits.DEFAULTS))).isEqualTo(ResourceLimits.DEFAULTS);
            assertThat(limitsOf(jail.withLimits(limits -> limits.withOpenFiles(9))))
                    .isEqualTo(WIDE.withOpenFiles(9));
        }

        @Test
        @Jailed(value = "greeter", policy = "target/test-policies/own.json", limits = @Limits(openFiles = 8))
        void byFile(Jail jail) {
            assertThat(limitsOf(jail)).isEqualTo(WIDE.withOpenFiles(8));
        }

        @Test
        @Jailed(value = "greeter", policy = "processes", limits = @Limits(processes = 1))
        void processesGiven(Jail jail) {
            assertThat(limitsOf(jail)).isEqualTo(WIDE.withProcesses(1));
        }

        @Test
        @Jailed(value = "greeter", limits = @Limits(memory = "64MiB"))
        void memoryGiven(Jail jail) {
            assertThat(limitsOf(jail)).isEqualTo(ResourceLimits.DEFAULTS.withMemoryBytes(64L << 20));
            assertThat(limitsOf(jail.withPolicy("processes"))).isEqualTo(WIDE.withMemoryBytes(64L << 20));
        }

        private static ResourceLimits limitsOf(Jail jail) {
            JailSpec spec = jail.run().execution().spec();
            return spec.limits();
        }
    }
}
