package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Conditions;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.NondeterminismSource;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.WatchedRun;
import dev.zjail.engine.launcher.TestLauncher.Mode;
import dev.zjail.engine.policy.OwnPolicy;
import dev.zjail.engine.policy.PolicyEntry;
import dev.zjail.engine.policy.RequestedPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A watched run")
class WatchTests extends WithSharedFixtures {
    private static final Map<String, Path> COMPILED = new ConcurrentHashMap<>();

    private HostEngine engine(Mode mode) {
        return TestLauncher.engine(mode.host(), fixtures, List.of());
    }

    /** On every launcher that is possible here. */
    private List<WatchedRun> watch(JailSpec spec) {
        return Mode.possible().stream().map(mode -> engine(mode).watch(spec)).toList();
    }

    private static JailSpec withTasks(Path program) {
        return JailSpec.of(program).withPolicy("processes").withLimits(ResourceLimits.DEFAULTS.withProcesses(4));
    }

    private enum Linking {
        STATIC,
        DYNAMIC;

        JailSpec program(String name, String body) {
            return withTasks(COMPILED.computeIfAbsent(
                    "watch-" + name + "-" + this,
                    file -> this == STATIC ? CProgram.staticMain(file, body) : CProgram.dynamicMain(file, body)));
        }
    }

    /** One thing that the program below does: what its C library does by itself is no source of the program's. */
    private record Draw(String name, Optional<NondeterminismSource> source, String body) {
        String branch() {
            return "if (strcmp(argv[1], \"" + name + "\") == 0) { " + body + " }\n";
        }
    }

    private static final List<Draw> DRAWS = List.of(
            new Draw("nothing", Optional.empty(), "return 0;"),
            new Draw("printf", Optional.empty(), "printf(\"%d %s\\n\", argc, argv[0]); return 0;"),
            new Draw("malloc", Optional.empty(), """
                    char *p = malloc(100); *p = 1; p = realloc(p, 1 << 20); puts(p); free(p); return 0;"""),
            new Draw("qsort", Optional.of(NondeterminismSource.HOST_LOAD), """
                    int n = 500000, *v = malloc(n * sizeof *v);
                    for (int i = 0; i < n; i++) v[i] = (i * 7919L) % 100003;
                    qsort(v, n, sizeof *v, compare); return v[0] > v[n - 1];"""),
            new Draw("files", Optional.empty(), """
                    FILE *f = fopen("/tmp/x", "r"); perror("x"); char b[9]; return fread(b, 1, 9, stdin) != 0 ? 1 : f != NULL;"""),
            new Draw("locale", Optional.empty(), """
                    return setlocale(LC_ALL, "") == NULL ? 1 : strcoll("a", "b") >= 0;"""),
            new Draw("time", Optional.of(NondeterminismSource.CLOCK), "return time(NULL) == 0;"),
            new Draw(
                    "gettimeofday",
                    Optional.of(NondeterminismSource.CLOCK),
                    "struct timeval t; return gettimeofday(&t, NULL);"),
            new Draw(
                    "clock-gettime",
                    Optional.of(NondeterminismSource.CLOCK),
                    "struct timespec t; return clock_gettime(CLOCK_MONOTONIC, &t);"),
            new Draw(
                    "coarse",
                    Optional.of(NondeterminismSource.CLOCK),
                    "struct timespec t; return clock_gettime(CLOCK_REALTIME_COARSE, &t);"),
            new Draw("clock", Optional.of(NondeterminismSource.CLOCK), "return clock() == -1;"),
            new Draw("times", Optional.of(NondeterminismSource.CLOCK), "struct tms t; return times(&t) == -1;"),
            new Draw(
                    "nanosleep",
                    Optional.of(NondeterminismSource.CLOCK),
                    "struct timespec t = {0, 1}; return nanosleep(&t, NULL);"),
            new Draw("rdtsc", Optional.of(NondeterminismSource.CLOCK), """
                        unsigned low, high; __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
                        return high == 0 && low == 0;"""),
            new Draw("rdtscp", Optional.of(NondeterminismSource.CLOCK), """
                        unsigned low, high, cpu = 4711; __asm__ volatile("rdtscp" : "=a"(low), "=d"(high), "=c"(cpu));
                        return (high == 0 && low == 0) || cpu == 4711;"""),
            new Draw("rdtsc-prefixed", Optional.of(NondeterminismSource.CLOCK), """
                        unsigned low, high; __asm__ volatile(".byte 0x66, 0x48, 0x0f, 0x31" : "=a"(low), "=d"(high));
                        return high == 0 && low == 0;"""),
            new Draw("random-not-reached", Optional.empty(), """
                        if (argc > 9) __asm__ volatile("rdrand %%rax; rdseed %%r12" ::: "rax", "r12", "cc");
                        return 0;"""),
            new Draw(
                    "getrandom",
                    Optional.of(NondeterminismSource.RANDOMNESS),
                    "char b[16]; return getrandom(b, 16, 0) != 16;"),
            new Draw(
                    "getrandom-8",
                    Optional.of(NondeterminismSource.RANDOMNESS),
                    "char b[8]; return getrandom(b, 8, 0) != 8;"),
            new Draw("getrandom-again", Optional.of(NondeterminismSource.RANDOMNESS), """
                        char b[8]; puts("up"); return getrandom(b, 8, GRND_NONBLOCK) != 8;"""),
            new Draw("urandom", Optional.of(NondeterminismSource.RANDOM_DEVICE), """
                        char b[9]; int d = open("/dev//./urandom", 0); return read(d, b, 9) != 9;"""),
            new Draw("random", Optional.of(NondeterminismSource.RANDOM_DEVICE), """
                        int d = open("/dev/random", 0); return d < 0;"""),
            new Draw("no-random", Optional.empty(), """
                        int d = open("/dev/null", 0); return d < 0 || open("/tmp/urandom", 0) >= 0;"""),
            new Draw(
                    "fork",
                    Optional.of(NondeterminismSource.CONCURRENCY),
                    "if (fork() == 0) _exit(0); wait(NULL); return 0;"),
            new Draw("getpid", Optional.of(NondeterminismSource.PROCESS_ID), "return getpid() == 1;"),
            new Draw("getppid", Optional.of(NondeterminismSource.PROCESS_ID), "return getppid() == 1;"),
            new Draw("getcpu", Optional.of(NondeterminismSource.CPU), "return sched_getcpu() < 0;"),
            new Draw("cpus", Optional.of(NondeterminismSource.CPU), "return sysconf(_SC_NPROCESSORS_ONLN) < 1;"),
            new Draw(
                    "affinity",
                    Optional.of(NondeterminismSource.CPU),
                    "cpu_set_t s; return sched_getaffinity(0, sizeof s, &s);"),
            new Draw(
                    "readdir",
                    Optional.of(NondeterminismSource.DIRECTORY_ORDER),
                    "DIR *d = opendir(\"/\"); return readdir(d) == NULL;"),
            new Draw("uname", Optional.of(NondeterminismSource.HOST_NAME), "struct utsname u; return uname(&u);"),
            new Draw("sysinfo", Optional.of(NondeterminismSource.HOST_LOAD), "struct sysinfo s; return sysinfo(&s);"),
            new Draw(
                    "statfs",
                    Optional.of(NondeterminismSource.HOST_LOAD),
                    "struct statfs s; return statfs(\"/\", &s);"),
            new Draw(
                    "fstatfs", Optional.of(NondeterminismSource.HOST_LOAD), "struct statfs s; return fstatfs(1, &s);"));

    /** All in one program, which takes the name of one: so that only two have to be compiled. */
    private static JailSpec drawing(Linking linking, String name) {
        String branches = DRAWS.stream().map(Draw::branch).collect(Collectors.joining());
        return linking.program("draws", branches + "return 99;")
                .withArguments(List.of(name))
                .withAllow(Set.of("statfs", "fstatfs"));
    }

    static Stream<Arguments> draws() {
        return DRAWS.stream()
                .flatMap(draw ->
                        Stream.of(Linking.values()).map(linking -> Arguments.of(linking, draw.name(), draw.source())));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource
    @DisplayName(
            "shows what the program draws from, which runs as ever, and nothing of what the C library does by itself")
    void draws(Linking linking, String name, Optional<NondeterminismSource> source) {
        JailSpec spec = drawing(linking, name);

        assertThat(engine(Mode.possible().get(0)).run(spec).termination()).isEqualTo(new Exited(0));
        assertThat(watch(spec)).allSatisfy(run -> {
            assertThat(run.execution().termination()).isEqualTo(new Exited(0));
            assertThat(run.sources()).containsExactlyElementsOf(seenHere(name, source));
            assertThat(run.unwatched()).isEqualTo(ProcessorFeatures.unseenHere(true));
        });
    }

    /** Some virtual machines do not stop a program that reads the counter: then that is named, and no source. */
    private static List<NondeterminismSource> seenHere(String name, Optional<NondeterminismSource> source) {
        boolean isUnseen = name.startsWith("rdtsc") && !ProcessorFeatures.trapsCounter();
        return source.filter(any -> !isUnseen).stream().toList();
    }

    @Test
    @DisplayName("shows that a program looks into /proc where it has one, and says so where a path is not seen")
    void files() {
        JailSpec opens = Linking.STATIC
                .program("opens", "return open(argv[1], 0) < 0;")
                .withArguments(List.of("/proc/self/status"));
        JailSpec opensLongPath = opens.withArguments(List.of("/".repeat(300)));

        assertThat(watch(opens)).allSatisfy(run -> {
            assertThat(run.execution().termination()).isEqualTo(new Exited(1));
            assertThat(run.sources()).isEmpty();
        });
        assertThat(watch(opens.withProvide(List.of("proc")))).allSatisfy(run -> {
            assertThat(run.execution().termination()).isEqualTo(new Exited(0));
            assertThat(run.sources()).containsExactly(NondeterminismSource.PROC_FILES);
        });
        assertThat(watch(opensLongPath)).allSatisfy(run -> {
            assertThat(run.execution().termination()).isEqualTo(new Exited(0));
            assertThat(run.unwatched()).contains(NondeterminismSource.RANDOM_DEVICE);
        });
        assertThat(watch(opensLongPath.withProvide(List.of("none"))))
                .allSatisfy(run -> assertThat(run.unwatched()).isEqualTo(ProcessorFeatures.unseenHere(false)));
    }

    @Test
    @DisplayName("shows threads, and what each of them draws from")
    void threads() {
        String body = """
                pthread_t t; if (pthread_create(&t, NULL, %s, NULL) != 0) return 1;
                return pthread_join(t, NULL);""";
        for (Linking linking : Linking.values()) {
            JailSpec plain = linking.program("threads", body.formatted("do_nothing"));
            JailSpec timed = linking.program("threads-timed", body.formatted("read_counter"));

            assertThat(watch(plain)).allSatisfy(run -> {
                assertThat(run.execution().termination()).isEqualTo(new Exited(0));
                assertThat(run.sources()).containsExactly(NondeterminismSource.CONCURRENCY);
            });
            assertThat(watch(timed)).allSatisfy(run -> {
                assertThat(run.execution().termination()).isEqualTo(new Exited(0));
                assertThat(run.sources())
                        .containsExactlyElementsOf(
                                ProcessorFeatures.trapsCounter()
                                        ? List.of(NondeterminismSource.CLOCK, NondeterminismSource.CONCURRENCY)
                                        : List.of(NondeterminismSource.CONCURRENCY));
                assertThat(run.unwatched()).isEqualTo(ProcessorFeatures.unseenHere(false));
            });
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            rdrand        | main   | rdrand %eax
            rdseed        | main   | rdseed %r12
            in-a-thread   | thread | rdrand %ax
            in-a-child    | child  | rdrand %rax
            not-an-opcode | none   | mov $0xf0c70f00, %eax; lea -0x38f0f1(%rax), %rax
            """)
    @DisplayName("shows random numbers of the processor where the program comes to draw them, in whatever thread")
    void randomInstructions(String name, String where, String code) throws IOException {
        Assumptions.assumeTrue(
                Files.readString(Path.of("/proc/cpuinfo")).contains(code.contains("rdseed") ? " rdseed" : " rdrand"),
                "this processor has no such instruction");
        String draw = "__asm__ volatile(\"" + code.replace("%", "%%") + "\" ::: \"rax\", \"r12\", \"cc\");";
        String body = switch (where) {
            case "thread" ->
                "void *draw(void *p) { " + draw
                        + " return p; } pthread_t t; return pthread_create(&t, NULL, draw, NULL) || pthread_join(t, NULL);";
            case "child" -> "if (fork() == 0) { " + draw + " _exit(0); } int s; wait(&s); return s;";
            default -> draw + " return 0;";
        };
        for (Linking linking : Linking.values()) {
            assertThat(watch(linking.program(name, body))).allSatisfy(run -> {
                assertThat(run.execution().termination()).isEqualTo(new Exited(0));
                assertThat(run.sources().contains(NondeterminismSource.PROCESSOR_RANDOMNESS))
                        .isEqualTo(!where.equals("none") && ProcessorFeatures.trapsInstructions());
                assertThat(run.unwatched()).isEqualTo(ProcessorFeatures.unseenHere(!where.equals("none")));
            });
        }
    }

    @Test
    @DisplayName(
            "says that random numbers are unwatched where a program has more places that draw them than can be watched")
    void moreRandomInstructionsThanCanBeWatched() {
        String draw = "__asm__ volatile(\"rdrand %%rax; .skip 100, 0x90\" ::: \"rax\", \"cc\"); ";
        JailSpec four = Linking.STATIC.program("four-draws", "if (argc > 9) { " + draw.repeat(4) + "} return 0;");
        JailSpec five = Linking.STATIC.program("five-draws", "if (argc > 9) { " + draw.repeat(5) + "} return 0;");

        assertThat(watch(four)).allSatisfy(run -> {
            assertThat(run.sources()).isEmpty();
            assertThat(run.unwatched()).isEqualTo(ProcessorFeatures.unseenHere(true));
        });
        assertThat(watch(five)).allSatisfy(run -> {
            assertThat(run.sources()).isEmpty();
            assertThat(run.unwatched()).contains(NondeterminismSource.PROCESSOR_RANDOMNESS);
        });
    }

    @Test
    @DisplayName("shows what a child draws from, and a program that is executed later")
    void children() {
        JailSpec child = Linking.STATIC.program("child", """
                if (fork() == 0) _exit(time(NULL) == 0);
                int status; wait(&status); return status;""");
        JailSpec again = Linking.DYNAMIC.program("again", """
                if (argc > 1) return time(NULL) == 0;
                char *again[] = {argv[0], "x", NULL}; execv(argv[0], again); return 9;""");

        assertThat(watch(child)).allSatisfy(run -> {
            assertThat(run.execution().termination()).isEqualTo(new Exited(0));
            assertThat(run.sources()).containsExactly(NondeterminismSource.CLOCK, NondeterminismSource.CONCURRENCY);
        });
        assertThat(watch(again.withAllow(Set.of("execve")))).allSatisfy(run -> {
            assertThat(run.execution().termination()).isEqualTo(new Exited(0));
            assertThat(run.sources()).containsExactly(NondeterminismSource.CLOCK);
            assertThat(run.unwatched()).isEqualTo(ProcessorFeatures.unseenHere(false));
        });
    }

    @Test
    @DisplayName("gives a program no less time than there is: the counter and the clocks go on")
    void clocksGoOn() {
        JailSpec spec = Linking.STATIC.program("go-on", """
                unsigned long first = __builtin_ia32_rdtsc(), second = __builtin_ia32_rdtsc();
                struct timespec a, b; clock_gettime(CLOCK_MONOTONIC, &a); clock_gettime(CLOCK_MONOTONIC, &b);
                return second <= first || a.tv_sec == 0 || time(NULL) < 1700000000
                    || b.tv_sec * 1000000000 + b.tv_nsec < a.tv_sec * 1000000000 + a.tv_nsec;""");

        assertThat(watch(spec))
                .allSatisfy(run -> assertThat(run.execution().termination()).isEqualTo(new Exited(0)));
    }

    @Test
    @DisplayName("lets a program make the calls that only a vDSO would have spared it, though its policy has none")
    void servedByVdso() {
        Path program = CProgram.dynamicMain("watch-vdso", "struct timespec t; return clock_gettime(0, &t);");
        JailSpec spec = JailSpec.of(program)
                .withPolicy(new OwnPolicy(
                        "no-clock",
                        Optional.of(RequestedPolicy.auto()),
                        List.of(),
                        List.of(PolicyEntry.of("clock_gettime"))));
        Path direct = CProgram.dynamicMain(
                "watch-cpu-clock", "struct timespec t; write(1, \"up\\n\", 3); return clock_gettime(2, &t);");

        assertThat(watch(spec)).allSatisfy(run -> {
            assertThat(run.execution().termination()).isEqualTo(new Exited(0));
            assertThat(run.sources()).containsExactly(NondeterminismSource.CLOCK);
        });
        assertThat(watch(spec.withExecutable(direct))).allSatisfy(run -> {
            assertThat(run.execution().stdout().text()).isEqualTo("up\n");
            assertDenied(run.execution(), "clock_gettime");
        });
    }

    private static void assertDenied(Execution run, String syscall) {
        assertThat(run.termination())
                .isInstanceOfSatisfying(
                        SyscallDenied.class, end -> assertThat(end.syscall()).isEqualTo(syscall));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("is confined as any other: what the policy denies is killed by name, every layer is in force")
    void confined(Linking linking) {
        JailSpec spec = linking.program(
                "denied", "write(1, \"up\\n\", 3); time(NULL); socket(AF_INET, SOCK_STREAM, 0); return 0;");

        for (Mode mode : Mode.possible()) {
            WatchedRun watched = engine(mode).watch(spec);
            Execution usual = engine(mode).run(spec);

            assertThat(watched.execution().stdout().text()).isEqualTo("up\n");
            assertDenied(watched.execution(), "socket");
            assertThat(watched.sources()).containsExactly(NondeterminismSource.CLOCK);
            assertThat(watched.execution().confinement().gaps())
                    .extracting(LayerState::layer)
                    .containsExactlyElementsOf(usual.confinement().gaps().stream()
                            .map(LayerState::layer)
                            .toList());
            assertThat(watched.execution().confinement().layer(Layer.SECCOMP).inForce())
                    .isTrue();
            assertThat(watched.execution().policy().name())
                    .isEqualTo(usual.policy().name());
            assertThat(watched.execution().policy().syscalls())
                    .isEqualTo(usual.policy().syscalls());
        }
    }

    @Test
    @DisplayName("ends at its limits, also in a program that does nothing but read the counter")
    void limits() {
        JailSpec counting = Linking.STATIC
                .program("count", "for (;;) __builtin_ia32_rdtsc();")
                .withLimits(ResourceLimits.DEFAULTS.withCpu(Duration.ofMinutes(30)));
        JailSpec asking = Linking.STATIC
                .program("ask", "for (;;) time(NULL);")
                .withLimits(
                        ResourceLimits.DEFAULTS.withCpu(Duration.ofMillis(50)).withWall(Duration.ofMinutes(1)));

        List<WatchedRun> counted = LongEnough.run(
                Duration.ofMillis(200),
                wall -> watch(counting.withLimits(counting.limits().withWall(wall))),
                runs -> !ProcessorFeatures.trapsCounter()
                        || runs.stream().noneMatch(run -> run.sources().isEmpty()));
        assertThat(counted).allSatisfy(run -> {
            assertLimit(run.execution(), LimitKind.WALL);
            assertThat(run.sources().contains(NondeterminismSource.CLOCK)).isEqualTo(ProcessorFeatures.trapsCounter());
        });
        assertThat(watch(asking)).allSatisfy(run -> assertLimit(run.execution(), LimitKind.CPU));
    }

    private static void assertLimit(Execution run, LimitKind kind) {
        assertThat(run.termination())
                .isInstanceOfSatisfying(
                        LimitExceeded.class, end -> assertThat(end.kind()).isEqualTo(kind));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            wild-store | *(volatile int *)8 = 1; return 0;
            halt       | __asm__ volatile("hlt; nop; nop; nop"); return 0;
            raised     | raise(SIGSEGV); return 0;
            sent       | long r, signal = 11; __asm__ volatile("syscall; rdtsc" : "=a"(r), "+d"(signal) : "a"(SYS_tgkill), "D"(getpid()), "S"(gettid()) : "rcx", "r11", "memory"); return 0;
            """)
    @DisplayName("ends by its own SIGSEGV as ever, whatever made it, and has it first if it wants it")
    void segmentationFaults(String name, String body) {
        JailSpec spec = Linking.STATIC.program(name, body).withAllow(Set.of("tgkill"));
        JailSpec handled = Linking.STATIC
                .program(name + "-handled", "signal(SIGSEGV, leave); " + body)
                .withAllow(Set.of("tgkill"));

        assertThat(watch(spec))
                .allSatisfy(
                        run -> assertThat(run.execution().termination()).isEqualTo(new Signaled("SIGSEGV", 11, false)));
        assertThat(watch(handled))
                .allSatisfy(run -> assertThat(run.execution().termination()).isEqualTo(new Exited(42)));
    }

    @Test
    @DisplayName("ends by abort() as ever, which asks for process and thread to no end")
    void abort() {
        for (Linking linking : Linking.values()) {
            assertThat(watch(linking.program("abort", "abort();"))).allSatisfy(run -> {
                assertThat(run.execution().termination()).isEqualTo(new Signaled("SIGABRT", 6, false));
                assertThat(run.sources()).isEmpty();
            });
        }
    }

    @Test
    @DisplayName("says where it could not look, and nothing of it in a run that was not watched")
    void unwatched() {
        HostEngine engine = engine(Mode.possible().get(0));
        JailSpec spec = Linking.STATIC.program("nothing", "return 0;");
        HostEngine without = TestLauncher.engine(Mode.possible().get(0).host(), fixtures, List.of("--without-traps"));
        HostEngine dead = TestLauncher.engine(Mode.possible().get(0).host(), fixtures, List.of("--with-dead-traps"));

        assertThat(engine.watch(spec).unwatched()).isEqualTo(ProcessorFeatures.unseenHere(false));
        assertThat(without.watch(spec).unwatched())
                .containsExactly(
                        NondeterminismSource.CLOCK, NondeterminismSource.TIME_STAMP_COUNTER, NondeterminismSource.CPU);
        assertThat(without.watch(drawing(Linking.STATIC, "nothing")).unwatched())
                .containsExactly(
                        NondeterminismSource.CLOCK,
                        NondeterminismSource.TIME_STAMP_COUNTER,
                        NondeterminismSource.PROCESSOR_RANDOMNESS,
                        NondeterminismSource.CPU);
        assertThat(dead.watch(spec).unwatched()).containsExactly(NondeterminismSource.TIME_STAMP_COUNTER);
        assertThat(dead.watch(drawing(Linking.STATIC, "nothing")).unwatched())
                .containsExactly(NondeterminismSource.TIME_STAMP_COUNTER, NondeterminismSource.PROCESSOR_RANDOMNESS);
        assertThat(dead.watch(drawing(Linking.STATIC, "rdtsc"))).satisfies(run -> {
            assertThat(run.execution().termination()).isEqualTo(new Exited(0));
            assertThat(run.sources()).isEmpty();
        });
        assertThat(without.run(spec, Conditions.DEFAULTS).termination()).isEqualTo(new Exited(0));
    }
}
