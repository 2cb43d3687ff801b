package dev.zjail.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.engine.Execution;
import dev.zjail.internal.Blake2b256;
import dev.zjail.truthimatics.Normaliser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What decides what a deterministic program does, as the record of its run has it. Two runs of which both digests are
 * equal are comparable. It is read from JSON for runs that have no record yet, too: what is written and what is looked
 * up cannot drift apart.
 *
 * @param declared digest of the test and of what it declares
 * @param surroundings digest of what may change with the program: its libraries, and the filter that follows from it
 */
record RunInput(String declared, String surroundings) {
    private static final List<String> DECLARED = List.of(
            "/test/class",
            "/test/name",
            "/test/unique_id",
            "/arguments/count",
            "/arguments/blake2b_256",
            "/environment/count",
            "/environment/blake2b_256",
            "/stdin/blake2b_256",
            "/files_digest",
            "/scratches",
            "/policy/requested",
            "/limits",
            "/verdict_modulo");

    /** What is declared where it is, and left out of the record where it is not. */
    private static final List<String> OPTIONAL =
            List.of("/collect", "/stdin/stays_open", "/mounts", "/provide", "/at", "/working_directory");

    private static final String DIALOGUE = "/dialogue";

    private static final List<String> SURROUNDINGS = List.of("/surroundings_digest", "/policy/filter_digest");

    /** Of a run that has no record yet. */
    static RunInput of(TestIdentity test, Execution run, Set<Normaliser> normalisers) {
        try {
            JsonNode record = JsonReader.read(RecordWriter.input(test, run, normalisers));
            return of(record).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("what was just written is JSON", e);
        }
    }

    /**
     * Of a record; empty if it has not all that is needed, as a record of an earlier version of zjail has not. What a
     * dialogue came to depends on when something was said, too: nothing is comparable with it.
     */
    static Optional<RunInput> of(JsonNode record) {
        if (!record.at(DIALOGUE).isMissingNode()) {
            return Optional.empty();
        }
        List<String> declared = Stream.concat(
                        DECLARED.stream(),
                        OPTIONAL.stream().filter(field -> !record.at(field).isMissingNode()))
                .toList();
        return digest(record, declared)
                .flatMap(
                        digest -> digest(record, SURROUNDINGS).map(surroundings -> new RunInput(digest, surroundings)));
    }

    private static Optional<String> digest(JsonNode record, List<String> fields) {
        List<JsonNode> values = fields.stream().map(record::at).toList();
        return values.stream().anyMatch(JsonNode::isMissingNode)
                ? Optional.empty()
                : Optional.of(Blake2b256.ofTerminated(
                        values.stream().map(JsonNode::toString).toList()));
    }
}
