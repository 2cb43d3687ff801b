package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.policy.RequestedPolicy;
import dev.zjail.engine.rootfs.FileMapping;
import dev.zjail.engine.rootfs.HostMount;
import dev.zjail.engine.rootfs.Provision;
import dev.zjail.engine.rootfs.Provisions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** The jail as test code uses it; each fixture is one test that received one. */
class JailTests {
    @TempDir
    Path reports;

    @Test
    void changesCopiesOnly() {
        succeeds(Immutability.class);
    }

    @Test
    void canReplaceEverything() {
        succeeds(Replacement.class);
    }

    @Test
    void canObserve() {
        succeeds(Observation.class);
    }

    @Test
    void canEmptyWhatAnAnnotationFilled() {
        succeeds(Emptying.class);
    }

    @Test
    void canChooseWhatIsAroundTheProgram() {
        JailTestKit.reportingTo(reports).execute(Around.class).succeeded(3);
    }

    @Test
    void weighsARunByWhatItWasTold() {
        succeeds(Expectations.class);
    }

    @Test
    void reportsWhatIsWrongAsItsOwn() {
        succeeds(Errors.class);
    }

    @Test
    void tellsAProgramThatMayExecuteOthersWhereTheyAreUnlessItsEnvironmentIsGiven() {
        succeeds(ExecutingOthers.class);
    }

    private void succeeds(Class<?> fixture) {
        JailTestKit.reportingTo(reports).execute(fixture).succeeded(1);
    }

    @ScriptedEngine.Installed
    static class Immutability {
        @Test
        @Jailed(value = "greeter", args = "a")
        void test(Jail jail) {
            Jail changed = jail.withArgs("b").withStdin("c");
            byte[] bytes = {1};
            Jail fromArray = jail.withStdin(bytes);
            bytes[0] = 2;

            assertThat(changed.run("d").execution().spec().arguments()).containsExactly("b", "d");
            assertThat(changed.run().execution().spec().arguments()).containsExactly("b");
            assertThat(jail.run().execution().spec().arguments()).containsExactly("a");
            assertThat(jail.run().execution().spec().stdin()).isEqualTo(Bytes.EMPTY);
            assertThat(fromArray.run().execution().spec().stdin()).isEqualTo(Bytes.of(new byte[] {1}));
        }
    }

    @ScriptedEngine.Installed
    static class ExecutingOthers {
        @Test
        @Jailed(value = "greeter", allow = "execve")
        void test(Jail jail) {
            assertThat(environment(jail)).containsExactly("PATH=/usr/local/bin:/usr/bin:/bin");
            assertThat(environment(jail.withEnv("A=b"))).containsExactly("A=b");
            assertThat(environment(jail.withAllow("getpid"))).isEmpty();
        }

        private static List<String> environment(Jail jail) {
            return jail.run().execution().spec().environment();
        }
    }

    @ScriptedEngine.Installed
    static class Replacement {
        private static final ResourceLimits LIMITS = ResourceLimits.DEFAULTS.withCpu(Duration.ofSeconds(1));

        @Test
        @Jailed
        void test(Jail jail) {
            JailResult run = jail.withExecutable(Path.of("/bin/greeter"))
                    .withArgs("a")
                    .withStdin(new byte[] {-1})
                    .withStdinOpen()
                    .withEnv("LANG=C")
                    .withPolicy("strict")
                    .withAllow("getpid", "getpid")
                    .withLimits(LIMITS)
                    .withFiles("/host -> /jail")
                    .withTmpfs("/tmp:4KiB")
                    .withReplays(2)
                    .withContrasts("x")
                    .run("b");

            assertThat(run.execution().spec())
                    .isEqualTo(new JailSpec(
                            Path.of("/bin/greeter"),
                            List.of("a", "b"),
                            List.of("LANG=C"),
                            Bytes.of(new byte[] {-1}),
                            true,
                            RequestedPolicy.named("strict"),
                            Set.of("getpid"),
                            Set.of(),
                            LIMITS,
                            List.of(new FileMapping(Path.of("/host"), "/jail")),
                            List.of(new Tmpfs("/tmp", 4096)),
                            List.of(),
                            Provisions.DEFAULTS,
                            Optional.empty(),
                            Path.of("/"),
                            List.of()));
        }
    }

    @ScriptedEngine.Installed
    static class Observation {
        @Test
        @Jailed(value = "greeter", args = "a")
        void test(Jail jail) {
            JailObservation observation = jail.observe("b");

            assertThat(observation.allow()).containsExactly("getpid");
            assertThat(observation.asAttributes()).isEqualTo("allow = \"getpid\", refuse = \"socket=EAFNOSUPPORT\"");
            assertThat(observation.complete()).isTrue();
            assertThat(observation.result().execution().spec().arguments()).containsExactly("a", "b");
            assertThat(observation.result().auditFile()).exists();
        }
    }

    @ScriptedEngine.Installed
    static class Emptying {
        @Test
        @Jailed(
                value = "greeter",
                args = "a",
                env = "A=b",
                stdin = "c",
                allow = "getpid",
                files = "/x -> /x",
                tmpfs = "/tmp:4KiB",
                contrasts = "d")
        void test(Jail jail) {
            JailSpec spec = jail.withArgs()
                    .withEnv()
                    .withStdin("")
                    .withAllow()
                    .withFiles()
                    .withTmpfs()
                    .withContrasts()
                    .run()
                    .execution()
                    .spec();

            assertThat(spec).isEqualTo(JailSpec.of(spec.executable()));
        }
    }

    @ScriptedEngine.Installed
    @Jailed(
            value = "greeter",
            mounts = {"/usr", "/srv/** -> /data", "tree -> /opt/tree"},
            provide = {"none", "proc"},
            at = "/opt/greeter",
            workingDirectory = "/data",
            engine = "host",
            limits = @Limits(addressSpace = "unlimited", stack = "64MiB"))
    static class Around {
        @Test
        void byAnnotation(Jail jail) {
            JailSpec spec = jail.run().execution().spec();
            Path module = SettingParser.ofThisModule().baseDirectory();

            assertThat(spec.mounts())
                    .containsExactly(
                            new HostMount(Path.of("/usr"), "/usr", false),
                            new HostMount(Path.of("/srv"), "/data", true),
                            new HostMount(module.resolve("tree"), "/opt/tree", false));
            assertThat(spec.provide()).isEqualTo(new Provisions(false, Set.of(Provision.PROC)));
            assertThat(spec.at()).contains("/opt/greeter");
            assertThat(spec.workingDirectory()).isEqualTo(Path.of("/data"));
            assertThat(spec.limits().addressSpaceBytes()).contains(ResourceLimits.UNLIMITED);
            assertThat(spec.limits().stackBytes()).isEqualTo(64L << 20);
        }

        @Test
        void byJail(Jail jail) {
            JailSpec spec = jail.withMounts("/opt")
                    .withProvide()
                    .withAt("/x")
                    .withWorkingDirectory("/opt")
                    .withEngine("host")
                    .withLimits(limits -> limits.withStackBytes(1 << 20))
                    .run()
                    .execution()
                    .spec();

            assertThat(spec.mounts()).containsExactly(new HostMount(Path.of("/opt"), "/opt", false));
            assertThat(spec.provide()).isEqualTo(Provisions.DEFAULTS);
            assertThat(spec.at()).contains("/x");
            assertThat(spec.workingDirectory()).isEqualTo(Path.of("/opt"));
            assertThat(spec.limits().stackBytes()).isEqualTo(1 << 20);
            assertThat(spec.limits().addressSpaceBytes()).contains(ResourceLimits.UNLIMITED);
        }

        @Test
        @Jailed(mounts = "target -> /target")
        void notTheReports(Jail jail) {
            String holding = System.getProperty("java.io.tmpdir");
            assertThatThrownBy(() -> jail.withMounts(holding).run())
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessageContaining("Jail: `mounts` must not hold the directory of the reports, ")
                    .hasMessageEndingWith(
                            ", but was: " + holding + ". Remedy: mount a directory below it that the program needs.");
        }
    }

    @ScriptedEngine.Installed
    static class Expectations {
        @Test
        @Jailed("failing")
        void test(Jail jail) {
            assertThat(jail.run().verdict().name()).isEqualTo("REJECT");
            assertThat(jail.withExitCodes(0, 3).run().verdict().name()).isEqualTo("UNCERTAIN");

            Jail lenient = jail.withExitCodes(3);
            assertThat(lenient.withFingerprint(SampleRuns.FINGERPRINT)
                            .run()
                            .verdict()
                            .name())
                    .isEqualTo("UNCERTAIN");
            assertThat(lenient.withFingerprint("0".repeat(64)).run().verdict().name())
                    .isEqualTo("REJECT");
        }
    }

    @ScriptedEngine.Installed
    static class Errors {
        @Test
        @Jailed
        void test(Jail jail) {
            fails(
                    jail::run,
                    "Jail: `value` must name the program to run, but was: nothing. Remedy: write"
                            + " @Jailed(\"target/native/program\"), or call withExecutable(Path) before run.");
            fails(
                    () -> jail.withExecutable(Path.of("missing")).run(),
                    "Jail: `value` must name an existing file, but was: missing. Remedy: build it.");
            fails(
                    () -> jail.withExecutable(Path.of("unlimited")).run(),
                    "Jail: `limits.cpu` must be counted, but was: forever. Remedy: be brief.");
            fails(
                    () -> jail.run("a\0b"),
                    "Jail: `args` must not contain a NUL character, which ends a string for the kernel, but was:"
                            + " \"a\\0b\". Remedy: remove the NUL, or pass the data through stdin or a file.");
            fails(
                    () -> jail.withEnv("LANG"),
                    "Jail: `env` must have the form NAME=value, or NAME- for a variable that is not to be there, but was: \"LANG\". Remedy: write for instance \"LANG=C\".");
            fails(
                    () -> jail.run("a\ud800"),
                    "Jail: `args` must not contain half of a surrogate pair, which is no"
                            + " character and has no form in UTF-8, but was: \\ud800 at index 1 of 2. Remedy: write the"
                            + " whole character; for other bytes, pass them through stdin or a file.");
            fails(
                    () -> jail.withEnv("A=\ud800").run(),
                    "Jail: `env` must not contain half of a surrogate pair, which is no"
                            + " character and has no form in UTF-8, but was: \\ud800 at index 2 of 3. Remedy: write the"
                            + " whole character; for other bytes, pass them through stdin or a file.");
            fails(
                    () -> jail.withStdin("a\ud800"),
                    "Jail: `withStdin` must not contain half of a surrogate pair, which is no"
                            + " character and has no form in UTF-8, but was: \\ud800 at index 1 of 2. Remedy: write the"
                            + " whole character; for other bytes, pass them through stdin or a file.");
            fails(
                    () -> jail.withContrasts("", "a\ud800"),
                    "Jail: `withContrasts` must not contain half of a surrogate pair, which is no"
                            + " character and has no form in UTF-8, but was: \\ud800 at index 1 of 2. Remedy: write the"
                            + " whole character; for other bytes, pass them through stdin or a file.");
            fails(
                    () -> jail.run("a".repeat(128 << 10)),
                    "Jail: `args` must have no argument longer than 131071 bytes, the most that execve(2) takes, but was:"
                            + " one of 131072 bytes that begins with \"aaaaaaaaaaaaaaaaaaaa\". Remedy: pass the data"
                            + " through stdin or a file.");
            fails(
                    () -> jail.withFiles("a"),
                    "Jail: `withFiles` must have the form \"host -> /path/in/the/jail\", but was: \"a\". Remedy: write for"
                            + " instance \"src/test/data -> /data\".");
            fails(
                    () -> jail.withTmpfs("a"),
                    "Jail: `withTmpfs` must have the form \"/path/in/the/jail:size\", but was: \"a\". Remedy: write for"
                            + " instance \"/tmp:16MiB\".");
            fails(
                    () -> jail.withReplays(-1),
                    "Jail: `withReplays` must be 0 or more runs, but was: -1. Remedy: write for instance 16.");
            fails(
                    jail::withExitCodes,
                    "Jail: `withExitCodes` must hold at least one exit status, but was: none. Remedy: write for instance"
                            + " 0.");
            fails(
                    () -> jail.withFingerprint(""),
                    "Jail: `withFingerprint` must be BLAKE2b-256 in 64 hexadecimal digits, but was: \"\". Remedy: copy what"
                            + " `b2sum -l 256` prints for the program.");
            fails(
                    () -> jail.withExecutable(Path.of("greeter"))
                            .withContrasts("")
                            .run(),
                    "Jail: `contrasts` must differ from `stdin`, but was: \"\". Remedy: give an input for which the program"
                            + " must answer differently.");
        }

        private static void fails(ThrowingCallable call, String message) {
            assertThat(catchThrowable(call))
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage(message);
        }
    }

    @Nested
    @DisplayName("relative paths start at")
    class RelativePaths {
        private final SettingParser parser = new SettingParser(Path.of("/module"));
        private final Setting setting = new Setting("any", "any");

        @Test
        void theModule() {
            assertThat(parser.hostPath(setting, "target/greeter")).isEqualTo(Path.of("/module/target/greeter"));
            assertThat(parser.resolve(Path.of("target/greeter"))).isEqualTo(Path.of("/module/target/greeter"));
            assertThat(parser.files(setting, List.of("data -> /data")))
                    .containsExactly(new FileMapping(Path.of("/module/data"), "/data"));
        }

        @Test
        void nothingWhenTheyAreAbsolute() {
            assertThat(parser.hostPath(setting, "/usr/bin/sort")).isEqualTo(Path.of("/usr/bin/sort"));
        }

        @Test
        @DisplayName("the directory that Surefire names in this very test")
        void basedir() {
            assertThat(System.getProperty("basedir")).endsWith("zjail-junit");
            assertThat(SettingParser.ofThisModule().baseDirectory()).isEqualTo(Path.of(System.getProperty("basedir")));
        }

        @Test
        void noPathThatNoFileCanHave() {
            assertThatThrownBy(() -> parser.files(setting, List.of("a\0 -> /a")))
                    .hasMessage(
                            "any: `any` must be a path, but was: \"a\\x00\". Remedy: remove what no file name can hold.");
        }
    }
}
