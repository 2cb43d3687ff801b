package dev.zjail.engine.doctor;

import static dev.zjail.engine.doctor.HostEnvironment.APPARMOR_PROFILE;
import static dev.zjail.engine.doctor.HostEnvironment.APPARMOR_RESTRICTS_USER_NAMESPACES;
import static dev.zjail.engine.doctor.HostEnvironment.CHROOT;
import static dev.zjail.engine.doctor.HostEnvironment.DOCKER;
import static dev.zjail.engine.doctor.HostEnvironment.GITHUB_ACTIONS;
import static dev.zjail.engine.doctor.HostEnvironment.GITLAB_CI;
import static dev.zjail.engine.doctor.HostEnvironment.GVISOR;
import static dev.zjail.engine.doctor.HostEnvironment.JENKINS;
import static dev.zjail.engine.doctor.HostEnvironment.KUBERNETES;
import static dev.zjail.engine.doctor.HostEnvironment.NO_PTRACE;
import static dev.zjail.engine.doctor.HostEnvironment.NO_USER_NAMESPACES;
import static dev.zjail.engine.doctor.HostEnvironment.OLD_KERNEL;
import static dev.zjail.engine.doctor.HostEnvironment.PODMAN;
import static dev.zjail.engine.doctor.HostEnvironment.SECCOMP_FILTER;
import static dev.zjail.engine.doctor.HostEnvironment.SELINUX;
import static dev.zjail.engine.doctor.HostEnvironment.UNPRIVILEGED_USER_NAMESPACES_OFF;
import static dev.zjail.engine.doctor.HostEnvironment.WSL_1;

import dev.zjail.engine.Layer;
import dev.zjail.engine.launcher.Explanation;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Knows why a step fails in an environment that was recognised, and what helps just there. */
final class Remedies {
    private static final String ANY = "";
    private static final String NAMESPACES = Layer.NAMESPACES.id();
    private static final String ROOTFS = Layer.ROOTFS.id();

    private static final Set<String> ANY_ERROR = Set.of();
    private static final Set<String> FORBIDDEN = Set.of("EPERM", "EACCES");
    private static final Set<String> ACCESS_DENIED = Set.of("EACCES");

    /** As seccomp filters refuse: by an error, by SIGSYS, or by a result that is made up. */
    private static final Set<String> FILTERED = Set.of("EPERM", "EACCES", "ENOSYS", "none");

    private static final String CONTAINER_FILTER = "the container's seccomp profile forbids it";
    private static final String APPARMOR_USER_NAMESPACES =
            "AppArmor lets ordinary users make a user namespace but gives them no rights in it (Ubuntu 23.10 and newer)";

    /** The first row that fits holds; layer and step are matched by their beginning. */
    private static final List<Row> ROWS = List.of(
            new Row(
                    Set.of(GVISOR),
                    ANY,
                    ANY,
                    ANY_ERROR,
                    "gVisor's kernel answers the system calls, and lacks some that the launcher makes",
                    "run the tests in a container whose runtime is runc or crun, or outside of one"),
            new Row(
                    Set.of(WSL_1),
                    ANY,
                    ANY,
                    ANY_ERROR,
                    "Windows Subsystem for Linux 1 has neither namespaces nor seccomp filters",
                    "convert the distribution with wsl --set-version NAME 2"),
            new Row(
                    Set.of(OLD_KERNEL),
                    ANY,
                    ANY,
                    Set.of("ENOSYS", "EINVAL"),
                    "the kernel is older than Linux 5.14",
                    "run the tests on Linux 5.14 or newer"),
            new Row(
                    Set.of(APPARMOR_PROFILE, DOCKER),
                    ROOTFS,
                    ANY,
                    ACCESS_DENIED,
                    "the container's AppArmor profile forbids mounts",
                    "start the container with --security-opt apparmor=unconfined"),
            new Row(
                    Set.of(SELINUX, PODMAN),
                    ANY,
                    ANY,
                    ACCESS_DENIED,
                    "SELinux keeps the container from mounting (container_t)",
                    "start the container with --security-opt label=type:spc_t"),
            new Row(
                    Set.of(KUBERNETES),
                    ANY,
                    ANY,
                    FORBIDDEN,
                    "the pod's seccomp profile forbids it, or the pod has no user namespace",
                    "set hostUsers: false and securityContext.seccompProfile.type: Unconfined in the pod (containerd 1.6"
                            + " and older ignore hostUsers)"),
            new Row(
                    Set.of(GITHUB_ACTIONS, DOCKER, SECCOMP_FILTER),
                    ANY,
                    ANY,
                    FILTERED,
                    CONTAINER_FILTER,
                    "set options: --security-opt seccomp=unconfined --security-opt apparmor=unconfined for the job's"
                            + " container in the workflow"),
            new Row(
                    Set.of(GITLAB_CI, DOCKER, SECCOMP_FILTER),
                    ANY,
                    ANY,
                    FILTERED,
                    CONTAINER_FILTER,
                    "set security_opt = [\"seccomp:unconfined\", \"apparmor:unconfined\"] under [runners.docker] in the"
                            + " runner's config.toml"),
            new Row(
                    Set.of(JENKINS, DOCKER, SECCOMP_FILTER),
                    ANY,
                    ANY,
                    FILTERED,
                    CONTAINER_FILTER,
                    "set args '--security-opt seccomp=unconfined --security-opt apparmor=unconfined' for the pipeline's"
                            + " docker agent"),
            new Row(
                    Set.of(DOCKER, SECCOMP_FILTER),
                    ANY,
                    ANY,
                    FILTERED,
                    CONTAINER_FILTER,
                    "start the container with --security-opt seccomp=unconfined (on an Ubuntu host also --security-opt"
                            + " apparmor=unconfined)"),
            new Row(
                    Set.of(PODMAN, SECCOMP_FILTER),
                    ANY,
                    ANY,
                    FILTERED,
                    CONTAINER_FILTER,
                    "start the container with --security-opt seccomp=unconfined"),
            new Row(
                    Set.of(SECCOMP_FILTER),
                    ANY,
                    ANY,
                    FILTERED,
                    "the seccomp filter that this Java virtual machine runs under forbids it",
                    "start the tests outside of the sandbox or service that set the filter, or let its filter pass the"
                            + " call"),
            new Row(
                    Set.of(UNPRIVILEGED_USER_NAMESPACES_OFF),
                    NAMESPACES,
                    ANY,
                    FORBIDDEN,
                    "kernel.unprivileged_userns_clone is 0, which forbids user namespaces to ordinary users",
                    "run sudo sysctl -w kernel.unprivileged_userns_clone=1"),
            new Row(
                    Set.of(NO_USER_NAMESPACES),
                    NAMESPACES,
                    ANY,
                    Set.of("ENOSPC"),
                    "user.max_user_namespaces is 0",
                    "run sudo sysctl -w user.max_user_namespaces=15000"),
            new Row(
                    Set.of(CHROOT),
                    NAMESPACES,
                    ANY,
                    Set.of("EPERM"),
                    "nobody may make a user namespace in a chroot (user_namespaces(7))",
                    "run the tests outside of the chroot, or in a container instead"),
            new Row(
                    Set.of(GITHUB_ACTIONS, APPARMOR_RESTRICTS_USER_NAMESPACES),
                    ANY,
                    ANY,
                    FORBIDDEN,
                    APPARMOR_USER_NAMESPACES,
                    "add the step `sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0` to the workflow before"
                            + " the tests"),
            new Row(
                    Set.of(APPARMOR_RESTRICTS_USER_NAMESPACES),
                    ANY,
                    ANY,
                    FORBIDDEN,
                    APPARMOR_USER_NAMESPACES,
                    "give the Java executable an AppArmor profile with the rule 'userns,', or run sudo sysctl -w"
                            + " kernel.apparmor_restrict_unprivileged_userns=0"),
            new Row(
                    Set.of(NO_PTRACE),
                    ANY,
                    "ptrace(",
                    Set.of("EPERM"),
                    "kernel.yama.ptrace_scope is 3, which forbids ptrace to everybody",
                    "set kernel.yama.ptrace_scope to 1 in /etc/sysctl.d and start the machine again"),
            new Row(
                    Set.of(SELINUX),
                    ANY,
                    ANY,
                    ACCESS_DENIED,
                    "SELinux forbids it to the domain of this Java virtual machine",
                    "look for the denial with ausearch -m avc, and allow it to the domain or run the tests in another"));

    private record Row(
            Set<HostEnvironment> where, String layer, String step, Set<String> errors, String likelyCause, String fix) {
        boolean fits(Collection<HostEnvironment> environments, String failedLayer, String failedStep, String errno) {
            return environments.containsAll(where)
                    && failedLayer.startsWith(layer)
                    && failedStep.startsWith(step)
                    && (errors.isEmpty() || errors.contains(errno));
        }
    }

    private Remedies() {}

    /**
     * Explains a failure where these environments were recognised; what it does not know there, it knows in general.
     */
    static Explanation explain(Collection<HostEnvironment> environments, String layer, String step, String errno) {
        return ROWS.stream()
                .filter(row -> row.fits(environments, layer, step, errno))
                .findFirst()
                .map(row -> new Explanation(row.likelyCause(), row.fix()))
                .orElseGet(() -> Explanation.of(layer, step, errno));
    }
}
