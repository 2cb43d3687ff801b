package dev.zjail.junit;

import dev.zjail.engine.CollectedFile;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.Execution;
import dev.zjail.engine.NotCollected;
import dev.zjail.engine.Quantities;
import dev.zjail.engine.Tmpfs;
import dev.zjail.internal.ForeignText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;

/** Tells a person what came back from the places that the program could write, and what did not. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CollectedText {
    private static final int MOST_SHOWN = 8;
    private static final int LONGEST_PATH = 300;

    private CollectedText() {}

    static CollectedFile file(Execution run, String path) {
        requireAskedFor(run, path);
        return run.collected().file(path).orElseThrow(() -> new AssertionFailedError(missing(run.collected(), path)));
    }

    /**
     * Checks that a path is one of those that were to come back, or lies beneath one.
     *
     * @param run the run
     * @param path a path in the jail
     */
    public static void requireAskedFor(Execution run, String path) {
        List<Tmpfs> asked = run.spec().collect().stream()
                .map(each -> new Tmpfs(each, Long.MAX_VALUE))
                .toList();
        if (Tmpfs.holding(asked, new Tmpfs(path, Long.MAX_VALUE).path()).isEmpty()) {
            throw new ExtensionConfigurationException(
                    ForeignText.line("@Jailed: `collect` must name the file, or a directory above it, but was: "
                            + (asked.isEmpty()
                                    ? "nothing"
                                    : String.join(", ", run.spec().collect()))
                            + ". Remedy: add collect = \"" + path + "\"."));
        }
    }

    /**
     * Says that a file did not come back.
     *
     * @param collected what did
     * @param path its path in the jail
     * @return such as {@code no file came back from /tmp/a: a FIFO lies there; what came back: /tmp/b}
     */
    public static String missing(CollectedFiles collected, String path) {
        return "no file came back from " + path(path) + ": "
                + collected.other(path).map(NotCollected::describe).orElse("nothing") + " lies there; what came back: "
                + listed(collected);
    }

    /**
     * Says what lies at a path.
     *
     * @param collected what came back
     * @param path a path in the jail
     * @return what lies there, or nothing if nothing does; a directory counts that was too large to be looked through
     */
    public static Optional<String> present(CollectedFiles collected, String path) {
        return collected
                .file(path)
                .map(file -> "a file (" + Quantities.bytes(file.size()) + ")")
                .or(() -> collected
                        .other(path)
                        .filter(other -> other.kind() != NotCollected.Kind.NOTHING)
                        .map(NotCollected::describe))
                .or(() -> collected
                        .unknownAbove(path)
                        .map(above -> "unknown: " + path(above.path()) + " is " + above.describe()));
    }

    private static String listed(CollectedFiles collected) {
        return collected.files().isEmpty()
                ? "nothing"
                : String.join(
                        ", ",
                        shown(
                                collected.files().stream().map(file -> path(file.path())),
                                collected.files().size()));
    }

    /** A line for what came back, and one for what was left out; none where there is neither. */
    static List<String> describe(CollectedFiles collected) {
        List<NotCollected> leftOut = collected.leftOut();
        Stream<String> files =
                collected.files().stream().map(file -> path(file.path()) + " (" + Quantities.bytes(file.size()) + ")");
        Stream<String> others = leftOut.stream().map(other -> path(other.path()) + " (" + other.describe() + ")");
        return Stream.of(
                        line("came back: ", files, collected.files().size()),
                        line("did not come back: ", others, leftOut.size()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> line(String name, Stream<String> items, int count) {
        return count == 0 ? Optional.empty() : Optional.of(name + String.join(", ", shown(items, count)));
    }

    private static List<String> shown(Stream<String> items, int count) {
        Stream<String> more = count > MOST_SHOWN ? Stream.of("and " + (count - MOST_SHOWN) + " more") : Stream.of();
        return Stream.concat(items.limit(MOST_SHOWN), more).toList();
    }

    private static String path(String path) {
        return ForeignText.line(path, LONGEST_PATH);
    }
}
