package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.zjail.engine.Execution;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.SampleAssessments;
import dev.zjail.truthimatics.SampleRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schema takes and what it does not; that all records of all tests are taken, {@link Trails} sees to. */
class RecordSchemaTests {
    private static final Path DOCS =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("docs");

    private static final AuditRecord.Link LINK = new AuditRecord.Link("1-2-3", 0, TrailFile.GENESIS);

    private static final String CLOSING =
            new String(RecordWriter.closingLine(LINK, Instant.EPOCH), StandardCharsets.US_ASCII);

    @Test
    void theShippedSchemaIsTheDocumentedOne() throws IOException {
        try (var shipped = Objects.requireNonNull(AuditTrail.class.getResourceAsStream("audit.schema.json"))) {
            assertThat(shipped.readAllBytes()).isEqualTo(Files.readAllBytes(DOCS.resolve("audit.schema.json")));
        }
    }

    @Test
    void runsOfEveryEndAndClosingRecordsAreValid() {
        SampleRuns.ONE_OF_EACH.forEach(end -> RecordSchema.assertValid(run(SampleRuns.ended(end))));
        RecordSchema.assertValid(CLOSING);
    }

    @Test
    void whatSeveralRunsUsedIsValidAndOtherThingsInItsPlaceAreNot() {
        SampleAssessments.ALL.forEach(assessment -> RecordSchema.assertValid(run(SampleRuns.exited(0), assessment)));
        String record = run(SampleRuns.exited(0), SampleAssessments.ALL.get(3));
        for (String written : List.of("\"least\":", "\"most\":", "\"runs_with_nothing_varied\":", "\"used\":")) {
            assertThat(record).contains(written);
            assertThat(RecordSchema.violations(record.replace(written, written + "-")))
                    .as(written)
                    .isNotEmpty();
        }
        assertThat(RecordSchema.violations(record.replace("\"watched\":7", "\"watched\":-7")))
                .isNotEmpty();
        assertThat(RecordSchema.violations(record.replace("\"unit\":\"BYTES", "\"unit\":\"BITS")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schema",
                "record",
                "build_id",
                "trail",
                "seq",
                "timestamp",
                "duration_ns",
                "test",
                "executable",
                "content_fingerprint",
                "arguments",
                "policy",
                "limits",
                "sandbox",
                "layers",
                "termination",
                "exit_code",
                "usage",
                "streams",
                "verdict",
                "evidence",
                "settled_by",
                "audit_file",
                "prev_hash"
            })
    void aRunWithoutOneOfItsFieldsIsNotValid(String field) {
        String record = run(SampleRuns.exited(0));

        assertThat(RecordSchema.violations(
                        ((ObjectNode) Trails.parse(record)).without(field).toString()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"seq\":0', '\"seq\":\"0\"'",
        "'\"verdict\":\"UNCERTAIN\"', '\"verdict\":\"FINE\"'",
        "'\"kind\":\"exited\"', '\"kind\":\"left\"'",
        "'\"status\":0', '\"status\":256'",
        "'\"schema\":\"zjail.audit/v1\"', '\"schema\":\"zjail.audit/v2\"'",
        "'\"prev_hash\":\"0', '\"prev_hash\":\"'",
        "'\"audit_file\":\"c/t', '\"audit_file\":\"../c/t'",
        "'\"duration_ns\":', '\"duration_ns\":-'",
    })
    void aRunWithAnotherValueThanAllowedIsNotValid(String written, String forged) {
        String record = run(SampleRuns.exited(0));

        assertThat(record).contains(written);
        assertThat(RecordSchema.violations(record.replace(written, forged))).isNotEmpty();
    }

    @Test
    void aRunThatEndedInOneWayHasTheFieldsOfThatWay() {
        for (String field : List.of("\"syscall\"", "\"instruction_pointer\"")) {
            String record = run(SampleRuns.ended(SampleRuns.PTRACE_DENIED));

            assertThat(RecordSchema.violations(record.replace(field, "\"x\""))).isNotEmpty();
        }
    }

    @Test
    void fieldsThatALaterVersionMayAddAreValid() {
        String record = run(SampleRuns.exited(0));

        assertThat(RecordSchema.violations(record.replace("{\"", "{\"later\":\"1\",\"")))
                .isEmpty();
        assertThat(RecordSchema.violations(CLOSING.replace("{\"", "{\"later\":\"1\",\"")))
                .isEmpty();
    }

    /** Each field of each kind of record is taken out, given another type, and another one put beside it. */
    @Test
    void everyChangeOfAFieldIsSeenInWhatThisVersionWrites() {
        List<String> records = new ArrayList<>(List.of(CLOSING));
        SampleRuns.ONE_OF_EACH.forEach(end -> records.add(run(SampleRuns.ended(end))));
        SampleAssessments.ALL.forEach(assessment -> records.add(run(SampleRuns.exited(0), assessment)));
        records.forEach(RecordSchema::assertValid);

        for (String record : records) {
            ObjectNode changed = (ObjectNode) Trails.parse(record);
            changeEach(changed, changed, "");
            assertThat(changed.toString()).as("was put back as it was").isEqualTo(record);
        }
    }

    private static void changeEach(ObjectNode record, JsonNode at, String path) {
        if (at instanceof ObjectNode object && !path.endsWith("/facts")) {
            object.put("unknown", "field");
            assertThat(RecordSchema.violationsOfThisVersion(record.toString()))
                    .as("an unknown field in %s", path)
                    .isNotEmpty();
            assertThat(RecordSchema.violations(record.toString()))
                    .as("readers tolerate one in %s", path)
                    .isEmpty();
            object.remove("unknown");
            Map<String, JsonNode> fields = new LinkedHashMap<>();
            object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            fields.keySet().forEach(name -> changeOne(record, object, fields, name, path + "/" + name));
        } else if (at.isArray()) {
            at.forEach(element -> changeEach(record, element, path + "[]"));
        }
    }

    private static void changeOne(
            ObjectNode record, ObjectNode object, Map<String, JsonNode> fields, String name, String path) {
        JsonNode value = object.path(name);
        object.remove(name);
        assertThat(RecordSchema.violationsOfThisVersion(record.toString()))
                .as("without %s", path)
                .isNotEmpty();
        for (JsonNode other : List.of(TextNode.valueOf("\n"), BooleanNode.TRUE, IntNode.valueOf(-1))) {
            if (other.getNodeType() != value.getNodeType() && !value.isNull()) {
                object.set(name, other);
                assertThat(RecordSchema.violations(record.toString()))
                        .as("%s = %s", path, other)
                        .isNotEmpty();
            }
        }
        object.removeAll();
        object.setAll(fields);
        changeEach(record, value, path);
    }

    /** What older records of the schema may lack, and newer ones have, is still of one form. */
    @ParameterizedTest
    @CsvSource({
        "'\"files_digest\":\"', '\"files_digest\":\"A'",
        "'\"surroundings_digest\":\"', '\"surroundings_digest\":\"0'",
        "'\"outcome_digest\":\"', '\"outcome_digest\":\" '",
        "'\"weights_digest\":\"', '\"weights_digest\":\"0'",
        "'\"invocation_id\":', '\"invocation_id\":1,\"was\":'",
        "'\"quantity\":\"CPU_TIME\"', '\"quantity\":\"TIME\"'",
        "'\"limit_kind\":\"CPU\"', '\"limit_kind\":\"TIME\"'",
        "'\"limit\":1048576', '\"limit\":0'",
        "'\"runs_with_nothing_varied\":2', '\"runs_with_nothing_varied\":0'",
        "'\"kind\":\"LIKELIHOOD\"', '\"kind\":\"HOPE\"'",
        "'\"record\":\"run\"', '\"record\":\"walk\"'",
    })
    void aRunOfSeveralWithAnotherValueThanAllowedIsNotValid(String written, String forged) {
        String record = run(SampleRuns.exited(0), SampleAssessments.ALL.get(3));

        assertThat(record).contains(written);
        assertThat(RecordSchema.violations(record.replace(written, forged))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"part\":\"STDERR\"', '\"part\":\"STDIN\"'",
        "'\"run\":2', '\"run\":0'",
        "'\"step\":2', '\"step\":-2'",
        "'\"offset\":12', '\"offset\":-12'",
        "'\"kind\":\"randomness\"', '\"kind\":\"chance\"'",
    })
    void aCounterExampleWithAnotherValueThanAllowedIsNotValid(String written, String forged) {
        String record = run(SampleRuns.exited(0), SampleAssessments.ALL.get(0));

        assertThat(record).contains(written);
        assertThat(RecordSchema.violations(record.replace(written, forged))).isNotEmpty();
    }

    private static String run(Execution run) {
        return run(run, Trails.assess(run));
    }

    private static String run(Execution run, Assessment assessment) {
        byte[] line = RecordWriter.line(new AuditRecord(LINK, Trails.GREETS, 1, "c/t.audit.json", run, assessment));
        return new String(line, StandardCharsets.US_ASCII);
    }
}
