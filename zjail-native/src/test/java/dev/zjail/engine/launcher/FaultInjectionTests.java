package dev.zjail.engine.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.zjail.engine.Conditions;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.launcher.LauncherSources.Site;
import dev.zjail.engine.launcher.TestLauncher.Mode;
import dev.zjail.engine.launcher.TestLauncher.Output;
import dev.zjail.engine.launcher.TestLauncher.Trace;
import dev.zjail.engine.launcher.TestLauncher.TracedStep;
import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.rootfs.Provision;
import dev.zjail.engine.rootfs.RootfsFixtures;
import dev.zjail.internal.ProcFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * Fails each step of the launcher in turn. The steps are those of its C sources; an undisturbed run on the tests'
 * launcher tells which of them the launcher, the init and the guest come to, and how often.
 */
@DisplayName("A step of the launcher that fails")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultInjectionTests {
    /** An error that none of these calls ever has. */
    private static final int EDOM = 33;

    private static final String STORE_BYPASS = "Speculation_Store_Bypass";
    private static final String INDIRECT_BRANCH = "SpeculationIndirectBranch";

    private static final int CAP_SYS_NICE = 23;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern LAYER_SECTION = Pattern.compile("layer ([1-7])");

    private static final Map<String, Site> SITES = LauncherSources.sites().stream()
            .collect(Collectors.toMap(site -> site.file() + ":" + site.number(), site -> site));

    /** So that the steps are come to which the usual ones do without. */
    private static final Conditions UNUSUAL =
            new Conditions(false, true, "other", Path.of("/tmp"), 300, 16L << 20, List.of("FURTHER=entry"));

    private final Map<Mode, List<TracedStep>> traces = new EnumMap<>(Mode.class);
    private Map<String, String> ownStatus = Map.of();
    private JailSpec spec;
    private RootfsFixtures fixtures;
    private Path directory;

    /**
     * One step to fail.
     *
     * @param position which step of its process it is, from 0
     */
    record Fault(Mode mode, TracedStep step, int position) {
        List<String> option() {
            return List.of("--fail", step.process(), Integer.toString(position), Integer.toString(EDOM));
        }

        @Override
        public String toString() {
            return mode + ", " + step.process() + ", step " + position + ": " + step.kind() + " " + step.name();
        }
    }

    @BeforeAll
    void traceUndisturbedRuns(@TempDir Path temporary) throws IOException {
        directory = temporary;
        ownStatus = ProcFiles.status(ProcFiles.read("/proc/self/status"));
        Path program = CProgram.staticMain("leave-a-trace", "write(1, \"ran\\n\", 4); return 0;");
        spec = JailSpec.of(program)
                .withTmpfs(List.of(new Tmpfs("/tmp", 64 << 10)))
                .withProvide(canMountProc(program) ? List.of("proc") : List.of())
                .withLimits(ResourceLimits.DEFAULTS.withProcesses(2));
        fixtures = new RootfsFixtures(directory.resolve("rootfs"));
        for (Mode mode : Mode.possible()) {
            Trace trace = Trace.in(directory);
            Output output = Output.in(directory);

            assertThat(run(mode, output, trace.option()).termination()).isEqualTo(new Exited(0));
            assertThat(output.text()).isEqualTo("ran\n");
            traces.put(mode, trace.steps());
        }
    }

    @AfterAll
    void deleteFixtures() {
        fixtures.close();
    }

    @ParameterizedTest
    @MethodSource("faults")
    @DisplayName("is named with its layer in a ConfinementException, and nothing runs and nothing is left")
    void isNamed(Fault fault) throws IOException {
        Output output = Output.in(directory);
        long descriptors = OwnResources.descriptors();

        assertThatThrownBy(() -> run(fault.mode(), output, fault.option()))
                .isInstanceOfSatisfying(ConfinementException.class, refusal -> {
                    assertThat(refusal.step()).isEqualTo(expectedStep(fault.step()));
                    assertThat(refusal.layer()).isEqualTo(expectedLayer(fault.step()));
                    assertThat(refusal.errno()).isEqualTo(fault.step().kind().equals("did") ? "EDOM" : "none");
                });

        assertThat(output.text()).isEmpty();
        assertThat(OwnResources.descriptors()).isLessThanOrEqualTo(descriptors);
        assertThat(OwnResources.children()).isEmpty();
        if (fault.step().name().equals("clone(init)")) {
            // Here the call was made, and only its result was spoiled: nobody knows of the init but the kernel.
            awaitEnd(output);
        }
        assertThat(output.processes()).isEmpty();
    }

    /** Each step once where it is come to first, and once where it is come to last. */
    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        traces.forEach((mode, trace) -> {
            Map<String, List<Fault>> bySite = new LinkedHashMap<>();
            for (String process : List.of("launcher", "init", "guest")) {
                List<TracedStep> steps = trace.stream()
                        .filter(step -> step.process().equals(process))
                        .toList();
                for (int position = 0; position < steps.size(); position++) {
                    Fault fault = new Fault(mode, steps.get(position), position);
                    bySite.computeIfAbsent(fault.step().toString(), same -> new ArrayList<>())
                            .add(fault);
                }
            }
            bySite.values().stream().map(FaultInjectionTests::firstAndLast).forEach(faults::addAll);
        });
        return faults;
    }

    private static List<Fault> firstAndLast(List<Fault> same) {
        return same.size() == 1 ? same : List.of(same.get(0), same.get(same.size() - 1));
    }

    private static String expectedStep(TracedStep step) {
        if (step.name().isEmpty()) {
            return "launcher"; // the verdict on a specification, which gives no reason where there is none
        }
        return step.kind().equals("did") ? step.name() : step.name() + " (it was done but did not hold)";
    }

    private static String expectedLayer(TracedStep step) {
        return switch (step.process()) {
            case "launcher" -> layerOfLauncher(step.name());
            case "init" -> "launcher";
            default -> layerOfGuest(site(step).section());
        };
    }

    private static String layerOfLauncher(String step) {
        if (step.equals("write(cgroup.procs)")) {
            return "resource_limits";
        }
        boolean isOnNamespaces = Stream.of(
                        "setgroups(",
                        "unshare(",
                        "write(/proc/self/setgroups",
                        "write(/proc/self/uid_map",
                        "write(/proc/self/gid_map")
                .anyMatch(step::startsWith);
        return isOnNamespaces ? "namespaces" : "launcher";
    }

    private static String layerOfGuest(String section) {
        Matcher layer = LAYER_SECTION.matcher(section);
        if (layer.matches()) {
            int firstLayer = Layer.RESOURCE_LIMITS.compareTo(Layer.NAMESPACES);
            return List.of(Layer.values())
                    .get(firstLayer + Integer.parseInt(layer.group(1)) - 1)
                    .id();
        }
        return switch (section) {
            case "the order" -> "execve";
            case "what the host provides", "places to write" -> "rootfs";
            case "the rest of the ground: what the Java virtual machine would hand down" -> "inheritance";
            default -> fail("to which layer do the steps below the banner '" + section + "' belong?");
        };
    }

    @Test
    @DisplayName("beyond the last one disturbs nothing")
    void beyondTheLast() throws IOException {
        for (Mode mode : Mode.possible()) {
            for (String process : List.of("launcher", "init", "guest")) {
                long steps = requireNonNull(traces.get(mode)).stream()
                        .filter(step -> step.process().equals(process))
                        .count();
                Output output = Output.in(directory);

                List<String> option = List.of("--fail", process, Long.toString(steps), Integer.toString(EDOM));
                assertThat(run(mode, output, option).termination()).isEqualTo(new Exited(0));
                assertThat(output.text()).isEqualTo("ran\n");
            }
        }
    }

    @Test
    @DisplayName("is any place of the sources where a step is taken, but for those named here")
    void allPlacesAreCovered() {
        Set<Site> touched = traces.values().stream()
                .flatMap(List::stream)
                .map(FaultInjectionTests::site)
                .collect(Collectors.toSet());
        List<String> expected = new ArrayList<>();
        expected.add("main.c: holds(wrong)"); // a bad header: LauncherFuzzTests
        if (!Mode.possible().contains(Mode.AS_ROOT)) {
            expected.add("layers.c: did(\"setgroups(0)\")");
            expected.add("layers.c: did(\"unshare(CLONE_NEWNS|CLONE_NEWPID|CLONE_NEWNET|CLONE_NEWIPC|CLONE_NEWUTS)\")");
        }
        if (!spec.provide().named().contains(Provision.PROC)) {
            List.of("fsopen(proc)", "fsconfig(proc)", "fsmount(proc)", "close(proc)", "fchown(standard stream)")
                    .forEach(step -> expected.add("mounts.c: did(\"" + step + "\")"));
        } else if (!Mode.possible().contains(Mode.AS_ROOT)) {
            expected.add("mounts.c: did(\"fchown(standard stream)\")");
        }
        if (!canRaisePriority()) {
            expected.add("layers.c: did(\"setpriority(0)\")"); // it has nothing to lower
        }
        if (!knowsExecGain()) {
            expected.add("layers.c: did(\"prctl(PR_SET_MDWE)\")");
            expected.add("layers.c: holds(\"prctl(PR_GET_MDWE)\")");
        }
        List<String> misfeatures = List.of(STORE_BYPASS, INDIRECT_BRANCH);
        if (misfeatures.stream().noneMatch(this::isControlled)) {
            expected.add("layers.c: did(step)");
        }
        if (misfeatures.stream().noneMatch(this::canStillBeDisabled)) {
            expected.add("layers.c: did(step)");
        }

        assertThat(SITES.values().stream()
                        .filter(site -> !touched.contains(site))
                        .map(Site::toString))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    @DisplayName("is any step that the sources name where they call a function, but for those named here")
    void allGivenStepsAreCovered() {
        Set<String> touched = traces.values().stream()
                .flatMap(List::stream)
                .map(TracedStep::name)
                .collect(Collectors.toSet());
        List<String> expected = new ArrayList<>();
        if (!isControlled(STORE_BYPASS)) {
            expected.add("prctl(PR_SPEC_STORE_BYPASS)");
        }
        if (!isControlled(INDIRECT_BRANCH)) {
            expected.add("prctl(PR_SPEC_INDIRECT_BRANCH)");
        }
        if (!canMakeCgroup()) {
            expected.add("write(cgroup.procs)");
        }

        assertThat(LauncherSources.stepsGivenToFunctions())
                .hasSizeGreaterThanOrEqualTo(22)
                .filteredOn(step -> !touched.contains(step))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Whether this machine's processor and kernel leave it to a process: proc_pid_status(5). */
    private boolean isControlled(String misfeature) {
        String state = requireNonNull(ownStatus.get(misfeature));
        return state.startsWith("thread ") || state.startsWith("conditional ");
    }

    private boolean canStillBeDisabled(String misfeature) {
        return isControlled(misfeature)
                && !requireNonNull(ownStatus.get(misfeature)).contains(" force ");
    }

    /** prctl(2): PR_SET_MDWE is there since Linux 6.3. */
    static boolean knowsExecGain() {
        String[] release = System.getProperty("os.version").split("[.-]", 3);
        int major = Integer.parseInt(release[0]);
        return major > 6 || (major == 6 && Integer.parseInt(release[1]) >= 3);
    }

    /** Where something is mounted over parts of /proc, an ordinary user cannot. */
    private static boolean canMountProc(Path program) {
        try {
            HostEngine.shared().run(JailSpec.of(program).withProvide(List.of("proc")));
            return true;
        } catch (ConfinementException e) {
            assertThat(e.step()).isEqualTo("fsmount(proc)");
            return false;
        }
    }

    private boolean canRaisePriority() {
        long capabilities = Long.parseUnsignedLong(requireNonNull(ownStatus.get("CapEff")), 16);
        return Mode.possible().contains(Mode.AS_ROOT) && (capabilities >> CAP_SYS_NICE & 1) == 1;
    }

    private static boolean canMakeCgroup() {
        try (JailCgroups made = TestLauncher.cgroups().create(ResourceLimits.DEFAULTS, Libc.get())) {
            return !made.toJoin().isEmpty();
        }
    }

    @Test
    @DisplayName("is the one that its place in the sources says")
    void tracesAgreeWithSources() {
        traces.values()
                .forEach(trace -> assertThat(trace).allSatisfy(step -> {
                    assertThat(step.kind()).isEqualTo(site(step).kind());
                    site(step)
                            .literal()
                            .ifPresent(literal -> assertThat(step.name()).isEqualTo(literal));
                }));
    }

    @Test
    @DisplayName("is every system call of the setup, but for those named here")
    void noCallGoesUnchecked() {
        List<String> resultIsKeptAndChecked = List.of(
                "main.c: volunteer_for_oom_killer: openat",
                "main.c: volunteer_for_oom_killer: write",
                "main.c: map_memory: mmap",
                "main.c: start_init: pidfd_open",
                "main.c: start_init: clone",
                "main.c: start_guest: clone",
                "main.c: clone_as: clone3",
                "layers.c: write_file: openat",
                "layers.c: write_file: write",
                "layers.c: leave_groups: setgroups",
                "layers.c: leave_session_keyring: keyctl",
                "layers.c: reset_scheduling: sched_getscheduler",
                "layers.c: reset_scheduling: getpriority",
                "layers.c: place_execve_path: mmap",
                "layers.c: trap_counter: prctl", // and tried
                "layers.c: refuse_exec_gain: prctl",
                "layers.c: disable_speculation: prctl",
                "layers.c: drop_bounding_set: prctl");
        List<String> cannotFail = List.of(
                "main.c: start_init: getpid",
                "layers.c: enter_namespaces: geteuid",
                "layers.c: enter_namespaces: getegid",
                "layers.c: forget_inheritance: umask");
        List<String> confinesNobody = List.of(
                "main.c: exit_group: exit_group",
                "main.c: volunteer_for_oom_killer: close",
                "main.c: read_exactly: read", // what does not come ends the launcher: LauncherFuzzTests
                "main.c: be_init: ppoll",
                "main.c: start_init: close",
                "main.c: close_streams: close_range",
                "main.c: prepare_launcher: setsid", // it fails for a session leader, which the launcher then is
                "layers.c: wait_until: futex",
                "layers.c: announce: futex",
                "layers.c: write_file: close");

        assertThat(Stream.of("main.c", "layers.c").flatMap(file -> LauncherSources.callsOutsideSteps(file).stream()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(resultIsKeptAndChecked, cannotFail, confinesNobody)
                        .flatMap(List::stream)
                        .toList());
    }

    private static Site site(TracedStep step) {
        return requireNonNull(SITES.get(step.file() + ":" + step.site()));
    }

    private Execution run(Mode mode, Output output, List<String> options) {
        List<String> all = new ArrayList<>(output.option());
        all.add("--unusual-scheduling");
        all.addAll(options);
        return TestLauncher.engine(mode.host(), fixtures, all).run(spec, UNUSUAL);
    }

    /** An init whose launcher is gone is killed by the kernel, soon after and not before. */
    private static void awaitEnd(Output output) throws IOException {
        long begun = System.nanoTime();
        while (!output.processes().isEmpty()) {
            assertThat(System.nanoTime() - begun)
                    .as("left behind: %s", output.processes())
                    .isLessThan(PATIENCE.toNanos());
            Thread.onSpinWait();
        }
    }
}
