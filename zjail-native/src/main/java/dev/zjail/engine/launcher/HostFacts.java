package dev.zjail.engine.launcher;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.FileErrors;
import dev.zjail.engine.libc.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has to be known of the host to confine on it and to compare a guest with it.
 *
 * @param needsUserNamespace whether the caller is not root, or cannot give a guest a user id of its own
 * @param namespaces the namespaces of this Java virtual machine, by kind
 * @param seccompFilters how many seccomp filters it already runs under, such as a container's
 */
public record HostFacts(boolean needsUserNamespace, Map<String, String> namespaces, int seccompFilters) {
    /** Copies the map. */
    public HostFacts {
        namespaces = Map.copyOf(namespaces);
    }

    /**
     * The lowest user id a guest gets. systemd's "Users, Groups, UIDs and GIDs on systemd Systems" gives 1879048192 and
     * above to nobody; the launcher's process id is added, so that no two guests share an id.
     */
    public static final int FIRST_GUEST_ID = 0x7000_0000;

    /** PID_MAX_LIMIT of 64-bit Linux (include/linux/threads.h). */
    private static final int MOST_PROCESS_IDS = 4 << 20;

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
            Map<String, String> status = ProcFiles.status(Files.readString(Path.of("/proc/self/status")));
            return new HostFacts(
                    libc.effectiveUserId() != 0
                            || !mapsGuests("/proc/self/uid_map")
                            || !mapsGuests("/proc/self/gid_map"),
                    readNamespaces(),
                    Integer.parseInt(status.getOrDefault("Seccomp_filters", "0")));
        } catch (IOException e) {
            throw unreadableProc(e);
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
     * The user and group id of the guest that a launcher makes: where there is a user namespace, it is one in there.
     */
    int guestId(int launcherProcess) {
        return needsUserNamespace ? FIRST_GUEST_ID : FIRST_GUEST_ID + launcherProcess;
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
        return readMap(map).stream().anyMatch(range -> range.contains(FIRST_GUEST_ID, MOST_PROCESS_IDS));
    }

    /** user_namespaces(7): each line is the first id inside, the first id outside, and how many. */
    private record MappedIds(long firstInside, long firstOutside, long count) {
        boolean contains(long first, long wanted) {
            return firstInside <= first && first + wanted <= firstInside + count;
        }

        long outside(long inside) {
            return firstOutside + inside - firstInside;
        }
    }

    private static List<MappedIds> readMap(String map) throws IOException {
        return Files.readAllLines(Path.of(map)).stream()
                .map(line -> line.trim().split("\\s+"))
                .map(fields ->
                        new MappedIds(Long.parseLong(fields[0]), Long.parseLong(fields[1]), Long.parseLong(fields[2])))
                .toList();
    }
}
