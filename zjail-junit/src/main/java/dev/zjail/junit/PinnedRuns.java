package dev.zjail.junit;

import dev.zjail.audit.TestIdentity;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.internal.Blake2b256;
import dev.zjail.truthimatics.EarlierOutcome;
import dev.zjail.truthimatics.Normaliser;
import dev.zjail.truthimatics.RunOutcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What the runs of a project did when somebody last looked: a file that the project keeps under version control, if
 * {@code zjail.history.file} names one. With {@code zjail.history.update} it is written instead of read: the runs of
 * the tests that are run are put into it, and others stay. A text with a line for each test and input, so that a review
 * shows what changed.
 *
 * <p>Safe for use by many threads, and by the Java virtual machines of one build at once.
 */
final class PinnedRuns {
    private static final String FILE = "zjail.history.file";
    private static final String UPDATE = "zjail.history.update";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) ([0-9a-f]{64}) (\\S.*)");
    private static final int LONGEST_SHOWN = 200;
    private static final String HEADING =
            "# zjail history 2: BLAKE2b-256 of the program, digest of what it did, test and digest of its input with all"
                    + " mapped files";

    private final Path file;
    private final boolean updates;
    private final Map<String, Line> pinned;

    private PinnedRuns(Path file, boolean updates, Map<String, Line> pinned) {
        this.file = file;
        this.updates = updates;
        this.pinned = pinned;
    }

    /** Reads the file that the project has, if it has one. */
    static Optional<PinnedRuns> of(ExtensionContext context) {
        boolean updates = BooleanParameter.of(context, UPDATE, false);
        return context.getConfigurationParameter(FILE)
                .map(path -> SettingParser.ofThisModule().resolve(Path.of(path)))
                .map(file -> new PinnedRuns(file, updates, updates ? Map.of() : read(file)));
    }

    /** What the file says of a run that was made. */
    EarlierOutcome past(TestIdentity test, Execution run, Set<Normaliser> normalisers) {
        return Optional.ofNullable(pinned.get(key(test, run, normalisers)))
                .map(line -> new EarlierOutcome(
                        EarlierOutcome.Kind.PINNED,
                        Optional.of(line.fingerprint()),
                        Optional.of(line.outcome()),
                        String.valueOf(file.getFileName())))
                .orElse(EarlierOutcome.UNKNOWN);
    }

    /** Puts a run that was made into the file, if it is to be written. */
    void add(TestIdentity test, Execution run, Set<Normaliser> normalisers) {
        if (updates) {
            String key = key(test, run, normalisers);
            write(
                    key,
                    new Line(run.fingerprint(), RunOutcome.of(run, normalisers).digest()));
        }
    }

    private record Line(String fingerprint, String outcome) {}

    /**
     * Everything that decides what a deterministic program does, but for its libraries, which are another machine's
     * where the project is built there. Neither arguments nor variables have a NUL in them.
     */
    private static String key(TestIdentity test, Execution run, Set<Normaliser> normalisers) {
        JailSpec spec = run.spec();
        List<String> input = new ArrayList<>();
        input.add(Blake2b256.of(spec.stdin().toArray()));
        input.add(Integer.toString(spec.arguments().size()));
        input.addAll(spec.arguments());
        input.addAll(spec.environment());
        input.add(run.root().files());
        input.add(new TreeSet<>(normalisers).toString());
        String digest = Blake2b256.of(String.join("\0", input));
        return GuestText.escape(test.testClass() + " " + test.testName()) + " " + digest.substring(0, 16);
    }

    private static Map<String, Line> read(Path file) {
        try {
            String text = Files.readString(file);
            Map<String, Line> lines = parse(file, text);
            if (!lines.isEmpty() && !isCurrent(text)) {
                throw JailErrors.wrongHistoryFile(
                        file,
                        "must begin with the line \"" + HEADING + "\"",
                        Quantity.quoted(shown(text.lines().findFirst().orElse(""))),
                        "another version of zjail wrote it, which looked at other inputs: write it again with " + UPDATE
                                + "=true");
            }
            return lines;
        } catch (IOException e) {
            throw JailErrors.wrongHistoryFile(
                    file, "must be readable", e.toString(), "run the tests once with " + UPDATE + "=true");
        }
    }

    private static boolean isCurrent(String text) {
        return text.startsWith(HEADING + "\n");
    }

    private static String shown(String line) {
        return line.substring(0, Math.min(line.length(), LONGEST_SHOWN));
    }

    private static Map<String, Line> parse(Path file, String text) {
        Map<String, Line> lines = new TreeMap<>();
        for (String line : text.split("\n", -1)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                lines.put(matcher.group(3), new Line(matcher.group(1), matcher.group(2)));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw JailErrors.wrongHistoryFile(
                        file,
                        "must have two digests and a test in each line",
                        Quantity.quoted(shown(line)),
                        "take the line away, or write the file again with " + UPDATE + "=true");
            }
        }
        return lines;
    }

    /** A lock of a file belongs to the whole virtual machine, so its threads need one of their own before. */
    private void write(String key, Line line) {
        synchronized (PinnedRuns.class) {
            try (FileChannel channel = open();
                    FileLock lock = channel.lock()) {
                String text = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
                Map<String, Line> lines = parse(file, text);
                if (!isCurrent(text)) {
                    lines.clear();
                }
                if (lock.isValid() && !line.equals(lines.put(key, line))) {
                    overwrite(channel, lines);
                }
            } catch (IOException e) {
                throw JailErrors.wrongHistoryFile(
                        file, "must be writable", e.toString(), "name a place that can be written");
            }
        }
    }

    private FileChannel open() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static void overwrite(FileChannel channel, Map<String, Line> lines) throws IOException {
        StringBuilder text = new StringBuilder(HEADING).append('\n');
        lines.forEach((key, line) -> text.append(line.fingerprint())
                .append(' ')
                .append(line.outcome())
                .append(' ')
                .append(key)
                .append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        channel.truncate(0);
        channel.position(0);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
