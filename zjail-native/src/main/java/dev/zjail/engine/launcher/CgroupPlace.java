package dev.zjail.engine.launcher;

import dev.zjail.engine.launcher.MemoryCgroup.Version;
import dev.zjail.internal.Mount;
import dev.zjail.internal.ProcFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A directory in which cgroups may be made.
 *
 * @param directory an existing cgroup
 * @param version of the kernel's interface
 * @param controllers what a cgroup in it bounds
 */
record CgroupPlace(Path directory, Version version, Set<Controller> controllers) {

    /** The two that bound a run, in the order in which they are wanted. */
    enum Controller {
        MEMORY,
        PIDS;

        String kernelName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    CgroupPlace {
        controllers = Set.copyOf(controllers);
    }

    /**
     * The places by what the kernel says of this process, the best first. None has been tried.
     *
     * @param mountinfo the text of /proc/self/mountinfo
     * @param cgroup the text of /proc/self/cgroup
     */
    static List<CgroupPlace> candidates(String mountinfo, String cgroup) {
        List<Mount> mounts = Mount.all(mountinfo);
        List<CgroupPlace> candidates = new ArrayList<>(versionOne(mounts, cgroup));
        versionTwo(mounts, cgroup).stream()
                .sorted(Comparator.comparing(
                        place -> !place.controllers().contains(Controller.MEMORY))) // stable: the nearest of each kind
                .forEach(candidates::add);
        return candidates;
    }

    /** A process is in one cgroup of version 2, and in one of each hierarchy of version 1. */
    boolean goesWith(CgroupPlace other) {
        return version == Version.V1 || other.version == Version.V1;
    }

    // ---- proc_pid_mountinfo(5), cgroups(7) ----

    /** Where a cgroup is that /proc/self/cgroup names from the root of the hierarchy. */
    private static Optional<Path> resolve(Mount hierarchy, String cgroup) {
        try {
            Path root = Path.of(hierarchy.root());
            Path path = Path.of(cgroup);
            return path.startsWith(root)
                    ? Optional.of(Path.of(hierarchy.point())
                            .resolve(root.relativize(path))
                            .normalize())
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty(); // A virtual machine in the C locale can name ASCII only.
        }
    }

    private static Set<Controller> named(List<String> words) {
        Set<Controller> named = EnumSet.noneOf(Controller.class);
        for (Controller controller : Controller.values()) {
            if (words.contains(controller.kernelName())) {
                named.add(controller);
            }
        }
        return named;
    }

    /** Below our own cgroup, in each hierarchy that has a controller we want. */
    private static List<CgroupPlace> versionOne(List<Mount> mounts, String cgroup) {
        List<CgroupPlace> places = new ArrayList<>();
        for (Mount mount : mounts) {
            Set<Controller> controllers = named(mount.superOptions());
            if (mount.type().equals("cgroup") && !controllers.isEmpty()) {
                String any = controllers.iterator().next().kernelName();
                path(cgroup, any)
                        .flatMap(own -> resolve(mount, own))
                        .map(directory -> new CgroupPlace(directory, Version.V1, controllers))
                        .ifPresent(places::add);
            }
        }
        return places;
    }

    /**
     * Beside our own cgroup or one above it, because a cgroup that has processes cannot have cgroups with controllers
     * below it; the root of the whole hierarchy can.
     */
    private static List<CgroupPlace> versionTwo(List<Mount> mounts, String cgroup) {
        return mounts.stream()
                .filter(mount -> mount.type().equals("cgroup2"))
                .flatMap(mount -> path(cgroup, "").flatMap(own -> resolve(mount, own)).stream()
                        .flatMap(own -> aroundOf(own, Path.of(mount.point()))))
                .filter(CgroupPlace::canMoveInto)
                .map(directory -> new CgroupPlace(directory, Version.V2, passedOn(directory)))
                .filter(place -> !place.controllers().isEmpty())
                .toList();
    }

    private static Stream<Path> aroundOf(Path own, Path root) {
        return own.equals(root)
                ? Stream.of(root)
                : Stream.iterate(own.getParent(), at -> at != null && at.startsWith(root), Path::getParent);
    }

    /**
     * Who moves a process writes to the cgroup.procs of the nearest cgroup above both (cgroup-v2.rst, "Delegation").
     */
    private static boolean canMoveInto(Path directory) {
        return Files.isWritable(directory) && Files.isWritable(directory.resolve("cgroup.procs"));
    }

    /** What a cgroup passes on to those below it. What it could, and does not yet, it is told to. */
    private static Set<Controller> passedOn(Path directory) {
        Cgroup at = new Cgroup(directory);
        try {
            Set<Controller> possible = named(words(at, "cgroup.controllers"));
            possible.removeAll(named(words(at, "cgroup.subtree_control")));
            for (Controller missing : possible) {
                passOn(at, missing);
            }
            return named(words(at, "cgroup.subtree_control"));
        } catch (IOException e) {
            return Set.of();
        }
    }

    private static void passOn(Cgroup at, Controller controller) {
        try {
            at.write("cgroup.subtree_control", "+" + controller.kernelName());
        } catch (IOException e) {
            // It has processes of its own, or is not ours: then it is no place for this controller.
        }
    }

    private static List<String> words(Cgroup cgroup, String file) throws IOException {
        return Arrays.asList(cgroup.read(file).split(" ", -1));
    }

    /** A line is "id:controllers:path"; version 2 has no controllers there. */
    private static Optional<String> path(String cgroup, String controller) {
        return ProcFiles.lines(cgroup)
                .map(line -> line.split(":", 3))
                .filter(fields -> fields.length == 3
                        && Arrays.asList(fields[1].split(",", -1)).contains(controller))
                .map(fields -> fields[2])
                .findFirst();
    }
}
