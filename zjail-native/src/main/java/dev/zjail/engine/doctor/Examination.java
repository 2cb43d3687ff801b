package dev.zjail.engine.doctor;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.RunInterruptedException;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.doctor.ProberAnswer.MalformedAnswerException;
import dev.zjail.engine.doctor.ProberAnswer.Step;
import dev.zjail.engine.launcher.CLibrary;
import dev.zjail.engine.launcher.Cgroups;
import dev.zjail.engine.launcher.Explanation;
import dev.zjail.engine.launcher.HostEngine;
import dev.zjail.engine.launcher.HostFacts;
import dev.zjail.engine.launcher.NativePrograms;
import dev.zjail.engine.launcher.RefusalCauses;
import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.libc.NativeCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One examination, probe by probe. For use by one thread. */
final class Examination {
    private static final String LAUNCHER = "launcher";
    private static final long FEW_BYTES = 64L << 20;

    private final HostView view;
    private final List<HostEnvironment> environments;
    private final List<ProbeResult> results = new ArrayList<>();
    private final List<String> unexamined = new ArrayList<>();

    Examination(HostView view, List<HostEnvironment> environments) {
        this.view = view;
        this.environments = environments;
    }

    Diagnosis diagnose() {
        kernel();
        boolean hasPrograms = architecture();
        nativeAccess();
        freeSpace();
        memoryCgroup();
        Libc libc = cLibrary();
        HostFacts host = libc == null ? null : proc(libc);
        if (!hasPrograms || libc == null || host == null) {
            leaveOut("memory_file", "temporary_directory");
            leaveOutLauncherSteps();
            leaveOut("jailed_run");
        } else {
            withPrograms(new Prober(libc), host.needsUserNamespace());
        }
        return new Diagnosis(host(), environments, results, unexamined);
    }

    private void withPrograms(Prober prober, boolean needsUserNamespace) {
        boolean memoryFileWorks = memoryFile(prober);
        try (TemporaryProgram program = TemporaryProgram.create(view.temporaryDirectory())) {
            temporaryDirectory(prober, program);
            if (memoryFileWorks) {
                launcherSteps(prober, needsUserNamespace, program.directory());
            } else {
                leaveOutLauncherSteps();
            }
            jailedRun(program.file());
        } catch (IOException e) {
            cannotWrite(e);
            leaveOutLauncherSteps();
            leaveOut("jailed_run");
        }
    }

    private void leaveOut(String... probes) {
        Set<String> examined = results.stream().map(ProbeResult::probe).collect(Collectors.toSet());
        Stream.of(probes).filter(probe -> !examined.contains(probe)).forEach(unexamined::add);
    }

    private void leaveOutLauncherSteps() {
        LauncherProbe.all().forEach(probe -> leaveOut(probe.id()));
    }

    private String host() {
        String user = view.status("Uid").split("\\s", -1)[0];
        return System.getProperty("os.name") + " " + System.getProperty("os.version") + " on "
                + NativePrograms.architecture() + ", Java " + Runtime.version() + ", user id " + user;
    }

    // ---- the host as it is ----

    private void kernel() {
        String found = System.getProperty("os.name") + " " + System.getProperty("os.version");
        if (!System.getProperty("os.name").equals("Linux")) {
            fail("kernel", found, "this is not Linux", "run the tests on Linux, in a container or a virtual machine");
        } else if (environments.contains(HostEnvironment.OLD_KERNEL)) {
            fail("kernel", found, "the kernel is older than Linux 5.14", "run the tests on Linux 5.14 or newer");
        } else {
            results.add(ProbeResult.pass("kernel", found));
        }
    }

    private boolean architecture() {
        try {
            NativePrograms.read(NativePrograms.LAUNCHER);
            results.add(ProbeResult.pass("architecture", NativePrograms.architecture()));
            return true;
        } catch (ConfinementException e) {
            results.add(ProbeResult.refused("architecture", e, new Explanation(e.likelyCause(), e.fix())));
            return false;
        }
    }

    /** JEP 472: since Java 24 native access that was not enabled is warned of, and a later release will deny it. */
    private void nativeAccess() {
        boolean mustBeEnabled = Runtime.version().feature() >= 24;
        if (mustBeEnabled && !NativeAccess.isEnabled()) {
            results.add(ProbeResult.warn(
                    "native_access",
                    "Java " + Runtime.version().feature() + " without native access",
                    new Explanation("since Java 24 native access has to be enabled", CLibrary.ENABLE_NATIVE_ACCESS)));
        } else {
            results.add(ProbeResult.pass(
                    "native_access", "Java " + Runtime.version().feature()));
        }
    }

    private void freeSpace() {
        Path directory = view.temporaryDirectory();
        try {
            long free = Files.getFileStore(directory).getUsableSpace();
            String found = (free >> 20) + " MiB in " + directory;
            if (free < FEW_BYTES) {
                results.add(ProbeResult.warn(
                        "free_space",
                        found,
                        new Explanation(
                                "the file system that holds the temporary directory is nearly full",
                                "make room there, or set java.io.tmpdir to another directory")));
            } else {
                results.add(ProbeResult.pass("free_space", found));
            }
        } catch (IOException e) {
            leaveOut("free_space");
        }
    }

    private void memoryCgroup() {
        try {
            Optional<Path> directory = Cgroups.tryOne();
            if (directory.isPresent()) {
                results.add(ProbeResult.pass("memory_cgroup", "made and removed in " + directory.get()));
            } else {
                results.add(ProbeResult.warn(
                        "memory_cgroup",
                        "no memory cgroup can be made, so that only the address space of each process is limited",
                        new Explanation(
                                "there is no memory controller here, or this user may not make cgroups",
                                "start the tests in a delegated cgroup (systemd-run --user --scope -p Delegate=yes), or as"
                                        + " root")));
            }
        } catch (IOException | ConfinementException e) {
            fail(
                    "memory_cgroup",
                    "look for cgroups (" + e.getMessage() + ")",
                    "/proc or the file system of cgroups cannot be read",
                    "run the tests with /proc mounted");
        }
    }

    private @Nullable Libc cLibrary() {
        try {
            Libc libc = CLibrary.load();
            results.add(ProbeResult.pass("c_library", "every function is there"));
            return libc;
        } catch (ConfinementException e) {
            results.add(ProbeResult.refused("c_library", e, new Explanation(e.likelyCause(), e.fix())));
            return null;
        }
    }

    private @Nullable HostFacts proc(Libc libc) {
        try {
            HostFacts host = HostFacts.read(libc);
            results.add(ProbeResult.pass("proc", "/proc/self was read"));
            return host;
        } catch (ConfinementException e) {
            results.add(ProbeResult.refused("proc", e, new Explanation(e.likelyCause(), e.fix())));
            return null;
        }
    }

    // ---- programs ----

    private boolean memoryFile(Prober prober) {
        try (MemoryProgram program = MemoryProgram.create(prober.libc())) {
            return greets("memory_file", prober, program.path());
        } catch (NativeCallException e) {
            failed(
                    "memory_file",
                    ProbeStatus.FAIL,
                    LAUNCHER,
                    e.call(),
                    e.errno().name());
            return false;
        }
    }

    private void temporaryDirectory(Prober prober, TemporaryProgram program) {
        try {
            greets("temporary_directory", prober, program.file().toString());
        } catch (NativeCallException e) {
            failed(
                    "temporary_directory",
                    ProbeStatus.FAIL,
                    "execve",
                    "execve(" + program.file() + ")",
                    e.errno().name());
        }
    }

    private boolean greets(String probe, Prober prober, String image) {
        String said = prober.run(image, Prober.greetingArguments());
        if (said.equals(Prober.GREETING)) {
            results.add(ProbeResult.pass(probe, "a program was executed from there"));
            return true;
        }
        failed(probe, ProbeStatus.FAIL, LAUNCHER, "posix_spawn (the program did not greet)", "none");
        return false;
    }

    private void cannotWrite(IOException e) {
        fail(
                "temporary_directory",
                "create a file (" + e + ")",
                "the temporary directory does not exist, is full, or belongs to others",
                "set java.io.tmpdir to a directory that this user can write to");
    }

    // ---- what the launcher does ----

    private void launcherSteps(Prober prober, boolean needsUserNamespace, Path directory) {
        try (MemoryProgram program = MemoryProgram.create(prober.libc())) {
            String said = prober.run(program.path(), Prober.probingArguments(needsUserNamespace, directory));
            report(ProberAnswer.parse(said), needsUserNamespace);
        } catch (MalformedAnswerException e) {
            leaveOutLauncherSteps();
            failed("prober", ProbeStatus.FAIL, LAUNCHER, "read its answer (" + e.getMessage() + ")", "none");
        } catch (NativeCallException e) {
            leaveOutLauncherSteps();
            failed("prober", ProbeStatus.FAIL, LAUNCHER, e.call(), e.errno().name());
        }
    }

    private void report(ProberAnswer answer, boolean needsUserNamespace) {
        for (Step step : answer.steps()) {
            LauncherProbe probe = step.probe();
            if (probe.isOnlyForUserNamespaces() && !needsUserNamespace) {
                continue;
            }
            if (step.works()) {
                results.add(ProbeResult.pass(probe.id(), probe.tried()));
            } else if (answer.isConsequence(step)) {
                leaveOut(probe.id());
            } else {
                failed(probe.id(), probe.outcomeOfFailure(), probe.layer(), step.inWords(), step.errno());
            }
        }
    }

    // ---- all of it at once ----

    private void jailedRun(Path program) {
        try {
            Engine engine = HostEngine.shared();
            Execution run = engine.run(JailSpec.of(program)
                    .withArguments(Prober.greetingArguments())
                    .withPolicy("strict"));
            judge(run);
        } catch (ConfinementException e) {
            Explanation explanation = explain(e.layer(), e.step(), e.errno());
            boolean knowsBetter = !explanation.equals(Explanation.of(e.layer(), e.step(), e.errno()));
            results.add(ProbeResult.refused(
                    "jailed_run", e, knowsBetter ? explanation : new Explanation(e.likelyCause(), e.fix())));
        } catch (InvalidJailSpecException | RunInterruptedException e) {
            fail("jailed_run", "run a program (" + e.getMessage() + ")", "the test was interrupted", "run it again");
        }
    }

    private void judge(Execution run) {
        String gaps = run.confinement().gaps().stream()
                .map(LayerState::layer)
                .map(layer -> layer.id())
                .collect(Collectors.joining(", "));
        boolean greeted =
                run.termination().equals(new Exited(0)) && run.stdout().text().equals(Prober.GREETING);
        if (greeted && gaps.isEmpty()) {
            results.add(ProbeResult.pass("jailed_run", "every layer was seen in force"));
        } else {
            fail(
                    "jailed_run",
                    greeted
                            ? "layers not seen in force: " + gaps
                            : run.termination().describe(),
                    "the kernel or a security module changes what the launcher asks for",
                    "look for the reason in the host's kernel log");
        }
    }

    // ---- results ----

    private void fail(String probe, String observed, String likelyCause, String fix) {
        results.add(ProbeResult.fail(probe, observed, new Explanation(likelyCause, fix)));
    }

    private void failed(String probe, ProbeStatus outcome, String layer, String step, String errno) {
        results.add(ProbeResult.failed(probe, outcome, step, errno, explain(layer, step, errno)));
    }

    /** What is certain comes before what a recognised environment makes likely. */
    private Explanation explain(String layer, String step, String errno) {
        RefusalCauses causes = new RefusalCauses(path -> view.text(path).orElse(""));
        Explanation likely = Remedies.explain(environments, layer, step, errno);
        boolean knowsEnvironment = !likely.equals(Explanation.of(layer, step, errno));
        return causes.certain(layer, step, errno)
                .orElseGet(() -> knowsEnvironment ? likely : causes.explain(layer, step, errno));
    }
}
