package dev.zjail.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.doctor.Misbehaviour.Said;
import dev.zjail.engine.doctor.ProberAnswer.Step;
import dev.zjail.engine.launcher.KernelRoot;
import dev.zjail.engine.launcher.NativePrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The prober")
class ProberTests {
    private static final String NAMESPACES =
            "mount_namespace pid_namespace network_namespace ipc_namespace uts_namespace";
    private static final String MOUNTS = "private_mounts tmpfs bind_mount pivot_root";
    private static final String IN_NAMESPACES = "ptrace " + MOUNTS + " capabilities";
    private static final String WITH_USER_NAMESPACE = "user_namespace " + NAMESPACES + " id_maps " + IN_NAMESPACES;

    @TempDir
    private Path directory;

    private Path prober;
    private Path mountPoint;

    @BeforeEach
    void installProber() throws IOException {
        // The one that RLIMIT_NPROC is tried with is not the owner where that is root.
        assertThat(directory.toFile().setExecutable(true, false)).isTrue();
        prober = Misbehaviour.install(NativePrograms.read(NativePrograms.PROBER), directory.resolve("prober"));
        mountPoint = Files.createDirectory(directory.resolve("mount-point"));
    }

    @Test
    @DisplayName("finds nothing on a host that behaves, and leaves nothing")
    void hostThatBehaves() throws Exception {

        assertThat(failures("")).isEmpty();

        // Elsewhere others mount what they like.
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(directory.toString());
        assertThat(mountPoint).isEmptyDirectory();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "deny EPERM unshare | unshare(CLONE_NEWUSER) EPERM | " + WITH_USER_NAMESPACE,
                "deny kill unshare | user_namespace (ended by SIGSYS) none | " + WITH_USER_NAMESPACE,
                "user-namespaces | unshare(CLONE_NEWUSER) ENOSPC | " + WITH_USER_NAMESPACE,
                "deny EPERM sethostname | sethostname EPERM | id_maps " + IN_NAMESPACES,
                "deny EACCES mount | 'mount(/, MS_REC|MS_PRIVATE) EACCES' | " + MOUNTS,
                "deny ENOSYS open_tree | open_tree(rootfs) ENOSYS | bind_mount pivot_root",
                "deny ENOSYS mount_setattr | mount_setattr(rootfs) ENOSYS | bind_mount pivot_root",
                "deny EPERM fsopen | fsopen(tmpfs) EPERM | tmpfs",
                "deny EPERM pivot_root | pivot_root EPERM | pivot_root",
                "deny EPERM ptrace | ptrace(PTRACE_SEIZE) EPERM | ptrace",
                "deny EPERM seccomp | seccomp(SECCOMP_SET_MODE_FILTER) EPERM | seccomp",
                "deny EPERM capset | capset EPERM | capabilities",
                "deny EPERM keyctl | keyctl(KEYCTL_JOIN_SESSION_KEYRING) EPERM | session_keyring",
                "deny ENOSYS openat2 | openat2 ENOSYS | recent_calls",
                "processes 1 | clone(probe) EAGAIN | processes parallel_processes recent_calls oom_score session_keyring "
                        + "user_namespace " + NAMESPACES + " id_maps ptrace " + MOUNTS
                        + " no_new_privs capabilities seccomp",
                "processes 2 | clone(3 processes at once) EAGAIN"
                        + " | processes parallel_processes pid_namespace ptrace seccomp",
                "processes 6 | clone(24 processes at once) EAGAIN | parallel_processes",
            })
    @DisplayName("finds the first step that the kernel refuses, and what else stands on it")
    void hostThatMisbehaves(String how, String firstFailure, String probes) throws Exception {
        List<Step> failures = failures(how);

        if (how.startsWith("processes") && KernelRoot.isOnlyUser()) {
            assertThat(failures)
                    .as("the kernel counts no processes of its root")
                    .isEmpty();
            return;
        }
        assertThat(failures.get(0).inWords() + " " + failures.get(0).errno()).isEqualTo(firstFailure);
        assertThat(failures.stream().map(step -> step.probe().id()).collect(Collectors.joining(" ")))
                .isEqualTo(probes);
    }

    @Test
    @DisplayName("greets as a program to jail")
    void greets() {
        Said said = Misbehaviour.run(
                "",
                Stream.concat(Stream.of(prober.toString()), Prober.greetingArguments().stream())
                        .toList());

        assertThat(said).isEqualTo(new Said(0, Prober.GREETING));
    }

    private List<Step> failures(String how) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(prober.toString()), Prober.probingArguments(true, mountPoint).stream())
                .toList();
        Said said = Misbehaviour.run(how, command);
        assertThat(said.status()).as(said.text()).isZero();
        return ProberAnswer.parse(said.text()).steps().stream()
                .filter(step -> !step.works())
                .toList();
    }
}
