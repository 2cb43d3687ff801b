package dev.zjail.engine.rootfs;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

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
 * @param isMarkedAsProgram whether the linker made a program of it and not a library ({@code DF_1_PIE}); one at a fixed
 *     address needs no such mark
 * @param writableCode which of its memory the kernel maps writable and executable at once: code that can rewrite itself
 *     without any system call
 * @param stack what it asks for its stack
 * @param endsThreads whether it names a function for which glibc loads {@code libgcc_s} while the program runs:
 *     {@code pthread_exit}, {@code pthread_cancel} or {@code backtrace}
 */
@API(status = API.Status.INTERNAL, since = "0.1")
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
        boolean isMarkedAsProgram,
        WritableCode writableCode,
        Stack stack,
        boolean endsThreads) {

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

    /** Memory that is writable and executable at once ({@code PT_LOAD}). */
    public enum WritableCode {
        /** None. */
        NONE,
        /** A segment that asks for both. */
        SEGMENT,
        /**
         * An executable segment that is larger in memory than in the file: the kernel makes the rest of it writable.
         */
        BEYOND_FILE
    }

    /** What a program asks for its stack ({@code PT_GNU_STACK}; of several the last). */
    public enum Stack {
        /** A stack that holds data only. */
        NOT_EXECUTABLE,
        /** A stack that code can run on. */
        EXECUTABLE,
        /** Nothing: what it gets depends on kernel, architecture and C library. */
        UNDECLARED
    }
}
