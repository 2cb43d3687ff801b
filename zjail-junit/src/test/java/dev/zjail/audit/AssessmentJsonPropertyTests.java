package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Execution;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.Generator;
import dev.zjail.truthimatics.ProgramEngine;
import dev.zjail.truthimatics.Truthimatics;
import dev.zjail.truthimatics.Weights;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is recorded is what is read, to the last bit; and the same record in is the same verdict out. */
class AssessmentJsonPropertyTests {
    @Test
    void whateverHappensIsReadAsItWasWritten() {
        Generator generate = Generator.seeded();
        for (int trial = 0; trial < 200; trial++) {
            ProgramEngine engine = generate.engine();
            Execution first = engine.run(ProgramEngine.SPEC);
            Weights weights = generate.weights();
            Assessment assessment = Truthimatics.assess(engine, first, generate.question(), () -> weights);
            AuditRecord record = new AuditRecord(
                    new AuditRecord.Link("1-2-3", 0, TrailFile.GENESIS),
                    Trails.GREETS,
                    1,
                    "a/b.json",
                    first,
                    assessment);
            String line = new String(RecordWriter.line(record), StandardCharsets.US_ASCII);

            assertThat(RecordedAssessment.read(Trails.parse(line))).isEqualTo(assessment);
        }
    }
}
