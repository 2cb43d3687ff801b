package dev.zjail.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.audit.CheckedTrail.Fault;
import dev.zjail.audit.CheckedTrail.Mark;
import dev.zjail.audit.CheckedTrail.Problem;
import dev.zjail.audit.CheckedTrail.Visitor;
import dev.zjail.internal.Blake2b256;
import dev.zjail.truthimatics.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the lines of one trail in order: each is a record of our schema, in its place, and holds the digest of the one
 * before; the last one closes the trail. Stops at the first line that is wrong. Holds one line in memory at a time.
 */
final class TrailVerifier {
    /**
     * Far above what the bounds of {@link RecordWriter} allow; a longer line is not ours, and is not read into memory.
     */
    static final int LONGEST_LINE = 8 << 20;

    private static final Problem TOO_LONG = new Problem(VerificationCheck.LINE_LENGTH, "is longer than any record");
    private static final int BLOCK = 1 << 16;

    /** Runs of many threads end in any order; a clock that was set back shows beyond doubt only from here on. */
    private static final Duration BACKWARDS = Duration.ofMinutes(1);

    private static final int MOST_REMARKS = 10;

    private final Path file;
    private final String name;
    private final Mark mark;
    private final Visitor visitor;
    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    private final List<String> remarks = new ArrayList<>();
    private final MessageDigest sha256 = MerkleTree.sha256();
    private Instant previousStart = Instant.MIN;
    private String head = TrailFile.GENESIS;
    private long lines;
    private boolean closed;

    private TrailVerifier(Path file, Mark mark, Visitor visitor) {
        this.file = file;
        this.name = nameOf(file);
        this.mark = mark;
        this.visitor = visitor;
    }

    /** The name that a trail's records call it by. */
    static String nameOf(Path file) {
        String fileName = String.valueOf(file.getFileName());
        return fileName.endsWith(TrailFile.SUFFIX)
                ? fileName.substring(0, fileName.length() - TrailFile.SUFFIX.length())
                : fileName;
    }

    /**
     * Checks a trail.
     *
     * @param mark a place that the trail must still go through
     * @param visitor is shown the runs
     */
    static CheckedTrail verify(Path file, Mark mark, Visitor visitor) throws IOException {
        TrailVerifier verifier = new TrailVerifier(file, mark, visitor);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            String finding = "is not a regular file";
            return verifier.result(
                    TrailState.TAMPERED, finding, Optional.of(new Fault(VerificationCheck.REGULAR_FILE, 0, finding)));
        }
        try (InputStream input = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return verifier.verify(input);
        }
    }

    private CheckedTrail verify(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] block = new byte[BLOCK];
        for (int read = input.read(block); read >= 0; read = input.read(block)) {
            sha256.update(block, 0, read);
            int begin = 0;
            for (int at = 0; at < read; at++) {
                if (block[at] == '\n') {
                    line.write(block, begin, at - begin);
                    begin = at + 1;
                    Optional<Problem> problem = check(line.toByteArray());
                    if (problem.isPresent()) {
                        return tampered(problem.get());
                    }
                    line.reset();
                }
            }
            line.write(block, begin, read - begin);
            if (line.size() > LONGEST_LINE) {
                return tampered(TOO_LONG);
            }
        }
        return atEndOfFile(line.size() > 0);
    }

    private CheckedTrail atEndOfFile(boolean cut) {
        if (cut && closed) {
            return tampered(afterClosing());
        }
        if (lines < mark.lines()) {
            return tampered(new Problem(
                    VerificationCheck.MANIFEST_ENTRY, "is missing, and was there when the manifest was written"));
        }
        if (cut) {
            return incomplete("line " + (lines + 1) + " was cut");
        }
        if (!closed) {
            return incomplete("no closing record after line " + lines);
        }
        String finding = (lines - 1) + (lines == 2 ? " record" : " records") + ", closed, head " + head;
        return result(TrailState.INTACT, finding, Optional.empty());
    }

    /** Checks one line and moves on to the next, or says what is wrong. */
    private Optional<Problem> check(byte[] line) {
        if (closed) {
            return Optional.of(afterClosing());
        }
        if (line.length > LONGEST_LINE) {
            return Optional.of(TOO_LONG);
        }
        Optional<Problem> problem = checkRecord(line);
        if (problem.isPresent()) {
            return problem;
        }
        head = Blake2b256.of(line);
        lines++;
        return lines == mark.lines() && !head.equals(mark.head()) ? Optional.of(backAtMark()) : Optional.empty();
    }

    /** The line is sound in itself, but is not the one that was noted. */
    private Problem backAtMark() {
        lines--;
        return new Problem(
                VerificationCheck.MANIFEST_ENTRY, "is not the one that was there when the manifest was written");
    }

    private Optional<Problem> checkRecord(byte[] line) {
        if (!isAscii(line)) {
            return Optional.of(new Problem(VerificationCheck.JSON, "has a byte that is not ASCII"));
        }
        try {
            JsonNode json = JsonReader.read(line);
            Optional<Problem> problem = misplaced(json);
            if (problem.isPresent()) {
                return problem;
            }
            closed = json.required("record").asText().equals(RecordWriter.CLOSING);
            if (!closed) {
                read(json, new String(line, StandardCharsets.US_ASCII));
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(new Problem(VerificationCheck.JSON, "is not one JSON object"));
        } catch (IOException e) {
            return Optional.of(new Problem(VerificationCheck.JSON, "cannot be read: " + e.getMessage()));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            return Optional.of(new Problem(VerificationCheck.SCHEMA, "is not a record of the schema"));
        }
    }

    /** What is not escaped could act on the terminal of a reader, or be read in another encoding by another parser. */
    private static boolean isAscii(byte[] line) {
        for (byte each : line) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    private void read(JsonNode json, String text) {
        RecordedRun run = RecordedRun.of(json, text);
        visitor.visit(lines + 1, json, run);
        verdicts.merge(run.verdict(), 1L, Long::sum);
        remarkOnClock(run);
    }

    /** Order is by number, never by clock; but who reads the times should know. */
    private void remarkOnClock(RecordedRun run) {
        if (run.startedAt().plus(run.wall()).plus(BACKWARDS).isBefore(previousStart) && remarks.size() < MOST_REMARKS) {
            remarks.add("line " + (lines + 1) + ": the clock was set back, from " + previousStart + " to "
                    + run.startedAt());
        }
        previousStart = run.startedAt();
    }

    private Optional<Problem> misplaced(JsonNode json) {
        if (!json.path("schema").asText().equals(RecordWriter.SCHEMA)) {
            return Optional.of(new Problem(VerificationCheck.SCHEMA, "is not of the schema " + RecordWriter.SCHEMA));
        }
        if (!json.path("trail").asText().equals(name)) {
            return Optional.of(new Problem(VerificationCheck.TRAIL_NAME, "belongs to another trail"));
        }
        if (!isNumber(json.path("seq"), lines)) {
            return Optional.of(new Problem(VerificationCheck.SEQUENCE, "is out of order"));
        }
        if (!json.path("prev_hash").asText().equals(head)) {
            return Optional.of(new Problem(VerificationCheck.PREV_HASH, "does not hold the digest of the line before"));
        }
        return switch (json.path("record").asText()) {
            case RecordWriter.RUN -> Optional.empty();
            case RecordWriter.CLOSING ->
                isNumber(json.path("count"), lines)
                                && json.path("head").asText().equals(head)
                        ? Optional.empty()
                        : Optional.of(new Problem(
                                VerificationCheck.CLOSING_RECORD, "closes another trail: its count or head differs"));
            default -> Optional.of(new Problem(VerificationCheck.SCHEMA, "is neither a run nor a closing record"));
        };
    }

    private static boolean isNumber(JsonNode json, long expected) {
        return json.isIntegralNumber() && json.canConvertToLong() && json.longValue() == expected;
    }

    private static Problem afterClosing() {
        return new Problem(VerificationCheck.AFTER_CLOSING, "follows the closing record");
    }

    private CheckedTrail tampered(Problem problem) {
        String finding = "line " + (lines + 1) + " " + problem.sentence();
        return result(TrailState.TAMPERED, finding, Optional.of(new Fault(problem.check(), lines + 1, finding)));
    }

    private CheckedTrail incomplete(String finding) {
        return result(
                TrailState.INCOMPLETE,
                finding,
                Optional.of(new Fault(VerificationCheck.END_OF_TRAIL, lines + 1, finding)));
    }

    private CheckedTrail result(TrailState state, String finding, Optional<Fault> fault) {
        String digest = HexFormat.of().formatHex(sha256.digest());
        return new CheckedTrail(file, state, finding, fault, lines, head, verdicts, digest, remarks);
    }
}
