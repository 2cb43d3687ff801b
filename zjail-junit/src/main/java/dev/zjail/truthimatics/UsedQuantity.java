package dev.zjail.truthimatics;

import dev.zjail.engine.Execution;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.Usage;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * What is compared of the usage of several runs. Each is in the unit of the limit that bounds it; what no limit bounds,
 * page faults and switches of the CPU, is not compared.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum UsedQuantity {
    /** CPU time, user and system, of all processes of the jail. */
    CPU_TIME(LimitKind.CPU),
    /** Time on the clock since the first instruction. */
    WALL_TIME(LimitKind.WALL),
    /** The largest resident set. */
    RESIDENT_MEMORY(LimitKind.MEMORY),
    /** The largest address space. */
    ADDRESS_SPACE(LimitKind.MEMORY),
    /** Descriptors open at the end. */
    OPEN_FILES(LimitKind.FILES),
    /** Processes and threads alive at once, at most. */
    PROCESSES(LimitKind.PROCESSES),
    /** Bytes written to standard output or to standard error, whichever has more. */
    OUTPUT(LimitKind.OUTPUT);

    private final LimitKind kind;

    UsedQuantity(LimitKind kind) {
        this.kind = kind;
    }

    /**
     * Returns the kind of limit that bounds it, and in whose unit it is.
     *
     * @return the kind
     */
    public LimitKind kind() {
        return kind;
    }

    /**
     * Takes it out of what was observed of a run.
     *
     * @param run the run
     * @return what it used, in the unit of {@link #kind()}; nothing if that could not be seen
     */
    public OptionalLong of(Execution run) {
        Usage usage = run.usage();
        return switch (this) {
            case CPU_TIME -> OptionalLong.of(usage.cpuOfAll().toNanos());
            case WALL_TIME -> OptionalLong.of(usage.wall().toNanos());
            case RESIDENT_MEMORY -> OptionalLong.of(usage.maxResidentBytes());
            case ADDRESS_SPACE -> ifSeen(usage.maxAddressSpaceBytes());
            case OPEN_FILES -> ifSeen(usage.openFilesAtEnd());
            case PROCESSES -> OptionalLong.of(usage.maxProcesses());
            case OUTPUT ->
                OptionalLong.of(Math.max(run.stdout().totalBytes(), run.stderr().totalBytes()));
        };
    }

    /** A program that has nothing mapped, or no descriptor open, is one that could not be looked at. */
    private static OptionalLong ifSeen(long used) {
        return used == 0 ? OptionalLong.empty() : OptionalLong.of(used);
    }
}
