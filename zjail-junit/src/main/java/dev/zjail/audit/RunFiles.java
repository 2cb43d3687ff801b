package dev.zjail.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.audit.Verification.Finding;
import dev.zjail.internal.Blake2b256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the files beside the trails, which people read, with what the trails say of them. One that is not there is
 * no fault: whoever copies the trails alone has all there is to know; but it is counted.
 */
final class RunFiles {
    private final Path reportsDirectory;
    private final Map<String, Finding> disputed = new LinkedHashMap<>();
    private final Set<String> confirmed = new HashSet<>();
    private final Map<Path, Long> outputBytes = new HashMap<>();
    private long missing;

    RunFiles(Path reportsDirectory) {
        this.reportsDirectory = reportsDirectory;
    }

    /** How many files were not there, or had nothing in them yet. */
    long missing() {
        return missing;
    }

    /**
     * Says which files differ from what the trails say of them. Known only in the end: where somebody took files of an
     * earlier build away, a later run has taken their names, and it is the later record that they must agree with.
     */
    List<Finding> findings() {
        return disputed.entrySet().stream()
                .filter(file -> !confirmed.contains(file.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Looks at the files of the run that is recorded in the given line of a trail. */
    void check(Path trail, long line, JsonNode record, RecordedRun run) {
        run.auditFile()
                .ifPresent(name -> compare(
                        name,
                        TrailVerifier.LONGEST_LINE,
                        content -> JsonReader.read(content).equals(record),
                        new Finding(
                                VerificationCheck.RUN_FILE,
                                trail,
                                line,
                                "line " + line + " differs from the run's own file, " + name)));
        checkStream(trail, line, record.path("streams").path("stdout"));
        checkStream(trail, line, record.path("streams").path("stderr"));
    }

    private void checkStream(Path trail, long line, JsonNode stream) {
        Optional<String> name =
                Optional.ofNullable(stream.path("file").textValue()).filter(AuditFile.RELATIVE_NAME.asMatchPredicate());
        String digest = stream.path("blake2b_256").asText();
        name.ifPresent(file -> compare(
                file,
                longestOutput(trail, stream.path("kept").asLong()),
                content -> Blake2b256.of(content).equals(digest),
                new Finding(
                        VerificationCheck.STREAM_FILE,
                        trail,
                        line,
                        "line " + line + " differs from the output in " + file)));
    }

    /** No more is read for a trail than was ever written for one, whatever its records claim, or how often. */
    private long longestOutput(Path trail, long kept) {
        long before = outputBytes.getOrDefault(trail, 0L);
        if (kept < 0 || kept > AuditTrail.MOST_OUTPUT_BYTES - before) {
            return -1;
        }
        outputBytes.put(trail, before + kept);
        return kept;
    }

    private interface Agreement {
        boolean with(byte[] content) throws IOException;
    }

    private void compare(String name, long longest, Agreement agreement, Finding otherwise) {
        try {
            Optional<byte[]> content = content(reportsDirectory.resolve(name), longest);
            if (content.isEmpty()) {
                missing++;
            } else if (agreement.with(content.get())) {
                confirmed.add(name);
            } else {
                disputed.put(name, otherwise);
            }
        } catch (IOException e) {
            disputed.put(name, otherwise);
        }
    }

    /** Reads a file that no link leads to; empty if there is none, or nothing in it. */
    private static Optional<byte[]> content(Path file, long longest) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (Files.isSymbolicLink(file.resolveSibling(""))
                || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || Files.size(file) > longest) {
            throw new IOException("not a file that was written for a run");
        }
        try (InputStream input = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(input.readAllBytes()).filter(content -> content.length > 0);
        }
    }
}
