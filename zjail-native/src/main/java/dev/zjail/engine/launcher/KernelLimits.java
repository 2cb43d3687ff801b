package dev.zjail.engine.launcher;

import dev.zjail.engine.ResourceLimits;
import dev.zjail.internal.ProcFiles;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All sixteen limits of setrlimit(2): what is not set would be inherited from the Java virtual machine.
 *
 * @param values soft and hard limit by resource, in the kernel's order
 */
record KernelLimits(Map<Resource, Range> values) {
    static final int COUNT = Resource.values().length;

    /** RLIM_INFINITY. */
    static final long UNLIMITED = -1;

    /** The resources in the order of their numbers (asm-generic/resource.h), and their names in /proc/PID/limits. */
    enum Resource {
        CPU("Max cpu time"),
        FSIZE("Max file size"),
        DATA("Max data size"),
        STACK("Max stack size"),
        CORE("Max core file size"),
        RSS("Max resident set"),
        NPROC("Max processes"),
        NOFILE("Max open files"),
        MEMLOCK("Max locked memory"),
        AS("Max address space"),
        LOCKS("Max file locks"),
        SIGPENDING("Max pending signals"),
        MSGQUEUE("Max msgqueue size"),
        NICE("Max nice priority"),
        RTPRIO("Max realtime priority"),
        RTTIME("Max realtime timeout");

        private final String procName;

        Resource(String procName) {
            this.procName = procName;
        }

        String procName() {
            return procName;
        }
    }

    /** A soft and a hard limit. */
    record Range(long soft, long hard) {
        static Range of(long both) {
            return new Range(both, both);
        }
    }

    private static final Pattern LINE =
            Pattern.compile("(Max [a-z ]+?)\\s{2,}(unlimited|\\d{1,19})\\s+(unlimited|\\d{1,19})(\\s.*)?");

    private static final long PENDING_SIGNALS = 64;

    /** Reads /proc/PID/limits: soft and hard limit by the name of the resource. */
    static Map<String, Range> parse(String text) {
        Map<String, Range> values = new TreeMap<>();
        ProcFiles.lines(text)
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> values.put(line.group(1), new Range(limit(line.group(2)), limit(line.group(3)))));
        return values;
    }

    private static long limit(String word) {
        return word.equals("unlimited") ? UNLIMITED : Long.parseUnsignedLong(word);
    }

    /**
     * Derives the kernel's limits.
     *
     * @param addressSpace what each process may map: see {@link #addressSpace}
     * @param moreStackBytes what is added to the limit for the stack
     * @param helpers how many processes besides the guest's the kernel counts for the guest's user id
     */
    static KernelLimits of(ResourceLimits limits, long addressSpace, long moreStackBytes, int helpers) {
        Map<Resource, Range> values = new LinkedHashMap<>();
        for (Resource resource : Resource.values()) {
            values.put(resource, Range.of(0));
        }
        // The launcher ends the run at the exact limit; these work without it, for each process by itself: SIGXCPU, and
        // SIGKILL a second later. They count the setup too, so they come a second after the limit.
        long cpuSeconds = wholeSeconds(limits.cpu()) + 1;
        values.put(Resource.CPU, new Range(cpuSeconds, cpuSeconds + 1));
        values.put(Resource.FSIZE, Range.of(limits.fileSizeBytes()));
        values.put(Resource.DATA, Range.of(addressSpace));
        values.put(Resource.STACK, Range.of(lower(stack(limits, moreStackBytes), addressSpace)));
        // core(5): 0 does not keep a core dump from a pipe in core_pattern; 1 does (do_coredump() in fs/coredump.c).
        values.put(Resource.CORE, Range.of(1));
        values.put(Resource.RSS, Range.of(UNLIMITED)); // no effect since Linux 2.4.30
        values.put(Resource.NPROC, Range.of((long) limits.processes() + helpers));
        values.put(Resource.NOFILE, Range.of(limits.openFiles()));
        values.put(Resource.AS, Range.of(addressSpace));
        values.put(Resource.LOCKS, Range.of(UNLIMITED)); // no effect since Linux 2.4.25
        values.put(Resource.SIGPENDING, Range.of(PENDING_SIGNALS));
        return new KernelLimits(values);
    }

    /**
     * Decides what each process may map: what was asked for; where nothing else bounds its memory, no more than that.
     *
     * @param memoryIsBounded whether a cgroup bounds what is really used
     */
    static long addressSpace(ResourceLimits limits, boolean memoryIsBounded) {
        long asked = limits.addressSpaceBytes().orElse(UNLIMITED);
        return memoryIsBounded ? asked : lower(asked, limits.memoryBytes());
    }

    private static long stack(ResourceLimits limits, long moreBytes) {
        return limits.stackBytes() == UNLIMITED ? UNLIMITED : limits.stackBytes() + moreBytes;
    }

    /** RLIM_INFINITY is the largest number there is. */
    private static long lower(long one, long other) {
        return Long.compareUnsigned(one, other) < 0 ? one : other;
    }

    private static long wholeSeconds(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }

    void putInto(ByteBuffer record) {
        values.values().forEach(range -> record.putLong(range.soft()).putLong(range.hard()));
    }
}
