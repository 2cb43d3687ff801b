package dev.zjail.samples.escapes;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.LimitKind;
import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import dev.zjail.samples.ProcessLimit;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One dangerous system call at a time. */
@DisplayName("The system call")
@Jailed(value = "target/native/attempt", tmpfs = "/tmp:64KiB")
class SystemCallTests {

    /** Refused to a process without capabilities by every kernel, before it looks at the arguments. */
    static List<String> refusedByTheKernel() {
        return List.of(
                "process_vm_readv",
                "process_vm_writev",
                "open_tree",
                "fsopen",
                "mknodat",
                "setgroups",
                "sethostname",
                "reboot",
                "swapon");
    }

    /** The kernel may do these for anybody, or lacks them: the filter alone stands in the way. */
    static List<String> leftToTheFilter() {
        return List.of(
                "pidfd_open",
                "kcmp",
                "tkill",
                "prctl",
                "personality",
                "unshare",
                "setns",
                "clone3",
                "open_by_handle_at",
                "io_uring_setup",
                "userfaultfd",
                "bpf",
                "perf_event_open",
                "keyctl",
                "add_key",
                "modify_ldt",
                "init_module",
                "kexec_load",
                "syslog",
                "iopl");
    }

    @ParameterizedTest(name = "{0} is killed")
    @ValueSource(strings = "setuid")
    @MethodSource({"refusedByTheKernel", "leftToTheFilter"})
    void isKilled(String syscall, Jail jail) {
        assertThat(jail.run(syscall)).hasStdout("about to: " + syscall + "\n").wasKilledBySyscall(syscall);
    }

    @ParameterizedTest(name = "{0} is refused by the kernel once the filter allows it")
    @MethodSource("refusedByTheKernel")
    void isRefusedByTheKernel(String syscall, Jail jail) {
        JailResult run = jail.withAllow(syscall).run(syscall);

        assertThat(run).exitedWith(0).hasStdout("about to: " + syscall + "\n" + syscall + ": errno EPERM\n");
    }

    /** EPERM where there is a user 0; EINVAL where the jail has a user namespace of its own, in which there is none. */
    @Test
    @DisplayName("setuid makes no root once the filter allows it")
    @Jailed(args = "setuid", allow = "setuid")
    void setuidIsRefusedByTheKernel(JailResult run) {
        assertThat(run).exitedWith(0);
        assertThat(run.stdout().text()).matches("about to: setuid\nsetuid: errno (EPERM|EINVAL)\n");
    }

    @ParameterizedTest(name = "{0} reaches the kernel once the filter allows it")
    @MethodSource("leftToTheFilter")
    void reachesTheKernel(String syscall, Jail jail) {
        JailResult run = jail.withAllow(syscall).run(syscall);

        if (syscall.equals("clone3") && ProcessLimit.endsRuns()) {
            assertThat(run).hasStdout("about to: clone3\n").exceeded(LimitKind.PROCESSES);
            return;
        }
        assertThat(run).exitedWith(0);
        assertThat(run.stdout().text()).matches("about to: " + syscall + "\n" + syscall + ": (ok|errno [A-Z0-9]+)\n");
    }
}
