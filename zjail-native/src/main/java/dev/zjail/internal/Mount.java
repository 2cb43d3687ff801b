package dev.zjail.internal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * A line of /proc/PID/mountinfo (proc_pid_mountinfo(5)). Its paths are text, not {@link Path}: a mount point may be any
 * bytes, and there are Java virtual machines that can name none but ASCII.
 *
 * @param root the directory of the file system that is the root of the mount
 * @param point where it is mounted
 * @param options the options of the mount itself
 * @param type the type of the file system
 * @param superOptions the options of the file system
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Mount(String root, String point, List<String> options, String type, List<String> superOptions) {
    private static final Pattern OCTAL_ESCAPE = Pattern.compile("\\\\([0-7]{3})");
    private static final int ROOT = 3;
    private static final int POINT = 4;
    private static final int OPTIONS = 5;
    private static final int OPTIONAL_FIELDS = 6;

    /** Copies the lists. */
    public Mount {
        options = List.copyOf(options);
        superOptions = List.copyOf(superOptions);
    }

    /** Reads all mounts, the first mounted first. */
    public static List<Mount> all(String mountinfo) {
        return ProcFiles.lines(mountinfo).flatMap(line -> parse(line).stream()).toList();
    }

    /** Reads one mount. */
    public static Optional<Mount> parse(String line) {
        List<String> fields = Arrays.asList(line.split(" ", -1));
        int separator = fields.indexOf("-");
        if (separator < OPTIONAL_FIELDS || fields.size() < separator + 4) {
            return Optional.empty();
        }
        return Optional.of(new Mount(
                unescape(fields.get(ROOT)),
                unescape(fields.get(POINT)),
                list(fields.get(OPTIONS)),
                unescape(fields.get(separator + 1)),
                list(fields.get(separator + 3))));
    }

    private static List<String> list(String options) {
        return List.of(options.split(",", -1));
    }

    /** The kernel writes space, tab, newline and backslash as octal numbers (seq_path() in fs/seq_file.c). */
    private static String unescape(String path) {
        return OCTAL_ESCAPE
                .matcher(path)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(escape.group(1), 8))));
    }

    /** Says whether this mounts the root directory of the process. */
    public boolean isAtRoot() {
        return point.equals("/");
    }

    /** Says whether a path leads through the mount point. */
    public boolean holds(Path file) {
        return isAtRoot() || (file + "/").startsWith(point + "/");
    }
}
