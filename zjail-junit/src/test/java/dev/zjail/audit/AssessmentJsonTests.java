package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.SampleAssessments;
import dev.zjail.truthimatics.SampleRuns;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssessmentJsonTests {
    @ParameterizedTest
    @MethodSource("assessments")
    void whatIsWrittenIsReadAgain(Assessment assessment) {
        assertThat(AssessmentJson.read(record(assessment))).isEqualTo(assessment);
    }

    static List<Assessment> assessments() {
        return SampleAssessments.ALL;
    }

    @Test
    void anAssessmentOfOneRunIsReadAgain() {
        SampleRuns.ONE_OF_EACH.forEach(end -> {
            Assessment assessment = Trails.assess(SampleRuns.ended(end));
            assertThat(AssessmentJson.read(record(assessment))).isEqualTo(assessment);
        });
    }

    @Test
    void aVerdictThatDoesNotFollowFromItsEvidenceIsNotRead() {
        ObjectNode record = (ObjectNode) record(SampleAssessments.ALL.get(0));
        record.put("verdict", "DETERMINISTIC").put("settled_by", "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AssessmentJson.read(record))
                .withMessage("the verdict must follow from the evidence, which says UNCERTAIN, but was: DETERMINISTIC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verdict",
                "verdict_modulo",
                "evidence",
                "settled_by",
                "further_runs",
                "unused_axes",
                "weights_digest",
                "counter_example"
            })
    void aMissingFieldIsAnError(String field) {
        ObjectNode record = (ObjectNode) record(SampleAssessments.ALL.get(0));
        record.remove(field);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AssessmentJson.read(record))
                .withMessageContaining(field);
    }

    private static JsonNode record(Assessment assessment) {
        AuditRecord record = new AuditRecord(
                new AuditRecord.Link("1-2-3", 0, TrailFile.GENESIS),
                Trails.GREETS,
                1,
                "a/b.audit.json",
                SampleRuns.exited(0),
                assessment);
        return Trails.parse(new String(RecordWriter.line(record), StandardCharsets.US_ASCII));
    }
}
