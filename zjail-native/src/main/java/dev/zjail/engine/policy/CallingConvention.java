package dev.zjail.engine.policy;

/**
 * A way for a program to make a system call. A 64-bit x86 kernel takes three of them from the same process: its own,
 * {@code int 0x80} with the numbers of i386, and x32.
 */
enum CallingConvention {
    X86_64("x86_64", CallingConvention.AUDIT_ARCH_X86_64),
    /** 32-bit pointers on the 64-bit calling convention: the architecture of x86-64, and bit 30 set in the number. */
    X32("x32", CallingConvention.AUDIT_ARCH_X86_64),
    I386("i386", 0x4000_0003),
    AARCH64("aarch64", 0xC000_00B7);

    /** The bit that marks a number as one of x32, {@code __X32_SYSCALL_BIT}. */
    static final int X32_BIT = 0x4000_0000;

    private static final int AUDIT_ARCH_X86_64 = 0xC000_003E;

    private final String word;
    private final int auditArch;

    CallingConvention(String word, int auditArch) {
        this.word = word;
        this.auditArch = auditArch;
    }

    /** The word users see. */
    String word() {
        return word;
    }

    /** The value of {@code AUDIT_ARCH_*} in linux/audit.h, which is what seccomp_data.arch holds. */
    int auditArch() {
        return auditArch;
    }
}
