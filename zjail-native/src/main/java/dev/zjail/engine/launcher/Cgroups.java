package dev.zjail.engine.launcher;

import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.launcher.CgroupPlace.Controller;
import dev.zjail.engine.libc.Libc;
import dev.zjail.internal.ProcFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Makes the cgroups of runs, of version 1 or 2, where this host lets them be made, and removes them: after the run, and
 * what a Java virtual machine left that was killed.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Cgroups {
    /** Where /proc/PID/ns/pid leads (namespaces(7)). */
    private static final Pattern NAMESPACE = Pattern.compile("pid:\\[(\\d+)]");

    /** The pid namespace, the process in it, and a number for each cgroup of that. */
    private static final Pattern NAME = Pattern.compile("zjail-(\\d+)-(\\d{1,10})-\\d+");

    /**
     * Longer than it can take to get from making a cgroup to a process in it, or from the last process to its removal.
     */
    private static final Duration LONGEST_FOREIGN = Duration.ofDays(1);

    private static final String CGROUP_OF_PROCESSES = "domain";
    private static final AtomicLong MADE = new AtomicLong();

    private final List<CgroupPlace> places;
    private final String pidNamespace;

    /** What could not be removed, because its processes were just about to be gone. */
    private final Queue<Cgroup> leftOver = new ConcurrentLinkedQueue<>();

    private Cgroups(List<CgroupPlace> places, String pidNamespace) {
        this.places = places;
        this.pidNamespace = pidNamespace;
    }

    /** Looks where this virtual machine is, and removes what those that were killed have left there. */
    static Cgroups find() throws IOException {
        Path self = Path.of("/proc/self");
        String namespace =
                namespace(Files.readSymbolicLink(self.resolve("ns/pid")).toString());
        List<CgroupPlace> candidates =
                CgroupPlace.candidates(ProcFiles.read(self + "/mountinfo"), ProcFiles.read(self + "/cgroup"));
        Cgroups found = new Cgroups(
                choose(candidates, place -> new Cgroups(List.of(place), namespace).canMakeOne()), namespace);
        found.sweep();
        return found;
    }

    /** Where they could be made by what these texts say; none is tried. */
    static Cgroups find(String mountinfo, String cgroup, String pidNamespaceLink) throws IOException {
        List<CgroupPlace> candidates = CgroupPlace.candidates(mountinfo, cgroup);
        return new Cgroups(choose(candidates, place -> true), namespace(pidNamespaceLink));
    }

    private static String namespace(String link) throws IOException {
        Matcher namespace = NAMESPACE.matcher(link);
        if (!namespace.matches()) {
            throw new IOException("/proc/self/ns/pid is " + link);
        }
        return namespace.group(1);
    }

    /** For each controller the first that works. */
    private static List<CgroupPlace> choose(List<CgroupPlace> candidates, Predicate<CgroupPlace> works) {
        List<CgroupPlace> chosen = new ArrayList<>();
        for (CgroupPlace place : candidates) {
            boolean brings = place.controllers().stream().anyMatch(wanted -> !bounds(chosen, wanted));
            if (brings && chosen.stream().allMatch(place::goesWith) && works.test(place)) {
                chosen.add(place);
            }
        }
        return List.copyOf(chosen);
    }

    private static boolean bounds(List<CgroupPlace> places, Controller controller) {
        return places.stream().anyMatch(place -> place.controllers().contains(controller));
    }

    /** Not by what is written there: makes one, gives it its limits, and removes it. */
    private boolean canMakeOne() {
        Making making = new Making(ResourceLimits.DEFAULTS);
        places.forEach(making::makeIn);
        making.made.forEach(this::remove);
        return !making.made.isEmpty();
    }

    /**
     * Makes what can be made for a run.
     *
     * @param libc what tells of the memory's end
     */
    JailCgroups create(ResourceLimits limits, Libc libc) {
        leftOver.removeIf(Cgroup::remove);
        Making making = new Making(limits);
        places.forEach(making::makeIn);
        try {
            Optional<OutOfMemoryWatch> watch = making.memory
                    .filter(memory -> limits.processes() > 1 && memory.killsOneOnly())
                    .map(memory -> OutOfMemoryWatch.begin(libc, memory));
            return new JailCgroups(making.memory, watch, making.toJoin, making.made, this::remove);
        } catch (RuntimeException e) {
            making.made.forEach(this::remove);
            throw e;
        }
    }

    /** One run's, while they are made. */
    private final class Making {
        private final ResourceLimits limits;
        private final List<Cgroup> made = new ArrayList<>();
        private final List<CgroupToJoin> toJoin = new ArrayList<>();
        private Optional<MemoryCgroup> memory = Optional.empty();
        private boolean processesAreBounded;

        Making(ResourceLimits limits) {
            this.limits = limits;
        }

        /** Where that fails, the run goes without it, and the confinement says so: it is not a layer. */
        void makeIn(CgroupPlace place) {
            Path directory =
                    place.directory().resolve(prefix(ProcessHandle.current().pid()) + MADE.incrementAndGet());
            try {
                Cgroup cgroup = Cgroup.make(directory);
                made.add(cgroup);
                bound(place, cgroup);
            } catch (IOException e) {
                made.removeIf(cgroup -> cgroup.directory().equals(directory) && remove(cgroup));
            }
        }

        private void bound(CgroupPlace place, Cgroup cgroup) throws IOException {
            requireForProcesses(cgroup);
            List<String> bounds = new ArrayList<>();
            if (memory.isEmpty() && place.controllers().contains(Controller.MEMORY)) {
                memory = Optional.of(MemoryCgroup.bound(cgroup, place.version(), limits.memoryBytes()));
                bounds.add("memory");
            }
            if (!processesAreBounded && place.controllers().contains(Controller.PIDS)) {
                cgroup.write("pids.max", limits.processes());
                processesAreBounded = true;
                bounds.add("processes");
            }
            toJoin.add(new CgroupToJoin(
                    String.join(" and ", bounds),
                    place.version().number(),
                    cgroup.processesFile().toString()));
        }

        /** Not so among the cgroups for threads (cgroup-v2.rst, "Threads"). */
        private void requireForProcesses(Cgroup cgroup) throws IOException {
            if (cgroup.has("cgroup.type") && !cgroup.read("cgroup.type").equals(CGROUP_OF_PROCESSES)) {
                throw new IOException(cgroup.directory() + " is " + cgroup.read("cgroup.type"));
            }
        }
    }

    /**
     * Removes a cgroup after its run; where the kernel still has a process in it, before the next run.
     *
     * @return true
     */
    boolean remove(Cgroup cgroup) {
        return cgroup.remove() || leftOver.add(cgroup);
    }

    /**
     * Makes a memory cgroup as a run gets it, and removes it.
     *
     * @return the directory it was made in; nothing if this host does not let one be made
     * @throws IOException if /proc/self or the cgroups cannot be read
     */
    public static Optional<Path> tryOne() throws IOException {
        return find().places.stream()
                .filter(place -> place.controllers().contains(Controller.MEMORY))
                .map(CgroupPlace::directory)
                .findFirst();
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
        for (CgroupPlace place : places) {
            try (DirectoryStream<Path> cgroups = Files.newDirectoryStream(place.directory(), "zjail-*")) {
                for (Path cgroup : cgroups) {
                    Matcher name = NAME.matcher(String.valueOf(cgroup.getFileName()));
                    if (name.matches() && (isOurs(name) ? isDead(name) : isOld(cgroup))) {
                        // One that is not empty is in use by a run whose launcher is about to end it: whoever comes
                        // next tries again.
                        new Cgroup(cgroup).remove();
                    }
                }
            }
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
}
