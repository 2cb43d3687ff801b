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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssessmentJsonTests {
    @ParameterizedTest
    @MethodSource("assessments")
    void whatIsWrittenIsReadAgain(Assessment assessment) {
        assertThat(RecordedAssessment.read(record(assessment))).isEqualTo(assessment);
    }

    static List<Assessment> assessments() {
        return SampleAssessments.ALL;
    }

    @Test
    void anAssessmentOfOneRunIsReadAgain() {
        SampleRuns.ONE_OF_EACH.forEach(end -> {
            Assessment assessment = Trails.assess(SampleRuns.ended(end));
            assertThat(RecordedAssessment.read(record(assessment))).isEqualTo(assessment);
        });
    }

    @Test
    void aVerdictThatDoesNotFollowFromItsEvidenceIsNotRead() {
        ObjectNode record = (ObjectNode) record(SampleAssessments.ALL.get(0));
        record.put("verdict", "DETERMINISTIC").put("settled_by", "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordedAssessment.read(record))
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
                .isThrownBy(() -> RecordedAssessment.read(record))
                .withMessageContaining(field);
    }

    @Test
    void aRecordOfAVersionThatDidNotCompareUsageIsRead() {
        Assessment assessment = SampleAssessments.ALL.get(3);
        ObjectNode record = (ObjectNode) record(assessment);
        record.remove("usage_across_runs");

        Assessment read = RecordedAssessment.read(record);
        assertThat(read.investigation().usage()).isEmpty();
        assertThat(read.verdict()).isEqualTo(assessment.verdict());
        assertThat(read.evidence()).isEqualTo(assessment.evidence());
    }

    /** Usage has no weight: whatever a record says of it, its verdict is the same. */
    @Test
    void noUsageChangesAVerdict() {
        Assessment assessment = SampleAssessments.ALL.get(3);
        ObjectNode record = (ObjectNode) record(assessment);
        ((ObjectNode) record.at("/usage_across_runs/nearest/0")).put("used", Long.MAX_VALUE);

        Assessment read = RecordedAssessment.read(record);
        assertThat(read.investigation().usage())
                .isNotEqualTo(assessment.investigation().usage());
        assertThat(read.label()).isEqualTo(assessment.label());
        assertThat(read.score()).isEqualTo(assessment.score());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /usage_across_runs/spreads/0/all                |least           |2147483648000      |the least must be 0 or more and no more than the most, but were: 2147483648000 and 930000000
            /usage_across_runs/spreads/0/all                |least           |0.5                |`least` must be a whole number of 64 bits
            /usage_across_runs/spreads/0                    |quantity        |"PATIENCE"         |No enum constant dev.zjail.truthimatics.UsedQuantity.PATIENCE
            /usage_across_runs/spreads/0                    |watched         |"long"             |`watched` must be a whole number of 64 bits
            /usage_across_runs/nearest/0                    |limit           |0                  |what was used of the CPU limit must not be negative, and the limit must be positive, but were: 930000000 of 0
            /usage_across_runs/nearest/0                    |run             |4                  |`run` must be a text
            /usage_across_runs                              |runs            |1                  |there must be a run with nothing varied and no fewer runs in all, but were: 2 and 1
            /usage_across_runs                              |runs            |4294967298         |`runs` must be a whole number of 32 bits
            """)
    void usageThatCannotBeIsNotRead(String object, String field, String forged, String message) {
        ObjectNode record = (ObjectNode) record(SampleAssessments.ALL.get(3));
        ((ObjectNode) record.at(object)).set(field, Trails.parse(forged));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordedAssessment.read(record))
                .withMessage(message);
    }

    /** Sample 1 has a counter-example, and sample 3 an axis that was not varied. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | ''                       | verdict                | "MAYBE"              | No enum constant dev.zjail.truthimatics.Verdict.MAYBE
            1 | ''                       | verdict                | 1                    | `verdict` must be a text
            1 | ''                       | evidence               | "none"               | `evidence` must be a list
            1 | /evidence/0              | kind                   | "WISH"               | No enum constant dev.zjail.truthimatics.Evidence.Kind.WISH
            1 | /evidence/0              | log10_likelihood_ratio | "1"                  | `log10_likelihood_ratio` must be a number
            1 | /evidence/0              | log10_likelihood_ratio | "NaN"                | `log10_likelihood_ratio` must be a number
            1 | /evidence/0              | runs                   | "replay 1"           | `runs` must be a list
            1 | /evidence/0              | runs                   | [1]                  | `runs` must be a list of texts
            1 | ''                       | verdict_modulo         | "timestamps"         | `verdict_modulo` must be a list
            1 | ''                       | verdict_modulo         | [1]                  | `verdict_modulo` must be a list of texts
            1 | ''                       | verdict_modulo         | ["moods"]            | no normaliser is called moods
            1 | /further_runs            | replays                | 4294967298           | `replays` must be a whole number of 32 bits
            1 | /further_runs            | replays                | 2.5                  | `replays` must be a whole number of 32 bits
            1 | /further_runs            | contrasts              | "2"                  | `contrasts` must be a whole number of 32 bits
            1 | ''                       | unused_axes            | {}                   | `unused_axes` must be a list
            1 | ''                       | weights_digest         | 0                    | `weights_digest` must be a text
            1 | /counter_example         | run                    | 1e9999               | `run` must be a whole number of 32 bits
            1 | /counter_example         | step                   | 4294967298           | `step` must be a whole number of 32 bits
            1 | /counter_example         | offset                 | 18446744073709551617 | `offset` must be a whole number of 64 bits
            1 | /counter_example         | varied                 | "all"                | `varied` must be a list
            1 | /counter_example         | part                   | "HEART"              | No enum constant dev.zjail.truthimatics.Difference.Part.HEART
            1 | /counter_example/factor  | kind                   | "fate"               | no factor is of the kind fate
            3 | /evidence/0              | log10_likelihood_ratio | 1e9999               | the likelihood ratio of evidence `replay.1` must be finite, but was: Infinity
            3 | /unused_axes/0           | axis                   | "WEATHER"            | No enum constant dev.zjail.truthimatics.Axis.WEATHER
            3 | /unused_axes/0           | declared               | "yes"                | `declared` must be true or false
            """)
    void whatCannotBeIsNotRead(int sample, String object, String field, String forged, String message) {
        ObjectNode record = (ObjectNode) record(SampleAssessments.ALL.get(sample));
        ((ObjectNode) record.at(object)).set(field, Trails.parse(forged));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordedAssessment.read(record))
                .withMessage(message);
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
