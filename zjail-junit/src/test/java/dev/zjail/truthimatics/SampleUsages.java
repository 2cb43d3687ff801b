package dev.zjail.truthimatics;

import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.Execution;
import dev.zjail.engine.Usage;
import java.time.Duration;
import java.util.List;

/** Runs that used something else. */
public final class SampleUsages {
    private SampleUsages() {}

    public static Execution cpu(Execution run, Duration cpu) {
        Usage usage = run.usage();
        return with(run, usage(usage, cpu, usage.maxAddressSpaceBytes(), usage.maxProcesses()));
    }

    public static Execution addressSpace(Execution run, long bytes) {
        Usage usage = run.usage();
        return with(run, usage(usage, usage.cpuOfAll(), bytes, usage.maxProcesses()));
    }

    static Usage usage(Usage usage, Duration cpuOfAll, long addressSpace, int processes) {
        return new Usage(
                usage.wall(),
                usage.userCpu(),
                usage.systemCpu(),
                usage.maxResidentBytes(),
                usage.minorFaults(),
                usage.majorFaults(),
                usage.voluntarySwitches(),
                usage.involuntarySwitches(),
                cpuOfAll,
                addressSpace,
                usage.openFilesAtEnd(),
                processes,
                usage.peakMemory());
    }

    static Execution with(Execution run, Usage usage) {
        return new Execution(
                run.spec(),
                run.startedAt(),
                run.termination(),
                run.stdout(),
                run.stderr(),
                usage,
                run.confinement(),
                run.policy(),
                run.fingerprint(),
                run.root(),
                List.of(),
                run.contents(),
                CollectedFiles.NONE);
    }
}
