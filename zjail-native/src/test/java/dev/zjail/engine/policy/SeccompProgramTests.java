package dev.zjail.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A seccomp program")
class SeccompProgramTests {
    private static final int AUDIT_ARCH_X86_64 = 0xC000003E;
    private static final int TKILL = 200;
    private static final int WRITE = 1;
    private static final long[] NO_ARGUMENTS = new long[6];

    private static SeccompProgram compile(SyscallRule... rules) {
        return new PolicyCompiler(Architecture.X86_64, new GuestStart(0x1122334455667788L, GuestStart.NO_ID))
                .compile(List.of(rules));
    }

    private static SeccompAction evaluate(SeccompProgram program, int number, long... firstArguments) {
        long[] arguments = new long[6];
        System.arraycopy(firstArguments, 0, arguments, 0, firstArguments.length);
        return FilterInterpreter.evaluate(program, AUDIT_ARCH_X86_64, number, 0, arguments);
    }

    @Test
    void isReadByPeople() {
        SeccompProgram program = compile(
                SyscallRule.always("write"),
                SyscallRule.when("mprotect", ArgumentCondition.only(2, "prot", KernelConstant.PROT_READ)),
                SyscallRule.when("execve", new ArgumentCondition.LauncherPath(0)),
                SyscallRule.missing("clone3"));

        assertThat(FilterListing.of(program)).isEqualTo("""
                        (0000) ld   [4]                             ; architecture
                        (0001) jeq  #0xc000003e  jt 3    jf 2       ; X86_64
                        (0002) ret  #0x80000000                     ; KILL_PROCESS: any other architecture
                        (0003) ld   [0]                             ; system call
                        (0004) jge  #0x40000000  jt 5    jf 6       ; x32
                        (0005) ret  #0x80000000                     ; KILL_PROCESS
                        (0006) jeq  #0x1         jt 7    jf 8       ; write
                        (0007) ret  #0x7fff0000                     ; ALLOW
                        (0008) jeq  #0xa         jt 9    jf 16      ; mprotect
                        (0009) ld   [36]                            ; argument 2, high half
                        (0010) jeq  #0x0         jt 11   jf 15
                        (0011) ld   [32]                            ; argument 2, low half
                        (0012) and  #0xfffffffe
                        (0013) jeq  #0x0         jt 14   jf 15      ; prot has no bits but PROT_READ
                        (0014) ret  #0x7fff0000                     ; ALLOW
                        (0015) ret  #0x80000000                     ; KILL_PROCESS: any other arguments
                        (0016) jeq  #0x3b        jt 17   jf 23      ; execve
                        (0017) ld   [20]                            ; argument 0, high half
                        (0018) jeq  #0x11223344  jt 19   jf 22
                        (0019) ld   [16]                            ; argument 0, low half
                        (0020) jeq  #0x55667788  jt 21   jf 22      ; filename == the launcher's pointer
                        (0021) ret  #0x7fff0000                     ; ALLOW
                        (0022) ret  #0x80000000                     ; KILL_PROCESS: any other arguments
                        (0023) jeq  #0x1b3       jt 24   jf 25      ; clone3
                        (0024) ret  #0x50026                        ; ERRNO 38
                        (0025) ret  #0x80000000                     ; KILL_PROCESS: every other system call
                        """);
    }

    @Test
    void isEncodedAsTheKernelTakesIt() {
        SeccompProgram program = compile(SyscallRule.always("write"));

        ByteBuffer bytes = ByteBuffer.wrap(program.toBytes()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(program.toBytes()).hasSize(9 * 8);
        assertThat(program.length()).isEqualTo(9);
        assertThat(IntStream.range(0, 9).mapToObj(i -> Long.toHexString(bytes.getLong(8 * i))))
                .containsExactly(
                        "400000020", // BPF_LD|BPF_W|BPF_ABS 4
                        "c000003e00010015", // BPF_JMP|BPF_JEQ|BPF_K, skip 1 or 0
                        "8000000000000006", // BPF_RET|BPF_K SECCOMP_RET_KILL_PROCESS
                        "20", // BPF_LD|BPF_W|BPF_ABS 0
                        "4000000001000035", // BPF_JMP|BPF_JGE|BPF_K, skip 0 or 1
                        "8000000000000006",
                        "101000015", // BPF_JMP|BPF_JEQ|BPF_K 1, skip 0 or 1
                        "7fff000000000006", // BPF_RET|BPF_K SECCOMP_RET_ALLOW
                        "8000000000000006");
    }

    @Test
    void isTheSameForEveryRunWhereTheLaunchersAddressIsZero() {
        SyscallPolicy policy = SyscallPolicy.named("strict");

        assertThat(policy.compile(Architecture.X86_64, GuestStart.ANY).toBytes())
                .isEqualTo(SyscallPolicy.named("strict")
                        .compile(Architecture.X86_64, GuestStart.ANY)
                        .toBytes())
                .isNotEqualTo(policy.compile(Architecture.X86_64, new GuestStart(1, GuestStart.NO_ID))
                        .toBytes())
                .isNotEqualTo(policy.compile(Architecture.X86_64, new GuestStart(1L << 32, GuestStart.NO_ID))
                        .toBytes());
    }

    @Test
    void reachesBehindARuleThatIsLongerThanAJump() {
        List<List<ArgumentCondition>> seventy =
                Collections.nCopies(70, List.of(ArgumentCondition.only(1, "sig", KernelConstant.SIGABRT)));
        SeccompProgram program = compile(
                SyscallRule.whenAny("tkill", seventy), SyscallRule.always("futex"), SyscallRule.always("write"));

        assertThat(program.length()).isGreaterThan(70 * 5);
        assertThat(evaluate(program, WRITE)).isEqualTo(new SeccompAction.Allow());
        assertThat(evaluate(program, TKILL, 1, 6)).isEqualTo(new SeccompAction.Allow());
        assertThat(evaluate(program, TKILL, 1, 9)).isEqualTo(new SeccompAction.KillProcess());
        assertThat(evaluate(program, 202)).isEqualTo(new SeccompAction.Allow());
        assertThat(evaluate(program, 203)).isEqualTo(new SeccompAction.KillProcess());
        assertThat(FilterListing.of(program)).contains(") ja   ");
    }

    @Test
    void looksOnceAtTheHighHalfOfConstantsInARow() {
        SeccompProgram program = compile(SyscallRule.whenAny(
                "tkill",
                List.of(
                        List.of(ArgumentCondition.equal(1, "sig", KernelConstant.SIGABRT)),
                        List.of(new ArgumentCondition.Bits(1, 9, 0, "sig == 9")),
                        List.of(new ArgumentCondition.Bits(1, 1L << 32 | 9, 0, "sig == 9 and more")))));

        assertThat(FilterListing.of(program)).contains("""
                        (0006) jeq  #0xc8        jt 7    jf 19      ; tkill
                        (0007) ld   [28]                            ; argument 1, high half
                        (0008) jeq  #0x0         jt 9    jf 13
                        (0009) ld   [24]                            ; argument 1, low half
                        (0010) jeq  #0x6         jt 12   jf 11      ; sig == SIGABRT
                        (0011) jeq  #0x9         jt 12   jf 13      ; sig == 9
                        (0012) ret  #0x7fff0000                     ; ALLOW
                        (0013) ld   [28]                            ; argument 1, high half
                        """);
        for (long passes : new long[] {6, 9, 1L << 32 | 9}) {
            assertThat(evaluate(program, TKILL, 1, passes)).isEqualTo(new SeccompAction.Allow());
        }
        for (long denied : new long[] {0, 7, 1L << 32 | 6, 1L << 33 | 9}) {
            assertThat(evaluate(program, TKILL, 1, denied)).isEqualTo(new SeccompAction.KillProcess());
        }
    }

    @Test
    void reachesBehindMoreConstantsThanAJumpDoes() {
        List<List<ArgumentCondition>> many = LongStream.range(0, 1000)
                .mapToObj(constant -> List.<ArgumentCondition>of(
                        new ArgumentCondition.Bits(1, constant * 2, 0, "sig == " + constant * 2)))
                .toList();
        SeccompProgram program = compile(SyscallRule.whenAny("tkill", many), SyscallRule.always("write"));

        assertThat(program.length()).isLessThan(1000 + 5 * 5 + 12);
        for (long signal = 0; signal < 2000; signal++) {
            assertThat(evaluate(program, TKILL, 1, signal))
                    .isEqualTo(signal % 2 == 0 ? new SeccompAction.Allow() : new SeccompAction.KillProcess());
        }
        assertThat(evaluate(program, WRITE)).isEqualTo(new SeccompAction.Allow());
    }

    @Test
    void leavesOutCallsThatTheArchitectureDoesNotHave() {
        List<SyscallRule> rules = List.of(SyscallRule.always("open"), SyscallRule.always("openat"));

        assertThat(FilterListing.of(new PolicyCompiler(Architecture.AARCH64, GuestStart.ANY).compile(rules)))
                .contains("; openat\n")
                .doesNotContain("; open\n");
    }

    @Test
    void longerThanTheKernelTakesIsRefused() {
        List<BpfInstruction> tooMany = Collections.nCopies(4097, BpfInstruction.returning(0x7FFF0000, ""));

        assertThatThrownBy(() -> new SeccompProgram(tooMany))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessage("`policy` must make a filter of at most 4096 instructions, which is what the kernel takes,"
                        + " but was: 4097. Remedy: allow fewer calls with fewer rules on their arguments.");
        assertThat(new SeccompProgram(tooMany.subList(0, 4096)).length()).isEqualTo(4096);
    }

    @Test
    void isEvaluatedWithSixArguments() {
        SeccompProgram program = compile(SyscallRule.always("write"));

        assertThatThrownBy(() -> FilterInterpreter.evaluate(program, AUDIT_ARCH_X86_64, WRITE, 0, new long[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a system call has 6 arguments, but here are 5");
        assertThat(FilterInterpreter.evaluate(program, AUDIT_ARCH_X86_64, WRITE, 0, NO_ARGUMENTS))
                .isEqualTo(new SeccompAction.Allow());
    }

    @Test
    void makesACallFailWithTheErrorOfTheRule() {
        assertThat(evaluate(compile(SyscallRule.missing("clone3")), 435)).isEqualTo(new SeccompAction.Fail(38));
    }

    @Test
    void rulesThatCouldNotMeanWhatTheySayAreRefused() {
        assertThatThrownBy(() -> new ArgumentCondition.Bits(6, 0, 0, "x"))
                .hasMessage("a system call has arguments 0 to 5, but not 6");
        assertThatThrownBy(() -> new ArgumentCondition.Bits(0, 1, 3, "x"))
                .hasMessage("a bit is either required or optional: x");
        assertThatThrownBy(() -> SyscallRule.whenAny("read", List.of()))
                .hasMessage("read: no alternatives would mean always");
        assertThatThrownBy(() -> SyscallRule.when("read")).hasMessage("read: no conditions would mean always");
        assertThatThrownBy(() -> new SeccompAction.Fail(0)).hasMessage("an errno must be 1 to 4095, but was: 0");
        assertThatThrownBy(() -> new SeccompAction.Fail(4096)).hasMessage("an errno must be 1 to 4095, but was: 4096");
        assertThatThrownBy(() -> BpfInstruction.jumpIfEqual(0, 256, 0, ""))
                .hasMessage("a jump must skip 0 to 255 instructions, but was: 256 or 0");
    }
}
