package dev.zjail.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.launcher.Explanation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A remedy")
class RemediesTests {
    @ParameterizedTest(name = "{0}: {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            gvisor | launcher | ptrace(PTRACE_SEIZE) | EPERM | gVisor's kernel answers the system calls, and lacks some that the launcher makes | run the tests in a container whose runtime is runc or crun, or outside of one
            wsl_1 | namespaces | unshare(CLONE_NEWUSER) | EINVAL | Windows Subsystem for Linux 1 has neither namespaces nor seccomp filters | convert the distribution with wsl --set-version NAME 2
            old_kernel | rootfs | mount_setattr(rootfs) | ENOSYS | the kernel is older than Linux 5.14 | run the tests on Linux 5.14 or newer
            docker apparmor_profile | rootfs | ~mount(/, MS_REC|MS_PRIVATE)~ | EACCES | the container's AppArmor profile forbids mounts | start the container with --security-opt apparmor=unconfined
            podman selinux | rootfs | fsmount(tmpfs) | EACCES | SELinux keeps the container from mounting (container_t) | start the container with --security-opt label=type:spc_t
            kubernetes seccomp_filter | namespaces | unshare(CLONE_NEWUSER) | EPERM | the pod's seccomp profile forbids it, or the pod has no user namespace | set hostUsers: false and securityContext.seccompProfile.type: Unconfined in the pod (containerd 1.6 and older ignore hostUsers)
            github_actions docker seccomp_filter | namespaces | unshare(CLONE_NEWNS) | EPERM | the container's seccomp profile forbids it | set options: --security-opt seccomp=unconfined --security-opt apparmor=unconfined for the job's container in the workflow
            gitlab_ci docker seccomp_filter | namespaces | unshare(CLONE_NEWNS) | EPERM | the container's seccomp profile forbids it | set security_opt = ["seccomp:unconfined", "apparmor:unconfined"] under [runners.docker] in the runner's config.toml
            jenkins docker seccomp_filter | namespaces | unshare(CLONE_NEWNS) | EPERM | the container's seccomp profile forbids it | set args '--security-opt seccomp=unconfined --security-opt apparmor=unconfined' for the pipeline's docker agent
            docker seccomp_filter | namespaces | unshare(CLONE_NEWNS) | EPERM | the container's seccomp profile forbids it | start the container with --security-opt seccomp=unconfined (on an Ubuntu host also --security-opt apparmor=unconfined)
            docker seccomp_filter apparmor_restricts_user_namespaces | namespaces | unshare(CLONE_NEWUSER) | EPERM | the container's seccomp profile forbids it | start the container with --security-opt seccomp=unconfined (on an Ubuntu host also --security-opt apparmor=unconfined)
            podman user_namespace seccomp_filter | rootfs | ~mount(/, MS_REC|MS_PRIVATE)~ | EPERM | the container's seccomp profile forbids it | start the container with --security-opt seccomp=unconfined
            seccomp_filter | rootfs | mount_setattr(rootfs) | ENOSYS | the seccomp filter that this Java virtual machine runs under forbids it | start the tests outside of the sandbox or service that set the filter, or let its filter pass the call
            seccomp_filter | namespaces | user_namespace (ended by SIGSYS) | none | the seccomp filter that this Java virtual machine runs under forbids it | start the tests outside of the sandbox or service that set the filter, or let its filter pass the call
            unprivileged_user_namespaces_off | namespaces | unshare(CLONE_NEWUSER) | EPERM | kernel.unprivileged_userns_clone is 0, which forbids user namespaces to ordinary users | run sudo sysctl -w kernel.unprivileged_userns_clone=1
            no_user_namespaces | namespaces | unshare(CLONE_NEWUSER) | ENOSPC | user.max_user_namespaces is 0 | run sudo sysctl -w user.max_user_namespaces=15000
            chroot | namespaces | unshare(CLONE_NEWUSER) | EPERM | nobody may make a user namespace in a chroot (user_namespaces(7)) | run the tests outside of the chroot, or in a container instead
            apparmor_restricts_user_namespaces | rootfs | ~mount(/, MS_REC|MS_PRIVATE)~ | EACCES | AppArmor lets ordinary users make a user namespace but gives them no rights in it (Ubuntu 23.10 and newer) | give the Java executable an AppArmor profile with the rule 'userns,', or run sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
            github_actions apparmor_restricts_user_namespaces | namespaces | write(/proc/self/uid_map) | EPERM | AppArmor lets ordinary users make a user namespace but gives them no rights in it (Ubuntu 23.10 and newer) | add the step `sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0` to the workflow before the tests
            no_ptrace | launcher | ptrace(PTRACE_SEIZE) | EPERM | kernel.yama.ptrace_scope is 3, which forbids ptrace to everybody | set kernel.yama.ptrace_scope to 1 in /etc/sysctl.d and start the machine again
            selinux | launcher | posix_spawn | EACCES | SELinux forbids it to the domain of this Java virtual machine | look for the denial with ausearch -m avc, and allow it to the domain or run the tests in another
            """)
    @DisplayName("is the one of the environment")
    void ofTheEnvironment(
            String environments, String layer, String step, String errno, String likelyCause, String fix) {
        assertThat(Remedies.explain(environments(environments), layer, step, errno))
                .isEqualTo(new Explanation(likelyCause, fix));
    }

    @Test
    @DisplayName("is the general one where the environment does not explain the error")
    void general() {
        for (String environments :
                List.of("wsl_2", "docker", "user_namespace", "no_user_namespaces", "github_actions")) {
            assertThat(Remedies.explain(environments(environments), "namespaces", "unshare(CLONE_NEWUSER)", "EPERM"))
                    .isEqualTo(Explanation.of("namespaces", "unshare(CLONE_NEWUSER)", "EPERM"));
        }
        assertThat(Remedies.explain(environments("seccomp_filter"), "namespaces", "unshare(CLONE_NEWUSER)", "ENOSPC")
                        .likelyCause())
                .isEqualTo("the host allows no further namespace (user.max_*_namespaces), or they are nested 32 deep");
        assertThat(Remedies.explain(environments("memfd_noexec"), "launcher", "memfd_create", "EACCES"))
                .isEqualTo(new Explanation(
                        "vm.memfd_noexec is 2, which forbids executable files in memory",
                        "set vm.memfd_noexec to 1 or 0 with sysctl"));
        assertThat(Remedies.explain(
                        environments("noexec_temporary_directory"), "execve", "execve(/tmp/zjail-prober)", "EACCES"))
                .isEqualTo(new Explanation(
                        "the file system that holds the rootfs fixture is mounted noexec",
                        "set java.io.tmpdir to a directory on a file system that allows execution"));
    }

    private static List<HostEnvironment> environments(String ids) {
        return Stream.of(ids.split(" ", -1))
                .map(id -> HostEnvironment.valueOf(id.toUpperCase(Locale.ROOT)))
                .toList();
    }
}
