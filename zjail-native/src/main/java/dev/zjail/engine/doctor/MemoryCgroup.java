package dev.zjail.engine.doctor;

import dev.zjail.engine.launcher.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tries whether real memory could be limited: makes a child cgroup with the memory controller, and removes it. */
final class MemoryCgroup {
    private static final String PROBE = "memory_cgroup";
    private static final Explanation ADDRESS_SPACE_ONLY = new Explanation(
            "this user may not make cgroups below its own, so that only address space can be limited, not memory in use",
            "let the tests run in a delegated cgroup (systemd-run --user --scope -p Delegate=yes), or live with it: the"
                    + " limit on address space always holds");

    private MemoryCgroup() {}

    static ProbeResult probe(HostView view) {
        List<Place> places = view.text("/proc/self/cgroup").stream()
                .flatMap(String::lines)
                .flatMap(line -> Place.parse(line).stream())
                .toList();
        Optional<Place> usable = places.stream().filter(Place::canBeDivided).findFirst();
        String tried = places.isEmpty()
                ? "no cgroup with the memory controller"
                : "no child with the memory controller in " + places.get(0).directory();
        return usable.map(place -> ProbeResult.pass(PROBE, place.directory().toString()))
                .orElseGet(() -> ProbeResult.warn(PROBE, tried, ADDRESS_SPACE_ONLY));
    }

    /**
     * A cgroup of this process.
     *
     * @param limit the file that the memory controller puts into its children
     */
    private record Place(Path directory, String limit) {

        /** A line of /proc/self/cgroup: a number, the controllers (none in version 2) and the path. */
        static Optional<Place> parse(String line) {
            String[] fields = line.split(":", 3);
            if (fields.length < 3) {
                return Optional.empty();
            }
            String path = fields[2].replaceFirst("^/", "");
            if (fields[1].isEmpty()) {
                return Optional.of(new Place(Path.of("/sys/fs/cgroup", path), "memory.max"));
            }
            return List.of(fields[1].split(",", -1)).contains("memory")
                    ? Optional.of(new Place(Path.of("/sys/fs/cgroup/memory", path), "memory.limit_in_bytes"))
                    : Optional.empty();
        }

        boolean canBeDivided() {
            try {
                Path child = Files.createTempDirectory(directory, "zjail-doctor-");
                boolean limits = Files.isWritable(child.resolve(limit));
                Files.delete(child);
                return limits;
            } catch (IOException e) {
                return false;
            }
        }
    }
}
