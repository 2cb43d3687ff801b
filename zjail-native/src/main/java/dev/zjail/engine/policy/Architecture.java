package dev.zjail.engine.policy;

import java.util.OptionalInt;
import org.apiguardian.api.API;

/** A machine that policies can be compiled for. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Architecture {
    /** 64-bit x86. */
    X86_64(CallingConvention.X86_64),
    /** 64-bit Arm. */
    AARCH64(CallingConvention.AARCH64);

    private final CallingConvention convention;

    Architecture(CallingConvention convention) {
        this.convention = convention;
    }

    /**
     * Returns the machine this virtual machine runs on.
     *
     * @return the architecture that the system property {@code os.arch} names
     * @throws UnsupportedOperationException if no policy can be compiled for it
     */
    public static Architecture current() {
        return ofName(System.getProperty("os.arch", ""));
    }

    static Architecture ofName(String name) {
        return switch (name) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64", "arm64" -> AARCH64;
            default ->
                throw new UnsupportedOperationException("a system call policy must be compiled for x86_64 or"
                        + " aarch64, but the system property os.arch is: " + name
                        + ". Remedy: run on one of these machines, with a Java built for it.");
        };
    }

    /**
     * Returns the name that users write and see.
     *
     * @return {@code x86_64} or {@code aarch64}
     */
    public String word() {
        return convention.word();
    }

    /**
     * Returns what the kernel calls this architecture where it reports a system call.
     *
     * @return the value of {@code AUDIT_ARCH_*} in linux/audit.h
     */
    public int auditArch() {
        return convention.auditArch();
    }

    /**
     * Looks up the number of a system call.
     *
     * @param name its kernel name, such as {@code openat}
     * @return its number, or nothing if this architecture has no such call
     */
    public OptionalInt syscallNumber(String name) {
        return SyscallTable.number(convention, name);
    }
}
