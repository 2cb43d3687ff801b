package dev.zjail.engine.rootfs;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Absolute paths as text: in the jail, and on the host as ELF files write them. */
final class JailPaths {
    /** Leaves room in PATH_MAX (4,096) for the directory of the fixture. */
    private static final int MAX_BYTES = 2_048;

    private static final int MAX_NAME_BYTES = 255;

    private JailPaths() {}

    /** Says which rule a path breaks that a caller chose. */
    static Optional<String> brokenRule(String path) {
        if (!path.startsWith("/")) {
            return Optional.of("must name an absolute path in the jail");
        }
        List<String> names = List.of(path.split("/", -1));
        if (names.contains("..")) {
            return Optional.of("must not name a path in the jail with `..`");
        }
        if (normalize(path).equals("/")) {
            return Optional.of("must name a path below the root of the jail");
        }
        if (path.indexOf('\0') >= 0) {
            return Optional.of("must not name a path in the jail with a NUL byte");
        }
        if (bytes(path) > MAX_BYTES || names.stream().anyMatch(name -> bytes(name) > MAX_NAME_BYTES)) {
            return Optional.of("must name a path in the jail of at most " + MAX_BYTES + " bytes, with at most "
                    + MAX_NAME_BYTES + " in each name");
        }
        if (!isEncodable(path)) {
            return Optional.of("must name a path in the jail that this JVM can encode (it runs with "
                    + System.getProperty("sun.jnu.encoding") + ")");
        }
        return Optional.empty();
    }

    /**
     * Says whether the host's file system gets the bytes that everyone else means by this text. In a JVM that was
     * started in the C locale, only ASCII has that property.
     */
    private static boolean isEncodable(String path) {
        boolean isAscii = path.chars().allMatch(character -> character < 0x80);
        boolean isUtf8 = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
        return isAscii || (isUtf8 && onHost(path).isPresent());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Removes empty names, {@code .} and {@code ..} as the kernel does where no directory is a symbolic link. */
    static String normalize(String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.split("/", -1)) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }

    /** Lists the directories that must exist for the kernel to get through the path, {@code ..} included. */
    static Set<String> directoriesOnTheWay(String path) {
        Set<String> directories = new LinkedHashSet<>();
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            directories.add(normalize(path.substring(0, slash)));
        }
        directories.remove("/");
        return directories;
    }

    static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    /** Says where a path leads that is written in a directory: an absolute one leads to itself. */
    static String resolve(String directory, String path) {
        return path.startsWith("/") ? path : join(directory, path);
    }

    static String join(String directory, String name) {
        return directory.endsWith("/") ? directory + name : directory + "/" + name;
    }

    /** Splits a list of directories at any of the separators, and leaves out what is not an absolute path. */
    static List<String> absoluteOnly(String[] directories) {
        return Arrays.stream(directories)
                .filter(directory -> directory.startsWith("/"))
                .toList();
    }

    /** Finds the file of that name on the host, if the JVM can name it. */
    static Optional<Path> onHost(String path) {
        try {
            return Optional.of(Path.of(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
