package dev.zjail.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.zjail.audit.Trail.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks the lines of one trail in order: each is a record of our schema, in its place, and holds the digest of the one
 * before; the last one closes the trail. Stops at the first line that is wrong.
 */
final class TrailVerifier {
    /**
     * Far above what the bounds of {@link RecordWriter} allow; a longer line is not ours, and is not read into memory.
     */
    private static final int LONGEST_LINE = 8 << 20;

    private static final String TOO_LONG = "is longer than any record";
    private static final int BLOCK = 1 << 16;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final String name;
    private final List<RecordedRun> runs = new ArrayList<>();
    private String head = TrailFile.GENESIS;
    private long lines;
    private boolean closed;

    private TrailVerifier(Path file) {
        this.file = file;
        this.name = String.valueOf(file.getFileName()).replace(TrailFile.SUFFIX, "");
    }

    static Trail verify(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return new TrailVerifier(file).verify(input);
        }
    }

    private Trail verify(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] block = new byte[BLOCK];
        for (int read = input.read(block); read >= 0; read = input.read(block)) {
            int begin = 0;
            for (int at = 0; at < read; at++) {
                if (block[at] == '\n') {
                    line.write(block, begin, at - begin);
                    begin = at + 1;
                    Optional<String> fault = check(line.toByteArray());
                    if (fault.isPresent()) {
                        return tampered(fault.get());
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

    private Trail atEndOfFile(boolean cut) {
        if (cut && closed) {
            return tampered("follows the closing record");
        }
        if (cut) {
            return result(State.INCOMPLETE, "line " + (lines + 1) + " was cut");
        }
        return closed
                ? result(State.INTACT, (lines - 1) + (lines == 2 ? " record" : " records") + ", closed, head " + head)
                : result(State.INCOMPLETE, "no closing record after line " + lines);
    }

    /** Checks one line and moves on to the next, or says what is wrong. */
    private Optional<String> check(byte[] line) {
        if (closed) {
            return Optional.of("follows the closing record");
        }
        if (line.length > LONGEST_LINE) {
            return Optional.of(TOO_LONG);
        }
        try {
            JsonNode json = JSON.readTree(line);
            Optional<String> fault = fault(json);
            if (fault.isPresent()) {
                return fault;
            }
            closed = json.required("record").asText().equals(RecordWriter.CLOSING);
            if (!closed) {
                runs.add(RecordedRun.of(json));
            }
        } catch (JsonProcessingException e) {
            return Optional.of("is not one JSON object");
        } catch (IOException e) {
            return Optional.of("cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.of("is not a record of the schema");
        }
        head = Blake2b.hex(line);
        lines++;
        return Optional.empty();
    }

    private Optional<String> fault(JsonNode json) {
        if (!json.path("schema").asText().equals(RecordWriter.SCHEMA)) {
            return Optional.of("is not of the schema " + RecordWriter.SCHEMA);
        }
        if (!json.path("trail").asText().equals(name)) {
            return Optional.of("belongs to another trail");
        }
        if (!isNumber(json.path("seq"), lines)) {
            return Optional.of("is out of order");
        }
        if (!json.path("prev_hash").asText().equals(head)) {
            return Optional.of("does not hold the digest of the line before");
        }
        return switch (json.path("record").asText()) {
            case RecordWriter.RUN -> Optional.empty();
            case RecordWriter.CLOSING ->
                isNumber(json.path("count"), lines)
                                && json.path("head").asText().equals(head)
                        ? Optional.empty()
                        : Optional.of("closes another trail: its count or head differs");
            default -> Optional.of("is neither a run nor a closing record");
        };
    }

    private static boolean isNumber(JsonNode json, long expected) {
        return json.isIntegralNumber() && json.canConvertToLong() && json.longValue() == expected;
    }

    private Trail tampered(String fault) {
        return result(State.TAMPERED, "line " + (lines + 1) + " " + fault);
    }

    private Trail result(State state, String finding) {
        return new Trail(file, state, finding, runs);
    }
}
