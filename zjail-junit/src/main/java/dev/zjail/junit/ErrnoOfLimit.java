package dev.zjail.junit;

import dev.zjail.engine.Execution;
import dev.zjail.engine.MemoryBound;
import dev.zjail.engine.Quantities;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names the limit behind an error that a program reported on standard error.
 *
 * <p>Some limits end the run, and its termination says so. Others only make a system call fail: mmap(2) with ENOMEM,
 * open(2) with EMFILE, fork(2) with EAGAIN, write(2) with EFBIG. Nobody but the program sees that. Most print it in the
 * words of strerror(3), in which it is looked for here.
 */
final class ErrnoOfLimit {
    private ErrnoOfLimit() {}

    /** Returns a line for each limit that may have been in the way; none for a run that a limit ended. */
    static List<String> describe(Execution run) {
        if (run.termination() instanceof Termination.LimitExceeded) {
            return List.of();
        }
        String stderr = run.stderr().text();
        ResourceLimits limits = run.spec().limits();
        Usage usage = run.usage();
        List<String> lines = new ArrayList<>();
        // The words of glibc, of musl, and of C++ and Rust.
        Optional<Long> addressSpace = MemoryBound.addressSpace(limits, run.confinement());
        find(stderr, "Cannot allocate memory", "Out of memory", "std::bad_alloc", "memory allocation of")
                .flatMap(words -> addressSpace.map(most -> line(
                        words,
                        "address space " + (usage.maxAddressSpaceBytes() > 0 ? bytes(usage) + " of " : "at most ")
                                + Quantities.bytes(most),
                        most == limits.memoryBytes() ? "memory" : "addressSpace")))
                .ifPresent(lines::add);
        find(stderr, "Too many open files", "No file descriptors available")
                .ifPresent(
                        words -> lines.add(line(words, "at most " + limits.openFiles() + " open files", "openFiles")));
        // Of itself this may be a descriptor that does not wait, too.
        find(stderr, "Resource temporarily unavailable")
                .filter(words -> usage.maxProcesses() >= limits.processes())
                .ifPresent(words -> lines.add(
                        line(words, "processes " + usage.maxProcesses() + " of " + limits.processes(), "processes")));
        find(stderr, "File too large")
                .ifPresent(words -> lines.add(
                        line(words, "files of at most " + Quantities.bytes(limits.fileSizeBytes()), "fileSize")));
        return List.copyOf(lines);
    }

    private static String bytes(Usage usage) {
        return Quantities.bytes(usage.maxAddressSpaceBytes());
    }

    private static Optional<String> find(String stderr, String... words) {
        return Stream.of(words).filter(stderr::contains).findFirst();
    }

    private static String line(String words, String limit, String attribute) {
        return "a limit may be behind \"" + words + "\" on stderr: " + limit + ", raise limits." + attribute;
    }
}
