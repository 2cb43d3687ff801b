package dev.zjail.engine.policy;

import org.apiguardian.api.API;

/**
 * A system call as the kernel saw it made, in words.
 *
 * @param architecture the calling convention: {@code x86_64}, {@code x32}, {@code i386} or {@code aarch64}; for any
 *     other {@code arch_} and its audit value in hexadecimal
 * @param syscall its kernel name; for a number without a name {@code syscall_} and the number (of x32: without its bit)
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SyscallIdentity(String architecture, String syscall) {

    /**
     * Names a system call.
     *
     * @param auditArch {@code seccomp_data.arch}, or {@code arch} of {@code PTRACE_GET_SYSCALL_INFO}
     * @param number the number, with the bit of x32 where the program set it
     * @return the call in words
     */
    public static SyscallIdentity of(int auditArch, int number) {
        for (CallingConvention convention : CallingConvention.values()) {
            if (convention.auditArch() == auditArch
                    && isX32(auditArch, number) == (convention == CallingConvention.X32)) {
                return of(convention, number);
            }
        }
        return new SyscallIdentity("arch_0x" + Integer.toHexString(auditArch), unnamed(number));
    }

    private static SyscallIdentity of(CallingConvention convention, int number) {
        int inTable = convention == CallingConvention.X32 ? number ^ CallingConvention.X32_BIT : number;
        String name = SyscallTable.name(convention, inTable).orElseGet(() -> unnamed(inTable));
        return new SyscallIdentity(convention.word(), name);
    }

    private static boolean isX32(int auditArch, int number) {
        return auditArch == CallingConvention.X32.auditArch() && number >= CallingConvention.X32_BIT;
    }

    private static String unnamed(int number) {
        return "syscall_" + number;
    }
}
