package dev.zjail.truthimatics;

import dev.zjail.engine.Execution;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.MemoryBound;
import dev.zjail.engine.Quantities;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination.LimitExceeded;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * How much of a limit one run used. Immutable.
 *
 * @param kind which limit
 * @param used the most that was seen, in the kind's unit; 0 or more, and more than the limit where it was reached
 * @param limit the limit, in the same unit; 1 or more
 * @param run in which run, such as {@code first run}, {@code replay 4} or {@code contrast 1}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LimitShare(LimitKind kind, long used, long limit, String run) {
    /**
     * From this share on a run is near a limit: it leaves room for a machine that is slower by a third, and runs of one
     * program on one machine differ by less ({@code docs/truthimatics.md} has the numbers).
     */
    public static final double NEAR = 0.75;

    /**
     * The limits whose use is another on another machine although the program does the same there. How many files,
     * processes and bytes of output a program needs is its own: it may use up just what it was given.
     */
    private static final Set<LimitKind> MACHINES_OWN = EnumSet.of(LimitKind.CPU, LimitKind.WALL, LimitKind.MEMORY);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if what was used is negative, or the limit is not positive
     */
    public LimitShare {
        if (used < 0 || limit <= 0) {
            throw new IllegalArgumentException("what was used of the " + kind
                    + " limit must not be negative, and the limit must be positive, but were: " + used + " of "
                    + limit);
        }
    }

    /** The shares of a run, of those limits whose use was observed and of which there is any. */
    static List<LimitShare> of(Execution run, String name) {
        return Arrays.stream(LimitKind.values())
                .flatMap(kind -> of(run, name, kind).stream())
                .toList();
    }

    private static Optional<LimitShare> of(Execution run, String name, LimitKind kind) {
        OptionalLong limit = limit(run.spec().limits(), kind);
        OptionalLong used = used(run, kind);
        return limit.isPresent() && limit.getAsLong() > 0 && used.isPresent()
                ? Optional.of(new LimitShare(kind, used.getAsLong(), limit.getAsLong(), name))
                : Optional.empty();
    }

    private static OptionalLong limit(ResourceLimits limits, LimitKind kind) {
        return switch (kind) {
            case CPU -> OptionalLong.of(limits.cpu().toNanos());
            case WALL -> OptionalLong.of(limits.wall().toNanos());
            case IDLE ->
                limits.idle().map(idle -> OptionalLong.of(idle.toNanos())).orElse(OptionalLong.empty());
            case MEMORY -> OptionalLong.of(limits.memoryBytes());
            case OUTPUT -> OptionalLong.of(limits.outputBytes());
            case FILES -> OptionalLong.of(limits.openFiles());
            case PROCESSES -> OptionalLong.of(limits.processes());
            case FILE_SIZE -> OptionalLong.of(limits.fileSizeBytes());
        };
    }

    private static OptionalLong used(Execution run, LimitKind kind) {
        if (run.termination() instanceof LimitExceeded exceeded && exceeded.kind() == kind) {
            return OptionalLong.of(exceeded.observed());
        }
        return switch (kind) {
            case CPU -> UsedQuantity.CPU_TIME.of(run);
            case WALL -> UsedQuantity.WALL_TIME.of(run);
            case MEMORY -> memory(run);
            case OUTPUT -> UsedQuantity.OUTPUT.of(run);
            case FILES -> UsedQuantity.OPEN_FILES.of(run);
            case PROCESSES -> UsedQuantity.PROCESSES.of(run);
            // Only seen where it was reached.
            case IDLE, FILE_SIZE -> OptionalLong.empty();
        };
    }

    /**
     * Where a cgroup bounds real memory, the largest resident set is what can be told of it; and where an address space
     * could not be seen, or was larger than the limit.
     */
    private static OptionalLong memory(Execution run) {
        OptionalLong addressSpace = UsedQuantity.ADDRESS_SPACE.of(run);
        boolean wasLimited = MemoryBound.isAddressSpaceOnly(run.confinement())
                && addressSpace.isPresent()
                && addressSpace.getAsLong() <= run.spec().limits().memoryBytes();
        return wasLimited ? addressSpace : UsedQuantity.RESIDENT_MEMORY.of(run);
    }

    /**
     * Divides what was used by the limit.
     *
     * @return 0 or more; 1 is all of it, and more where it was reached
     */
    public double share() {
        return (double) used / limit;
    }

    /**
     * Says whether so much was used that the program may reach the limit on another machine. Of files, processes and
     * output it never does: a program needs the same number of them everywhere.
     *
     * @return whether CPU time, wall-clock time or memory was used to {@link #NEAR}
     */
    public boolean isNear() {
        return MACHINES_OWN.contains(kind) && share() >= NEAR;
    }

    /**
     * Says it in words.
     *
     * @return such as {@code used 93 % of the CPU limit of 1 s in replay 4}
     */
    public String describe() {
        long percent = Math.round(share() * 100);
        return "used " + (used > 0 && percent == 0 ? "< 1" : percent) + " % of the " + kind + " limit of "
                + Quantities.format(kind, limit) + " in "
                + (run.equals(Evidence.FIRST_RUN) ? "the " : "") + run;
    }
}
