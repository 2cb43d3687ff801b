package dev.zjail.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A system call as the kernel saw it")
class SyscallIdentityTests {

    @ParameterizedTest(name = "{0}, {1} is {3} of {2}")
    @CsvSource({
        "0xC000003E, 101,        x86_64,  ptrace",
        "0xC000003E, 400,        x86_64,  syscall_400",
        "0xC000003E, -1,         x86_64,  syscall_-1",
        "0xC000003E, 0x40000027, x32,     getpid",
        "0xC000003E, 0x400001FF, x32,     syscall_511",
        "0xC000003E, 0x40000200, x32,     rt_sigaction",
        "0xC000003E, 0x40000208, x32,     execve",
        "0xC000003E, 0x40000223, x32,     pwritev2",
        "0xC000003E, 0x40000224, x32,     syscall_548",
        "0x40000003, 20,         i386,    getpid",
        "0x40000003, 11,         i386,    execve",
        "0x40000003, 102,        i386,    socketcall",
        "0x40000003, 0x40000014, i386,    syscall_1073741844",
        "0xC00000B7, 117,        aarch64, ptrace",
        "0xC00000B7, 0x40000075, aarch64, syscall_1073741941",
        "0xC00000F3, 117,        arch_0xc00000f3, syscall_117",
    })
    void isNamedByArchitectureAndNumber(String auditArch, String number, String architecture, String syscall) {
        assertThat(SyscallIdentity.of(
                        Long.decode(auditArch).intValue(), Long.decode(number).intValue()))
                .isEqualTo(new SyscallIdentity(architecture, syscall));
    }
}
