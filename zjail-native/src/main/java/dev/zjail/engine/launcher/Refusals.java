package dev.zjail.engine.launcher;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Layer;
import dev.zjail.engine.launcher.LaunchReport.Refused;
import dev.zjail.engine.launcher.LaunchReport.Stop;
import dev.zjail.engine.libc.Errno;
import dev.zjail.engine.libc.Signals;
import java.util.List;

/**
 * Puts a launcher's refusal into words: which layer, which step, which error, the likely cause and the smallest fix.
 */
final class Refusals {
    static final int STAGE_EXECVE = 101;

    /** By their numbers in {@code enum stage}. */
    private static final List<Layer> LAYERS = List.of(Layer.values());

    /** The first line that fits explains: stage and step are matched by their beginning, "" matches all. */
    private static final List<Explanation> EXPLANATIONS = List.of(
            new Explanation(
                    "namespaces",
                    "unshare",
                    "EPERM",
                    "a container's seccomp profile forbids namespaces, or the host forbids user namespaces to ordinary users",
                    "in Docker or Podman run with --security-opt seccomp=unconfined; on the host itself set"
                            + " kernel.unprivileged_userns_clone=1 where that sysctl exists"),
            new Explanation(
                    "namespaces",
                    "unshare",
                    "ENOSPC",
                    "the host allows no further namespace (user.max_*_namespaces), or they are nested 32 deep",
                    "raise user.max_user_namespaces and its siblings with sysctl"),
            new Explanation(
                    "namespaces",
                    "unshare",
                    "EINVAL",
                    "the kernel was built without one of the namespaces",
                    "use a kernel with CONFIG_USER_NS, CONFIG_PID_NS, CONFIG_NET_NS, CONFIG_IPC_NS and CONFIG_UTS_NS"),
            new Explanation(
                    "namespaces",
                    "write(/proc/self/",
                    "",
                    "AppArmor lets ordinary users make a user namespace but gives them no rights in it (Ubuntu 23.10 and"
                            + " newer)",
                    "set kernel.apparmor_restrict_unprivileged_userns=0 with sysctl, or give the Java executable an AppArmor"
                            + " profile with the rule 'userns,'"),
            new Explanation(
                    "rootfs",
                    "mount(/",
                    "EACCES",
                    "AppArmor or SELinux forbids mounts in a user namespace (Ubuntu 23.10 and newer, Podman)",
                    "set kernel.apparmor_restrict_unprivileged_userns=0 with sysctl; in Podman run with --security-opt"
                            + " label=disable"),
            new Explanation(
                    "rootfs",
                    "mount(/",
                    "EINVAL",
                    "the tests run in a chroot whose root is not a mount point",
                    "bind-mount the chroot's directory onto itself before entering it"),
            new Explanation(
                    "rootfs",
                    "pivot_root",
                    "EINVAL",
                    "the root file system is the initial ramfs, which cannot be pivoted away from",
                    "run the tests from a root file system that was mounted"),
            new Explanation(
                    "rootfs",
                    "",
                    "ENOSYS",
                    "the kernel is older than Linux 5.14",
                    "run the tests on Linux 5.14 or newer"),
            new Explanation(
                    "rootfs",
                    "",
                    "EPERM",
                    "a container's security profile forbids mounts",
                    "in Docker run with --security-opt seccomp=unconfined --security-opt apparmor=unconfined"),
            new Explanation(
                    "resource_limits",
                    "prlimit64(",
                    "EPERM",
                    "the test's limit is above the hard limit this Java virtual machine was started with",
                    "ask for less in @Limits, or raise the hard limit (ulimit -H) of the shell that starts the tests"),
            new Explanation(
                    "execve",
                    "execve",
                    "EACCES",
                    "the file system that holds the rootfs fixture is mounted noexec",
                    "set java.io.tmpdir to a directory on a file system that allows execution"),
            new Explanation(
                    "execve",
                    "execve",
                    "ETXTBSY",
                    "a process that was started while the program was copied still has the copy open for writing",
                    "let that process close the descriptors it inherited, or start it at a time when no jailed test begins"),
            new Explanation(
                    "execve",
                    "",
                    "ENOMEM",
                    "the kernel could not load the program within the memory limit",
                    "raise the memory limit"),
            new Explanation(
                    "execve",
                    "",
                    "none", // a signal: execve was past the point where it can still report an error
                    "the kernel could not load the program within the memory limit",
                    "raise the memory limit"),
            new Explanation(
                    "launcher",
                    "ptrace(",
                    "EPERM",
                    "kernel.yama.ptrace_scope is 3, or a container's security profile forbids ptrace",
                    "set kernel.yama.ptrace_scope to 1, or add the capability SYS_PTRACE to the container"),
            new Explanation(
                    "launcher",
                    "clone(",
                    "EAGAIN",
                    "the host allows this user no further process",
                    "raise the limit of processes (ulimit -u, or pids.max of the cgroup)"),
            new Explanation(
                    "", "", "ENOSYS", "the kernel is older than Linux 5.14", "run the tests on Linux 5.14 or newer"),
            new Explanation(
                    "",
                    "",
                    "",
                    "the host's kernel or a security profile does not allow this step",
                    "look for the refusal in the host's kernel log"));

    private record Explanation(String layer, String step, String errno, String likelyCause, String fix) {
        boolean fits(String failedLayer, String failedStep, String error) {
            return failedLayer.startsWith(layer)
                    && failedStep.startsWith(step)
                    && (errno.isEmpty() || errno.equals(error));
        }
    }

    private Refusals() {}

    static ConfinementException of(Refused refused) {
        String layer = layer(refused.stage());
        String step = step(refused);
        String errno = new Errno(refused.error()).name();
        Explanation explanation = EXPLANATIONS.stream()
                .filter(candidate -> candidate.fits(layer, step, errno))
                .findFirst()
                .orElseThrow();
        return new ConfinementException(layer, step, errno, explanation.likelyCause(), explanation.fix());
    }

    private static String layer(int stage) {
        if (stage == STAGE_EXECVE) {
            return "execve";
        }
        boolean isLayer = stage >= 0 && stage < LAYERS.size();
        return isLayer ? LAYERS.get(stage).id() : "launcher";
    }

    private static String step(Refused refused) {
        String step = refused.step().isEmpty() ? layer(refused.stage()) : refused.step();
        if (refused.stop() == Stop.SETUP) {
            return step + " (the setup took too long)";
        }
        if (refused.signal() != 0) {
            return step + " (ended by " + Signals.name(refused.signal()) + ")";
        }
        return refused.error() == 0 ? step + " (it was done but did not hold)" : step;
    }
}
