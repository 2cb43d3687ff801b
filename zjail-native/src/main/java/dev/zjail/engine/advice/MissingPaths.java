package dev.zjail.engine.advice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Turns paths that a program did not find in its jail, and that the host has, into values of {@code files} and
 * {@code mounts}: one for a common root.
 */
final class MissingPaths {
    /** So many lines can be read; of a program that looks for more, what holds them all is mounted. */
    private static final int MOST = 64;

    /** A common root that is shorter says nothing, but for those trees that are one. */
    private static final int LEAST_NAMES = 2;

    /** The kernel's and the host's own, which cannot be mapped; the jail provides what it can of them. */
    private static final List<Path> NEVER = List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

    private static final List<Path> TREES = List.of(Path.of("/usr"), Path.of("/opt"));

    private MissingPaths() {}

    static Suggestion of(Collection<String> paths, JailContents contents) {
        SortedMap<Path, List<Path>> byRoot = new TreeMap<>();
        paths.stream()
                .flatMap(path -> onlyOnHost(path, contents).stream())
                .distinct()
                .sorted()
                .limit(MOST)
                .forEach(path -> byRoot.computeIfAbsent(path.subpath(0, 1), root -> new ArrayList<>())
                        .add(path));
        return byRoot.values().stream().map(MissingPaths::ofOneRoot).reduce(Suggestion.NONE, Suggestion::and);
    }

    private static Optional<Path> onlyOnHost(String text, JailContents contents) {
        try {
            Path path = Path.of(text).normalize();
            boolean isMappable = path.isAbsolute()
                    && path.getNameCount() > 0
                    && NEVER.stream().noneMatch(path::startsWith)
                    && !contents.has(path.toString())
                    && isPublic(path);
            return isMappable ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether anybody on this host may read it. The path comes from a program that may want what only its test's
     * author, or root, can read; an observation gives it what is suggested.
     */
    private static boolean isPublic(Path path) throws IOException {
        Path real = path.toRealPath();
        if (!allows(real, PosixFilePermission.OTHERS_READ)) {
            return false;
        }
        for (Path directory = Files.isDirectory(real) ? real : real.getParent();
                directory != null;
                directory = directory.getParent()) {
            if (!allows(directory, PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    private static boolean allows(Path path, PosixFilePermission permission) throws IOException {
        return Files.getPosixFilePermissions(path).contains(permission);
    }

    private static Suggestion ofOneRoot(List<Path> paths) {
        Path common = paths.stream().reduce(MissingPaths::commonAncestor).orElseThrow();
        boolean isRoot = common.getNameCount() >= LEAST_NAMES || TREES.contains(common);
        if (paths.size() > 1 && isRoot && Files.isDirectory(common)) {
            return Suggestion.of("mounts", common.toString());
        }
        return paths.stream().map(MissingPaths::ofOne).reduce(Suggestion.NONE, Suggestion::and);
    }

    private static Suggestion ofOne(Path path) {
        return Files.isDirectory(path)
                ? Suggestion.of("mounts", path.toString())
                : Suggestion.of("files", path + " -> " + path);
    }

    private static Path commonAncestor(Path one, Path other) {
        int names = 0;
        while (names < Math.min(one.getNameCount(), other.getNameCount())
                && one.getName(names).equals(other.getName(names))) {
            names++;
        }
        return names == 0 ? Path.of("/") : Path.of("/").resolve(one.subpath(0, names));
    }
}
