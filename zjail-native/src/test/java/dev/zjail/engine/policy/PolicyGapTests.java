package dev.zjail.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.policy.PolicyGap.MadeCall;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a policy lacks for calls that were made")
class PolicyGapTests {
    private static MadeCall call(String syscall, long... arguments) {
        return new MadeCall(
                syscall, Arrays.stream(Arrays.copyOf(arguments, 6)).boxed().toList());
    }

    private static MadeCall parsed(String text) {
        String[] words = text.strip().split("[(), ]+", -1);
        long[] arguments = Arrays.stream(words)
                .skip(1)
                .filter(word -> !word.isEmpty())
                .mapToLong(Long::decode)
                .toArray();
        return call(words[0], arguments);
    }

    private static String lack(String policy, Linkage linkage, String calls) {
        PolicyGap gap = PolicyGap.of(
                RequestedPolicy.named(policy),
                linkage,
                Arrays.stream(calls.split(";", -1)).map(PolicyGapTests::parsed).toList());
        return gap.policy().orElse("-") + " " + String.join(",", gap.allow()) + " " + String.join(",", gap.refuse());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auto    | getpriority()                       | - getpriority",
                "auto    | clone(0x3d0f00)                     | threads",
                "auto    | clone3()                            | threads",
                "auto    | clone(0x1200011); wait4()           | processes",
                "auto    | fork(); execve(1)                   | processes execve",
                "auto    | vfork(); kill(5, 9)                 | processes",
                "threads | vfork()                             | processes",
                "dynamic | clone(0x3d0f00)                     | dynamic-threads",
                "auto    | clone(0x10000000)                   | - clone",
                "auto    | mmap(0, 4096, 3, 0x21)              | processes",
                "auto    | mmap(0, 4096, 7, 0x22)              | - mmap",
                "auto    | madvise(0, 4096, 102)               | threads",
                "auto    | tgkill(2, 2, 10)                    | - tgkill",
                "strict  | uname()                             | auto",
                "strict  | uname(); clone(0x3d0f00)            | threads",
                "auto    | socket(1, 2); connect(); sendto()   | -  socket=EAFNOSUPPORT",
                "auto    | socket(1, 2); bind()                | - bind,socket",
                "auto    | set_mempolicy()                     | -  get_mempolicy=ENOSYS,mbind=ENOSYS,set_mempolicy=ENOSYS",
                "auto    | mlock(); ptrace()                   | - ptrace mlock=EPERM",
            })
    @DisplayName(
            "is a wider policy where that is what it is for, a refusal where a program does without, else the call")
    void least(String policy, String calls, String expected) {
        assertThat(lack(policy, Linkage.DYNAMIC, calls).strip()).isEqualTo(expected);
    }

    @Test
    @DisplayName("is the policy for dynamic programs where a static one executes such a program")
    void dynamicProgram() {
        assertThat(lack("processes", Linkage.STATIC, "mmap(0, 4096, 5, 0x812)").strip())
                .isEqualTo("dynamic-processes");
        assertThat(lack("auto", Linkage.STATIC, "clone(0x3d0f00)").strip()).isEqualTo("threads");
    }

    @Test
    @DisplayName("is no other policy where it is one's own")
    void own() {
        RequestedPolicy own = new OwnPolicy("own", Optional.of(RequestedPolicy.auto()), List.of(), List.of());

        PolicyGap gap = PolicyGap.of(own, Linkage.DYNAMIC, List.of(call("clone", 0x3d0f00)));

        assertThat(gap.policy()).isEmpty();
        assertThat(gap.allow()).containsExactly("clone");
    }

    @Test
    @DisplayName("names what to allow if the program does not do without what would be refused")
    void instead() {
        PolicyGap gap = PolicyGap.of(
                RequestedPolicy.auto(),
                Linkage.DYNAMIC,
                List.of(call("socket", 1, 2), call("connect"), call("ptrace")));

        assertThat(gap.allow()).containsExactly("ptrace");
        assertThat(gap.instead()).containsExactly("connect", "socket");
    }

    @Test
    @DisplayName("is said in the words of a policy of one's own with what that has beside it")
    void entries() {
        List<PolicyEntry> entries = PolicyGap.entries(
                RequestedPolicy.auto(),
                Linkage.DYNAMIC,
                List.of("ioctl", "pipe2", "ptrace"),
                List.of(call("ioctl", 0, 0x5414), call("ioctl", 0, 0x5410), call("pipe2", 0, 0x4000)));
        SyscallPolicy policy = new OwnPolicy("own", Optional.of(RequestedPolicy.auto()), entries, List.of())
                .resolve(Linkage.DYNAMIC, Architecture.X86_64);

        assertThat(entries.stream().map(PolicyEntry::syscall).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("ioctl", "pipe2", "ptrace");
        assertThat(policy.allows("ioctl", call("ioctl", 0, 0x5414).arguments())).isTrue();
        assertThat(policy.allows("ioctl", call("ioctl", 0, 0x5401).arguments())).isTrue();
        assertThat(policy.allows("ioctl", call("ioctl", 0, 0x5412).arguments())).isFalse();
        assertThat(policy.allows("pipe2", call("pipe2", 0, 0x80800).arguments()))
                .isTrue();
        assertThat(policy.allows("pipe2", call("pipe2", 0, 0x4000).arguments())).isTrue();
        assertThat(policy.allows("pipe2", call("pipe2", 0, 0x4800).arguments())).isFalse();
    }
}
