package dev.zjail.engine.launcher;

import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.launcher.LaunchReport.Refused;
import dev.zjail.engine.launcher.LaunchReport.Stop;
import dev.zjail.engine.libc.Errno;
import dev.zjail.engine.libc.Signals;
import dev.zjail.engine.rootfs.ElfProgram;
import dev.zjail.engine.rootfs.RootfsFixture;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what execve refuses because of the program or of the request from what it refuses because of the host. Most of
 * that is found before anything is launched; the kernel has the last word.
 *
 * <p>Errors come from before the point of no return (fs/exec.c, fs/binfmt_elf.c). Behind it the kernel has nobody to
 * give an error to, and sends SIGSEGV: a segment is where none can be, or more than the address space may hold.
 */
final class FaultyPrograms {
    private static final Set<Errno> OF_THE_FILE = Set.of(Errno.ENOEXEC, Errno.ELIBBAD, Errno.EINVAL);

    /** For the stack, the arguments, and what the kernel maps by itself (vdso(7)), with room. */
    private static final long BESIDE_SEGMENTS = 1L << 20;

    private FaultyPrograms() {}

    /**
     * Says what is wrong with the program or the request.
     *
     * @param memoryIsBounded whether a cgroup bounds real memory
     * @param exceededMemory what of real memory was used, if that was too much
     * @return empty if the host is at fault, as far as that can be told
     */
    static Optional<InvalidJailSpecException> of(
            Refused refused,
            JailSpec spec,
            RootfsFixture fixture,
            boolean memoryIsBounded,
            Optional<Long> exceededMemory) {
        if (refused.stage() != Refusals.STAGE_EXECVE || refused.stop() != Stop.NOT) {
            return Optional.empty();
        }
        Errno error = new Errno(refused.error());
        String signal = refused.signal() == 0 ? "none" : Signals.name(refused.signal());
        if (error.equals(Errno.E2BIG)) {
            return Optional.of(tooManyArguments(spec));
        }
        if (OF_THE_FILE.contains(error)) {
            return Optional.of(refusedProgram(spec, "execve refuses with " + error.name()));
        }
        if (exceededMemory.isPresent()) {
            return Optional.of(
                    tooLarge(spec, spec.limits().memoryBytes(), "what of the program is loaded", exceededMemory.get()));
        }
        return signal.equals("SIGSEGV") ? Optional.of(notLoaded(spec, fixture, memoryIsBounded)) : Optional.empty();
    }

    private static InvalidJailSpecException notLoaded(JailSpec spec, RootfsFixture fixture, boolean memoryIsBounded) {
        long most = KernelLimits.addressSpace(spec.limits(), memoryIsBounded);
        long needed = fixture.program().memoryBytes()
                + fixture.loader().map(ElfProgram::memoryBytes).orElse(0L)
                + BESIDE_SEGMENTS;
        return Long.compareUnsigned(needed, most) > 0
                ? tooLarge(spec, most, "the program, its dynamic loader and a stack", needed)
                : refusedProgram(spec, "the kernel cannot load (SIGSEGV in execve)");
    }

    /** The limit for memory is too low for the program, or the one for the address space where that was given. */
    static InvalidJailSpecException tooLarge(JailSpec spec, long most, String what, long bytes) {
        boolean isOfMemory = most == spec.limits().memoryBytes();
        return new InvalidJailSpecException(
                isOfMemory ? "limits.memory" : "limits.addressSpace",
                "must hold at least " + what + ", which takes " + bytes + " bytes",
                most + " bytes",
                "raise the " + (isOfMemory ? "memory limit" : "limit for the address space"));
    }

    private static InvalidJailSpecException refusedProgram(JailSpec spec, String how) {
        return new InvalidJailSpecException(
                "executable",
                "must be a program that this kernel loads",
                spec.executable() + ", which " + how,
                "build or copy it again");
    }

    private static InvalidJailSpecException tooManyArguments(JailSpec spec) {
        return new InvalidJailSpecException(
                "args",
                "must be no more, together with the environment, than execve(2) takes",
                spec.arguments().size() + " arguments and "
                        + spec.presentEnvironment().size() + " entries of the environment",
                "pass the data through stdin or a file");
    }
}
