package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zjail.engine.Execution;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.SampleAssessments;
import dev.zjail.truthimatics.SampleRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
        for (String written : List.of("\"least\":", "\"runs_with_nothing_varied\":", "\"used\":")) {
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

    private static String run(Execution run) {
        return run(run, Trails.assess(run));
    }

    private static String run(Execution run, Assessment assessment) {
        byte[] line = RecordWriter.line(new AuditRecord(LINK, Trails.GREETS, 1, "c/t.audit.json", run, assessment));
        return new String(line, StandardCharsets.US_ASCII);
    }
}
