package dev.zjail.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.launcher.ProcessorFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Asks the kernel. Each case is made three times: without a filter, where it must return (so a death under the filter
 * has no other cause); under the filter, where it must end as said; and in the interpreter, which must agree.
 */
@DisplayName("The kernel, with the filter of a policy,")
class KernelFilterTests {
    private static final int AUDIT_ARCH_X86_64 = 0xC000003E;
    private static final int AUDIT_ARCH_I386 = 0x40000003;
    private static final long EXECVE_PATH = 0x2A5A_5A5A_5678L;
    private static final String NO_FILTER = "-";
    /** Stands for a pointer where the interpreter is asked; the rules only know whether it is NULL. */
    private static final long SOME_POINTER = 0x7FFF_1234_0000L;

    /** What the probe itself needs to speak and to end. */
    private static final SeccompProgram WITHOUT_RULES = new PolicyCompiler(Architecture.X86_64, GuestStart.ANY)
            .compile(List.of(SyscallRule.always("write"), SyscallRule.always("exit_group")));

    @TempDir
    private static Path directory = Path.of("");

    private static Path probe = Path.of("");

    @BeforeAll
    static void compileProbe() {
        probe = Native.compile("filter-probe.c", directory, "-static");
    }

    @ParameterizedTest(name = "{0} kills {1}({2})")
    @CsvSource(
            delimiter = '|',
            value = {
                "strict  | socket    | 1 1 0",
                "strict  | getpid    | 0",
                "strict  | ptrace    | 0 0 0 0",
                "strict  | mprotect  | @ 4096 1",
                "strict  | mmap      | 0 4096 3 0x21 -1 0",
                "strict  | mmap      | 0 4096 7 0x22 -1 0",
                "strict  | mmap      | 0 4096 4 0x22 -1 0",
                "strict  | mmap      | 0 4096 3 0x4022 -1 0",
                "strict  | mmap      | 0 4096 3 0x100000022 -1 0",
                "strict  | execve    | @path @ @ 0",
                "static  | socket    | 1 1 0",
                "static  | mmap      | 0 4096 3 0x21 -1 0",
                "static  | mmap      | 0 4096 1 0x21 -1 0",
                "static  | mmap      | 0 4096 7 1 3 0",
                "static  | mmap      | 0 4096 7 0x22 -1 0",
                "static  | mmap      | 0 4096 5 0x4022 -1 0",
                "static  | mmap      | 0 4096 3 0x122 -1 0",
                "static  | prctl     | 47 2 0 0 0",
                "static  | close_range | 100 200 2",
                "static  | mprotect  | @ 4096 5",
                "static  | mprotect  | @ 4096 7",
                "static  | mprotect  | @ 4096 0x100000001",
                "static  | prlimit64 | 0 4 @ 0",
                "static  | prlimit64 | 1 4 0 @",
                "static  | ioctl     | 0 0x5412 @",
                "static  | ioctl     | 0 0x100005401 @",
                "static  | ioctl     | 0 0x100005412 @",
                "static  | fcntl     | 0 8 0",
                "static  | fcntl     | 0 0x100000001 0",
                "static  | pipe2     | @ 0x80",
                "static  | tgkill    | -1 -1 9",
                "static  | tgkill    | -1 -1 0x100000006",
                "static  | kill      | 0x7FFFFFFF 9",
                "static  | madvise   | @ 4096 12",
                "static  | mremap    | @ 4096 4096 3 0x10000000",
                "static  | arch_prctl | 0x1001 @",
                "static  | futex     | @ 6 0 0",
                "static  | prctl     | 3 0 0 0 0",
                "static  | prctl     | 4 1 0 0 0",
                "static  | prctl     | 22 1 0 0 0",
                "static  | setuid    | 0",
                "static  | setgid    | 0xFFFFFFFF",
                "static  | setresuid | 0 0 0",
                "static  | setreuid  | -1 0",
                "static  | socket    | 1 0x80801 1",
                "static  | socket    | 2 0x80801 0",
                "static  | socket    | 1 0x80802 0",
                "static  | ioctl     | 0 0x100005451 @",
                "static  | unshare   | 0",
                "static  | chroot    | @path",
                "static  | memfd_create | @ 0",
                "static  | clone3    | 0 0",
                "static  | personality | 0xFFFFFFFF",
                "static  | statfs    | @path @",
                "dynamic | mmap      | 0 4096 5 0x22 -1 0",
                "dynamic | mmap      | 0 4096 7 2 3 0",
                "dynamic | mmap      | 0 4096 6 2 3 0",
                "dynamic | mmap      | 0 4096 5 1 3 0",
                "dynamic | mmap      | 0 4096 0x100000005 2 3 0",
                "dynamic | mprotect  | @ 4096 5",
                "static-threads | clone | 0x10000211 0 0 0 0",
                "static-threads | clone | 0x20010F00 0 0 0 0",
                "static-threads | clone | 0x1003D0F00 0 0 0 -1",
                "static-threads | clone | 0x3D0F11 0 0 0 -1",
                "static-threads | kill | 0x7FFFFFFF 9",
                "static-threads | prctl | 4 1 0 0 0",
                "static-threads | prctl | 0x10000000F @ 0 0 0",
                "static-threads | madvise | @ 4096 12",
                "static-threads | futex | @ 6 0 0",
                "static-threads | futex | @ 12 0 0 @ 0",
                "static-threads | unshare | 0",
                "static-threads | wait4 | -1 0 1 0",
                "static-threads | mmap | 0 4096 3 0x21 -1 0",
                "dynamic-threads | clone | 0x10000211 0 0 0 0",
                "dynamic-threads | mmap | 0 4096 5 0x22 -1 0",
                "static-processes | clone | 0x10000211 0 0 0 0",
                "static-processes | clone | 0x20010F00 0 0 0 0",
                "static-processes | clone | 0x800 0 0 0 0",
                "static-processes | kill | -1 0",
                "static-processes | kill | 0xFFFFFFFF 0",
                "static-processes | kill | 0x80000000 0",
                "static-processes | kill | 0x17FFFFFFF 0",
                "static-processes | mmap | 0 4096 7 0x21 -1 0",
                "static-processes | mmap | 0 4096 5 1 3 0",
                "static-processes | execve | @path @ @ 0",
                "static-processes | execveat | -1 @path @ @ 0",
                "static-processes | socketpair | 2 1 0 @",
                "static-processes | socketpair | 1 2 0 @",
                "static-threads | socketpair | 1 1 0 @",
                "dynamic-processes | mmap | 0 4096 5 0x21 -1 0",
                "dynamic-processes | setns | -1 0",
            })
    void kills(String policy, String syscall, String arguments) {
        Call call = Call.of(syscall, arguments);

        assertThat(run(NO_FILTER, call).output()).as("without a filter").matches("(?s)before\nafter -?\\d+\n");
        assertThat(call.evaluated(SyscallPolicy.named(policy))).isEqualTo(new SeccompAction.KillProcess());
        Native.Outcome outcome = run(filter(SyscallPolicy.named(policy)), call);
        assertThat(outcome.output()).isEqualTo("before\n");
        assertThat(outcome.killedByFilter()).isTrue();
    }

    @ParameterizedTest(name = "{0} lets {1}({2}) pass")
    @CsvSource(
            delimiter = '|',
            value = {
                "strict  | mmap      | 0 4096 3 0x22 -1 0",
                "strict  | mmap      | 0 4096 0 0x22 -1 0",
                "strict  | getrandom | @ 8 0",
                "strict  | openat    | -100 @path 0 0",
                "static  | getpid    | 0",
                "static  | mmap      | 0 4096 3 0x4022 -1 0",
                "static  | mmap      | 0 4096 1 1 3 0",
                "static  | mmap      | 0 4096 3 1 3 0",
                "static  | close_range | 100 200 0",
                "static  | chown     | @path -1 -1",
                "static  | prctl     | 47 1 0 0 0",
                "static  | mprotect  | @ 4096 1",
                "static  | prlimit64 | 0 4 0 @",
                "static  | capget    | 0 0",
                "static  | ioctl     | 0 0x5401 @",
                "static  | ioctl     | 0 0x802C542A @",
                "static  | fcntl     | 1 3 0",
                "static  | pipe2     | @ 0x80800",
                "static  | tgkill    | -1 -1 6",
                "static  | madvise   | @ 4096 4",
                "static  | mremap    | @ 4096 4096 1",
                "static  | arch_prctl | 0x5005 @",
                "static  | futex     | @ 0x81 1",
                "dynamic | statfs    | @path @",
                "dynamic | mmap      | 0 4096 5 2 3 0",
                // refused by the kernel, which would make a thread if its storage were not where it cannot be
                "static-threads | clone | 0x3D0F00 0 0 0 -1",
                "static-threads | clone | 0x7D0F00 0 0 0 -1",
                "static-threads | prctl | 16 @ 0 0 0",
                "static-threads | futex | @ 0x83 0 0 @ 0",
                "static-threads | madvise | @ 4096 102",
                "static-threads | tgkill | -1 -1 9",
                "static-threads | sched_yield | 0",
                "static-processes | kill | 0x7FFFFFFF 9",
                "static-processes | wait4 | -1 0 1 0",
                "static-processes | socketpair | 1 1 0 @",
                "static-processes | getpgid | 0",
                "static-processes | mmap | 0 4096 3 0x21 -1 0",
                "dynamic-processes | mmap | 0 4096 5 2 3 0",
            })
    void letsPass(String policy, String syscall, String arguments) {
        Call call = Call.of(syscall, arguments);
        SyscallPolicy named = SyscallPolicy.named(policy);

        assertThat(call.evaluated(named)).isEqualTo(new SeccompAction.Allow());
        assertThat(run(filter(named), call).output()).matches("(?s)before\nafter -?\\d+\n");
        assertThat(run(write(WITHOUT_RULES), call).killedByFilter())
                .as("without the rule")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "socket   | 1 1 0",
                "mprotect | @ 4096 5",
                "mmap     | 0 4096 7 0x22 -1 0",
                "prlimit64 | 0 4 @ 0",
                "ptrace   | 16 0x7FFFFFFF 0 0",
            })
    void letsAnAddedCallPassWithAnyArguments(String syscall, String arguments) {
        Call call = Call.of(syscall, arguments);
        SyscallPolicy without = SyscallPolicy.named("static");
        SyscallPolicy with = without.allow(Set.of(syscall));

        assertThat(run(filter(without), call).killedByFilter()).isTrue();
        assertThat(call.evaluated(with)).isEqualTo(new SeccompAction.Allow());
        assertThat(run(filter(with), call))
                .as("the same result as without a filter, but for numbers of file descriptors and addresses")
                .satisfies(outcome -> assertThat(outcome.output()).startsWith("before\nafter "))
                .satisfies(outcome -> assertThat(outcome.status()).isZero());
    }

    @ParameterizedTest
    @CsvSource({
        "strict",
        "static",
        "dynamic",
        "static-threads",
        "dynamic-threads",
        "static-processes",
        "dynamic-processes"
    })
    void killsACallOfI386(String policy) {
        // the number that is close of x86-64, which every policy allows
        int readOfI386 = 3;
        Call call = new Call("int80", readOfI386, AUDIT_ARCH_I386, List.of("0", "0", "0"));

        assertThat(call.evaluated(SyscallPolicy.named(policy))).isEqualTo(new SeccompAction.KillProcess());
        Native.Outcome unconfined = run(NO_FILTER, call);
        Native.Outcome outcome = run(filter(SyscallPolicy.named(policy)), call);
        assertThat(outcome.output()).isEqualTo("before\n");
        if (ProcessorFeatures.hasCallsOfI386()) {
            assertThat(unconfined.output()).isEqualTo("before\nafter 0\n");
            assertThat(outcome.killedByFilter()).isTrue();
        } else {
            assertThat(unconfined.output()).isEqualTo("before\n");
            assertThat(outcome.status()).isEqualTo(unconfined.status());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "strict",
        "static",
        "dynamic",
        "static-threads",
        "dynamic-threads",
        "static-processes",
        "dynamic-processes"
    })
    void killsACallOfX32(String policy) {
        int writeOfX32 = 0x4000_0001;
        Call call = new Call("call", writeOfX32, AUDIT_ARCH_X86_64, List.of("1", "@path", "1"));

        assertThat(run(NO_FILTER, call).output()).matches("(?s)before\n/?after -?\\d+\n");
        assertThat(call.evaluated(SyscallPolicy.named(policy))).isEqualTo(new SeccompAction.KillProcess());
        Native.Outcome outcome = run(filter(SyscallPolicy.named(policy)), call);
        assertThat(outcome.output()).isEqualTo("before\n");
        assertThat(outcome.killedByFilter()).isTrue();
    }

    private static Stream<SyscallPolicy> policiesWithClone() {
        return Stream.of(
                SyscallPolicy.named("static").allow(Set.of("clone")),
                SyscallPolicy.named("static-threads"),
                SyscallPolicy.named("dynamic-processes"));
    }

    @ParameterizedTest
    @MethodSource("policiesWithClone")
    void failsClone3AsAnOldKernelDoesWhereCloneIsAllowed(SyscallPolicy policy) {
        Call clone3 = Call.of("clone3", "0 0");

        assertThat(run(NO_FILTER, clone3).output()).isEqualTo("before\nafter -22\n");
        assertThat(run(filter(policy), clone3).output()).isEqualTo("before\nafter -38\n");
        assertThat(clone3.evaluated(policy)).isEqualTo(new SeccompAction.Fail(38));
    }

    @ParameterizedTest(name = "{0} {1}({2}): {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "all 64 bits     | 1030 0 0 | true",
                "all 64 bits     | 0x100000406 0 0 | false",
                "high mask       | 0 0x500001234 0 | true",
                "high mask       | 0 0x400000000 0 | false",
                "high mask       | 0 0xFFFFFFFF 0 | false",
                "high mask       | 0 -1 0 | true",
                "only bits       | 0 0 -0x7FFFFFFFFFFFFFFD | true",
                "only bits       | 0 0 -0x7FFFFFFFFFFFFFFC | false",
                "only bits       | 0 0 0x4000000000000001 | false",
            })
    void comparesAllBitsOfARuleOfOnesOwn(String rule, String arguments, boolean passes) {
        ArgumentMatch match = switch (rule) {
            case "all 64 bits" -> ArgumentMatch.equal(0, 1030);
            case "high mask" -> new ArgumentMatch(1, 1L << 32, List.of(1L << 32));
            default -> ArgumentMatch.onlyBits(2, 1L << 63 | 3);
        };
        // a call that does nothing with its arguments
        PolicyEntry entry = PolicyEntry.of("sched_yield", List.of(match));
        SyscallPolicy policy = new OwnPolicy("own", Optional.of(RequestedPolicy.auto()), List.of(entry), List.of())
                .resolve(Linkage.STATIC, Architecture.X86_64);
        Call call = Call.of("sched_yield", arguments);

        assertThat(call.evaluated(policy))
                .isEqualTo(passes ? new SeccompAction.Allow() : new SeccompAction.KillProcess());
        assertThat(run(filter(policy), call).output()).isEqualTo(passes ? "before\nafter 0\n" : "before\n");
        assertThat(run(NO_FILTER, call).output()).isEqualTo("before\nafter 0\n");
    }

    private static Native.Outcome run(String filter, Call call) {
        List<String> command = new ArrayList<>(List.of(probe.toString(), filter, call.way(), "" + call.number()));
        command.addAll(call.arguments());
        return Native.run(directory, command);
    }

    private static String filter(SyscallPolicy policy) {
        return write(policy.compile(Architecture.X86_64, new GuestStart(EXECVE_PATH, 77)));
    }

    private static String write(SeccompProgram program) {
        try {
            Path file = Files.createTempFile(directory, "filter", ".bpf");
            return Files.write(file, program.toBytes()).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A system call as the probe is told to make it. */
    private record Call(String way, int number, int auditArch, List<String> arguments) {

        static Call of(String syscall, String arguments) {
            int number = Architecture.X86_64.syscallNumber(syscall).orElseThrow();
            return new Call("call", number, AUDIT_ARCH_X86_64, List.of(arguments.split(" ")));
        }

        SeccompAction evaluated(SyscallPolicy policy) {
            long[] registers = new long[6];
            for (int i = 0; i < arguments.size(); i++) {
                String argument = arguments.get(i);
                registers[i] = argument.startsWith("@") ? SOME_POINTER : Long.decode(argument);
            }
            return FilterInterpreter.evaluate(
                    policy.compile(Architecture.X86_64, new GuestStart(EXECVE_PATH, 77)),
                    auditArch,
                    number,
                    0,
                    registers);
        }
    }
}
