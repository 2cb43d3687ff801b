package dev.zjail.engine.rootfs;

import java.util.List;
import java.util.Optional;

/**
 * What an ELF file says about how it wants to be loaded, found by reading its program headers and its dynamic section.
 *
 * @param architecture the processor it is for
 * @param type whether it must lie at fixed addresses
 * @param hasEntryPoint whether it says where execution starts
 * @param interpreter the dynamic loader the kernel starts in its place ({@code PT_INTERP})
 * @param soname the name it has as a library ({@code DT_SONAME})
 * @param needed the libraries it needs, in order ({@code DT_NEEDED})
 * @param rpath where to look for them, as written ({@code DT_RPATH})
 * @param runpath where to look for them, as written ({@code DT_RUNPATH}); if there is one, {@code rpath} is ignored
 * @param memoryBytes how many bytes of memory its segments span, from the first page to the last byte
 * @param hasWritableExecutableSegment whether a segment is both writable and executable: code that can rewrite itself
 *     without any system call
 * @param stack what it asks for its stack
 */
public record ElfProgram(
        ElfArchitecture architecture,
        Type type,
        boolean hasEntryPoint,
        Optional<String> interpreter,
        Optional<String> soname,
        List<String> needed,
        Optional<String> rpath,
        Optional<String> runpath,
        long memoryBytes,
        boolean hasWritableExecutableSegment,
        Stack stack) {

    /** Copies the list. */
    public ElfProgram {
        needed = List.copyOf(needed);
    }

    /**
     * Says whether the kernel runs it without a dynamic loader.
     *
     * @return whether it names no interpreter
     */
    public boolean isStatic() {
        return interpreter.isEmpty();
    }

    /** Where a program lies in memory. */
    public enum Type {
        /** At the addresses in the file ({@code ET_EXEC}). */
        FIXED_ADDRESS,
        /** Anywhere ({@code ET_DYN}): a position-independent program, or a shared library. */
        POSITION_INDEPENDENT
    }

    /** What a program asks for its stack ({@code PT_GNU_STACK}). */
    public enum Stack {
        /** A stack that holds data only. */
        NOT_EXECUTABLE,
        /** A stack that code can run on. */
        EXECUTABLE,
        /** Nothing: what it gets depends on kernel, architecture and C library. */
        UNDECLARED
    }
}
