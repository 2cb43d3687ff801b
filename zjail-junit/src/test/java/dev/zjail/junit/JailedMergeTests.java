package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.policy.RequestedPolicy;
import dev.zjail.engine.rootfs.FileMapping;
import dev.zjail.engine.rootfs.Provisions;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** How the annotations that apply become one configuration. */
class JailedMergeTests {
    private static final Path BASE = Path.of("/project");

    private static JailedConfig configOf(Class<?> annotated) {
        return JailedMerge.merge(
                List.of(annotated.getDeclaredAnnotationsByType(Jailed.class)), new SettingParser(BASE));
    }

    @Nested
    @DisplayName("one annotation")
    class OneAnnotation {

        @Test
        void withNothingGivenMeansTheDefaults() {
            assertThat(configOf(Empty.class)).isEqualTo(JailedConfig.DEFAULTS);
        }

        @Test
        void hasDefaultsThatAreThoseOfTheDocumentation() {
            assertThat(JailedConfig.DEFAULTS.request())
                    .isEqualTo(new JailSpec(
                            Path.of(""),
                            List.of(),
                            List.of(),
                            Bytes.EMPTY,
                            false,
                            RequestedPolicy.auto(),
                            Set.of(),
                            Set.of(),
                            new ResourceLimits(
                                    Duration.ofSeconds(5),
                                    Duration.ofSeconds(10),
                                    256L << 20,
                                    16,
                                    1,
                                    1L << 20,
                                    256L << 20,
                                    Optional.empty(),
                                    Optional.empty(),
                                    8L << 20),
                            List.of(),
                            List.of(),
                            List.of(),
                            Provisions.DEFAULTS,
                            Optional.empty(),
                            Path.of("/"),
                            List.of()));
            assertThat(JailedConfig.DEFAULTS.executable()).isEmpty();
            assertThat(JailedConfig.DEFAULTS.replays()).isZero();
            assertThat(JailedConfig.DEFAULTS.contrasts()).isEmpty();
            assertThat(JailedConfig.DEFAULTS.exitCodes()).containsExactly(0);
            assertThat(JailedConfig.DEFAULTS.fingerprint()).isEmpty();
        }

        @Test
        void canGiveEveryAttribute() {
            JailedConfig config = configOf(Full.class);

            assertThat(config.spec(Setting.JAILED))
                    .isEqualTo(new JailSpec(
                            Path.of("/project/target/greeter"),
                            List.of("-v", "Ada"),
                            List.of("LANG=C", "EMPTY="),
                            Bytes.utf8("ä\n"),
                            false,
                            RequestedPolicy.named("strict"),
                            Set.of("getpid", "getuid"),
                            Set.of(),
                            new ResourceLimits(
                                    Duration.ofMillis(250),
                                    Duration.ofMinutes(2),
                                    64L << 20,
                                    8,
                                    4,
                                    512,
                                    8L << 20,
                                    Optional.of(Duration.ofMillis(40)),
                                    Optional.empty(),
                                    8L << 20),
                            List.of(
                                    new FileMapping(Path.of("/project/data"), "/data"),
                                    new FileMapping(Path.of("/etc/hosts"), "/etc/hosts")),
                            List.of(new Tmpfs("/tmp", 16L << 20)),
                            List.of(),
                            Provisions.DEFAULTS,
                            Optional.empty(),
                            Path.of("/"),
                            List.of()));
            assertThat(config.replays()).isEqualTo(16);
            assertThat(config.contrasts()).containsExactly(Bytes.utf8("z"), Bytes.EMPTY);
            assertThat(config.expectation().exitStatuses()).containsExactlyInAnyOrder(0, 3);
            assertThat(config.expectation().fingerprint()).contains("abcdef0123456789".repeat(4));
        }

        @Test
        void canNameAnAbsoluteProgram() {
            assertThat(configOf(Absolute.class).executable()).contains(Path.of("/usr/bin/sort"));
        }
    }

    @Jailed
    private static final class Empty {}

    @Jailed("/usr/bin/sort")
    private static final class Absolute {}

    @Jailed(
            value = "target/greeter",
            args = {"-v", "Ada"},
            env = {"LANG=C", "EMPTY="},
            stdin = "ä\n",
            policy = "strict",
            allow = {"getuid", "getpid", "getuid"},
            limits =
                    @Limits(
                            cpu = "250ms",
                            wall = "2m",
                            memory = "64MiB",
                            openFiles = 8,
                            processes = 4,
                            output = "512B",
                            fileSize = "8MiB",
                            idle = "40ms"),
            files = {"data -> /data", "/etc/hosts->/etc/hosts"},
            tmpfs = "/tmp:16MiB",
            replays = 16,
            contrasts = {"z", ""},
            exitCodes = {0, 3},
            fingerprint = "ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef0123456789")
    private static final class Full {}

    @Nested
    @DisplayName("several annotations are merged attribute by attribute")
    class SeveralAnnotations {
        @TempDir
        Path reports;

        private void succeeds(Class<?> fixture, int tests) {
            JailTestKit.reportingTo(reports).execute(fixture).succeeded(tests);
        }

        @Test
        @DisplayName("method over class, and limits each by itself")
        void methodOverClass() {
            succeeds(MethodOverClassTestCases.class, 2);
        }

        @Test
        @DisplayName("subclass over superclass over interface of the superclass")
        void superclass() {
            succeeds(SubclassTestCases.class, 1);
        }

        @Test
        @DisplayName("nested class over enclosing class, and its superclass")
        void nested() {
            succeeds(NestingTestCases.class, 1);
        }

        @Test
        @DisplayName("also for a nested class that is inherited: its enclosing class is the one that runs")
        void inheritedNested() {
            succeeds(InheritsNestedTestCases.class, 1);
        }

        @Test
        @DisplayName("annotations that carry @Jailed stand for it, behind @Jailed itself, the nearer first")
        void composed() {
            succeeds(ComposedTestCases.class, 4);
        }

        @Test
        @DisplayName("and every lookup sees a composed annotation: result, jail, neither, @BeforeEach")
        void composedEverywhere() {
            assertThat(JailTestKit.reportingTo(reports)
                            .execute(ComposedEverywhereTestCases.class)
                            .succeeded(3)
                            .runs())
                    .hasSize(3);
        }
    }

    @Jailed(
            value = "greeter",
            args = {"a", "b"},
            policy = "static",
            limits = @Limits(cpu = "1s", openFiles = 8))
    @ScriptedEngine.Installed
    static class MethodOverClassTestCases {
        @Test
        void inherits(JailResult run) {
            JailSpec spec = run.execution().spec();
            assertThat(spec.arguments()).containsExactly("a", "b");
            assertThat(spec.policy().name()).isEqualTo("static");
        }

        @Test
        @Jailed(args = "c", limits = @Limits(cpu = "2s"), exitCodes = 3)
        void overrides(JailResult run) {
            JailSpec spec = run.execution().spec();
            assertThat(spec.arguments()).as("lists are replaced, not joined").containsExactly("c");
            assertThat(spec.policy().name()).isEqualTo("static");
            assertThat(spec.limits())
                    .isEqualTo(ResourceLimits.DEFAULTS
                            .withCpu(Duration.ofSeconds(2))
                            .withOpenFiles(8));
            assertThat(run.verdict().name()).isEqualTo("REJECT");
        }
    }

    @Jailed(value = "failing", args = "interface", policy = "strict")
    interface Contract {}

    @Jailed(value = "greeter", args = "superclass", stdin = "superclass")
    @ScriptedEngine.Installed
    static class Superclass implements Contract {}

    @Jailed(args = "subclass")
    static class SubclassTestCases extends Superclass {
        @Test
        void test(JailResult run) {
            JailSpec spec = run.execution().spec();
            assertThat(spec.executable().toFile()).hasName("greeter");
            assertThat(spec.arguments()).containsExactly("subclass");
            assertThat(spec.stdin().text()).isEqualTo("superclass");
            assertThat(spec.policy().name()).isEqualTo("strict");
        }
    }

    @Jailed(value = "greeter", args = "outer", stdin = "outer", env = "FROM=outer")
    @ScriptedEngine.Installed
    static class NestingTestCases {

        @Nested
        @Jailed(args = "inner")
        class Inner extends Superclass {

            @Nested
            class Innermost {
                @Test
                @Jailed(policy = "dynamic")
                void test(JailResult run) {
                    JailSpec spec = run.execution().spec();
                    assertThat(spec.policy().name()).isEqualTo("dynamic");
                    assertThat(spec.arguments()).containsExactly("inner");
                    assertThat(spec.stdin().text()).isEqualTo("superclass");
                    assertThat(spec.environment()).containsExactly("FROM=outer");
                }
            }
        }
    }

    @ScriptedEngine.Installed
    static class DeclaresNested {
        @Nested
        class Inner {
            @Test
            void test(JailResult run) {
                assertThat(run.execution().spec().arguments()).containsExactly("heir");
            }
        }
    }

    @Jailed(value = "greeter", args = "heir")
    static class InheritsNestedTestCases extends DeclaresNested {}

    @Jailed(value = "greeter", args = "carried", stdin = "carried", policy = "strict")
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Greeting {}

    @Greeting
    @Jailed(args = "far")
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface PoliteGreeting {}

    @ScriptedEngine.Installed
    static class ComposedTestCases {
        @Test
        @Greeting
        void carried(JailResult run) {
            assertThat(run.execution().spec().arguments()).containsExactly("carried");
        }

        @Test
        @Greeting
        @Jailed(args = "direct")
        void directFirst(JailResult run) {
            assertThat(run.execution().spec().arguments()).containsExactly("direct");
            assertThat(run.execution().spec().policy().name()).isEqualTo("strict");
        }

        @Test
        @PoliteGreeting
        void twoStepsAway(JailResult run) {
            assertThat(run.execution().spec().arguments()).containsExactly("far");
            assertThat(run.execution().spec().stdin().text()).isEqualTo("carried");
        }

        @Nested
        @Greeting
        class OnAClass {
            @Test
            void carried(JailResult run) {
                assertThat(run.execution().spec().arguments()).containsExactly("carried");
            }
        }
    }

    @ScriptedEngine.Installed
    static class ComposedEverywhereTestCases {
        @Test
        @Greeting
        void result(JailResult run) {
            assertThat(run.execution().spec().policy().name()).isEqualTo("strict");
        }

        @Test
        @Greeting
        void neither() {}

        @Nested
        @Greeting
        class InBeforeEach {
            @BeforeEach
            void prepare(Jail jail) {
                assertThat(jail.run().execution().spec().policy().name()).isEqualTo("strict");
            }

            @Test
            void test(Jail jail) {
                assertThat(jail).isNotNull();
            }
        }
    }

    @Nested
    @DisplayName("reports the attribute, the rule, what was found and the remedy of")
    class Failures {

        private void reports(Class<?> annotated, String message) {
            assertThatThrownBy(() -> configOf(annotated))
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage(message);
        }

        @Test
        void aProgramThatIsNoPath() {
            reports(
                    NulInValue.class,
                    "@Jailed: `value` must be a path, but was: \"a\\x00b\". Remedy: remove what no file name can hold.");
        }

        @Test
        void anArgumentWithANulCharacter() {
            reports(
                    NulInArgument.class,
                    "@Jailed: `args` must not contain a NUL character, which ends a string for the kernel, but was:"
                            + " \"a\\0b\". Remedy: remove the NUL, or pass the data through stdin or a file.");
        }

        @Test
        void anEnvironmentEntryWithoutName() {
            reports(
                    NoName.class,
                    "@Jailed: `env` must have the form NAME=value, or NAME- for a variable that is not to be there, but was: \"=C\". Remedy: write for instance"
                            + " \"LANG=C\".");
        }

        @Test
        void twoValuesForOneName() {
            reports(
                    NameTwice.class,
                    "@Jailed: `env` must give each name once, but was: \"A\" again. Remedy: remove one of its values.");
        }

        @Test
        void thatHoldsHalfOfACharacter() {
            reports(
                    HalfACharacter.class,
                    "@Jailed: `stdin` must not contain half of a surrogate pair, which is no"
                            + " character and has no form in UTF-8, but was: \\ud800 at index 1 of 2. Remedy: write the"
                            + " whole character; for other bytes, pass them through stdin or a file.");
        }

        /** tmpfs(5): to the kernel a size of 0 means no limit. */
        @Test
        void aTmpfsWithoutRoom() {
            reports(
                    NoRoom.class,
                    "@Jailed: `tmpfs` must have a size of at least 4096 bytes, one page, but was: 0 bytes for /tmp. Remedy:"
                            + " give it the size that the program needs.");
        }

        @Test
        void aFileWithoutPlace() {
            reports(
                    NoPlace.class,
                    "@Jailed: `files` must have the form \"host -> /path/in/the/jail\", but was: \"data\". Remedy: write"
                            + " for instance \"src/test/data -> /data\".");
        }

        @Test
        void aFileWithARelativePlace() {
            reports(
                    RelativePlace.class,
                    "@Jailed: `files` must have the form \"host -> /path/in/the/jail\", but was: \"data -> data\"."
                            + " Remedy: write for instance \"src/test/data -> /data\".");
        }

        @Test
        void aTmpfsWithoutSize() {
            reports(
                    NoSize.class,
                    "@Jailed: `tmpfs` must have the form \"/path/in/the/jail:size\", but was: \"/tmp\". Remedy: write for"
                            + " instance \"/tmp:16MiB\".");
        }

        @Test
        void aTmpfsWithAnAmbiguousSize() {
            reports(
                    AmbiguousSize.class,
                    "@Jailed: `tmpfs` must be a whole number directly followed by B, KiB, MiB, GiB or TiB, below 8 EiB, but"
                            + " was: \"1MB\". Remedy: MB means a power of 1000 to some and of 1024 to others: write \"1MiB\""
                            + " for the latter.");
        }

        @Test
        void aNegativeNumberOfReplays() {
            reports(
                    NegativeReplays.class,
                    "@Jailed: `replays` must be 0 or more runs, but was: -2. Remedy: write for instance 16.");
        }

        @Test
        void anExitStatusThatCannotBe() {
            reports(
                    ImpossibleStatus.class,
                    "@Jailed: `exitCodes` must hold exit statuses from 0 to 255, but was: 256. Remedy: write what"
                            + " waitpid(2) can report; a death by signal is no exit status.");
        }

        @Test
        void aNegativeExitStatus() {
            reports(
                    NegativeStatus.class,
                    "@Jailed: `exitCodes` must hold exit statuses from 0 to 255, but was: -1. Remedy: write what"
                            + " waitpid(2) can report; a death by signal is no exit status.");
        }

        @Test
        void aFingerprintOfAnotherLength() {
            reports(
                    ShortFingerprint.class,
                    "@Jailed: `fingerprint` must be BLAKE2b-256 in 64 hexadecimal digits, but was: \"abc\". Remedy: copy"
                            + " what `b2sum -l 256` prints for the program.");
        }

        @Test
        void anEngineThatIsNotThere() {
            reports(
                    UnknownEngine.class,
                    "@Jailed: `engine` must name an engine that there is, but was: \"machine:old\". Remedy: write \"host\","
                            + " the only one yet, or leave it out.");
        }

        @Test
        void aMountWithoutPlace() {
            reports(
                    MountWithoutPlace.class,
                    "@Jailed: `mounts` must have the form \"/directory\" or \"host -> /path/in/the/jail\", but was:"
                            + " \"target\". Remedy: write for instance \"/usr\", or \"target/tree -> /opt/tree\".");
        }

        @Test
        void aProvisionThatIsUnknown() {
            reports(
                    UnknownProvision.class,
                    "@Jailed: `provide` must name what the jail can provide, but was: \"zones\". Remedy: write one of dev,"
                            + " etc, proc, locale, zoneinfo, or none to leave dev and etc out.");
        }

        @Test
        void aRelativeWorkingDirectory() {
            reports(
                    RelativeDirectory.class,
                    "@Jailed: `workingDirectory` must be an absolute path in the jail without . and .., but was: \"tmp\"."
                            + " Remedy: name a directory that is in the jail, such as the place of a tmpfs.");
        }

        @Test
        void aStackWithoutRoom() {
            reports(
                    NoStack.class,
                    "@Limits: `stack` must be at least 65536 bytes, but was: 1024. Remedy: choose a number in that range.");
        }

        @Test
        void aLimitWithoutUnit() {
            reports(
                    NoUnit.class,
                    "@Limits: `wall` must be a whole number directly followed by ms, s, m or h, below 292 years, but was:"
                            + " \"10\". Remedy: write for instance \"5s\" or \"250ms\".");
        }

        @Test
        void aLimitOutOfItsRange() {
            reports(
                    TooLong.class,
                    "@Limits: `cpu` must lie between 1 ms and 1 day, but was: 90000 s. Remedy: choose a duration in that"
                            + " range.");
        }

        @Test
        void aNumberOutOfItsRange() {
            reports(
                    TooFewFiles.class,
                    "@Limits: `openFiles` must be at least 3 and at most 65536 files, but was: 2. Remedy: choose a number"
                            + " in that range.");
        }
    }

    @Jailed("a\0b")
    private static final class NulInValue {}

    @Jailed(args = "a\0b")
    private static final class NulInArgument {}

    @Jailed(env = "=C")
    private static final class NoName {}

    @Jailed(env = {"A=1", "B=1", "A=2"})
    private static final class NameTwice {}

    @Jailed(stdin = "a\ud800")
    private static class HalfACharacter {}

    @Jailed(tmpfs = "/tmp:0B")
    private static final class NoRoom {}

    @Jailed(files = "data")
    private static final class NoPlace {}

    @Jailed(files = "data -> data")
    private static final class RelativePlace {}

    @Jailed(tmpfs = "/tmp")
    private static final class NoSize {}

    @Jailed(tmpfs = "/tmp:1MB")
    private static final class AmbiguousSize {}

    @Jailed(replays = -2)
    private static final class NegativeReplays {}

    @Jailed(exitCodes = {0, 256})
    private static final class ImpossibleStatus {}

    @Jailed(exitCodes = -1)
    private static final class NegativeStatus {}

    @Jailed(fingerprint = "abc")
    private static final class ShortFingerprint {}

    @Jailed(engine = "machine:old")
    private static final class UnknownEngine {}

    @Jailed(mounts = "target")
    private static final class MountWithoutPlace {}

    @Jailed(provide = "zones")
    private static final class UnknownProvision {}

    @Jailed(workingDirectory = "tmp")
    private static final class RelativeDirectory {}

    @Jailed(limits = @Limits(stack = "1KiB"))
    private static final class NoStack {}

    @Jailed(limits = @Limits(wall = "10"))
    private static final class NoUnit {}

    @Jailed(limits = @Limits(cpu = "25h"))
    private static final class TooLong {}

    @Jailed(limits = @Limits(openFiles = 2))
    private static final class TooFewFiles {}
}
