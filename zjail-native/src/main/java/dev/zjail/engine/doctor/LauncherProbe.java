package dev.zjail.engine.doctor;

import dev.zjail.engine.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The probes that {@code prober.c} makes, in its order. */
enum LauncherProbe {
    PROCESSES("launcher", null, "3 processes at once, as one run takes"),
    PARALLEL_PROCESSES("launcher", PROCESSES, "24 processes at once, as eight runs take"),
    RECENT_CALLS("launcher", null, "pidfd_open, openat2, close_range"),
    OOM_SCORE("launcher", null, "write(/proc/self/oom_score_adj)"),
    SESSION_KEYRING(Layer.INHERITANCE.id(), null, "keyctl(KEYCTL_JOIN_SESSION_KEYRING)"),
    USER_NAMESPACE(Layer.NAMESPACES.id(), null, "unshare(CLONE_NEWUSER)"),
    MOUNT_NAMESPACE(Layer.NAMESPACES.id(), USER_NAMESPACE, "unshare(CLONE_NEWNS)"),
    PID_NAMESPACE(Layer.NAMESPACES.id(), USER_NAMESPACE, "unshare(CLONE_NEWPID), and a process with number 1"),
    NETWORK_NAMESPACE(Layer.NAMESPACES.id(), USER_NAMESPACE, "unshare(CLONE_NEWNET)"),
    IPC_NAMESPACE(Layer.NAMESPACES.id(), USER_NAMESPACE, "unshare(CLONE_NEWIPC)"),
    UTS_NAMESPACE(Layer.NAMESPACES.id(), USER_NAMESPACE, "unshare(CLONE_NEWUTS)"),
    ID_MAPS(Layer.NAMESPACES.id(), MOUNT_NAMESPACE, "all namespaces in one call, with maps of ids and a host name"),
    PTRACE("launcher", ID_MAPS, "ptrace(PTRACE_SEIZE), and a stop at the exit"),
    PRIVATE_MOUNTS(Layer.ROOTFS.id(), ID_MAPS, "mount(/, MS_REC|MS_PRIVATE)"),
    TMPFS(Layer.ROOTFS.id(), PRIVATE_MOUNTS, "fsopen, fsmount and move_mount of a tmpfs"),
    BIND_MOUNT(Layer.ROOTFS.id(), PRIVATE_MOUNTS, "open_tree, mount_setattr and move_mount of a directory"),
    PIVOT_ROOT(Layer.ROOTFS.id(), BIND_MOUNT, "pivot_root, and umount2 of the old root"),
    NO_NEW_PRIVS(Layer.NO_NEW_PRIVS.id(), null, "prctl(PR_SET_NO_NEW_PRIVS)"),
    CAPABILITIES(Layer.CAPABILITIES.id(), ID_MAPS, "securebits, bounding set, identity and capset"),
    SECCOMP(Layer.SECCOMP.id(), NO_NEW_PRIVS, "a filter that kills by SIGSYS");

    private final String layer;
    private final @Nullable LauncherProbe ground;
    private final String tried;

    LauncherProbe(String layer, @Nullable LauncherProbe ground, String tried) {
        this.layer = layer;
        this.ground = ground;
        this.tried = tried;
    }

    /** What it does, in a few words. */
    String tried() {
        return tried;
    }

    static List<LauncherProbe> all() {
        return Arrays.asList(values());
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The layer that could not be applied, as a refusal would name it. */
    String layer() {
        return layer;
    }

    /** The probe that this one stands on: where that fails, a failure of this one says nothing more. */
    Optional<LauncherProbe> ground() {
        return Optional.ofNullable(ground);
    }

    ProbeStatus outcomeOfFailure() {
        return this == PARALLEL_PROCESSES ? ProbeStatus.WARN : ProbeStatus.FAIL;
    }

    boolean isOnlyForUserNamespaces() {
        return this == USER_NAMESPACE;
    }
}
