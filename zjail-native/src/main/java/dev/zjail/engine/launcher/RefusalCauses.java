package dev.zjail.engine.launcher;

import dev.zjail.internal.IdRange;
import dev.zjail.internal.Mount;
import dev.zjail.internal.ProcFiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Why a step was refused on this very host, where the error alone fits several causes. Looked at after a refusal only.
 *
 * @param text the text of a file of the kernel's; "" where it cannot be read
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RefusalCauses(UnaryOperator<String> text) {
    private static final String NAMESPACES = "namespaces";
    private static final long CAP_SETFCAP = 1L << 31;
    private static final List<String> KINDS = List.of("user", "mnt", "pid", "net", "ipc", "uts");

    private static final Explanation NO_ID = new Explanation(
            "this user or its group has no id in the user namespace that the tests run in",
            "start the tests in a user namespace that maps both (unshare --map-root-user, or --map-user and --map-group)");
    private static final Explanation COVERED_ROOT = new Explanation(
            "something is mounted over / and the tests run in what lies below it, where nobody may make a user namespace"
                    + " (user_namespaces(7))",
            "start the tests in the uppermost root: sudo nsenter --mount=/proc/self/ns/mnt COMMAND, run as your user with"
                    + " setpriv --reuid or su");
    private static final Explanation CHROOT = new Explanation(
            "nobody may make a user namespace in a chroot (user_namespaces(7))",
            "run the tests outside of the chroot, or in a container instead");
    private static final Explanation NO_SETFCAP = new Explanation(
            "root needs the capability SETFCAP to have an id in a new user namespace (Linux 5.12 and newer)",
            "give it to the container (docker run --cap-add SETFCAP, bwrap --cap-add CAP_SETFCAP), or run the tests as"
                    + " an ordinary user");
    private static final Explanation FILTER = new Explanation(
            "the seccomp filter that the tests run under, such as a container's, forbids namespaces",
            "in Docker or Podman run with --security-opt seccomp=unconfined");
    private static final Explanation SWITCHED_OFF = new Explanation(
            "kernel.unprivileged_userns_clone is 0, which forbids user namespaces to ordinary users",
            "run sudo sysctl -w kernel.unprivileged_userns_clone=1");
    private static final Explanation CHROOT_OR_MODULE = new Explanation(
            "the tests run in a chroot, or a security module forbids user namespaces to this user",
            "run the tests outside of the chroot, or look for the refusal in the host's kernel log");
    private static final Explanation SANDBOX = new Explanation(
            "the sandbox around the tests allows no further user namespace, or they are nested 32 deep",
            "start the sandbox so that it allows them (bubblewrap: without --disable-userns)");

    /** Those of this host. */
    public static RefusalCauses ofThisHost() {
        return new RefusalCauses(RefusalCauses::read);
    }

    private static String read(String path) {
        try {
            return ProcFiles.read(path);
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Explains a failed step as well as this host lets it be known.
     *
     * @param layer the id of a {@link dev.zjail.engine.Layer}, {@code launcher} or {@code execve}
     * @param step the call that failed
     * @param errno the name of the error, or {@code none}
     * @return the explanation; the general one where nothing special was seen
     */
    public Explanation explain(String layer, String step, String errno) {
        return certain(layer, step, errno)
                .or(() -> likely(layer, step, errno))
                .orElseGet(() -> Explanation.of(layer, step, errno));
    }

    /**
     * Explains a failed step by what the kernel cannot but refuse here, whatever else is recognised of the host.
     *
     * @param layer the id of a {@link dev.zjail.engine.Layer}, {@code launcher} or {@code execve}
     * @param step the call that failed
     * @param errno the name of the error, or {@code none}
     * @return the explanation, if there is one
     */
    public Optional<Explanation> certain(String layer, String step, String errno) {
        if (isUserNamespace(layer, step, "EPERM", errno)) {
            return when(!isMapped(), NO_ID)
                    .or(() -> when(rootMounts() > 1, COVERED_ROOT))
                    .or(() -> when(rootMounts() == 0 && !mounts().isEmpty(), CHROOT));
        }
        boolean isMap = layer.equals(NAMESPACES) && step.startsWith("write(/proc/self/uid_map");
        return when(isMap && errno.equals("EPERM") && isRoot() && !has(CAP_SETFCAP), NO_SETFCAP);
    }

    private Optional<Explanation> likely(String layer, String step, String errno) {
        if (isUserNamespace(layer, step, "EPERM", errno) && !status().isEmpty()) {
            return when(hasFilter(), FILTER)
                    .or(() -> when(
                            word("/proc/sys/kernel/unprivileged_userns_clone").equals("0"), SWITCHED_OFF))
                    .or(() -> Optional.of(CHROOT_OR_MODULE));
        }
        if (isUserNamespace(layer, step, "ENOSPC", errno)) {
            return KINDS.stream().flatMap(this::exhausted).findFirst().or(() -> when(isInUserNamespace(), SANDBOX));
        }
        return Optional.empty();
    }

    private static boolean isUserNamespace(String layer, String step, String wanted, String errno) {
        boolean isUnshare = layer.equals(NAMESPACES) && step.startsWith("unshare(CLONE_NEWUSER");
        return isUnshare && errno.equals(wanted);
    }

    private static Optional<Explanation> when(boolean condition, Explanation explanation) {
        return condition ? Optional.of(explanation) : Optional.empty();
    }

    private Stream<Explanation> exhausted(String kind) {
        String name = "user.max_" + kind + "_namespaces";
        boolean isExhausted = word("/proc/sys/" + name.replace('.', '/')).equals("0");
        Explanation explanation = new Explanation(name + " is 0", "run sudo sysctl -w " + name + "=15000");
        return when(isExhausted, explanation).stream();
    }

    private String word(String path) {
        return text.apply(path).strip();
    }

    private Map<String, String> status() {
        return ProcFiles.status(text.apply("/proc/self/status"));
    }

    /** The effective one, the second of four (proc_pid_status(5)); -1 where it cannot be read. */
    private long effectiveId(String name) {
        String[] ids = status().getOrDefault(name, "").split("\\s+", -1);
        return ids.length < 2 ? -1 : Long.parseLong(ids[1]);
    }

    private boolean isRoot() {
        return effectiveId("Uid") == 0;
    }

    private boolean has(long capability) {
        String effective = status().getOrDefault("CapEff", "");
        return !effective.isEmpty() && (Long.parseUnsignedLong(effective, 16) & capability) != 0;
    }

    private boolean hasFilter() {
        return status().getOrDefault("Seccomp", "").equals("2");
    }

    /** Who has no id there is shown as somebody else, whom no line of the map holds (user_namespaces(7)). */
    private boolean isMapped() {
        long user = effectiveId("Uid");
        long group = effectiveId("Gid");
        return user < 0 || group < 0 || (holds("/proc/self/uid_map", user) && holds("/proc/self/gid_map", group));
    }

    private boolean holds(String map, long id) {
        return IdRange.all(text.apply(map)).stream().anyMatch(range -> range.contains(id, 1));
    }

    private boolean isInUserNamespace() {
        return IdRange.isPartOf(text.apply("/proc/self/uid_map"));
    }

    private List<Mount> mounts() {
        return Mount.all(text.apply("/proc/self/mountinfo"));
    }

    private long rootMounts() {
        return mounts().stream().filter(Mount::isAtRoot).count();
    }
}
