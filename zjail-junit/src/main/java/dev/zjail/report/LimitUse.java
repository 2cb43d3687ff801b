package dev.zjail.report;

import dev.zjail.audit.RecordedFields;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.MemoryBound;
import dev.zjail.engine.Quantities;
import dev.zjail.truthimatics.UsedQuantity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How much of a limit was used.
 *
 * @param name what is limited, for people
 * @param kind which limit
 * @param used the most that was seen, in the kind's unit
 * @param limit the limit, in the same unit
 * @param ended whether it ended the run
 */
record LimitUse(String name, LimitKind kind, long used, long limit, boolean ended) {
    private static final int NEAR = 90;

    /** The limits whose use was observed, in the order of the record; what a record lacks is left out. */
    static List<LimitUse> of(RecordedFields record) {
        return Stream.of(
                        use(LimitKind.CPU, record, cpu(record), "limits.cpu_ns"),
                        use(LimitKind.WALL, record, record.number("usage.wall_ns"), "limits.wall_ns"),
                        memory(record),
                        use(LimitKind.FILES, record, record.number("usage.open_files_at_end"), "limits.open_files"),
                        use(LimitKind.PROCESSES, record, record.number("usage.max_processes"), "limits.processes"),
                        use(LimitKind.OUTPUT, record, output(record), "limits.output_bytes"),
                        use(LimitKind.IDLE, record, OptionalLong.empty(), "limits.idle_ns"),
                        use(LimitKind.FILE_SIZE, record, OptionalLong.empty(), "limits.file_size_bytes"))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The time or size that was used up most. */
    static Optional<LimitUse> nearest(RecordedFields record) {
        return of(record).stream().filter(use -> !use.isCount()).max(Comparator.comparingDouble(LimitUse::share));
    }

    /** From 0 to 1: what was used beyond a limit before the program was ended is not shown as more than all. */
    double share() {
        return Math.max(0, Math.min(1, (double) used / limit));
    }

    int percent() {
        return (int) Math.round(share() * 100);
    }

    /** What is no time and no size is not used up bit by bit: 4 of 4 threads may be just what the program needs. */
    boolean isCount() {
        return kind.unit() == LimitKind.Unit.COUNT;
    }

    /**
     * Whether a reader should see how much is left: not of a count that is used up and ended nothing. A program that
     * needs four threads has four of four and runs well.
     */
    boolean matters() {
        return ended || !isCount() || used < limit;
    }

    /** Whether a little more would have ended the run, or did. */
    boolean isNear() {
        return ended || (!isCount() && percent() >= NEAR);
    }

    /** Such as {@code 12 %}. */
    String percentage() {
        return used > 0 && percent() == 0 ? "< 1 %" : percent() + " %";
    }

    /** Such as {@code 1.25 ms of 5 s}. */
    String sentence() {
        return Quantities.format(kind, used) + " of " + Quantities.format(kind, limit);
    }

    private static Optional<LimitUse> use(LimitKind kind, RecordedFields record, OptionalLong used, String limitName) {
        return use(UsageNames.of(kind), kind, record, used, limitName);
    }

    private static Optional<LimitUse> use(
            String name, LimitKind kind, RecordedFields record, OptionalLong used, String limitName) {
        OptionalLong limit = record.number(limitName);
        OptionalLong reached = reached(kind, record);
        OptionalLong most = reached.isPresent() ? reached : used;
        return limit.isPresent() && limit.getAsLong() > 0 && most.isPresent() && most.getAsLong() >= 0
                ? Optional.of(new LimitUse(name, kind, most.getAsLong(), limit.getAsLong(), reached.isPresent()))
                : Optional.empty();
    }

    /** What was seen of the limit that ended the run. */
    private static OptionalLong reached(LimitKind kind, RecordedFields record) {
        boolean reached = record.text("termination.limit_kind").equals(Optional.of(kind.name()));
        return reached ? record.number("termination.observed") : OptionalLong.empty();
    }

    private static OptionalLong cpu(RecordedFields record) {
        OptionalLong ofAll = record.number("usage.cpu_of_all_ns");
        return ofAll.isPresent() ? ofAll : record.number("usage.user_cpu_ns");
    }

    /**
     * The kernel limits the address space. Where several processes share one limit, or an address space is larger than
     * the limit, real memory was limited instead, and the largest resident set is what can be told of it.
     */
    private static Optional<LimitUse> memory(RecordedFields record) {
        long limit = record.number("limits.memory_bytes").orElse(0);
        long addressSpace = record.number("usage.max_address_space_bytes").orElse(0);
        boolean realMemory = addressSpace == 0 || addressSpace > limit || isBoundByCgroup(record);
        return use(
                UsageNames.of(realMemory ? UsedQuantity.RESIDENT_MEMORY : UsedQuantity.ADDRESS_SPACE),
                LimitKind.MEMORY,
                record,
                realMemory ? record.number("usage.max_resident_bytes") : OptionalLong.of(addressSpace),
                "limits.memory_bytes");
    }

    private static boolean isBoundByCgroup(RecordedFields record) {
        return record.objects("layers").stream()
                .flatMap(layer -> layer.text("facts." + MemoryBound.FACT).stream())
                .anyMatch(MemoryBound::isByCgroup);
    }

    private static OptionalLong output(RecordedFields record) {
        return Stream.of("streams.stdout.bytes", "streams.stderr.bytes")
                .flatMapToLong(name -> record.number(name).stream())
                .max();
    }
}
