package dev.zjail.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the filters decide, without a kernel: no privilege is needed, and no program is run. */
@DisplayName("The filter")
class FilterTests {
    private static final long EXECVE_PATH = 0x1234_5000L;
    private static final long SOMEWHERE = 0x40_1000L;
    private static final int X32_BIT = 0x4000_0000;
    private static final int AUDIT_ARCH_I386 = 0x4000_0003;

    private static final Architecture X86_64 = Architecture.X86_64;
    private static final SeccompProgram STRICT =
            SyscallPolicy.named("strict").compile(X86_64, new GuestStart(EXECVE_PATH, GuestStart.NO_ID));
    private static final SeccompProgram STATIC =
            SyscallPolicy.named("static").compile(X86_64, new GuestStart(EXECVE_PATH, GuestStart.NO_ID));

    private static final SeccompAction ALLOW = new SeccompAction.Allow();
    private static final SeccompAction KILL = new SeccompAction.KillProcess();

    private static final long READ_WRITE = 1 | 2;
    private static final long PROT_EXEC = 4;
    private static final long MAP_SHARED = 1;
    private static final long MAP_PRIVATE = 2;
    private static final long MAP_ANONYMOUS = 0x20;

    /** With arguments that satisfy no rule, each number is allowed that is allowed without a rule, and no other. */
    @Test
    @DisplayName("strict lets 13 system calls pass whatever their arguments, and mmap and execve with the right ones")
    void strictIsExact() {
        Set<String> passed = new TreeSet<>();
        for (int number = 0; number < 4096; number++) {
            if (decide(STRICT, number, -1, -1, -1, -1).equals(ALLOW)) {
                passed.add(SyscallTable.name(CallingConvention.X86_64, number).orElseThrow());
            }
        }
        assertThat(passed)
                .containsExactlyInAnyOrder(
                        "read",
                        "write",
                        "openat",
                        "close",
                        "lseek",
                        "brk",
                        "munmap",
                        "exit_group",
                        "rt_sigaction",
                        "rt_sigprocmask",
                        "getrandom",
                        "clock_gettime",
                        "fstat");
        assertThat(SyscallPolicy.named("strict").syscalls()).hasSize(15).contains("mmap", "execve");
    }

    @Test
    void strictLetsThePrivateAnonymousMappingPass() {
        assertThat(mmap(STRICT, READ_WRITE, MAP_PRIVATE | MAP_ANONYMOUS)).isEqualTo(ALLOW);
    }

    @ParameterizedTest(name = "kills mmap with prot 0x{0} and flags 0x{1}")
    @CsvSource({
        "3, 21", // MAP_SHARED
        "7, 22", // PROT_EXEC
        "3, 2", // of a file
        "3, 100000022", // a flag above the lowest 32 bits
        "100000003, 22", // a protection above the lowest 32 bits
        "8000000000000003, 22", // the highest bit of all
    })
    void strictKillsEveryOtherMapping(String protection, String flags) {
        assertThat(mmap(STRICT, Long.parseUnsignedLong(protection, 16), Long.parseUnsignedLong(flags, 16)))
                .isEqualTo(KILL);
    }

    @Test
    void onlyTheLaunchersOwnExecvePasses() {
        int execve = number("execve");
        assertThat(decide(STATIC, execve, EXECVE_PATH)).isEqualTo(ALLOW);
        assertThat(decide(STATIC, execve, EXECVE_PATH + 1)).isEqualTo(KILL);
        assertThat(decide(STATIC, execve, EXECVE_PATH | 1L << 32)).isEqualTo(KILL);
    }

    @Test
    void anAllowedNameLosesItsArgumentRule() {
        SeccompProgram wider = SyscallPolicy.named("strict")
                .allow(Set.of("mmap", "execve"))
                .compile(X86_64, new GuestStart(EXECVE_PATH, GuestStart.NO_ID));
        assertThat(mmap(wider, READ_WRITE | PROT_EXEC, MAP_SHARED)).isEqualTo(ALLOW);
        assertThat(decide(wider, number("execve"), SOMEWHERE)).isEqualTo(ALLOW);
    }

    @ParameterizedTest(name = "static kills {0}, and allow = \"{0}\" lets it pass")
    @ValueSource(strings = {"ptrace", "socket", "chroot", "mount", "kill", "clone", "bpf", "keyctl", "io_uring_setup"})
    void staticKillsWhatIsDangerous(String syscall) {
        SeccompProgram wider = SyscallPolicy.named("static")
                .allow(Set.of(syscall))
                .compile(X86_64, new GuestStart(EXECVE_PATH, GuestStart.NO_ID));
        assertThat(decide(STATIC, number(syscall))).isEqualTo(KILL);
        assertThat(decide(wider, number(syscall))).isEqualTo(ALLOW);
    }

    @Test
    void aNewLimitIsNotNullBecauseItsLowestBitsAreZero() {
        int prlimit64 = number("prlimit64");
        assertThat(decide(STATIC, prlimit64, 0, 4, 0, SOMEWHERE)).isEqualTo(ALLOW);
        assertThat(decide(STATIC, prlimit64, 0, 4, 0x7_0000_0000L, 0)).isEqualTo(KILL);
    }

    @ParameterizedTest(name = "kills {0} by the calling conventions of i386 and x32")
    @ValueSource(strings = {"read", "write", "getrandom"})
    void foreignCallingConventionsDie(String syscall) {
        int number = number(syscall);
        long[] noArguments = new long[6];
        assertThat(FilterInterpreter.evaluate(STRICT, X86_64.auditArch(), number, SOMEWHERE, noArguments))
                .isEqualTo(ALLOW);
        assertThat(FilterInterpreter.evaluate(STRICT, X86_64.auditArch(), number | X32_BIT, SOMEWHERE, noArguments))
                .isEqualTo(KILL);
        assertThat(FilterInterpreter.evaluate(STRICT, AUDIT_ARCH_I386, number, SOMEWHERE, noArguments))
                .isEqualTo(KILL);
    }

    private static SeccompAction mmap(SeccompProgram filter, long protection, long flags) {
        return decide(filter, number("mmap"), 0, 4096, protection, flags, -1, 0);
    }

    private static SeccompAction decide(SeccompProgram filter, int number, long... arguments) {
        long[] six = new long[6];
        System.arraycopy(arguments, 0, six, 0, arguments.length);
        return FilterInterpreter.evaluate(filter, X86_64.auditArch(), number, SOMEWHERE, six);
    }

    private static int number(String syscall) {
        return X86_64.syscallNumber(syscall).orElseThrow();
    }
}
