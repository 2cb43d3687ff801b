package dev.zjail.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A system call policy")
class SyscallPolicyTests {

    @Test
    void strictAllowsExactlyItsFifteenCalls() {
        SyscallPolicy strict = SyscallPolicy.named("strict");

        assertThat(strict.syscalls())
                .containsExactlyInAnyOrder(
                        "read",
                        "write",
                        "openat",
                        "close",
                        "lseek",
                        "brk",
                        "mmap",
                        "munmap",
                        "execve",
                        "exit_group",
                        "rt_sigaction",
                        "rt_sigprocmask",
                        "getrandom",
                        "clock_gettime",
                        "fstat");
        assertThat(strict.syscallCount()).isEqualTo(15);
        assertThat(strict.argumentRuleCount()).isEqualTo(2);
    }

    @Test
    void strictExplainsItself() {
        assertThat(SyscallPolicy.named("strict").explain()).isEqualTo("""
                        policy strict: allows 15 system calls, 2 of them only with certain arguments; any other kills the process
                          brk
                          clock_gettime
                          close
                          execve where filename is the launcher's own pointer, an address drawn for each run
                          exit_group
                          fstat
                          getrandom
                          lseek
                          mmap where prot has no bits but PROT_READ|PROT_WRITE and flags == MAP_PRIVATE|MAP_ANONYMOUS
                          munmap
                          openat
                          read
                          rt_sigaction
                          rt_sigprocmask
                          write
                        """);
    }

    @Test
    void eachPolicyContainsTheOneBefore() {
        assertThat(SyscallPolicy.named("static").syscalls())
                .containsAll(SyscallPolicy.named("strict").syscalls());
        assertThat(SyscallPolicy.named("dynamic").syscalls())
                .containsAll(SyscallPolicy.named("static").syscalls());
        for (String linkage : List.of("static", "dynamic")) {
            assertThat(SyscallPolicy.named(linkage + "-threads").syscalls())
                    .containsAll(SyscallPolicy.named(linkage).syscalls());
            assertThat(SyscallPolicy.named(linkage + "-processes").syscalls())
                    .containsAll(SyscallPolicy.named(linkage + "-threads").syscalls());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"strict", "static", "dynamic"})
    void noPolicyLetsTheGuestMakeProcessesTalkOrTouchTheSandbox(String policy) {
        assertThat(SyscallPolicy.named(policy).syscalls())
                .doesNotContain(
                        "clone",
                        "clone3",
                        "fork",
                        "vfork",
                        "execveat",
                        "kill",
                        "rt_sigqueueinfo",
                        "pidfd_send_signal",
                        "pidfd_open",
                        "pidfd_getfd",
                        "socket",
                        "socketpair",
                        "connect",
                        "bind",
                        "accept",
                        "accept4",
                        "sendto",
                        "sendmsg",
                        "recvmsg",
                        "ptrace",
                        "process_vm_readv",
                        "process_vm_writev",
                        "kcmp",
                        "mount",
                        "umount2",
                        "pivot_root",
                        "open_tree",
                        "move_mount",
                        "fsopen",
                        "fsmount",
                        "mount_setattr",
                        "chroot",
                        "unshare",
                        "setns",
                        "bpf",
                        "perf_event_open",
                        "userfaultfd",
                        "io_uring_setup",
                        "io_uring_enter",
                        "io_uring_register",
                        "io_setup",
                        "keyctl",
                        "add_key",
                        "request_key",
                        "memfd_create",
                        "memfd_secret",
                        "personality",
                        "seccomp",
                        "setgroups",
                        "capset",
                        "setrlimit",
                        "modify_ldt",
                        "ioperm",
                        "iopl",
                        "shmat",
                        "shmget",
                        "pkey_mprotect",
                        "remap_file_pages",
                        "openat2",
                        "open_by_handle_at",
                        "name_to_handle_at",
                        "init_module",
                        "finit_module",
                        "kexec_load",
                        "reboot",
                        "swapon",
                        "quotactl",
                        "setpriority",
                        "syslog");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "strict",
                "static",
                "dynamic",
                "static-threads",
                "dynamic-threads",
                "static-processes",
                "dynamic-processes"
            })
    void everyCallOfAPolicyIsOneTheKernelHas(String policy) {
        assertThat(SyscallTable.names()).containsAll(SyscallPolicy.named(policy).syscalls());
    }

    @ParameterizedTest
    @ValueSource(strings = {"strict", "static", "dynamic"})
    void aFilterFitsIntoTheKernelsLimitWithRoomToSpare(String policy) {
        assertThat(SyscallPolicy.named(policy)
                        .allow(SyscallTable.names())
                        .compile(Architecture.X86_64, new GuestStart(-1, GuestStart.NO_ID))
                        .length())
                .isLessThan(4096);
    }

    @Nested
    @DisplayName("with calls added to it")
    class WithAddedCalls {

        @Test
        void isNamedByThem() {
            SyscallPolicy policy = SyscallPolicy.named("static");

            assertThat(policy.name()).isEqualTo("static");
            assertThat(policy.allow(Set.of("socket", "getpid")).name()).isEqualTo("static+getpid+socket");
            assertThat(policy.allow(Set.of("socket")).allow(Set.of("getpid")).name())
                    .isEqualTo("static+getpid+socket");
            assertThat(policy.allow(Set.of()).name()).isEqualTo("static");
            assertThat(policy).hasToString("SyscallPolicy[static]");
        }

        @Test
        void leavesThePolicyItCameFromAsItWas() {
            SyscallPolicy policy = SyscallPolicy.named("strict");

            assertThat(policy.allow(Set.of("ptrace")).syscalls()).hasSize(16).contains("ptrace");
            assertThat(policy.syscalls()).hasSize(15).doesNotContain("ptrace");
            assertThat(policy.name()).isEqualTo("strict");
        }

        @Test
        void losesTheArgumentRuleOfAnAddedCall() {
            SyscallPolicy policy = SyscallPolicy.named("strict").allow(Set.of("mmap"));

            assertThat(policy.syscallCount()).isEqualTo(15);
            assertThat(policy.argumentRuleCount()).isEqualTo(1);
            assertThat(policy.explain()).contains("\n  mmap\n").doesNotContain("mmap where");
        }

        @Test
        void letsClone3FailWhereCloneIsAllowedSoThatLibrariesFallBackToIt() {
            SyscallPolicy policy = SyscallPolicy.named("static").allow(Set.of("clone"));

            assertThat(policy.syscalls()).contains("clone").doesNotContain("clone3");
            assertThat(policy.explain()).contains("\n  clone\n  clone3 fails with ENOSYS\n");
        }

        @Test
        void letsClone3FailEvenWhereItIsAskedForBecauseNobodySeesWhatItMakes() {
            SyscallPolicy both = SyscallPolicy.named("static").allow(Set.of("clone", "clone3"));
            SyscallPolicy alone = SyscallPolicy.named("static").allow(Set.of("clone3"));

            assertThat(both.syscalls()).contains("clone").doesNotContain("clone3");
            assertThat(alone.syscalls()).doesNotContain("clone", "clone3");
            assertThat(alone.explain()).contains("\n  clone3 fails with ENOSYS\n");
            assertThat(SyscallPolicy.named("static").explain()).doesNotContain("clone");
        }
    }

    @Nested
    @DisplayName("that cannot be")
    class ThatCannotBe {
        private static final String RULE = "must be one of strict, static, dynamic, static-threads, static-processes,"
                + " dynamic-threads, dynamic-processes";

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "sttaic | perhaps you mean static",
                    "strict2 | perhaps you mean strict",
                    "Static | perhaps you mean static",
                    "dynamic-thread | perhaps you mean dynamic-threads",
                    "paranoid | name one of these",
                    "''     | name one of these",
                })
        void isRefusedByName(String name, String remedy) {
            assertThatThrownBy(() -> SyscallPolicy.named(name))
                    .hasMessage("`policy` " + RULE + ", but was: \"" + name + "\". Remedy: " + remedy + ".")
                    .asInstanceOf(InstanceOfAssertFactories.type(InvalidPolicyException.class))
                    .satisfies(exception -> {
                        assertThat(exception.component()).isEqualTo("policy");
                        assertThat(exception.rule()).isEqualTo(RULE);
                        assertThat(exception.found()).isEqualTo("\"" + name + "\"");
                        assertThat(exception.remedy()).isEqualTo(remedy);
                    });
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "getpdi | perhaps you mean getpgid or getpid or getppid",
                    "sockett | perhaps you mean socket",
                    "waitpid | perhaps you mean waitid",
                    "GETPID | see syscalls(2) for the names",
                    "everything | see syscalls(2) for the names",
                    "''     | see syscalls(2) for the names",
                })
        void isRefusedByAnUnknownAddedCall(String call, String remedy) {
            assertThatThrownBy(() -> SyscallPolicy.named("static").allow(Set.of("read", call)))
                    .isInstanceOf(InvalidPolicyException.class)
                    .hasMessage("`allow` must hold the kernel's names of system calls, but was: \"" + call
                            + "\". Remedy: " + remedy + ".");
        }
    }
}
