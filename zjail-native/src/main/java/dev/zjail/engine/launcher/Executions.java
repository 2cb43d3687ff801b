package dev.zjail.engine.launcher;

import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.Dialogue;
import dev.zjail.engine.Execution;
import dev.zjail.engine.PolicyFacts;
import dev.zjail.engine.RefusedSyscall;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Usage;
import dev.zjail.engine.launcher.LaunchReport.Ended;
import dev.zjail.engine.launcher.LaunchReport.RecordedCall;
import dev.zjail.engine.launcher.LaunchReport.Rusage;
import dev.zjail.engine.launcher.LaunchReport.Stop;
import dev.zjail.engine.libc.Errno;
import dev.zjail.engine.policy.Architecture;
import dev.zjail.engine.policy.SyscallIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Assembles the facts of a run from what was prepared and what the launcher said of it. */
final class Executions {
    private Executions() {}

    static Execution of(PreparedRun run, Instant startedAt, PolicyFacts policy, Launch launch, Ended ended) {
        CapturedOutput stdout = launch.answer().stdout();
        CapturedOutput stderr = launch.answer().stderr();
        Termination termination = Terminations.of(ended, run.spec().limits(), launch.exceededMemory(), stdout, stderr);
        return new Execution(
                run.talk().isPresent() ? run.spec().withStdin(launch.answer().given()) : run.spec(),
                startedAt,
                termination,
                stdout,
                stderr,
                usage(ended, launch.peakMemory()),
                launch.confinement().orElseThrow(),
                policy,
                run.fixture().fingerprint(),
                run.fixture().digests(),
                refused(ended.recorded()),
                run.fixture().files(),
                FoundEntry.collected(launch.answer().found(), run.spec().collect()),
                launch.answer().order(),
                run.talk().map(talk -> new Dialogue(isEndedBy(talk, ended, termination))));
    }

    /** Whatever else is told of its end came first, or would have come all the same. */
    private static boolean isEndedBy(Talk talk, Ended ended, Termination termination) {
        return talk.endIsAsked() && ended.stop() == Stop.ASKED && termination instanceof Signaled;
    }

    private static List<RefusedSyscall> refused(List<RecordedCall> recorded) {
        return recorded.stream()
                .filter(RecordedCall::isRefused)
                .map(call -> new RefusedSyscall(
                        SyscallIdentity.of(Architecture.current().auditArch(), call.number())
                                .syscall(),
                        new Errno(call.refusedErrno()).name(),
                        (int) Math.min(call.times(), Integer.MAX_VALUE)))
                .toList();
    }

    private static Usage usage(Ended ended, OptionalLong peakMemory) {
        Rusage rusage = ended.usage();
        long resident = rusage.maxResidentKibibytes() * 1024;
        return new Usage(
                Duration.ofNanos(ended.wallNanoseconds()),
                Duration.ofNanos(rusage.userMicroseconds() * 1000),
                Duration.ofNanos(rusage.systemMicroseconds() * 1000),
                resident,
                rusage.minorFaults(),
                rusage.majorFaults(),
                rusage.voluntarySwitches(),
                rusage.involuntarySwitches(),
                Duration.ofNanos(ended.cpuNanoseconds()),
                ended.maxAddressSpaceBytes(),
                ended.openFiles(),
                ended.mostTasks(),
                peakMemory.orElse(resident));
    }
}
