package dev.zjail.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A writable place in the jail: a tmpfs of its own, empty at the start and gone with the run; noexec, nosuid, nodev.
 *
 * @param path where it is mounted, an absolute path in the jail
 * @param sizeBytes how much it holds, at least one page
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Tmpfs(String path, long sizeBytes) {
    /** One page: the unit in which a tmpfs counts. */
    static final long SMALLEST_BYTES = 4096;

    /** Writes the path in the one way in which the kernel will tell it: {@code //tmp/.} is {@code /tmp}. */
    public Tmpfs {
        path = plain(path);
    }

    /** One with {@code ..} is left as it is, to be refused. */
    static String plain(String path) {
        List<String> names = List.of(path.split("/", -1));
        if (!path.startsWith("/") || names.contains("..")) {
            return path;
        }
        return names.stream()
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .collect(Collectors.joining("/", "/", ""));
    }

    /** Finds the place that a path lies in: the innermost. */
    public static Optional<Tmpfs> holding(List<Tmpfs> places, String path) {
        return places.stream()
                .filter(place -> place.holds(path))
                .max(Comparator.comparingInt(place -> place.path().length()));
    }

    private boolean holds(String plainPath) {
        return plainPath.equals(path) || plainPath.startsWith(path + "/");
    }

    /** Writes a path that lies in this place relative to it; the place itself is {@code "."}. */
    public String relative(String plainPath) {
        return plainPath.equals(path) ? "." : plainPath.substring(path.length() + 1);
    }
}
