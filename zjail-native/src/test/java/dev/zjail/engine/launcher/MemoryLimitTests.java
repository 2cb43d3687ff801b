package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.MemoryBound;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.launcher.TestLauncher.Mode;
import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.rootfs.RootfsFixtures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory that no address space shows: by a cgroup where the host lets one be made, and otherwise not to be had. Each
 * program says ARMED just before it takes more than it may, and each has a twin that takes a little less.
 */
@DisplayName("A limit of memory")
class MemoryLimitTests {
    private static final int MEBIBYTE = 1 << 20;
    /** No other limit is to be met, however slow the machine: the tests run in an emulated one too. */
    private static final ResourceLimits LIMITS = ResourceLimits.DEFAULTS
            .withMemoryBytes(64 * MEBIBYTE)
            .withCpu(Duration.ofMinutes(3))
            .withWall(Duration.ofMinutes(3));

    /** Takes so many MiB, 4 at a time, of which it keeps a page each in its address space. */
    private static final String SHARED = """
            puts("ARMED"); fflush(stdout);
            for (int i = 0; i < atoi(argv[1]) / 4; i++) {
                char *memory = mmap(0, 4 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
                if (memory == MAP_FAILED) return 3;
                memset(memory, 1, 4 << 20); munmap(memory + 4096, (4 << 20) - 4096); }
            puts("HELD"); return 0;""";

    private final Engine engine = HostEngine.shared();
    private final boolean bounded = CgroupsTests.canBoundMemory();

    @TempDir
    private Path directory;

    @Test
    @DisplayName(
            "bounds shared anonymous memory of one process, which its address space forgets; or no policy gives it")
    void sharedAnonymous() {
        JailSpec spec = spec("hold-shared", SHARED).withPolicy("processes");

        Execution within = engine.run(spec.withArguments(List.of("56")));
        Execution beyond = engine.run(spec.withArguments(List.of("128")));

        assertThat(beyond.stdout().text()).isEqualTo("ARMED\n");
        if (bounded) {
            assertThat(within.termination()).isEqualTo(new Exited(0));
            assertMemory(beyond);
            assertThat(fact(beyond)).matches("real memory of all processes together, by a cgroup of version [12]");
        } else {
            assertWithheld(within);
            assertWithheld(beyond);
        }
    }

    @Test
    @DisplayName("of an ordinary user's run is the same: bounded by a cgroup, or not to be had")
    void inUserNamespace() {
        try (RootfsFixtures fixtures = new RootfsFixtures(directory.resolve("rootfs"))) {
            Engine inside = TestLauncher.engine(Mode.IN_USER_NAMESPACE.host(), fixtures, List.of());
            Execution beyond = inside.run(
                    spec("hold-shared", SHARED).withPolicy("processes").withArguments(List.of("128")));

            assertThat(beyond.stdout().text()).isEqualTo("ARMED\n");
            if (bounded) {
                assertMemory(beyond);
            } else {
                assertWithheld(beyond);
            }
        }
    }

    @Test
    @DisplayName("gives no shared anonymous memory where no cgroup can be made, and says why; what a caller adds stays")
    void withheld() {
        try (RootfsFixtures fixtures = new RootfsFixtures(directory.resolve("rootfs"))) {
            Engine without = TestLauncher.engineWithoutCgroups(
                    new LauncherImage(TestLauncher.IMAGE.toString(), List.of(), TestLauncher.PATIENCE),
                    HostFacts.read(Libc.get()),
                    fixtures);
            JailSpec spec = spec("hold-shared", SHARED).withPolicy("processes").withArguments(List.of("4"));

            assertWithheld(without.run(spec));
            Execution added = without.run(spec.withAllow(Set.of("mmap")));
            assertThat(added.stdout().text()).isEqualTo("ARMED\nHELD\n");
            assertThat(MemoryBound.whyDenied(added.termination(), added.confinement()))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("counts what is in a tmpfs together with what the program has in its memory")
    void tmpfs() {
        JailSpec spec = spec("fill-both", """
                int file = open("/tmp/f", O_CREAT | O_WRONLY, 0600); static char mebibyte[1 << 20];
                puts("ARMED"); fflush(stdout);
                for (int i = 0; i < atoi(argv[1]); i++) if (write(file, mebibyte, 1 << 20) != 1 << 20) return 3;
                volatile char *memory = malloc(40 << 20); if (memory == NULL) return 4;
                for (int at = 0; at < 40 << 20; at += 4096) memory[at] = 1;
                puts("HELD"); return 0;""").withTmpfs(List.of(new Tmpfs("/tmp", 48 * MEBIBYTE)));

        assertCounted(spec, "16", "40", "HELD");
    }

    /** With one argument the program stays within its limit, and with another it does not. */
    private void assertCounted(JailSpec spec, String little, String much, String lastWord) {
        Execution within = engine.run(spec.withArguments(List.of(little)));
        Execution beyond = engine.run(spec.withArguments(List.of(much)));

        assertThat(within.stdout().text()).isEqualTo("ARMED\n" + lastWord + "\n");
        assertThat(within.termination()).isEqualTo(new Exited(0));
        if (bounded) {
            assertThat(beyond.stdout().text()).isEqualTo("ARMED\n");
            assertMemory(beyond);
        } else {
            // An ordinary user without a cgroup of its own: each kind of memory is bounded, but not all together.
            assertThat(beyond.termination()).isEqualTo(new Exited(0));
        }
    }

    @Test
    @DisplayName("counts page tables: a page in every GiB of addresses costs three")
    void pageTables() {
        JailSpec spec = spec("scatter-pages", """
                puts("ARMED"); fflush(stdout);
                for (long i = 0; i < atol(argv[1]); i++) {
                    volatile char *page = mmap((void *)((1L << 40) + (i << 30)), 4096, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
                    if (page == MAP_FAILED) return 3;
                    page[0] = 1; }
                puts("SCATTERED"); return 0;""");

        assertCounted(spec, "4000", "12000", "SCATTERED");
    }

    @Test
    @DisplayName(
            "leaves a program that takes all of its address space to malloc's answer, and does not kill it for page tables")
    void allOfTheAddressSpace() {
        JailSpec spec = spec("take-all", """
                char *memory; while ((memory = malloc(1 << 16)) != NULL) memset(memory, 1, 1 << 16);
                puts("no more"); return 3;""");

        for (int mebibytes : List.of(2, 64, 700)) {
            Execution run = engine.run(spec.withLimits(LIMITS.withMemoryBytes((long) mebibytes * MEBIBYTE)
                    .withAddressSpaceBytes((long) mebibytes * MEBIBYTE)));

            assertThat(run.termination()).describedAs("%d MiB", mebibytes).isEqualTo(new Exited(3));
            assertThat(run.stdout().text()).isEqualTo("no more\n");
        }
    }

    @Test
    @DisplayName("lets a program begin that spans more than it, and ends it when it takes so much")
    void largerThanItsLimit() {
        JailSpec spec = JailSpec.of(CProgram.staticMain("span-much", """
                static char much[600 << 20]; puts("ARMED"); fflush(stdout);
                if (argc > 1) memset(much, 1, sizeof much);
                puts("DONE"); return 0;""")).withLimits(LIMITS);

        if (bounded) {
            assertThat(engine.run(spec).stdout().text()).isEqualTo("ARMED\nDONE\n");
            Execution beyond = engine.run(spec.withArguments(List.of("all")));
            assertThat(beyond.stdout().text()).isEqualTo("ARMED\n");
            assertMemory(beyond);
        } else {
            assertThatThrownBy(() -> engine.run(spec))
                    .isInstanceOf(InvalidJailSpecException.class)
                    .hasMessageStartingWith("`limits.memory` must hold at least the program itself");
        }
    }

    @Test
    @DisplayName("that one child exceeds ends the whole jail: its parent does not go on")
    void child() {
        JailSpec spec = spec("feed-child", """
                puts("ARMED"); fflush(stdout);
                if (fork() == 0) {
                    /* the largest process: the one the kernel chooses */
                    char *memory = mmap(0, 40 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                    memset(memory, 1, 40 << 20);
                    for (int i = 0; i < atoi(argv[1]) / 4; i++) {
                        memory = mmap(0, 4 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
                        memset(memory, 1, 4 << 20); munmap(memory + 4096, (4 << 20) - 4096); }
                    return 0; }
                int status; wait(&status); if (status == 0) return 0;
                sleep(20); puts("went on"); return 0;""").withPolicy("processes").withLimits(LIMITS.withProcesses(3));

        Execution within = engine.run(spec.withArguments(List.of("8")));
        Execution beyond = engine.run(spec.withArguments(List.of("128")));

        assertThat(beyond.stdout().text()).isEqualTo("ARMED\n");
        if (bounded) {
            assertThat(within.termination()).isEqualTo(new Exited(0));
            assertMemory(beyond);
        } else {
            assertWithheld(within);
            assertWithheld(beyond);
        }
    }

    @Test
    @DisplayName("comes with what was used at most: by all processes together, where a cgroup counts them")
    void peak() {
        JailSpec spec = spec("two-that-hold", """
                int full[2], done[2]; char byte = 0;
                if (pipe(full) != 0 || pipe(done) != 0) return 9;
                for (int i = 0; i < 2; i++) if (fork() == 0) {
                    char *memory = malloc(16 << 20); memset(memory, 1, 16 << 20);
                    if (write(full[1], &byte, 1) != 1 || read(done[0], &byte, 1) != 1) return 9;
                    return 0; }
                for (int i = 0; i < 2; i++) if (read(full[0], &byte, 1) != 1) return 9;
                if (write(done[1], "xx", 2) != 2) return 9;
                while (wait(NULL) > 0) continue;
                return 0;""").withPolicy("processes").withLimits(LIMITS.withProcesses(3));

        Execution run = engine.run(spec);

        assertThat(run.termination()).isEqualTo(new Exited(0));
        if (bounded) {
            assertThat(run.usage().peakMemory()).isBetween(32L * MEBIBYTE, 64L * MEBIBYTE);
            assertThat(run.usage().maxResidentBytes()).isLessThan(32L * MEBIBYTE);
        } else {
            assertThat(run.usage().peakMemory()).isEqualTo(run.usage().maxResidentBytes());
        }
    }

    @Test
    @DisplayName("is each run's own, in runs at the same time")
    void together() throws Exception {
        JailSpec spec = spec("take-some", """
                int mebibytes = atoi(argv[1]); volatile char *memory = malloc(mebibytes << 20);
                for (long at = 0; at < (long)mebibytes << 20; at += 4096) memory[at] = 1;
                puts("HELD"); return 0;""").withArguments(List.of("50"));
        List<FutureTask<Execution>> runs = Stream.generate(() -> new FutureTask<>(() -> engine.run(spec)))
                .limit(6)
                .toList();

        runs.forEach(run -> new Thread(run).start());

        for (FutureTask<Execution> run : runs) {
            assertThat(run.get().stdout().text()).isEqualTo("HELD\n");
            assertThat(run.get().termination()).isEqualTo(new Exited(0));
        }
    }

    private static JailSpec spec(String name, String body) {
        return JailSpec.of(CProgram.staticMain(name, body)).withLimits(LIMITS);
    }

    private static String fact(Execution run) {
        return String.valueOf(
                run.confinement().layer(Layer.RESOURCE_LIMITS).facts().get(MemoryBound.FACT));
    }

    private static void assertMemory(Execution run) {
        assertThat(run.termination()).isInstanceOfSatisfying(LimitExceeded.class, end -> {
            assertThat(end.kind()).isEqualTo(LimitKind.MEMORY);
            assertThat(end.limit()).isEqualTo(64 * MEBIBYTE);
            assertThat(end.observed()).isBetween(64L * MEBIBYTE, 66L * MEBIBYTE);
        });
    }

    private static void assertWithheld(Execution run) {
        assertThat(run.stdout().text()).isEqualTo("ARMED\n");
        assertThat(run.termination())
                .isInstanceOfSatisfying(
                        SyscallDenied.class, end -> assertThat(end.syscall()).isEqualTo("mmap"));
        assertThat(fact(run)).isEqualTo("address space of each process only: no memory cgroup could be made");
        assertThat(MemoryBound.whyDenied(run.termination(), run.confinement()))
                .contains(
                        "shared anonymous memory is given only where a memory cgroup bounds it, and none could be made"
                                + " here: start the tests in a cgroup of your own (systemd-run --user --scope -p Delegate=yes),"
                                + " or accept memory without bound with allow = \"mmap\"");
    }
}
