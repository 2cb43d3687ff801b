package dev.zjail.engine;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What came back of what {@code collect} asked for. Immutable.
 *
 * @param files the regular files, by their paths
 * @param others every other path that was named or found, with what lies there; by their paths
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CollectedFiles(List<CollectedFile> files, List<NotCollected> others) {
    /** How many files come back from one run at most. */
    public static final int MOST_FILES = 256;

    /** How many bytes the files of one run may have together. */
    public static final int MOST_BYTES = 16 << 20;

    /** Of a run that was not asked for any. */
    public static final CollectedFiles NONE = new CollectedFiles(List.of(), List.of());

    /** Copies the lists. */
    public CollectedFiles {
        files = List.copyOf(files);
        others = List.copyOf(others);
    }

    /**
     * Finds a file.
     *
     * @param path its path in the jail
     * @return the file if it came back
     */
    public Optional<CollectedFile> file(String path) {
        String plain = Tmpfs.plain(path);
        return files.stream().filter(file -> file.path().equals(plain)).findFirst();
    }

    /**
     * Finds what lies where no file came back from.
     *
     * @param path the path in the jail
     * @return what lies there if it is known
     */
    public Optional<NotCollected> other(String path) {
        String plain = Tmpfs.plain(path);
        return others.stream().filter(other -> other.path().equals(plain)).findFirst();
    }

    /**
     * Finds the directory above a path of which it is not known whether the path lies in it.
     *
     * @param path a path in the jail
     * @return a directory that was not looked into, or not through
     */
    public Optional<NotCollected> unknownAbove(String path) {
        String plain = Tmpfs.plain(path);
        return others.stream()
                .filter(NotCollected::isUnknownBeneath)
                .filter(other -> plain.startsWith(other.path() + "/"))
                .findFirst();
    }

    /**
     * Lists what was there and did not come back, for those who count on having everything.
     *
     * @return links, FIFOs, files beyond the bounds and the like; not what is missing, nor directories
     */
    public List<NotCollected> leftOut() {
        return others.stream().filter(NotCollected::isLeftOut).toList();
    }
}
