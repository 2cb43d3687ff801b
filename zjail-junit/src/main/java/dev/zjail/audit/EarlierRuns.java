package dev.zjail.audit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.audit.CheckedTrail.Mark;
import dev.zjail.engine.Execution;
import dev.zjail.truthimatics.EarlierOutcome;
import dev.zjail.truthimatics.Normaliser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * What earlier builds recorded in a reports directory that nobody has cleaned since. Read once for each directory and
 * build in a JVM, when it is first needed. Immutable.
 *
 * <p>Only trails that are intact count: one that is open, cut, changed, of another schema, or that cannot be read is as
 * good as none, and never an error. So is a trail of this build, whichever of its JVMs wrote it: that a test which is
 * run again does the same says nothing of another day. Nothing shows that an intact trail is the one that was written;
 * so what is found here is worth as much as the directory, and is evidence, never a rule.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class EarlierRuns {
    /** What keeps a huge directory from making a test slow, or from using up its memory. */
    static final Bounds BOUNDS = new Bounds(10_000, 1_000, 16L << 20);

    /** Nothing is known. */
    static final EarlierRuns NONE = new EarlierRuns(Map.of());

    /** As {@link AuditTrail} names them: a process, and when it was started in milliseconds. */
    private static final Pattern TRAIL_NAME =
            Pattern.compile("\\d{1,10}-(\\d{1,18})-[0-9a-f]{8}" + Pattern.quote(TrailFile.SUFFIX));

    /** How long a program took is the machine's doing as much as its own. */
    private static final Set<String> TIME_LIMITS = Set.of("CPU", "WALL", "IDLE");

    /** A build has one directory for each module; tests of test suites have many, each for a moment. */
    private static final int MOST_DIRECTORIES = 8;

    private static final Map<Place, EarlierRuns> KNOWN = new LinkedHashMap<>(MOST_DIRECTORIES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, EarlierRuns> eldest) {
            return size() > MOST_DIRECTORIES;
        }
    };

    /** Newest first. */
    private final Map<String, List<Found>> byDeclaredInput;

    private EarlierRuns(Map<String, List<Found>> byDeclaredInput) {
        this.byDeclaredInput = byDeclaredInput;
    }

    /**
     * How much is looked at.
     *
     * @param entries the most that the directory of the trails may have, which holds a page for each test, too. A
     *     larger one is not looked through: which of its trails are the newest shows only when all of them are listed
     * @param trails how many of the newest trails are opened; Surefire's forks write one for each test class
     * @param bytes how much of trails of earlier builds is read. 16 MiB are some three thousand runs. A trail that is
     *     larger than what is left is left out
     */
    record Bounds(int entries, int trails, long bytes) {}

    private record Place(Path reportsDirectory, String invocation) {}

    /** A run that an earlier build recorded. */
    private record Found(Instant startedAt, long line, RunInput input, EarlierOutcome past) {
        static final Comparator<Found> OLDEST_FIRST =
                Comparator.comparing(Found::startedAt).thenComparing(Found::line);

        boolean isOf(Execution run) {
            return past.fingerprint().equals(Optional.of(run.fingerprint()));
        }
    }

    /** Reads what builds other than the given one left in a directory, unless that was read before. */
    static synchronized EarlierRuns in(Path reportsDirectory, String invocation) {
        return KNOWN.computeIfAbsent(
                new Place(reportsDirectory, invocation), place -> read(reportsDirectory, invocation, BOUNDS));
    }

    /**
     * Says what the newest comparable run did: one of the same test on the same input.
     *
     * <p>If only runs with other libraries or another filter are known, they say nothing of what the same program
     * should do, but still that it was another one.
     *
     * @param test the test
     * @param run a run that was made for it
     * @param normalisers what may differ
     * @return what is known; {@link EarlierOutcome#UNKNOWN} if nothing is
     */
    public EarlierOutcome past(TestIdentity test, Execution run, Set<Normaliser> normalisers) {
        if (byDeclaredInput.isEmpty() || isCutInRecords(test)) {
            return EarlierOutcome.UNKNOWN;
        }
        RunInput input = RunInput.of(test, run, normalisers);
        List<Found> found = byDeclaredInput.getOrDefault(input.declared(), List.of());
        return found.stream()
                .filter(earlier -> earlier.input.equals(input))
                .findFirst()
                .or(() -> found.stream().findFirst().filter(earlier -> !earlier.isOf(run)))
                .map(Found::past)
                .orElse(EarlierOutcome.UNKNOWN);
    }

    /** What is cut may be the same for two tests. */
    private static boolean isCutInRecords(TestIdentity test) {
        return !List.of(test.testClass(), test.testName(), test.uniqueId()).stream()
                .allMatch(text -> RecordedRun.asRecorded(text).equals(text));
    }

    static EarlierRuns read(Path reportsDirectory, String invocation, Bounds bounds) {
        Map<String, List<Found>> byDeclaredInput = new HashMap<>();
        long left = bounds.bytes;
        for (Path trail : newestTrails(Trail.directory(reportsDirectory), bounds)) {
            long size = size(trail);
            if (size <= left && isOfAnotherBuild(trail, invocation)) {
                left -= size;
                runsIn(trail)
                        .forEach(found -> byDeclaredInput
                                .computeIfAbsent(found.input.declared(), input -> new ArrayList<>())
                                .add(found));
            }
        }
        byDeclaredInput.values().forEach(found -> found.sort(Found.OLDEST_FIRST.reversed()));
        return new EarlierRuns(byDeclaredInput);
    }

    /** By the start of their JVMs, which is in their names. */
    private static List<Path> newestTrails(Path trailDirectory, Bounds bounds) {
        Map<Path, Long> starts = new HashMap<>();
        int entries = 0;
        try (DirectoryStream<Path> directory = Files.newDirectoryStream(trailDirectory)) {
            for (Path entry : directory) {
                if (++entries > bounds.entries) {
                    return List.of();
                }
                Matcher name = TRAIL_NAME.matcher(String.valueOf(entry.getFileName()));
                if (name.matches()) {
                    starts.put(entry, Long.valueOf(name.group(1)));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // There is no directory yet, or none that can be read.
            return List.of();
        }
        return starts.entrySet().stream()
                .sorted(Map.Entry.<Path, Long>comparingByValue().reversed())
                .limit(bounds.trails)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long size(Path trail) {
        try {
            BasicFileAttributes file =
                    Files.readAttributes(trail, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return file.isRegularFile() ? file.size() : Long.MAX_VALUE;
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * Looks at the beginning of the first record alone, since most trails of a directory may be of this build. All
     * records of a trail are of one JVM, and so of one build.
     */
    private static boolean isOfAnotherBuild(Path trail, String invocation) {
        try (InputStream input = Files.newInputStream(trail, LinkOption.NOFOLLOW_LINKS);
                JsonParser json = JsonReader.parser(input)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = json.currentName().equals("invocation_id");
                boolean text = json.nextToken() == JsonToken.VALUE_STRING;
                if (found) {
                    return text && !json.getText().equals(invocation);
                }
                json.skipChildren();
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Found> runsIn(Path trail) {
        List<Found> runs = new ArrayList<>();
        try {
            CheckedTrail checked = TrailVerifier.verify(
                    trail,
                    Mark.BEGINNING,
                    (line, json, run) -> found(trail, line, json).ifPresent(runs::add));
            return checked.state() == TrailState.INTACT ? runs : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<Found> found(Path trail, long line, JsonNode json) {
        RecordedFields record = RecordedFields.of(json);
        Optional<Instant> startedAt = record.text("started_at").flatMap(EarlierRuns::instant);
        Optional<String> fingerprint = record.text("content_fingerprint");
        Optional<String> outcome = record.text("outcome_digest");
        if (startedAt.isEmpty() || fingerprint.isEmpty() || outcome.isEmpty() || !isComparable(record)) {
            return Optional.empty();
        }
        String where = "record " + line + " of " + trail.getFileName();
        EarlierOutcome past = new EarlierOutcome(EarlierOutcome.Kind.RECORDED, fingerprint, outcome, where);
        return RunInput.of(json).map(input -> new Found(startedAt.get(), line, input, past));
    }

    /** The schema asks for a text; one that is no instant makes its run as good as none, and no other. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A run that took too long, or around which a layer was missing, is not what another should be like. */
    private static boolean isComparable(RecordedFields record) {
        boolean tookTooLong = record.text("termination.limit_kind")
                .filter(TIME_LIMITS::contains)
                .isPresent();
        return !tookTooLong && record.objects("layers").stream().allMatch(layer -> layer.isTrue("in_force"));
    }
}
