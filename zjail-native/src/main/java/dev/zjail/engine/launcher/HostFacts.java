package dev.zjail.engine.launcher;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.FileErrors;
import dev.zjail.engine.libc.Libc;
import dev.zjail.internal.IdRange;
import dev.zjail.internal.ProcFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * What has to be known of the host to confine on it and to compare a guest with it.
 *
 * @param needsUserNamespace whether the caller is not root, or is a root who cannot make namespaces and give a guest a
 *     user id of its own, such as that of a container
 * @param namespaces the namespaces of this Java virtual machine, by kind
 * @param seccompFilters how many seccomp filters it already runs under, such as a container's
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record HostFacts(boolean needsUserNamespace, Map<String, String> namespaces, int seccompFilters) {
    /** Copies the map. */
    public HostFacts {
        namespaces = Map.copyOf(namespaces);
    }

    /**
     * The lowest user id a guest gets. systemd's "Users, Groups, UIDs and GIDs on systemd Systems" gives 1879048192 and
     * above to nobody.
     */
    public static final int FIRST_GUEST_ID = 0x7000_0000;

    /** As many ids as there are from there to the largest number that every program takes for an id. */
    private static final int GUEST_IDS = 1 << 28;

    /**
     * What the launcher must be able to do where it makes no user namespace; in one it has every capability. By number
     * (linux/capability.h): CAP_KILL ends a guest that is another user, CAP_SETGID, CAP_SETUID and CAP_SETPCAP take its
     * rights away, CAP_SYS_PTRACE shows it at its first instruction, CAP_SYS_ADMIN makes namespaces and mounts.
     */
    private static final long NEEDED_CAPABILITIES = 1L << 5 | 1L << 6 | 1L << 7 | 1L << 8 | 1L << 19 | 1L << 21;

    private static final List<String> NAMESPACES = List.of("user", "mnt", "pid", "net", "ipc", "uts");

    /**
     * Looks at this host, as this Java virtual machine sees it.
     *
     * @param libc the C library
     * @return what was seen
     * @throws ConfinementException if there is no /proc to look at
     */
    public static HostFacts read(Libc libc) {
        try {
            Map<String, String> status = ProcFiles.status(ProcFiles.read("/proc/self/status"));
            requireOwnProc(status);
            return new HostFacts(
                    libc.effectiveUserId() != 0
                            || !hasNeededCapabilities(status)
                            || !mapsGuests("/proc/self/uid_map")
                            || !mapsGuests("/proc/self/gid_map"),
                    readNamespaces(),
                    Integer.parseInt(status.getOrDefault("Seccomp_filters", "0")));
        } catch (IOException e) {
            throw unreadableProc(e);
        }
    }

    /**
     * A /proc that was mounted in another pid namespace shows this process, but under another number: what it shows of
     * a guest by number is another process. In its own pid namespace a process has one id (proc_pid_status(5), NSpid).
     */
    private static void requireOwnProc(Map<String, String> status) {
        String ids = status.getOrDefault("NSpid", "");
        if (ids.split("\\s+").length > 1) {
            throw new ConfinementException(
                    "launcher",
                    "read /proc/self/status (NSpid is " + ids.replace('\t', ' ') + ")",
                    "none",
                    "/proc belongs to another pid namespace, and shows processes under other numbers",
                    "mount a /proc of this one (unshare --mount-proc, bwrap --proc /proc)");
        }
    }

    static ConfinementException unreadableProc(IOException e) {
        return new ConfinementException(
                "launcher",
                "read /proc/self (" + e.getMessage() + ")",
                FileErrors.errno(e),
                "/proc is not mounted, or this is not Linux",
                "run the tests on Linux with /proc mounted");
    }

    /**
     * By the effective ones: a root whom somebody took a capability from gets no other back by executing the launcher,
     * unless it lowered its own by itself. To make a user namespace where there need be none costs nothing.
     */
    private static boolean hasNeededCapabilities(Map<String, String> status) {
        long effective = Long.parseUnsignedLong(status.getOrDefault("CapEff", "0"), 16);
        return (effective & NEEDED_CAPABILITIES) == NEEDED_CAPABILITIES;
    }

    /**
     * Draws the user and group id of a guest. Where there is a user namespace, it is one in there. Where there is none,
     * RLIMIT_NPROC counts all processes of that id on the machine. Nothing that a container sees differently from the
     * next, such as a process id, keeps two ids apart there; chance does, and {@link TakenGuestId} where it does not.
     */
    int guestId(RandomGenerator random) {
        return needsUserNamespace ? FIRST_GUEST_ID : FIRST_GUEST_ID + random.nextInt(GUEST_IDS);
    }

    /**
     * How many processes of zjail's own the kernel counts for the guest's user id: the init, and the launcher with it.
     */
    int helpersOfGuestId() {
        return needsUserNamespace ? 2 : 1;
    }

    private static Map<String, String> readNamespaces() throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        for (String kind : NAMESPACES) {
            found.put(
                    kind, Files.readSymbolicLink(Path.of("/proc/self/ns", kind)).toString());
        }
        return found;
    }

    /**
     * Tells this user from others who have the same id in a user namespace of their own, as root has in many.
     *
     * @return the effective user id as the user namespace around this one numbers it; where there is none, the id
     *     itself
     */
    static long userIdOutside(Libc libc) {
        long id = Integer.toUnsignedLong(libc.effectiveUserId());
        try {
            return readMap("/proc/self/uid_map").stream()
                    .filter(range -> range.contains(id, 1))
                    .map(range -> range.outside(id))
                    .findFirst()
                    .orElse(id);
        } catch (IOException e) {
            throw unreadableProc(e);
        }
    }

    private static boolean mapsGuests(String map) throws IOException {
        return readMap(map).stream().anyMatch(range -> range.contains(FIRST_GUEST_ID, GUEST_IDS));
    }

    private static List<IdRange> readMap(String map) throws IOException {
        return IdRange.all(ProcFiles.read(map));
    }
}
