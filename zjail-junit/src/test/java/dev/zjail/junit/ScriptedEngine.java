package dev.zjail.junit;

import static dev.zjail.junit.SampleRuns.kept;

import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.Conditions;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ObservedRun;
import dev.zjail.engine.ObservedSyscall;
import dev.zjail.engine.RunInterruptedException;
import dev.zjail.engine.RunningJail;
import dev.zjail.engine.Termination;
import dev.zjail.engine.WatchedRun;
import dev.zjail.engine.doctor.Diagnosis;
import dev.zjail.engine.doctor.HostEnvironment;
import dev.zjail.engine.doctor.ProbeResult;
import dev.zjail.engine.doctor.ProbeStatus;
import dev.zjail.engine.rootfs.RootDigests;
import dev.zjail.internal.Blake2b256;
import dev.zjail.truthimatics.SampleWeights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Behaves as the name of the executable says, runs nothing, and has no state but a counter. */
final class ScriptedEngine implements Engine {
    private static final AtomicLong RUNS = new AtomicLong();

    /** Replaces the host's engine for all tests of the class. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @ExtendWith(Installer.class)
    @interface Installed {}

    static final class Installer implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            Engines.replace(context, new ScriptedEngine());
            ConfiguredWeights.replace(context, SampleWeights.weights());
            HostDiagnosis.replace(context, ScriptedEngine::diagnosis);
        }
    }

    /** What the doctor finds on the host of this engine. */
    private static Diagnosis diagnosis() {
        return new Diagnosis(
                "Linux",
                List.of(HostEnvironment.DOCKER),
                List.of(new ProbeResult(
                        "uts_namespace", ProbeStatus.FAIL, "unshare(2)", "EPERM", "it is closed", "open it")),
                List.of());
    }

    private static Execution readingItsFile(JailSpec spec) {
        Execution run = SampleRuns.execution(spec, new Termination.Exited(0), kept("read\n"), kept(""));
        try {
            byte[] content = Files.readAllBytes(spec.files().get(0).host());
            return new Execution(
                    spec,
                    run.startedAt(),
                    run.termination(),
                    run.stdout(),
                    run.stderr(),
                    run.usage(),
                    run.confinement(),
                    run.policy(),
                    run.fingerprint(),
                    new RootDigests(Blake2b256.of(content), run.root().others()),
                    List.of(),
                    List.of(),
                    CollectedFiles.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A checker that has input, output and answer, and wants the latter two to be the same. */
    private static Execution checked(JailSpec spec) {
        try {
            boolean same = Files.mismatch(
                            spec.files().get(1).host(), spec.files().get(2).host())
                    < 0;
            boolean called = spec.arguments().equals(List.of("/case/input", "/case/output", "/case/answer"));
            return SampleRuns.execution(
                    spec,
                    new Termination.Exited(!called ? 3 : same ? 0 : 1),
                    kept(""),
                    kept(same ? "" : "it is another\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every program makes the same two calls beyond its policy. */
    @Override
    public ObservedRun observe(JailSpec spec) {
        List<ObservedSyscall> beyondThePolicy = Stream.of(
                        new ObservedSyscall("socket", 41, 1, List.of(2L, 1L, 0L, 0L, 0L, 0L)),
                        new ObservedSyscall("getpid", 39, 3, List.of(0L, 0L, 0L, 0L, 0L, 0L)),
                        new ObservedSyscall("syscall_999", 999, 1, List.of(0L, 0L, 0L, 0L, 0L, 0L)))
                .filter(call -> !spec.allow().contains(call.syscall()))
                .toList();
        return new ObservedRun(run(spec), beyondThePolicy, true);
    }

    /** No program draws from anything. */
    @Override
    public WatchedRun watch(JailSpec spec) {
        return new WatchedRun(run(spec), Set.of());
    }

    @Override
    public RunningJail start(JailSpec spec) {
        throw new UnsupportedOperationException("nothing runs here with which one could talk");
    }

    @Override
    public Execution run(JailSpec spec, Conditions conditions) {
        String script = spec.executable().toFile().getName();
        return switch (script) {
            case "greeter" -> SampleRuns.execution(spec, new Termination.Exited(0), kept("hello\n"), kept(""));
            case "reader" -> readingItsFile(spec);
            case "lines-of-input" ->
                SampleRuns.execution(
                        spec,
                        new Termination.Exited(0),
                        kept("read " + spec.arguments() + " " + spec.stdin().text()),
                        kept(""));
            case "echo" ->
                SampleRuns.execution(
                        spec,
                        new Termination.Exited(0),
                        new CapturedOutput(spec.stdin(), spec.stdin().size()),
                        kept(""));
            case "echo-and-crash" ->
                SampleRuns.execution(
                        spec,
                        new Termination.Signaled("SIGSEGV", 11, false),
                        kept(spec.stdin().text()),
                        kept(""));
            case "checker" -> checked(spec);
            case "broken-checker" -> SampleRuns.execution(spec, new Termination.Exited(3), kept(""), kept("no file\n"));
            case "where-am-i" ->
                SampleRuns.execution(
                        spec, new Termination.Exited(0), kept("I am in " + conditions.workingDirectory()), kept(""));
            case "address" ->
                SampleRuns.execution(
                        spec,
                        new Termination.Exited(0),
                        kept("at 0x" + Long.toHexString(RUNS.incrementAndGet() + (1L << 40))),
                        kept(""));
            case "crashing-elsewhere" ->
                SampleRuns.execution(
                        spec,
                        conditions.hostName().equals("jail")
                                ? new Termination.Exited(0)
                                : new Termination.Signaled("SIGSEGV", 11, false),
                        kept(""),
                        kept(""));
            case "unconfinable-later" -> {
                if (!conditions.equals(Conditions.DEFAULTS)) {
                    throw new ConfinementException("namespaces", "unshare(2)", "EPERM", "it is forbidden", "allow it");
                }
                yield SampleRuns.execution(spec, new Termination.Exited(0), kept(""), kept(""));
            }
            case "failing" -> SampleRuns.execution(spec, new Termination.Exited(3), kept(""), kept("no\n"));
            case "socket" -> SampleRuns.execution(spec, SampleRuns.SOCKET_DENIED, kept("trying\n"), kept(""));
            case "missing" ->
                throw new InvalidJailSpecException("executable", "must name an existing file", "missing", "build it");
            case "unlimited" ->
                throw new InvalidJailSpecException("limits.cpu", "must be counted", "forever", "be brief");
            case "unconfinable" ->
                throw new ConfinementException("namespaces", "unshare(2)", "EPERM", "it is forbidden", "allow it");
            case "interrupted-at-the-end" -> {
                Thread.currentThread().interrupt();
                yield SampleRuns.execution(spec, new Termination.Exited(0), kept("hello\n"), kept(""));
            }
            case "interrupted" -> throw new RunInterruptedException();
            default -> throw new IllegalArgumentException("no script for " + spec.executable());
        };
    }
}
