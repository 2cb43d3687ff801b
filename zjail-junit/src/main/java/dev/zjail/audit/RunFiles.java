package dev.zjail.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.audit.CheckedTrail.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares the files beside the trails, which people read, with what the trails say of them. One that is not there is
 * no fault: whoever copies the trails alone has all there is to know; but it is counted.
 */
final class RunFiles {
    private static final Problem OTHER_RECORD =
            new Problem(Check.RUN_FILE, "differs from the run's own file, which holds another record");

    private final Path reportsDirectory;
    private long missing;

    RunFiles(Path reportsDirectory) {
        this.reportsDirectory = reportsDirectory;
    }

    /** How many files were not there, or had nothing in them yet. */
    long missing() {
        return missing;
    }

    Optional<Problem> check(JsonNode record, RecordedRun run) {
        JsonNode streams = record.path("streams");
        return Stream.of(
                        checkRunFile(record, run.auditFile()),
                        checkStream(streams.path("stdout")),
                        checkStream(streams.path("stderr")))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Problem> checkRunFile(JsonNode record, Optional<String> name) {
        if (name.isEmpty()) {
            return Optional.of(new Problem(Check.SCHEMA, "names no file that a run can have"));
        }
        try {
            Optional<byte[]> content = content(name.get(), TrailVerifier.LONGEST_LINE);
            return content.isEmpty()
                            || TrailVerifier.JSON.readTree(content.get()).equals(record)
                    ? Optional.empty()
                    : Optional.of(OTHER_RECORD);
        } catch (IOException e) {
            return Optional.of(OTHER_RECORD);
        }
    }

    private Optional<Problem> checkStream(JsonNode stream) {
        String name = stream.path("file").asText("");
        if (stream.path("file").isNull() || name.isEmpty()) {
            return Optional.empty();
        }
        if (!AuditFile.RELATIVE_NAME.matcher(name).matches()) {
            return Optional.of(new Problem(Check.SCHEMA, "names no file that output can have"));
        }
        Problem other = new Problem(Check.STREAM_FILE, "differs from the output in " + name);
        long kept = stream.path("kept").asLong();
        try {
            Optional<byte[]> content = content(name, kept);
            return content.isEmpty()
                            || Blake2b.hex(content.get())
                                    .equals(stream.path("blake2b_256").asText())
                    ? Optional.empty()
                    : Optional.of(other);
        } catch (IOException e) {
            return Optional.of(other);
        }
    }

    /** Reads a file that no link leads to; empty if there is none. */
    private Optional<byte[]> content(String name, long longest) throws IOException {
        Path file = reportsDirectory.resolve(name);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            missing++;
            return Optional.empty();
        }
        if (Files.isSymbolicLink(file.resolveSibling(""))
                || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || Files.size(file) > longest) {
            throw new IOException("not a file that was written for a run");
        }
        try (InputStream input = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = input.readAllBytes();
            if (content.length == 0) {
                missing++;
            }
            return content.length == 0 ? Optional.empty() : Optional.of(content);
        }
    }
}
