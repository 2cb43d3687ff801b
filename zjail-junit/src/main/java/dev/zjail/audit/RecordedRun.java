package dev.zjail.audit;

import static dev.zjail.audit.RequiredField.number;
import static dev.zjail.audit.RequiredField.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.internal.ForeignText;
import dev.zjail.truthimatics.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a reader of a trail wants to know of one run. Texts are as they were recorded: whatever a test or a guest named
 * is in them, so escape before showing.
 *
 * @param testClass the binary name of the test class
 * @param testName the name of the test
 * @param runNumber which run of the test it was, from 1
 * @param startedAt when the run was begun
 * @param verdict the verdict
 * @param termination how it ended, in a sentence
 * @param evidence the sentences behind the verdict
 * @param settledBy what would settle an uncertain verdict; empty for every other
 * @param wall wall-clock time
 * @param cpu CPU time, user and system together
 * @param maxResidentBytes the largest resident set, in bytes
 * @param auditFile the run's own file, relative to the reports directory; empty where the record names none that
 *     {@link AuditTrail} could have written
 * @param uniqueId JUnit's unique id of the test
 * @param trail the name of the trail it is recorded in
 * @param line its line in that trail, from 1
 * @param json the whole record, see {@link #fields()}
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RecordedRun(
        String testClass,
        String testName,
        int runNumber,
        Instant startedAt,
        Verdict verdict,
        String termination,
        List<String> evidence,
        String settledBy,
        Duration wall,
        Duration cpu,
        long maxResidentBytes,
        Optional<String> auditFile,
        String uniqueId,
        String trail,
        long line,
        String json) {

    /** Copies the evidence. */
    public RecordedRun {
        evidence = List.copyOf(evidence);
    }

    /**
     * Puts a text into the form a record has it in: bounded, and without surrogates that lack their other half.
     *
     * @param text such as a unique id that is to be looked for among those of {@link #uniqueId()}
     * @return the text as it is recorded
     */
    public static String asRecorded(String text) {
        return ForeignText.recorded(text, RecordWriter.LONGEST_TEXT);
    }

    /**
     * Reads the whole record. It is read anew each time: a report on thousands of runs would not want all of them in
     * memory.
     *
     * @return every field
     */
    public RecordedFields fields() {
        return RecordedFields.parse(json);
    }

    /**
     * Reads a record.
     *
     * @param json the record
     * @param text the JSON it was read from
     * @throws IllegalArgumentException if a field is missing, or is not of its type
     */
    static RecordedRun of(JsonNode json, String text) {
        JsonNode test = json.required("test");
        JsonNode usage = json.required("usage");
        List<String> sentences = new ArrayList<>();
        json.required("evidence").forEach(row -> sentences.add(text(row, "sentence")));
        return new RecordedRun(
                text(test, "class"),
                text(test, "name"),
                Math.toIntExact(number(test, "run_number")),
                Instant.ofEpochSecond(number(json, "timestamp")),
                Verdict.valueOf(text(json, "verdict")),
                text(json.required("termination"), "sentence"),
                sentences,
                text(json, "settled_by"),
                Duration.ofNanos(number(usage, "wall_ns")),
                Duration.ofNanos(Math.addExact(number(usage, "user_cpu_ns"), number(usage, "system_cpu_ns"))),
                number(usage, "max_resident_bytes"),
                Optional.of(text(json, "audit_file")).filter(AuditFile.RELATIVE_NAME.asMatchPredicate()),
                text(test, "unique_id"),
                text(json, "trail"),
                Math.addExact(number(json, "seq"), 1),
                text);
    }
}
