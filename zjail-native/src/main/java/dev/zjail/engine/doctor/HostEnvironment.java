package dev.zjail.engine.doctor;

import dev.zjail.internal.IdRange;
import dev.zjail.internal.Mount;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/** What can be recognised of where tests run, as far as it decides whether programs can be jailed. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum HostEnvironment {
    /** gVisor's own kernel answers the system calls; it gives out one and the same date for all its versions. */
    GVISOR(
            "gVisor (by /proc/version)",
            view -> view.word("/proc/version").contains("Sun Jan 10 15:06:54 PST 2016")
                    || view.word("/proc/version").contains("gvisor")),
    /** Windows translates the system calls. */
    WSL_1(
            "Windows Subsystem for Linux 1 (by /proc/version)",
            view -> view.word("/proc/version").contains("-Microsoft")),
    /** A Linux kernel in a virtual machine of Windows. */
    WSL_2(
            "Windows Subsystem for Linux 2 (by /proc/version)",
            view -> view.word("/proc/version").contains("microsoft-standard")),
    /** The kernel lacks calls that the launcher makes. */
    OLD_KERNEL("a kernel older than Linux 5.14", view -> KernelVersion.of(view).isBefore(KernelVersion.NEEDED)),
    /** A container of a Kubernetes pod. */
    KUBERNETES(
            "a Kubernetes pod (KUBERNETES_SERVICE_HOST is set)",
            view -> view.variable("KUBERNETES_SERVICE_HOST").isPresent()),
    /** A Docker container. */
    DOCKER("a Docker container (/.dockerenv exists)", view -> view.exists("/.dockerenv")),
    /** A Podman container. */
    PODMAN("a Podman container (/run/.containerenv exists)", view -> view.exists("/run/.containerenv")),
    /** A container of LXC, systemd-nspawn and the like, which tell by a variable. */
    OTHER_CONTAINER(
            "a container (the variable `container` is set)",
            view -> view.variable("container")
                    .filter(name -> !name.equals("podman"))
                    .isPresent()),
    /** A user namespace that does not hold all ids of the machine: a rootless container, or root by unshare(1). */
    USER_NAMESPACE(
            "a user namespace, such as a rootless container (by /proc/self/uid_map)",
            view -> IdRange.isPartOf(view.word("/proc/self/uid_map"))),
    /** GitHub Actions. */
    GITHUB_ACTIONS("GitHub Actions (GITHUB_ACTIONS is true)", view -> isTrue(view, "GITHUB_ACTIONS")),
    /** GitLab CI. */
    GITLAB_CI("GitLab CI (GITLAB_CI is true)", view -> isTrue(view, "GITLAB_CI")),
    /** Jenkins. */
    JENKINS("Jenkins (JENKINS_URL is set)", view -> view.variable("JENKINS_URL").isPresent()),
    /** Somebody has put a seccomp filter on this Java virtual machine, such as a container runtime. */
    SECCOMP_FILTER(
            "a seccomp filter on this Java virtual machine (Seccomp is 2 in /proc/self/status)",
            view -> view.status("Seccomp").equals("2")),
    /** Ubuntu 23.10 and newer: a user namespace gives an ordinary user no rights. */
    APPARMOR_RESTRICTS_USER_NAMESPACES(
            "user namespaces restricted by AppArmor (kernel.apparmor_restrict_unprivileged_userns is 1)",
            view -> view.word("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
                    .equals("1")),
    /** An AppArmor profile is on this Java virtual machine, such as docker-default. */
    APPARMOR_PROFILE(
            "an AppArmor profile on this Java virtual machine (by /proc/self/attr)",
            view -> view.word("/proc/self/attr/apparmor/current").endsWith("(enforce)")
                    || view.word("/proc/self/attr/current").endsWith("(enforce)")),
    /** SELinux enforces its policy, or has put this process into a container's domain. */
    SELINUX(
            "SELinux, enforcing (by /sys/fs/selinux/enforce or /proc/self/attr/current)",
            view -> view.word("/sys/fs/selinux/enforce").equals("1")
                    || view.word("/proc/self/attr/current").contains(":container_t:")),
    /** Debian's switch: ordinary users may make no user namespace. */
    UNPRIVILEGED_USER_NAMESPACES_OFF(
            "no user namespaces for ordinary users (kernel.unprivileged_userns_clone is 0)",
            view -> view.word("/proc/sys/kernel/unprivileged_userns_clone").equals("0")),
    /** The kernel's quota of user namespaces is zero here. */
    NO_USER_NAMESPACES(
            "no user namespaces (user.max_user_namespaces is 0)",
            view -> view.word("/proc/sys/user/max_user_namespaces").equals("0")),
    /** Files in memory cannot be executed. */
    MEMFD_NOEXEC(
            "no executable files in memory (vm.memfd_noexec is 2)",
            view -> view.word("/proc/sys/vm/memfd_noexec").equals("2")),
    /** Yama: only who has CAP_SYS_PTRACE may trace. */
    PTRACE_BY_ADMINISTRATORS(
            "ptrace for administrators only (kernel.yama.ptrace_scope is 2)",
            view -> view.word("/proc/sys/kernel/yama/ptrace_scope").equals("2")),
    /** Yama: nobody may trace. */
    NO_PTRACE(
            "no ptrace (kernel.yama.ptrace_scope is 3)",
            view -> view.word("/proc/sys/kernel/yama/ptrace_scope").equals("3")),
    /** The root directory is a directory like any other, so nothing can be pivoted away from it. */
    CHROOT(
            "a chroot (no mount at / in /proc/self/mountinfo)",
            view -> !view.mounts().isEmpty() && view.mounts().stream().noneMatch(Mount::isAtRoot)),
    /** The root file system is the first one the kernel mounted, which cannot be unmounted. */
    INITRAMFS(
            "an initial ramfs as root (rootfs at / in /proc/self/mountinfo)",
            view -> view.mounts().stream()
                    .filter(Mount::isAtRoot)
                    .reduce((below, above) -> above)
                    .filter(mount -> mount.type().equals("rootfs"))
                    .isPresent()),
    /** Nothing in the temporary directory can be executed. */
    NOEXEC_TEMPORARY_DIRECTORY(
            "a temporary directory without execution (noexec in /proc/self/mountinfo)",
            view -> view.mountOf(view.temporaryDirectory())
                    .filter(mount -> mount.options().contains("noexec"))
                    .isPresent());

    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final Predicate<HostView> recognised;

    HostEnvironment(String description, Predicate<HostView> recognised) {
        this.description = description;
        this.recognised = recognised;
    }

    /** Recognises what there is. */
    static List<HostEnvironment> recognise(HostView view) {
        return Arrays.stream(values())
                .filter(environment -> environment.recognised.test(view))
                .toList();
    }

    private static boolean isTrue(HostView view, String variable) {
        return view.variable(variable).filter("true"::equals).isPresent();
    }

    /**
     * Returns the name in JSON and documentation.
     *
     * @return such as {@code github_actions}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Says what it is and by what it was recognised.
     *
     * @return a phrase
     */
    public String description() {
        return description;
    }
}
