package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.rootfs.RootfsFixtures;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The launcher, fed spoiled records")
class LauncherFuzzTests {
    @Test
    @DisplayName(
            "refuses each with its reason, or ends where it is cut short; in time, not by a signal, and nothing runs")
    void spoiledRecords(@TempDir Path directory) throws Exception {
        try (RootfsFixtures fixtures = new RootfsFixtures(directory.resolve("rootfs"))) {
            Path record = Protocol.record(directory, fixtures);

            String said = Protocol.feed(record, Integer.toString(Protocol.cases("launcher", 300)), directory);

            assertThat(said)
                    .matches("\\d+ cases: [1-9]\\d+ refused, [1-9]\\d+ ended without an answer, [1-9]\\d* ran\n");
        }
    }
}
