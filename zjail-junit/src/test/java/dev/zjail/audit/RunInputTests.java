package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Termination;
import dev.zjail.truthimatics.SampleRuns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The input of a run, read from its record,")
class RunInputTests {
    private static final JailSpec SPEC = JailSpec.of(Path.of("/home/user/target/native/game"));

    @Test
    @DisplayName("is that of the run before it has a record")
    void isTheSame() {
        Execution run = run(SPEC);

        assertThat(RunInput.of(record(run))).contains(RunInput.of(Trails.GREETS, run, Set.of()));
    }

    @Test
    @DisplayName("is another where standard input stays open")
    void standardInputThatStaysOpen() {
        Execution open = run(SPEC.withStdinOpen(true));

        assertThat(RunInput.of(record(open)))
                .contains(RunInput.of(Trails.GREETS, open, Set.of()))
                .isNotEqualTo(RunInput.of(record(run(SPEC))));
    }

    @Test
    @DisplayName("is comparable with nothing where it was a dialogue")
    void dialogue() {
        assertThat(RunInput.of(record(Trails.dialogue(SPEC)))).isEmpty();
    }

    private static Execution run(JailSpec spec) {
        return SampleRuns.run(spec, new Termination.Exited(0), Set.of());
    }

    private static JsonNode record(Execution run) {
        AuditRecord.Link link = new AuditRecord.Link("12345-1772366399000-0badcafe", 0, TrailFile.GENESIS);
        return Trails.parse(new String(
                RecordWriter.line(new AuditRecord(link, Trails.GREETS, 1, "c/t.audit.json", run, Trails.assess(run))),
                StandardCharsets.US_ASCII));
    }
}
