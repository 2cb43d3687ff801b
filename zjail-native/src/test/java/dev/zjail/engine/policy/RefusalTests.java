package dev.zjail.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A refusal")
class RefusalTests {
    private static SyscallPolicy refusing(String base, String... refusals) {
        return SyscallPolicy.named(base)
                .refuse(Arrays.stream(refusals).map(Refusal::of).collect(Collectors.toSet()));
    }

    private static SeccompAction decide(SyscallPolicy policy, String call, long... arguments) {
        SeccompProgram filter = policy.compile(Architecture.X86_64, GuestStart.ANY);
        int number = Architecture.X86_64.syscallNumber(call).orElseThrow();
        return FilterInterpreter.evaluate(
                filter, Architecture.X86_64.auditArch(), number, 0, Arrays.copyOf(arguments, 6));
    }

    @Test
    @DisplayName("lets a call fail whatever its arguments, and any other be as it was")
    void fails() {
        SyscallPolicy policy = refusing("static", "socket", "ptrace=ENOSYS");

        assertThat(decide(policy, "socket", 2, 1, 0)).isEqualTo(new SeccompAction.Refuse(1));
        assertThat(decide(policy, "ptrace")).isEqualTo(new SeccompAction.Refuse(38));
        assertThat(decide(policy, "connect")).isEqualTo(new SeccompAction.KillProcess());
        assertThat(decide(policy, "read")).isEqualTo(new SeccompAction.Allow());
    }

    @Test
    @DisplayName("takes a call away that the policy allows")
    void takesAway() {
        assertThat(decide(refusing("static", "uname"), "uname")).isEqualTo(new SeccompAction.Refuse(1));
    }

    @Test
    @DisplayName("stands in the policy's name behind what is allowed")
    void isNamed() {
        SyscallPolicy policy = SyscallPolicy.named("static")
                .allow(Set.of("getpriority"))
                .refuse(Set.of(Refusal.of("socket=EAFNOSUPPORT"), Refusal.of("ptrace=EPERM")));

        assertThat(policy.name()).isEqualTo("static+getpriority~ptrace~socket=EAFNOSUPPORT");
        assertThat(policy.syscalls()).contains("getpriority").doesNotContain("socket", "ptrace");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sokcet        | `refuse` must hold the kernel's names of system calls, but was: \"sokcet\"."
                        + " Remedy: perhaps you mean socket.",
                "socket=EPERN  | `refuse` must name errors as errno(3) does, but was: \"EPERN\"."
                        + " Remedy: perhaps you mean EPERM.",
                "socket=       | `refuse` must name errors as errno(3) does, but was: \"\"."
                        + " Remedy: write for instance \"socket=EPERM\".",
                "socket=13     | `refuse` must name errors as errno(3) does, but was: \"13\"."
                        + " Remedy: write for instance \"socket=EPERM\".",
                "execve=EPERM  | `refuse` must not hold the call that starts the program, but was: \"execve\"."
                        + " Remedy: take it out; only the launcher's own execve passes unless allow has it.",
            })
    @DisplayName("of what is none is an error")
    void isWrong(String text, String message) {
        assertThatThrownBy(() -> Refusal.of(text)).hasMessage(message);
    }

    @Test
    @DisplayName("that contradicts another or allow is an error")
    void contradicts() {
        assertThatThrownBy(() -> refusing("static", "socket", "socket=EACCES"))
                .hasMessage("`refuse` must say of each system call once what it fails with, but was: \"socket\"."
                        + " Remedy: keep one of the two.");
        assertThatThrownBy(() ->
                        SyscallPolicy.named("static").allow(Set.of("socket")).refuse(Set.of(Refusal.of("socket"))))
                .hasMessage(
                        "`refuse` must not hold what allow holds, but was: \"socket\". Remedy: keep one of the two.");
    }
}
