package dev.zjail.engine;

import org.apiguardian.api.API;

/** What a limit bounds, and the unit its numbers are in. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum LimitKind {
    /** CPU time, user and system together. */
    CPU(Unit.NANOSECONDS),
    /** Time on the clock on the wall since the guest's first instruction. */
    WALL(Unit.NANOSECONDS),
    /** Wall time during which the guest used next to no CPU. */
    IDLE(Unit.NANOSECONDS),
    /** Real memory of all processes together, where a cgroup could be made. */
    MEMORY(Unit.BYTES),
    /** Bytes written to standard output or to standard error, each counted by itself. */
    OUTPUT(Unit.BYTES),
    /** File descriptors open at the same time. */
    FILES(Unit.COUNT),
    /** Processes and threads alive at the same time. */
    PROCESSES(Unit.COUNT),
    /** The size of any one file the guest writes. */
    FILE_SIZE(Unit.BYTES);

    /** The unit of a limit's numbers. */
    public enum Unit {
        /** 10⁻⁹ seconds. */
        NANOSECONDS,
        /** Bytes, in powers of 1024 where they are printed. */
        BYTES,
        /** A plain number of things. */
        COUNT
    }

    private final Unit unit;

    LimitKind(Unit unit) {
        this.unit = unit;
    }

    /**
     * Returns the unit in which limits of this kind, and what was observed of them, are given.
     *
     * @return the unit
     */
    public Unit unit() {
        return unit;
    }
}
