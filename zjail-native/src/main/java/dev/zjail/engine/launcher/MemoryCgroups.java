package dev.zjail.engine.launcher;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.launcher.MemoryCgroup.Version;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where memory cgroups can be made on this host, if anywhere: cgroup version 1 or 2, below or beside the cgroup this
 * Java virtual machine is in.
 */
public final class MemoryCgroups {
    /** Where /proc/PID/ns/pid leads (namespaces(7)). */
    private static final Pattern NAMESPACE = Pattern.compile("pid:\\[(\\d+)]");

    /** The pid namespace, the process in it, and a number for each cgroup of that. */
    private static final Pattern NAME = Pattern.compile("zjail-(\\d+)-(\\d{1,10})-\\d+");

    /**
     * Longer than it can take to get from making a cgroup to a process in it, or from the last process to its removal.
     */
    private static final Duration LONGEST_FOREIGN = Duration.ofDays(1);

    private static final String CONTROLLER = "memory";
    private static final long FEW_BYTES = 64L << 20;
    private static final AtomicLong MADE = new AtomicLong();

    private final Optional<Place> place;
    private final String pidNamespace;

    /** A directory to make cgroups in. */
    private record Place(Path directory, Version version) {}

    private MemoryCgroups(Optional<Place> place, String pidNamespace) {
        this.place = place;
        this.pidNamespace = pidNamespace;
    }

    /** Looks where this virtual machine is, and removes what those that were killed have left there. */
    static MemoryCgroups find() throws IOException {
        Path self = Path.of("/proc/self");
        MemoryCgroups found = find(
                Files.readAllLines(self.resolve("mountinfo")),
                Files.readAllLines(self.resolve("cgroup")),
                Files.readSymbolicLink(self.resolve("ns/pid")).toString());
        found.sweep();
        return found;
    }

    static MemoryCgroups find(List<String> mountinfo, List<String> cgroup, String pidNamespaceLink) throws IOException {
        Matcher namespace = NAMESPACE.matcher(pidNamespaceLink);
        if (!namespace.matches()) {
            throw new IOException("/proc/self/ns/pid is " + pidNamespaceLink);
        }
        List<Mount> mounts =
                mountinfo.stream().flatMap(line -> mount(line).stream()).toList();
        Optional<Place> place = Stream.of(versionOne(mounts, cgroup), versionTwo(mounts, cgroup))
                .flatMap(Optional::stream)
                .findFirst();
        return new MemoryCgroups(place, namespace.group(1));
    }

    /**
     * Makes a cgroup with a limit.
     *
     * @return nothing if this host does not let one be made
     */
    Optional<MemoryCgroup> create(long bytes) {
        return place.flatMap(at -> {
            Path directory =
                    at.directory().resolve(prefix(ProcessHandle.current().pid()) + MADE.incrementAndGet());
            try {
                return Optional.of(MemoryCgroup.create(directory, at.version(), bytes));
            } catch (IOException e) {
                // Not a layer: the address space of each process is bounded all the same, and the confinement says so.
                return Optional.empty();
            }
        });
    }

    /**
     * Makes a memory cgroup as a run of several processes gets it, and removes it.
     *
     * @return the directory it was made in; nothing if this host does not let one be made
     * @throws IOException if /proc/self or the cgroups cannot be read
     */
    public static Optional<Path> tryOne() throws IOException {
        MemoryCgroups cgroups = find();
        Optional<MemoryCgroup> made = cgroups.create(FEW_BYTES);
        made.ifPresent(MemoryCgroup::close);
        return made.flatMap(cgroup -> cgroups.place).map(Place::directory);
    }

    static ConfinementException failed(String step) {
        return new ConfinementException(
                "resource_limits",
                step,
                "none",
                "somebody else changed the cgroup while the program ran",
                "run the test again; if it stays so, look who manages the cgroups of this host");
    }

    /**
     * How the names of all begin that a process made. A process id says who that was in one pid namespace only, and
     * containers can share a hierarchy of cgroups.
     */
    private String prefix(long process) {
        return "zjail-" + pidNamespace + "-" + process + "-";
    }

    /**
     * Removes what processes of our own pid namespace have left, and what those of others have left a day ago: of these
     * nobody here knows who lives, but the kernel removes none that a process is in, and a run has one in it at once.
     */
    void sweep() throws IOException {
        if (place.isEmpty()) {
            return;
        }
        try (DirectoryStream<Path> cgroups =
                Files.newDirectoryStream(place.get().directory(), "zjail-*")) {
            for (Path cgroup : cgroups) {
                Matcher name = NAME.matcher(String.valueOf(cgroup.getFileName()));
                if (name.matches() && (isOurs(name) ? isDead(name) : isOld(cgroup))) {
                    removeIfEmpty(cgroup);
                }
            }
        }
    }

    /** One that is not empty is in use by a run whose launcher is about to end it. */
    private static void removeIfEmpty(Path cgroup) {
        try {
            // Another virtual machine that starts may do the same.
            Files.deleteIfExists(cgroup);
        } catch (IOException e) {
            // Whoever comes next tries again.
        }
    }

    private boolean isOurs(Matcher name) {
        return name.group(1).equals(pidNamespace);
    }

    private static boolean isDead(Matcher name) {
        return ProcessHandle.of(Long.parseLong(name.group(2))).isEmpty();
    }

    private static boolean isOld(Path cgroup) {
        try {
            Instant made = Files.getLastModifiedTime(cgroup).toInstant();
            return made.isBefore(Instant.now().minus(LONGEST_FOREIGN));
        } catch (IOException e) {
            return false;
        }
    }

    // ---- proc_pid_mountinfo(5), cgroups(7) ----

    private record Mount(String type, Path root, Path point, List<String> superOptions) {
        /** Where a cgroup is that /proc/self/cgroup names from the root of the hierarchy. */
        Optional<Path> resolve(String cgroup) {
            Path path = Path.of(cgroup);
            return path.startsWith(root)
                    ? Optional.of(point.resolve(root.relativize(path)).normalize())
                    : Optional.empty();
        }
    }

    private static Optional<Mount> mount(String line) {
        List<String> fields = Arrays.asList(line.split(" ", -1));
        int separator = fields.indexOf("-");
        if (separator < 6 || fields.size() < separator + 4) {
            return Optional.empty();
        }
        String type = fields.get(separator + 1);
        List<String> options = Arrays.asList(fields.get(separator + 3).split(",", -1));
        return Optional.of(new Mount(type, Path.of(fields.get(3)), Path.of(fields.get(4)), options));
    }

    private static Optional<Place> versionOne(List<Mount> mounts, List<String> cgroup) {
        return mounts.stream()
                .filter(mount ->
                        mount.type().equals("cgroup") && mount.superOptions().contains(CONTROLLER))
                .flatMap(mount -> path(cgroup, CONTROLLER).flatMap(mount::resolve).stream())
                .map(directory -> new Place(directory, Version.V1))
                .findFirst();
    }

    /**
     * Beside our own cgroup, because one that has processes cannot have cgroups with controllers below it; below it if
     * it is the root.
     */
    private static Optional<Place> versionTwo(List<Mount> mounts, List<String> cgroup) {
        return mounts.stream()
                .filter(mount -> mount.type().equals("cgroup2"))
                .flatMap(mount -> path(cgroup, "")
                        .flatMap(mount::resolve)
                        .map(own -> own.equals(mount.point()) ? own : own.resolveSibling("."))
                        .map(Path::normalize)
                        .stream())
                .filter(MemoryCgroups::passesMemoryOn)
                .map(directory -> new Place(directory, Version.V2))
                .findFirst();
    }

    private static boolean passesMemoryOn(Path directory) {
        try {
            String controllers = Files.readString(directory.resolve("cgroup.subtree_control"));
            return Arrays.asList(controllers.strip().split(" ", -1)).contains(CONTROLLER);
        } catch (IOException e) {
            return false;
        }
    }

    /** A line is "id:controllers:path"; version 2 has no controllers there. */
    private static Optional<String> path(List<String> cgroup, String controller) {
        return cgroup.stream()
                .map(line -> line.split(":", 3))
                .filter(fields -> fields.length == 3
                        && Arrays.asList(fields[1].split(",", -1)).contains(controller))
                .map(fields -> fields[2])
                .findFirst();
    }
}
