package dev.zjail.golden;

import dev.zjail.build.ModuleDirectory;
import dev.zjail.golden.GoldenLine.Line;
import dev.zjail.golden.GoldenText.Mismatch;
import dev.zjail.internal.ForeignText;
import dev.zjail.junit.GuestText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * One golden file: compares output with it, and creates or rewrites it where that was asked for. Bytes are compared: no
 * character set, the last line feed counts. Only of a file all of whose lines end in CRLF, as Git makes them on some
 * machines, the carriage returns do not, unless the output has such.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class GoldenFile {
    /** More is no text that a review would look at. */
    private static final long LARGEST = 16 << 20;

    private static final int LONGEST_VALUE = 200;

    private final Path file;
    private final String name;
    private final GoldenSyntax syntax;
    private final GoldenSettings settings;

    private GoldenFile(Path file, String name, GoldenSyntax syntax, GoldenSettings settings) {
        this.file = file;
        this.name = name;
        this.syntax = syntax;
        this.settings = settings;
    }

    /**
     * Names a file.
     *
     * @param file as the test names it; a relative path starts at the directory of the module
     * @param variables what stands for {@code [NAME]} in the file
     * @param settings whether it is to be rewritten
     * @return the file, which need not exist
     * @throws IllegalArgumentException if a variable has a name or a value that none can have
     */
    public static GoldenFile of(Path file, Map<String, String> variables, GoldenSettings settings) {
        return of(file, ModuleDirectory.path(), variables, settings);
    }

    static GoldenFile of(Path file, Path base, Map<String, String> variables, GoldenSettings settings) {
        Map<String, String> bytes = new TreeMap<>();
        variables.forEach((variable, value) -> {
            requireVariable(variable, value);
            bytes.put(variable, new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        });
        Path absolute = base.resolve(file).normalize();
        return new GoldenFile(absolute, ForeignText.line(file.toString()), new GoldenSyntax(bytes), settings);
    }

    private static void requireVariable(String variable, String value) {
        if (!GoldenSyntax.NAME.matcher(variable).matches()) {
            throw new IllegalArgumentException("a variable of a golden file must have a name of capital letters, digits"
                    + " and underscores, but was: \"" + ForeignText.line(variable, LONGEST_VALUE)
                    + "\". Remedy: write for instance VERSION.");
        }
        if (value.isEmpty() || value.contains("\n")) {
            throw new IllegalArgumentException("the value of [" + variable + "] must be a part of one line, but was: \""
                    + ForeignText.line(value, LONGEST_VALUE)
                    + "\". Remedy: give one line of it, or write ... in the golden file.");
        }
    }

    /**
     * Why output is not as the file says, or the file cannot be used.
     *
     * @param text several lines, which neither begin nor end with a line feed
     * @param expected what the file holds, for tools that compare; empty if it holds nothing that could be
     * @param found what it would hold if it were rewritten
     */
    public record Failure(String text, Optional<String> expected, String found) {}

    /**
     * Compares output with the file, and rewrites the file if that was asked for.
     *
     * @param subject what the output is, such as {@code stdout}
     * @param output its bytes, all of them
     * @param obstacle why the file must not be rewritten, if there is a reason
     * @return why it is not as it should be; empty if it is
     */
    public Optional<Failure> check(String subject, byte[] output, Optional<String> obstacle) {
        GoldenFiles.use(file);
        try {
            return settings.problem()
                    .map(GoldenFile::failure)
                    .or(() -> fileProblem(output))
                    .or(() -> compare(subject, output, obstacle));
        } catch (Unusable e) {
            return Optional.of(failure(e.text));
        }
    }

    private static Failure failure(String text) {
        return new Failure(text, Optional.empty(), "");
    }

    private Optional<Failure> fileProblem(byte[] output) {
        if (Files.isDirectory(file)) {
            return Optional.of(failure(broken("must be a file", "a directory", "name a file in it")));
        }
        if (!Files.exists(file) && !settings.updates()) {
            return Optional.of(new Failure(
                    broken(
                            "must exist",
                            "no file",
                            "look at the output below, and if it is right, run the test once with -D"
                                    + GoldenSettings.PARAMETER + "=update, which creates the file"),
                    Optional.of(""),
                    new String(output, StandardCharsets.ISO_8859_1)));
        }
        return Optional.empty();
    }

    private String broken(String rule, String found, String remedy) {
        return "Golden file: `" + name + "` " + rule + ", but was: " + ForeignText.line(found) + ". Remedy: " + remedy
                + ".";
    }

    private Optional<Failure> compare(String subject, byte[] output, Optional<String> obstacle) {
        String bytes = new String(output, StandardCharsets.ISO_8859_1);
        return GoldenFiles.exclusively(() -> compareExclusively(subject, bytes, obstacle));
    }

    private Optional<Failure> compareExclusively(String subject, String output, Optional<String> obstacle) {
        boolean exists = Files.exists(file);
        String content = exists ? read() : "";
        boolean windows =
                content.contains("\r\n") && !content.replace("\r\n", "").contains("\n");
        boolean asUnix = windows && !output.contains("\r\n");
        List<GoldenLine> golden = GoldenText.golden(asUnix ? content.replace("\r\n", "\n") : content, syntax);
        List<Line> found = GoldenText.lines(output);
        Optional<Mismatch> mismatch = GoldenText.mismatch(golden, found);
        if (mismatch.isEmpty() && exists) {
            GoldenFiles.settle(file);
            return Optional.empty();
        }
        Optional<List<GoldenLine>> rewritten = GoldenRewrite.of(syntax, golden, found);
        if (settings.updates()) {
            requireNoObstacle(obstacle, rewritten);
            String text = GoldenText.join(rewritten.orElse(List.of()));
            write(asUnix ? text.replace("\n", "\r\n") : text);
            return Optional.empty();
        }
        return Optional.of(new Failure(
                different(subject, golden, found, mismatch.orElseThrow()),
                Optional.of(content),
                rewritten.map(GoldenText::join).orElse(output)));
    }

    private String different(String subject, List<GoldenLine> golden, List<Line> found, Mismatch place) {
        return "Expected: " + subject + " as in " + name + "\nActual: another from line " + (place.found() + 1) + " of "
                + subject + " on, line " + (place.golden() + 1) + " of the file (- the file, + " + subject + "):"
                + GoldenDifference.of(golden, found, place, syntax.variables().keySet());
    }

    private void requireNoObstacle(Optional<String> obstacle, Optional<List<GoldenLine>> rewritten) {
        if (obstacle.isPresent()) {
            throw new Unusable("Golden file: `" + name + "` was not rewritten: " + obstacle.get());
        }
        if (GoldenFiles.isSettled(file)) {
            throw new Unusable(broken(
                    "must be the same for all assertions that use it in one run",
                    "one that another assertion has just found right or written",
                    "give each its own file, or elide what differs by [..]"));
        }
        if (rewritten.isEmpty()) {
            throw new Unusable(broken(
                    "must be short enough to be compared line by line, so that its elisions stay",
                    "too many lines, in the file or in the output",
                    "delete the file, create it with -D" + GoldenSettings.PARAMETER
                            + "=update, and elide again what may differ"));
        }
    }

    private String read() {
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                throw new Unusable(broken(
                        "must have at most 16 MiB", size + " bytes", "compare a digest, or a part of the output"));
            }
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new Unusable(broken("must be readable", e.toString(), "let this user read it: chmod u+r"));
        }
    }

    private void write(String content) {
        try {
            GoldenFiles.replace(file, content.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new Unusable(broken(
                    "must be writable to be rewritten",
                    e.toString(),
                    "let this user write it and its directory: chmod u+w"));
        }
    }

    /**
     * Shows bytes of a golden file, or of what it would become, to a tool that compares two texts.
     *
     * @param bytes one character each
     * @return bounded and escaped
     */
    public static String shown(String bytes) {
        return bytes.isEmpty() ? "" : GuestText.escapeLines(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The file cannot be used; a way out of the depths of {@link #check}. */
    private static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String text;

        Unusable(String text) {
            super(text);
            this.text = text;
        }
    }
}
