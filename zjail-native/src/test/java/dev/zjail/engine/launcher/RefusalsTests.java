package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.launcher.LaunchReport.Refused;
import dev.zjail.engine.launcher.LaunchReport.Stop;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A refusal")
class RefusalsTests {
    private static final int EPERM = 1;

    private static final RefusalCauses NOTHING_SEEN = new RefusalCauses(path -> "");

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            0   | unshare(CLONE_NEWUSER)  | 1  | namespaces      | EPERM  | a container's seccomp profile forbids namespaces, or the host forbids user namespaces to ordinary users | in Docker or Podman run with --security-opt seccomp=unconfined; on the host itself set kernel.unprivileged_userns_clone=1 where that sysctl exists
            0   | unshare(CLONE_NEWUSER)  | 28 | namespaces      | ENOSPC | the host allows no further namespace (user.max_*_namespaces), or they are nested 32 deep | raise user.max_user_namespaces and its siblings with sysctl
            0   | write(/proc/self/uid_map) | 1 | namespaces     | EPERM  | AppArmor lets ordinary users make a user namespace but gives them no rights in it (Ubuntu 23.10 and newer) | set kernel.apparmor_restrict_unprivileged_userns=0 with sysctl, or give the Java executable an AppArmor profile with the rule 'userns,'
            5   | mount(/)                | 13 | rootfs          | EACCES | AppArmor or SELinux forbids mounts in a user namespace (Ubuntu 23.10 and newer, Podman) | set kernel.apparmor_restrict_unprivileged_userns=0 with sysctl; in Podman run with --security-opt label=disable
            5   | pivot_root              | 22 | rootfs          | EINVAL | the root file system is the initial ramfs, which cannot be pivoted away from | run the tests from a root file system that was mounted
            5   | mount_setattr           | 38 | rootfs          | ENOSYS | the kernel is older than Linux 5.14 | run the tests on Linux 5.14 or newer
            5   | open_tree               | 1  | rootfs          | EPERM  | a container's security profile forbids mounts | in Docker run with --security-opt seccomp=unconfined --security-opt apparmor=unconfined
            2   | prlimit64(RLIMIT_NOFILE) | 1 | resource_limits | EPERM  | the test's limit is above the hard limit this Java virtual machine was started with | ask for less in @Limits, or raise the hard limit (ulimit -H) of the shell that starts the tests
            1   | personality(ADDR_NO_RANDOMIZE) | 1 | inheritance | EPERM | a container's seccomp profile does not let a process turn the randomization of addresses off | in Docker or Podman run with --security-opt seccomp=unconfined
            100 | clone3(guest, set_tid)  | 38 | launcher        | ENOSYS | a container's seccomp profile hides clone3, without which no process id can be chosen | in Docker or Podman run with --security-opt seccomp=unconfined
            100 | clone3(guest, set_tid)  | 22 | launcher        | EINVAL | the process id is not below kernel.pid_max | ask for a smaller process id, or raise kernel.pid_max with sysctl
            5   | chdir(working directory) | 2 | rootfs          | ENOENT | the working directory lies in a tmpfs, which begins empty | begin in the tmpfs itself, or in a directory that is mapped
            101 | execve                  | 13 | execve          | EACCES | the file system that holds the rootfs fixture is mounted noexec | set java.io.tmpdir to a directory on a file system that allows execution
            101 | execve                  | 26 | execve          | ETXTBSY | a process that was started while the program was copied still has the copy open for writing | let that process close the descriptors it inherited, or start it at a time when no jailed test begins
            101 | execve                  | 11 | execve          | EAGAIN | the host allows this user no further process | raise the limit of processes (ulimit -u, or pids.max of the cgroup)
            100 | clone3(guest, set_tid)  | 11 | launcher        | EAGAIN | the host allows this user no further process | raise the limit of processes (ulimit -u, or pids.max of the cgroup)
            100 | open(/proc/self/oom_score_adj) | 30 | launcher | EROFS  | /proc is mounted read-only | mount a writable one (mount -o remount,bind,rw /proc, bwrap --proc /proc)
            0   | write(/proc/self/setgroups) | 30 | namespaces  | EROFS  | /proc is mounted read-only | mount a writable one (mount -o remount,bind,rw /proc, bwrap --proc /proc)
            1   | keyctl(KEYCTL_JOIN_SESSION_KEYRING) | 1 | inheritance | EPERM | a container's seccomp profile forbids to leave the session keyring | in Docker or Podman run with --security-opt seccomp=unconfined
            101 | execve                  | 12 | execve          | ENOMEM | the kernel could not load the program within the memory limit | raise the memory limit
            100 | ptrace(PTRACE_SEIZE)    | 1  | launcher        | EPERM  | kernel.yama.ptrace_scope is 3, or a container's security profile forbids ptrace | set kernel.yama.ptrace_scope to 1, or add the capability SYS_PTRACE to the container
            8   | seccomp                 | 22 | seccomp         | EINVAL | the host's kernel or a security profile does not allow this step | look for the refusal in the host's kernel log
            """)
    @DisplayName("is put into words: layer, step, error, cause and fix")
    void isPutIntoWords(int stage, String step, int error, String layer, String errno, String cause, String fix) {
        assertThat(Refusals.of(new Refused(stage, step, error, 0, Stop.NOT), NOTHING_SEEN))
                .hasMessage("the host did not confine the program: layer " + layer + " failed at " + step + " with "
                        + errno + ". Likely cause: " + cause + ". Smallest fix: " + fix + ".");
    }

    @Test
    @DisplayName("names what ended the setup, or that a step did not hold")
    void namesTheEnd() {
        assertThat(step(new Refused(7, "capset", EPERM, 9, Stop.SETUP))).isEqualTo("capset (the setup took too long)");
        assertThat(step(new Refused(7, "", 0, 9, Stop.NOT))).isEqualTo("capabilities (ended by SIGKILL)");
        assertThat(step(new Refused(7, "capset", EPERM, 9, Stop.NOT))).isEqualTo("capset");
        assertThat(step(new Refused(7, "capset", 0, 9, Stop.NOT))).isEqualTo("capset (it was done but did not hold)");
        assertThat(step(new Refused(7, "capset", 0, 0, Stop.NOT))).isEqualTo("capset (it was done but did not hold)");
        assertThat(step(new Refused(7, "", EPERM, 0, Stop.NOT))).isEqualTo("capabilities");
    }

    @Test
    @DisplayName("at a stage that is no layer is the launcher's")
    void unknownStages() {
        for (int stage : new int[] {-1, 9, 100, Integer.MAX_VALUE}) {
            assertThat(Refusals.of(new Refused(stage, "fork", EPERM, 0, Stop.NOT), NOTHING_SEEN)
                            .layer())
                    .isEqualTo("launcher");
        }
    }

    private static String step(Refused refused) {
        return Refusals.of(refused, NOTHING_SEEN).step();
    }
}
