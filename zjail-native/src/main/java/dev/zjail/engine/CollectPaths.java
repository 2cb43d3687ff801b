package dev.zjail.engine;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The paths that are to come back: what each must be by itself, and among the places to write. */
final class CollectPaths {
    private static final String COLLECT = "collect";

    /** {@code COLLECT_MOST} in {@code spec.h}. */
    private static final int MOST = 64;

    private static final int LONGEST_BYTES = 2_048;

    private CollectPaths() {}

    /** Checks each by itself, and writes it as the kernel would. */
    static List<String> checked(List<String> paths) {
        Set<String> seen = new HashSet<>();
        return paths.stream()
                .map(CollectPaths::checked)
                .peek(path -> requireNew(seen, path))
                .toList();
    }

    private static String checked(String path) {
        UnicodeText.requireNoNul(COLLECT, path);
        UnicodeText.require(COLLECT, path);
        if (!path.startsWith("/")) {
            throw invalid("must name an absolute path in the jail", path, "write for instance \"/tmp/out.txt\"");
        }
        if (List.of(path.split("/", -1)).contains("..")) {
            throw invalid("must not name a path in the jail with `..`", path, "write the path without it");
        }
        if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw invalid(
                    "must name a path in the jail of at most " + LONGEST_BYTES + " bytes",
                    path,
                    "name a directory above");
        }
        return Tmpfs.plain(path);
    }

    private static void requireNew(Set<String> seen, String path) {
        if (!seen.add(path)) {
            throw invalid("must name each path once", path + " twice", "remove one of them");
        }
    }

    /** Checks that each lies where the program can write. */
    static void requireWritable(List<String> paths, List<Tmpfs> places) {
        if (paths.size() > MOST) {
            throw invalid(
                    "must name at most " + MOST + " paths",
                    paths.size() + " paths",
                    "name the directory that the files lie in: all regular files beneath it come back");
        }
        for (String path : paths) {
            if (Tmpfs.holding(places, path).isEmpty()) {
                throw invalid("must name a path in a place of `tmpfs`", found(path, places), remedy(path));
            }
        }
    }

    private static String found(String path, List<Tmpfs> places) {
        String listed = places.stream().map(Tmpfs::path).collect(Collectors.joining(", "));
        return path + ", and " + (places.isEmpty() ? "there is no such place" : "the places are " + listed);
    }

    private static String remedy(String path) {
        String parent = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        return parent.isEmpty()
                ? "add tmpfs = \"/tmp:16MiB\", and let the program write below /tmp"
                : "add tmpfs = \"" + parent + ":16MiB\"";
    }

    private static InvalidJailSpecException invalid(String rule, String found, String remedy) {
        return new InvalidJailSpecException(COLLECT, rule, found.isEmpty() ? "\"\"" : found, remedy);
    }
}
