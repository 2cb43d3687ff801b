package dev.zjail.engine.launcher;

import dev.zjail.engine.libc.Signals;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Why a step of the launcher usually fails, for all we can know without a look at the host.
 *
 * @param likelyCause a sentence without a full stop
 * @param fix the smallest change that helps, an imperative without a full stop
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Explanation(String likelyCause, String fix) {
    private static final String READ_ONLY_PROC = "/proc is mounted read-only";
    private static final String WRITABLE_PROC =
            "mount a writable one (mount -o remount,bind,rw /proc, bwrap --proc /proc)";
    private static final String NO_FURTHER_PROCESS = "the host allows this user no further process";
    private static final String MORE_PROCESSES = "raise the limit of processes (ulimit -u, or pids.max of the cgroup)";

    /** The first line that fits explains: layer and step are matched by their beginning, "" matches all. */
    private static final List<Case> CASES = List.of(
            new Case(
                    "namespaces",
                    "unshare",
                    "EPERM",
                    "a container's seccomp profile forbids namespaces, or the host forbids user namespaces to ordinary users",
                    "in Docker or Podman run with --security-opt seccomp=unconfined; on the host itself set"
                            + " kernel.unprivileged_userns_clone=1 where that sysctl exists"),
            new Case(
                    "namespaces",
                    "unshare",
                    "ENOSPC",
                    "the host allows no further namespace (user.max_*_namespaces), or they are nested 32 deep",
                    "raise user.max_user_namespaces and its siblings with sysctl"),
            new Case(
                    "namespaces",
                    "unshare",
                    "EINVAL",
                    "the kernel was built without one of the namespaces",
                    "use a kernel with CONFIG_USER_NS, CONFIG_PID_NS, CONFIG_NET_NS, CONFIG_IPC_NS and CONFIG_UTS_NS"),
            new Case("", "open(/proc/", "EROFS", READ_ONLY_PROC, WRITABLE_PROC),
            new Case("", "write(/proc/", "EROFS", READ_ONLY_PROC, WRITABLE_PROC),
            new Case(
                    "namespaces",
                    "write(/proc/self/",
                    "",
                    "AppArmor lets ordinary users make a user namespace but gives them no rights in it (Ubuntu 23.10 and"
                            + " newer)",
                    "set kernel.apparmor_restrict_unprivileged_userns=0 with sysctl, or give the Java executable an AppArmor"
                            + " profile with the rule 'userns,'"),
            new Case(
                    "rootfs",
                    "mount(/",
                    "EACCES",
                    "AppArmor or SELinux forbids mounts in a user namespace (Ubuntu 23.10 and newer, Podman)",
                    "set kernel.apparmor_restrict_unprivileged_userns=0 with sysctl; in Podman run with --security-opt"
                            + " label=disable"),
            new Case(
                    "rootfs",
                    "mount(/",
                    "EINVAL",
                    "the tests run in a chroot whose root is not a mount point",
                    "bind-mount the chroot's directory onto itself before entering it"),
            new Case(
                    "rootfs",
                    "pivot_root",
                    "EINVAL",
                    "the root file system is the initial ramfs, which cannot be pivoted away from",
                    "run the tests from a root file system that was mounted"),
            new Case(
                    "rootfs",
                    "",
                    "ENOSYS",
                    "the kernel is older than Linux 5.14",
                    "run the tests on Linux 5.14 or newer"),
            new Case(
                    "rootfs",
                    "fsmount(proc)",
                    "EPERM",
                    "something is mounted over parts of the host's /proc, as container engines do, and then the kernel"
                            + " gives no user namespace a /proc of its own",
                    "do without provide = \"proc\", or in Docker run with --security-opt systempaths=unconfined"),
            new Case(
                    "rootfs",
                    "open_tree(mount)",
                    "EINVAL",
                    "something is mounted below the directory, which an ordinary user can mount only with all of it",
                    "write it with /** behind, as in mounts = \"/usr/**\""),
            new Case(
                    "rootfs",
                    "",
                    "EPERM",
                    "a container's security profile forbids mounts",
                    "in Docker run with --security-opt seccomp=unconfined --security-opt apparmor=unconfined"),
            new Case(
                    "inheritance",
                    "personality(ADDR_NO_RANDOMIZE)",
                    "EPERM",
                    "a container's seccomp profile does not let a process turn the randomization of addresses off",
                    "in Docker or Podman run with --security-opt seccomp=unconfined"),
            new Case(
                    "launcher",
                    "clone3(",
                    "ENOSYS",
                    "a container's seccomp profile hides clone3, without which no process id can be chosen",
                    "in Docker or Podman run with --security-opt seccomp=unconfined"),
            new Case(
                    "launcher",
                    "clone3(",
                    "EINVAL",
                    "the process id is not below kernel.pid_max",
                    "ask for a smaller process id, or raise kernel.pid_max with sysctl"),
            new Case(
                    "rootfs",
                    "chdir(working directory)",
                    "ENOENT",
                    "the working directory lies in a tmpfs, which begins empty",
                    "begin in the tmpfs itself, or in a directory that is mapped"),
            new Case(
                    "resource_limits",
                    "prlimit64(",
                    "EPERM",
                    "the test's limit is above the hard limit this Java virtual machine was started with",
                    "ask for less in @Limits, or raise the hard limit (ulimit -H) of the shell that starts the tests"),
            new Case(
                    "execve",
                    "execve",
                    "EACCES",
                    "the file system that holds the rootfs fixture is mounted noexec",
                    "set java.io.tmpdir to a directory on a file system that allows execution"),
            new Case(
                    "execve",
                    "execve",
                    "ETXTBSY",
                    "a process that was started while the program was copied still has the copy open for writing",
                    "let that process close the descriptors it inherited, or start it at a time when no jailed test begins"),
            new Case(
                    "execve",
                    "",
                    "ENOMEM",
                    "the kernel could not load the program within the memory limit",
                    "raise the memory limit"),
            new Case(
                    "execve",
                    "",
                    "none", // SIGKILL: what the program itself causes is SIGSEGV (FaultyPrograms)
                    "the host ran out of memory while the program was loaded, or somebody outside the jail killed it",
                    "look for the kill in the host's kernel log, and give the host more memory"),
            new Case(
                    "launcher",
                    "ptrace(",
                    "EPERM",
                    "kernel.yama.ptrace_scope is 3, or a container's security profile forbids ptrace",
                    "set kernel.yama.ptrace_scope to 1, or add the capability SYS_PTRACE to the container"),
            new Case(
                    "launcher",
                    "memfd_create",
                    "EACCES",
                    "vm.memfd_noexec is 2, which forbids executable files in memory",
                    "set vm.memfd_noexec to 1 or 0 with sysctl"),
            new Case(
                    "launcher",
                    "posix_spawn",
                    "EACCES",
                    "a security module forbids to execute files in memory",
                    "allow it to the Java virtual machine (SELinux: execmem and execute on tmpfs files; fapolicyd: a rule)"),
            new Case(
                    "",
                    "keyctl",
                    "EPERM",
                    "a container's seccomp profile forbids to leave the session keyring",
                    "in Docker or Podman run with --security-opt seccomp=unconfined"),
            new Case(
                    "",
                    "keyctl",
                    "EDQUOT",
                    "this user has no room for another keyring",
                    "raise kernel.keys.maxkeys with sysctl"),
            new Case("launcher", "clone(", "EAGAIN", NO_FURTHER_PROCESS, MORE_PROCESSES),
            new Case("launcher", "clone3(", "EAGAIN", NO_FURTHER_PROCESS, MORE_PROCESSES),
            // setresuid(2) of Linux 3.1 and newer only notes that there are too many; execve(2) fails.
            new Case("execve", "execve", "EAGAIN", NO_FURTHER_PROCESS, MORE_PROCESSES),
            new Case("", "", "ENOSYS", "the kernel is older than Linux 5.14", "run the tests on Linux 5.14 or newer"),
            new Case(
                    "",
                    "",
                    "",
                    "the host's kernel or a security profile does not allow this step",
                    "look for the refusal in the host's kernel log"));

    private record Case(String layer, String step, String errno, String likelyCause, String fix) {
        boolean fits(String failedLayer, String failedStep, String error) {
            return failedLayer.startsWith(layer)
                    && failedStep.startsWith(step)
                    && (errno.isEmpty() || errno.equals(error));
        }
    }

    /**
     * Explains a failed step.
     *
     * @param layer the id of a {@link dev.zjail.engine.Layer}, {@code launcher} or {@code execve}
     * @param step the call that failed, such as {@code pivot_root}
     * @param errno the name of the error, or {@code none}
     * @return the explanation; for a step that is not known a general one
     */
    public static Explanation of(String layer, String step, String errno) {
        return CASES.stream()
                .filter(candidate -> candidate.fits(layer, step, errno))
                .findFirst()
                .map(found -> new Explanation(found.likelyCause(), found.fix()))
                .orElseThrow();
    }

    /**
     * Says how a step failed where the error alone does not.
     *
     * @param step the call that failed
     * @param error its error number; 0 for none
     * @param signal the signal that ended the process; 0 for none
     * @return the step, with a note in parentheses if it did not fail by an error
     */
    public static String stepInWords(String step, int error, int signal) {
        if (signal != 0) {
            return step + " (ended by " + Signals.name(signal) + ")";
        }
        return error == 0 ? step + " (it was done but did not hold)" : step;
    }
}
