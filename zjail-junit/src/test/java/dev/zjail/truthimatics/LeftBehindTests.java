package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CollectedFile;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.NotCollected;
import dev.zjail.engine.NotCollected.Kind;
import dev.zjail.truthimatics.Difference.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What two runs left behind")
class LeftBehindTests {
    private static final JailSpec SPEC = JailSpec.of(Path.of("/bin/program"));

    private static RunOutcome outcome(CollectedFiles collected, Normaliser... normalisers) {
        return RunOutcome.of(SampleRuns.collected(SPEC, collected), Set.of(normalisers));
    }

    private static CollectedFiles file(String path, String content) {
        return new CollectedFiles(List.of(CollectedFile.of(path, Bytes.utf8(content))), List.of());
    }

    @Test
    @DisplayName("differs where a content does")
    void content() {
        RunOutcome one = outcome(file("/tmp/a", "n = 0"));

        assertThat(one.differenceTo(outcome(file("/tmp/a", "n = 0")))).isEmpty();
        assertThat(one.digest()).isEqualTo(outcome(file("/tmp/a", "n = 0")).digest());
        assertThat(one.differenceTo(outcome(file("/tmp/a", "n = 1"))))
                .contains(new Difference(Part.FILE, 4, "/tmp/a: \"n = 0\"", "/tmp/a: \"n = 1\""));
        assertThat(one.digest()).isNotEqualTo(outcome(file("/tmp/a", "n = 1")).digest());
        assertThat(one.differenceTo(outcome(file("/tmp/a", "n = 1")))
                        .orElseThrow()
                        .place())
                .isEqualTo("a collected file differs first at byte 4");
    }

    @Test
    @DisplayName("differs where one left a file, or something in its place, and the other did not")
    void presence() {
        CollectedFiles fifo = new CollectedFiles(List.of(), List.of(new NotCollected("/tmp/a", Kind.FIFO, "")));

        assertThat(outcome(file("/tmp/a\n", "x")).differenceTo(outcome(CollectedFiles.NONE)))
                .contains(new Difference(Part.FILE, 0, "/tmp/a\\n: a file", "/tmp/a\\n: nothing"));
        assertThat(outcome(fifo).differenceTo(outcome(file("/tmp/a", "x"))))
                .contains(new Difference(Part.FILE, 0, "/tmp/a: a FIFO", "/tmp/a: a file"));
        assertThat(outcome(fifo).digest())
                .isNotEqualTo(outcome(CollectedFiles.NONE).digest());
    }

    @Test
    @DisplayName("does not differ in what is normalised")
    void normalised() {
        assertThat(outcome(file("/tmp/a", "at 18:26:38"), Normaliser.TIMESTAMPS)
                        .differenceTo(outcome(file("/tmp/a", "at 19:00:00"), Normaliser.TIMESTAMPS)))
                .isEmpty();
    }
}
