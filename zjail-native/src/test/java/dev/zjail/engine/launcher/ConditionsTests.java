package dev.zjail.engine.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.Conditions;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Execution;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.launcher.TestLauncher.Mode;
import dev.zjail.engine.libc.Libc;
import dev.zjail.internal.ProcFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What surrounds a run, as a program in it sees it: what is usual, and what was asked for. */
@DisplayName("The conditions of a run")
class ConditionsTests extends WithSharedFixtures {
    /** A line for each condition, and one for each entry of the environment. */
    private static final Path VIEW = CProgram.staticMain("conditions-view", """
            struct utsname names; char directory[4096]; cpu_set_t cpus; struct rlimit stack;
            uname(&names); sched_getaffinity(0, sizeof cpus, &cpus); getrlimit(RLIMIT_STACK, &stack);
            printf("personality %lx\\ncpus %d\\nhost %s\\ndomain %s\\ndirectory %s\\npid %d\\nstack %lu\\n",
                syscall(SYS_personality, 0xffffffff), CPU_COUNT(&cpus), names.nodename, names.domainname,
                getcwd(directory, sizeof directory), (int)getpid(), (unsigned long)stack.rlim_cur);
            for (char **entry = environ; *entry != NULL; entry++) printf("environment %s\\n", *entry);
            return 0;""");

    /** Where its stack is, and code and heap of what was loaded at an address of the kernel's choice. */
    private static final Path ADDRESSES = CProgram.dynamicMain(
            "addresses", "printf(\"%p %p %p\\n\", (void *)&argc, (void *)main, malloc(1)); return 0;");

    private static final JailSpec SPEC = JailSpec.of(VIEW)
            .withAllow(Set.of("personality"))
            .withEnvironment(List.of("DECLARED=1"))
            .withTmpfs(List.of(new Tmpfs("/tmp", 64 << 10)));

    private static final Conditions USUAL = Conditions.DEFAULTS;

    static List<Mode> modes() {
        return Mode.possible();
    }

    private Execution run(Mode mode, JailSpec spec, Conditions conditions) {
        return TestLauncher.engine(mode.host(), fixtures, List.of()).run(spec, conditions);
    }

    /** Only of the layers that show a condition: a guest of root in a user namespace is dumpable. */
    private static void requireAttested(Execution run) {
        assertThat(run.confinement().gaps())
                .extracting(LayerState::layer)
                .doesNotContain(Layer.NAMESPACES, Layer.INHERITANCE, Layer.RESOURCE_LIMITS, Layer.ROOTFS);
    }

    private List<String> view(Mode mode, Conditions conditions) {
        Execution run = run(mode, SPEC, conditions);
        assertThat(run.termination()).isEqualTo(new Exited(0));
        requireAttested(run);
        return run.stdout().text().lines().toList();
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("are the usual ones if nobody asks for others")
    void usual(Mode mode) {
        assertThat(view(mode, USUAL))
                .containsExactly(
                        "personality 0",
                        "cpus " + ownCpus(),
                        "host jail",
                        "domain jail",
                        "directory /",
                        "pid 2",
                        "stack 8388608",
                        "environment DECLARED=1");
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("are others if somebody asks for them, all at once, and the confinement tells them")
    void others(Mode mode) {
        Conditions others = new Conditions(
                false, true, "some.host-1", Path.of("/tmp"), 4242, 16L << 20, List.of("FURTHER=a", "EMPTY="));

        assertThat(view(mode, others))
                .containsExactly(
                        "personality 40000",
                        "cpus 1",
                        "host some.host-1",
                        "domain some.host-1",
                        "directory /tmp",
                        "pid 4242",
                        "stack 16777216",
                        "environment DECLARED=1",
                        "environment FURTHER=a",
                        "environment EMPTY=");
        Execution run = run(mode, SPEC, others);
        assertThat(facts(run, Layer.NAMESPACES))
                .containsEntry("process id in the jail", "4242")
                .containsEntry("host name", "some.host-1");
        assertThat(facts(run, Layer.RESOURCE_LIMITS)).containsEntry("Max stack size", "16777216 / 16777216");
        assertThat(facts(run, Layer.INHERITANCE).get("Cpus_allowed_list")).matches("\\d+");
        String unseen = "not shown to an ordinary user, since the guest is not dumpable";
        // A launcher in a user namespace that maps root's own id has capabilities over root's files, so it may look.
        boolean isSeen = mode == Mode.AS_ROOT || HostFacts.userIdOutside(Libc.get()) == 0;
        assertThat(facts(run, Layer.INHERITANCE))
                .containsEntry("personality", isSeen ? "00040000" : unseen)
                .containsEntry("environment", isSeen ? "as asked" : unseen);
        assertThat(facts(run, Layer.ROOTFS)).containsEntry("working directory", "/tmp");
    }

    /** Those that this virtual machine may run on; it counts fewer itself where a cgroup gives it less CPU time. */
    private static int ownCpus() {
        try {
            Map<String, String> status = ProcFiles.status(ProcFiles.read("/proc/thread-self/status"));
            return Stream.of(requireNonNull(status.get("Cpus_allowed")).split(",", -1))
                    .mapToInt(word -> Integer.bitCount(Integer.parseUnsignedInt(word, 16)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> facts(Execution run, Layer layer) {
        return run.confinement().layer(layer).facts();
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("decide whether the program lies at other addresses each time")
    void layout(Mode mode) throws Exception {
        Conditions fixed = new Conditions(false, false, "jail", Path.of("/"), 2, 8L << 20, List.of());
        Callable<String> randomized =
                () -> run(mode, JailSpec.of(ADDRESSES), USUAL).stdout().text();
        Callable<String> fixedOnes =
                () -> run(mode, JailSpec.of(ADDRESSES), fixed).stdout().text();

        assertThat(distinct(fixedOnes)).hasSize(1).allMatch(line -> line.startsWith("0x7ff"));
        if (Files.readString(Path.of("/proc/sys/kernel/randomize_va_space")).startsWith("0")) {
            assertThat(distinct(randomized))
                    .describedAs("on a host that randomizes nothing")
                    .hasSize(1);
        } else {
            assertThat(distinct(randomized)).hasSizeGreaterThan(1);
        }
    }

    private static Set<String> distinct(Callable<String> run) throws Exception {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            seen.add(run.call());
        }
        return seen;
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("hold for what the program forks too: one CPU for all")
    void forked(Mode mode) {
        Path program = CProgram.staticMain("forked-view", """
                cpu_set_t cpus; int status;
                if (fork() == 0) { sched_getaffinity(0, sizeof cpus, &cpus); return 40 + CPU_COUNT(&cpus); }
                wait(&status); return WEXITSTATUS(status);""");
        Conditions conditions = new Conditions(true, true, "jail", Path.of("/"), 77, 8L << 20, List.of());
        JailSpec spec =
                JailSpec.of(program).withPolicy("processes").withLimits(ResourceLimits.DEFAULTS.withProcesses(2));

        assertThat(run(mode, spec, conditions).termination()).isEqualTo(new Exited(41));
        assertThat(run(mode, spec, USUAL).termination()).isEqualTo(new Exited(40 + ownCpus()));
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("never raise the limit of the stack above that of the memory")
    void stackWithinMemory(Mode mode) {
        Conditions conditions = new Conditions(true, false, "jail", Path.of("/"), 2, 64L << 20, List.of());

        Execution run =
                run(mode, SPEC.withLimits(ResourceLimits.DEFAULTS.withAddressSpaceBytes(32L << 20)), conditions);

        assertThat(run.stdout().text()).contains("stack 33554432\n");
        requireAttested(run);
    }

    @Nested
    @DisplayName("that cannot be")
    class Impossible {
        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', textBlock = """
                hostName           | ''          | / | 2       | 8388608 | K=v       | must be 1 to 64 letters, digits, dots, hyphens and underscores, but was: "". Remedy: take another value, or that of Conditions.DEFAULTS.
                hostName           | a b         | / | 2       | 8388608 | K=v       | must be 1 to 64 letters, digits, dots, hyphens and underscores, but was: "a b". Remedy: take another value, or that of Conditions.DEFAULTS.
                workingDirectory   | jail        | . | 2       | 8388608 | K=v       | must be an absolute path without . and .., but was: .. Remedy: take another value, or that of Conditions.DEFAULTS.
                workingDirectory   | jail        | /a/../b | 2 | 8388608 | K=v       | must be an absolute path without . and .., but was: /a/../b. Remedy: take another value, or that of Conditions.DEFAULTS.
                processId          | jail        | / | 1       | 8388608 | K=v       | must be 2 to 4194303, but was: 1. Remedy: take another value, or that of Conditions.DEFAULTS.
                processId          | jail        | / | 4194304 | 8388608 | K=v       | must be 2 to 4194303, but was: 4194304. Remedy: take another value, or that of Conditions.DEFAULTS.
                stackBytes         | jail        | / | 2       | 8388607 | K=v       | must be at least 8388608 bytes, which is usual, but was: 8388607 bytes. Remedy: take another value, or that of Conditions.DEFAULTS.
                furtherEnvironment | jail        | / | 2       | 8388608 | K         | must have the form NAME=value, or NAME- for a variable that is not to be there, but was: "K". Remedy: write for instance "LANG=C".
                furtherEnvironment | jail        | / | 2       | 8388608 | K=v,K=w   | must give each name once, but was: "K" again. Remedy: remove one of its values.
                """)
        @DisplayName("are refused when they are made, and say why")
        void refused(
                String component, String host, String directory, int pid, long stack, String environment, String rule) {
            assertThatThrownBy(() -> new Conditions(
                            true, false, host, Path.of(directory), pid, stack, List.of(environment.split(","))))
                    .isInstanceOf(InvalidJailSpecException.class)
                    .hasMessage("`conditions." + component + "` " + rule);
        }

        @Test
        @DisplayName("are refused where they change a declared input, before anything is created")
        void declaredInput() {
            Conditions conditions =
                    new Conditions(true, false, "jail", Path.of("/"), 2, 8L << 20, List.of("DECLARED=2"));

            assertThatThrownBy(() -> run(Mode.possible().get(0), SPEC, conditions))
                    .isInstanceOf(InvalidJailSpecException.class)
                    .hasMessage("`conditions.furtherEnvironment` must have no name that the specification declares,"
                            + " but was: \"DECLARED\". Remedy: take another value, or that of Conditions.DEFAULTS.");
        }

        @ParameterizedTest
        @CsvSource({"/nowhere", "/tmp/below", "/bin/conditions-view"})
        @DisplayName("are refused where the working directory is none that is in the jail")
        void noSuchDirectory(String directory) {
            Conditions conditions = new Conditions(true, false, "jail", Path.of(directory), 2, 8L << 20, List.of());

            assertThatThrownBy(() -> run(Mode.possible().get(0), SPEC, conditions))
                    .isInstanceOf(InvalidJailSpecException.class)
                    .hasMessage("`conditions.workingDirectory` must be a directory that is in the jail, but was: "
                            + directory + ". Remedy: map it with files or tmpfs, or begin in /.");
        }

        @ParameterizedTest
        @MethodSource("dev.zjail.engine.launcher.ConditionsTests#modes")
        @DisplayName("end at the step that shows it, where only the kernel knows: whether a process id is too high")
        void highestProcessId(Mode mode) {
            try {
                // Since Linux 6.14 a pid namespace has a kernel.pid_max of its own.
                assertThat(view(mode, withProcessId(4_194_303))).contains("pid 4194303");
            } catch (ConfinementException refusal) {
                assertThat(refusal.layer()).isEqualTo("launcher");
                assertThat(refusal.step()).isEqualTo("clone3(guest, set_tid)");
                assertThat(refusal.errno()).isEqualTo("EINVAL");
            }
        }

        private static Conditions withProcessId(int processId) {
            return new Conditions(true, false, "jail", Path.of("/"), processId, 8L << 20, List.of());
        }
    }
}
