package dev.zjail.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.SyscallDenied;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("How a run ended")
class TerminationTests {
    private static final List<Long> ARGUMENTS = List.of(0L, -1L, 2L, 3L, 4L, 255L);

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(new Exited(137), "exited with status 137"),
                Arguments.of(
                        new SyscallDenied("ptrace", 101, "x86_64", ARGUMENTS, 0x401000, false),
                        "killed by the seccomp filter in syscall ptrace(0x0, 0xffffffffffffffff, 0x2, 0x3, 0x4, 0xff),"
                                + " number 101 of x86_64"),
                Arguments.of(
                        new SyscallDenied("syscall_999", 999, "i386", List.of(), 0x401000, true),
                        "killed by the seccomp filter in syscall syscall_999(), number 999 of i386, in a process that"
                                + " the program had forked"),
                Arguments.of(new Signaled("SIGSEGV", 11, false), "killed by signal SIGSEGV (11)"),
                Arguments.of(new Signaled("SIGRTMIN+1", 35, true), "killed by signal SIGRTMIN+1 (35), core dumped"),
                Arguments.of(
                        new LimitExceeded(LimitKind.CPU, 5_000_000_000L, 5_010_000_000L),
                        "ended by the CPU limit of 5 s (5.01 s observed)"),
                Arguments.of(
                        new LimitExceeded(LimitKind.PROCESSES, 16, 17),
                        "ended by the PROCESSES limit of 16 (17 observed)"));
    }

    @ParameterizedTest
    @MethodSource("endings")
    @DisplayName("is told in a sentence")
    void sentence(Termination termination, String expected) {
        assertThat(termination.describe()).isEqualTo(expected);
    }
}
