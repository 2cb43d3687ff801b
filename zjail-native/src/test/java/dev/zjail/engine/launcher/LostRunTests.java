package dev.zjail.engine.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.NondeterminismSource;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.WatchedRun;
import dev.zjail.engine.launcher.TestLauncher.Mode;
import dev.zjail.engine.launcher.TestLauncher.Trace;
import dev.zjail.engine.launcher.TestLauncher.TracedCall;
import dev.zjail.engine.policy.RequestedPolicy;
import dev.zjail.engine.rootfs.RootfsFixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fails each system call with which the launcher watches a run, looks at the guest and reports. Which ones a run comes
 * to is traced; what must become of the run stands in {@link #EXPECTED}, a line for each.
 */
@DisplayName("A system call that fails while a run is watched")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostRunTests {
    /** An error that none of these calls ever has. */
    private static final int EDOM = 33;

    private static final String REFUSED_OR_SOURCE_NAMED = "refused or source named: ";

    /** Those that only look, and report; the rest watches. */
    private static final Set<String> LOOKING = Set.of("attest.c", "peer.c", "proc.c", "report.c");

    /**
     * What becomes of the run: {@code refused: STEP}; {@code unreadable}, a refusal because there is no whole report;
     * {@code unseen}, no layer is called in force; {@code gap LAYER}; {@code dumpable?}, a gap where the guest's owner
     * is the launcher's user too; {@code source named}, a watched run that ends by itself names what it draws from, as
     * drawn from or as unwatched; {@code same}, the run ends as it does undisturbed.
     */
    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry("supervise.c: trace_guest: ptrace", "refused: ptrace(PTRACE_SEIZE)"),
            Map.entry("supervise.c: take_event: waitid", "refused: waitid"),
            Map.entry("supervise.c: take_stop: waitid", "refused: waitid"),
            Map.entry("supervise.c: take_end: wait4", "refused: wait4"),
            Map.entry("supervise.c: wait_for_something: ppoll", "refused: ppoll"),
            Map.entry("supervise.c: kill_jail: kill", "refused: kill(init)"),
            Map.entry("supervise.c: let_go_on: ptrace", "refused: ptrace(PTRACE_CONT)"),
            Map.entry("supervise.c: answer_stop: ptrace", "refused: ptrace(PTRACE_LISTEN)"),
            Map.entry("supervise.c: get_event_message: ptrace", "refused: ptrace(PTRACE_GETEVENTMSG)"),
            Map.entry("call.c: read_last_call: ptrace", "refused: ptrace(PTRACE_GET_SYSCALL_INFO)"),
            // Some of its calls are for what a watched run draws from.
            Map.entry("registers.c: get_registers: ptrace", "refused or source named: ptrace(PTRACE_GETREGS)"),
            Map.entry("supervise.c: listen_to_controller: read", "unreadable"),
            // The descriptor stays readable, so that the next look comes at once.
            Map.entry("supervise.c: wait_for_something: read", "same"),
            // It is counted when it stops for the first time itself; and what is not known to be at its end is not.
            Map.entry("tasks.c: next_event: waitid", "same"),
            // The end of the init kills them too, if a little later.
            Map.entry("tasks.c: tasks_kill: kill", "same"),
            // It counts as a process of its own.
            Map.entry("tasks.c: is_thread_of: tgkill", "same"),
            // What could be read unseen is then named in the watched run: WatchTests.
            Map.entry("registers.c: poke: ptrace", "source named"),
            Map.entry("registers.c: peek: ptrace", "source named"),
            Map.entry("registers.c: set_registers: ptrace", "source named"),
            Map.entry("trap.c: is_fault: ptrace", "source named"),
            Map.entry("trap.c: set_debug_register: ptrace", "source named"),
            Map.entry("trap.c: answer_random_trap: ptrace", "source named"),
            // Then it is told as a SIGSEGV and no more.
            Map.entry("registers.c: read_register: ptrace", "same"),
            Map.entry("stack.c: judge_stack: ptrace", "same"),
            Map.entry("proc.c: open_in_proc: openat", "unseen"),
            Map.entry("attest.c: read_file: read", "unseen"),
            Map.entry("proc.c: visit_names: getdents64", "unseen"),
            Map.entry("attest.c: read_namespaces: readlinkat", "unseen"),
            Map.entry("attest.c: read_host_name: uname", "unseen"),
            Map.entry("attest.c: read_environment: read", "unseen"),
            Map.entry("attest.c: read_working_directory: readlinkat", "unseen"),
            Map.entry("attest.c: observe_owner: fstat", "unseen"),
            Map.entry("attest.c: is_launchers_own: readlinkat", "gap namespaces"),
            Map.entry("attest.c: observe_access: geteuid", "dumpable?"), // it cannot fail: geteuid(2)
            Map.entry("attest.c: observe_owner: close", "same"),
            Map.entry("attest.c: observe: close", "same"),
            // The peak and the open files of the guest's end are 0 then, which says that they could not be seen.
            Map.entry("proc.c: read_text: read", "same"),
            Map.entry("proc.c: read_text: close", "same"),
            Map.entry("proc.c: count_open_files: close", "same"),
            Map.entry("peer.c: ask_as_peer: clone", "dumpable?"),
            Map.entry("peer.c: ask_as_peer: kill", "dumpable?"),
            Map.entry("peer.c: is_ready: wait4", "dumpable?"),
            Map.entry("peer.c: be_control: capset", "dumpable?"),
            Map.entry("peer.c: be_control: prctl", "dumpable?"),
            Map.entry("peer.c: be_control: getpid", "dumpable?"),
            Map.entry("peer.c: be_control: kill", "dumpable?"),
            Map.entry("peer.c: ask_without_capabilities: capget", "dumpable?"),
            Map.entry("peer.c: ask_without_capabilities: capset", "dumpable?"),
            Map.entry("peer.c: ask_as_peer: wait4", "same"), // the launcher's end reaps it
            Map.entry("peer.c: look_into: close", "same"),
            Map.entry("report.c: send_record: sendmsg", "unreadable"));

    /** Calls that no run here comes to. */
    private static final List<String> NOT_COME_TO = List.of(
            "supervise.c: let_make_call: ptrace", // where calls are answered otherwise: AnswersTests
            "schedule.c: interrupt_any: ptrace", // where threads are held up: AnswersTests
            "supervise.c: end_jail: kill", // after what is failed here, or in FaultInjectionTests
            "supervise.c: end_jail: wait4",
            "supervise.c: end_jail: ptrace",
            "peer.c: be_control: exit_group");

    /** What is told of a read of the counter here. */
    private static final Set<NondeterminismSource> DRAWS_OF_WATCHED = Set.of(
            ProcessorFeatures.trapsCounter() ? NondeterminismSource.CLOCK : NondeterminismSource.TIME_STAMP_COUNTER);

    private List<Scenario> scenarios = List.of();
    private final Map<String, Set<TracedCall>> traces = new TreeMap<>();
    private RootfsFixtures fixtures;
    private Path directory;

    /**
     * A program, how the text of its end begins if nobody disturbs the run, and what it draws from if it is watched.
     */
    private record Scenario(String name, JailSpec spec, String end, Set<NondeterminismSource> draws) {
        WatchedRun run(HostEngine engine) {
            return !draws.isEmpty() ? engine.watch(spec) : new WatchedRun(engine.run(spec), Set.of(), Set.of());
        }
    }

    /**
     * One call to fail.
     *
     * @param which the number of the call among those that the function makes, from 0, or {@code all} of them
     */
    private record Fault(Mode mode, Scenario scenario, TracedCall call, String which) {
        List<String> options() {
            return List.of(
                    "--fail-call", call.function(), Integer.toString(call.number()), which, Integer.toString(EDOM));
        }

        @Override
        public String toString() {
            return mode + ", " + scenario.name() + ": " + call + ", " + which;
        }
    }

    @BeforeAll
    void traceUndisturbedRuns(@TempDir Path temporary) throws IOException {
        directory = temporary;
        fixtures = new RootfsFixtures(directory.resolve("rootfs"));
        RequestedPolicy processes = RequestedPolicy.named("processes");
        ResourceLimits two = ResourceLimits.DEFAULTS.withProcesses(2);
        ResourceLimits little = ResourceLimits.DEFAULTS.withOutputBytes(1000);
        JailSpec forks = program("forks", "if (fork() == 0) _exit(0); wait(0); return 0;");
        JailSpec denied = program("denied", "if (fork() == 0) ptrace(PTRACE_TRACEME, 0, 0, 0); wait(0); return 0;");
        JailSpec watched = program("watched", "read_counter(0); getpid(); return 0;");
        JailSpec random = program("random", "__asm__ volatile(\"rdrand %%rax\" ::: \"rax\", \"cc\"); return 0;");
        JailSpec stopped = program("stopped", """
                pid_t child = fork(); int status;
                if (child == 0) { kill(getpid(), SIGSTOP); _exit(0); }
                waitpid(child, &status, WUNTRACED); if (!WIFSTOPPED(status)) return 1;
                kill(child, SIGCONT); wait(&status); return status;""");
        JailSpec overflows = program("overflows", "volatile char frame[64 << 20]; frame[0] = 1; return frame[0];");
        JailSpec floods = program("floods", "for (;;) write(1, \"much\", 4);");
        scenarios = List.of(
                new Scenario("forks", forks.withLimits(two).withPolicy(processes), "Exited[status=0]", Set.of()),
                new Scenario(
                        "denied",
                        denied.withLimits(two).withPolicy(processes),
                        "SyscallDenied[syscall=ptrace",
                        Set.of()),
                new Scenario("random", random, "Exited[status=0]", Set.of(NondeterminismSource.PROCESSOR_RANDOMNESS)),
                new Scenario("watched", watched, "Exited[status=0]", DRAWS_OF_WATCHED),
                new Scenario(
                        "stopped",
                        stopped.withAllow(Set.of("kill")).withLimits(two).withPolicy(processes),
                        "Exited[status=0]",
                        Set.of()),
                new Scenario("overflows", overflows, "Signaled[signal=SIGSEGV", Set.of()),
                new Scenario("floods", floods.withLimits(little), "LimitExceeded[kind=OUTPUT", Set.of()));
        for (Mode mode : Mode.possible()) {
            for (Scenario scenario : scenarios) {
                Trace trace = Trace.in(directory);
                HostEngine engine =
                        engine(mode, List.of("--trace-calls", trace.file().toString()));

                assertSame(scenario, scenario.run(engine).execution());
                traces.put(mode + scenario.name(), new LinkedHashSet<>(trace.calls()));
            }
        }
    }

    @AfterAll
    void deleteFixtures() {
        fixtures.close();
    }

    private static JailSpec program(String name, String body) {
        return JailSpec.of(CProgram.staticMain("lost-run-" + name, body));
    }

    private HostEngine engine(Mode mode, List<String> options) {
        return TestLauncher.engineForGaps(mode.host(), fixtures, options);
    }

    @ParameterizedTest
    @MethodSource("faults")
    @DisplayName(
            "ends in a refusal or a gap, or changes nothing: the launcher never calls confined what it lost sight of")
    void isNeverCalledConfined(Fault fault) {
        String expected = requireNonNull(EXPECTED.get(fault.call().toString()));
        HostEngine engine = engine(fault.mode(), fault.options());

        if (expected.startsWith(REFUSED_OR_SOURCE_NAMED)) {
            assertRefusedOrSourceNamed(fault, engine, expected.substring(REFUSED_OR_SOURCE_NAMED.length()));
        } else if (expected.startsWith("refused: ")) {
            assertRefused(fault, engine, expected.substring("refused: ".length()), "EDOM");
        } else if (expected.equals("unreadable")) {
            assertRefused(fault, engine, "read the launcher's report", "none");
        } else {
            assertRuns(fault, fault.scenario().run(engine), expected);
        }
        assertThat(OwnResources.children()).isEmpty();
    }

    /** In a watched run the first such call may be one for its sources. */
    private static void assertRefusedOrSourceNamed(Fault fault, HostEngine engine, String step) {
        boolean isFirstForSources =
                fault.which().equals("0") && !fault.scenario().draws().isEmpty();
        if (isFirstForSources) {
            assertRuns(fault, fault.scenario().run(engine), "source named");
        } else {
            assertRefused(fault, engine, step, "EDOM");
        }
    }

    private static void assertRefused(Fault fault, HostEngine engine, String step, String errno) {
        assertThatThrownBy(() -> fault.scenario().run(engine), fault.toString())
                .isInstanceOfSatisfying(ConfinementException.class, refusal -> {
                    assertThat(refusal.layer()).isEqualTo("launcher");
                    assertThat(refusal.step()).startsWith(step);
                    assertThat(refusal.errno()).isEqualTo(errno);
                });
    }

    private static void assertRuns(Fault fault, WatchedRun run, String expected) {
        List<LayerState> gaps = run.execution().confinement().gaps();
        switch (expected) {
            case "unseen" ->
                assertThat(gaps)
                        .hasSize(Layer.values().length)
                        .allSatisfy(gap -> assertThat(gap.observed())
                                .containsPattern("^the guest could not be observed \\(observation \\d+: EDOM\\)"));
            case "gap namespaces" ->
                assertThat(gaps).extracting(LayerState::observed).containsExactly("host name is unknown, not jail");
            case "dumpable?" ->
                assertThat(gaps)
                        .extracting(LayerState::layer)
                        .isEqualTo(guestIsOurUser(run) ? List.of(Layer.DUMPABLE) : List.of());
            case "source named" -> {
                Set<NondeterminismSource> named = EnumSet.noneOf(NondeterminismSource.class);
                named.addAll(run.sources());
                named.addAll(run.unwatched());
                boolean endedByItself = run.execution().termination().toString().startsWith("Exited");
                if (endedByItself) {
                    assertThat(named).containsAll(fault.scenario().draws());
                }
            }
            default -> assertSame(fault.scenario(), run.execution());
        }
    }

    /** Where the owner of the guest's files tells nothing, and so its peer is asked. */
    private static boolean guestIsOurUser(WatchedRun run) {
        Map<String, String> facts =
                run.execution().confinement().layer(Layer.DUMPABLE).facts();
        return facts.containsKey("access to /proc/PID/environ with the guest's ids");
    }

    private static void assertSame(Scenario scenario, Execution run) {
        assertThat(run.termination().toString()).startsWith(scenario.end());
        assertThat(run.confinement().gaps()).isEmpty();
    }

    /** Those that watch once in each kind of run, those that look and report once in each mode. */
    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (Mode mode : Mode.possible()) {
            for (Scenario scenario : scenarios) {
                requireNonNull(traces.get(mode + scenario.name())).stream()
                        .filter(call -> LOOKING.contains(call.file())
                                ? scenario.equals(scenarios.get(0))
                                : mode == Mode.possible().get(0))
                        .flatMap(call -> Stream.of("0", "all").map(which -> new Fault(mode, scenario, call, which)))
                        .forEach(faults::add);
            }
        }
        return faults;
    }

    /** {@code open_in_proc} opens much else before: so it is told which of its calls these are. */
    @Test
    @DisplayName("or that is a look at the guest or its control with the guest's ids, is no proof that it was refused")
    void looksWithTheGuestsIds() throws IOException {
        Scenario scenario = scenarios.get(0);
        for (Mode mode : Mode.possible()) {
            boolean isAsked = guestIsOurUser(scenario.run(engine(mode, List.of())));
            List<List<String>> looks = failedLooksWithoutCapabilities(mode, scenario);
            assertThat(looks).as("the control and the guest").hasSizeGreaterThanOrEqualTo(isAsked ? 2 : 0);
            for (List<String> options : looks) {
                WatchedRun run = scenario.run(engine(mode, options));
                assertThat(run.execution().confinement().gaps())
                        .extracting(LayerState::layer)
                        .isEqualTo(isAsked ? List.of(Layer.DUMPABLE) : List.of());
                if (isAsked) {
                    assertThat(run.execution()
                                    .confinement()
                                    .layer(Layer.DUMPABLE)
                                    .facts())
                            .containsEntry("access to /proc/PID/environ with the guest's ids", "no control");
                }
            }
        }
    }

    /**
     * The options that fail each call of {@code open_in_proc} that is made while the launcher's capabilities are off.
     */
    private List<List<String>> failedLooksWithoutCapabilities(Mode mode, Scenario scenario) throws IOException {
        Trace trace = Trace.in(directory);
        scenario.run(engine(mode, List.of("--trace-calls", trace.file().toString())));
        List<List<String>> looks = new ArrayList<>();
        int opened = 0;
        int capabilitiesSet = 0;
        for (TracedCall call : trace.calls()) {
            if (call.toString().equals("peer.c: ask_without_capabilities: capset")) {
                capabilitiesSet++;
            } else if (call.toString().equals("proc.c: open_in_proc: openat")) {
                if (capabilitiesSet == 1) {
                    looks.add(new Fault(mode, scenario, call, Integer.toString(opened)).options());
                }
                opened++;
            }
        }
        return looks;
    }

    @Test
    @DisplayName("is any call of these sources, but for those named here")
    void allCallsAreCovered() {
        Set<String> inSources = Stream.of(
                        "supervise.c",
                        "tasks.c",
                        "call.c",
                        "registers.c",
                        "trap.c",
                        "stack.c",
                        "schedule.c",
                        "attest.c",
                        "peer.c",
                        "proc.c",
                        "report.c")
                .flatMap(file -> LauncherSources.callsOutsideSteps(file).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> comeTo = traces.values().stream()
                .flatMap(Set::stream)
                .map(TracedCall::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        comeTo.addAll(NOT_COME_TO);
        if (!Mode.possible().contains(Mode.AS_ROOT)) {
            EXPECTED.keySet().stream().filter(LostRunTests::isOfRoot).forEach(comeTo::add);
        }

        comeTo.addAll(ofTrapsThatThisHostLacks());

        assertThat(comeTo).containsExactlyElementsOf(inSources);
        assertThat(EXPECTED)
                .containsOnlyKeys(comeTo.stream()
                        .filter(call -> !NOT_COME_TO.contains(call))
                        .toList());
    }

    private static List<String> ofTrapsThatThisHostLacks() {
        List<String> calls = new ArrayList<>();
        if (!ProcessorFeatures.trapsCounter()) {
            calls.addAll(List.of("trap.c: is_fault: ptrace", "registers.c: set_registers: ptrace"));
        }
        if (!ProcessorFeatures.trapsInstructions()) {
            calls.add("trap.c: answer_random_trap: ptrace");
        }
        return calls;
    }

    /** An ordinary user's launcher may not read the environment, and need not ask a peer: the files' owner tells. */
    private static boolean isOfRoot(String call) {
        return call.startsWith("peer.c: ") || call.equals("attest.c: read_environment: read");
    }

    List<Mode> modes() {
        return Mode.possible();
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("or sends a byte at a time, changes nothing as long as it goes on")
    void shortSends(Mode mode) {
        for (Scenario scenario : scenarios) {
            assertSame(
                    scenario,
                    scenario.run(engine(mode, List.of("--short-sends"))).execution());
        }
    }
}
