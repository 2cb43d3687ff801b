package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailFileTests {
    private static final byte[] LINE = "{}".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    @Test
    void aTrailOnAFullDiskSaysSoAndTakesNoFurtherLine() throws Exception {
        // Every write to this device fails as on a full disk.
        Path path = Files.createSymbolicLink(directory.resolve("1-2-3.audit.jsonl"), Path.of("/dev/full"));

        try (TrailFile trail = TrailFile.open(path)) {
            assertThatThrownBy(() -> trail.append(LINE))
                    .isInstanceOf(AuditException.class)
                    .hasMessage("the audit could not write " + path
                            + ": ENOSPC, No space left on device. Remedy: make this path writable with room to spare, or set"
                            + " `zjail.reports.dir` to a directory that is.");
            assertThatThrownBy(() -> trail.append(LINE))
                    .isInstanceOf(AuditException.class)
                    .hasMessage("the audit could not write " + path
                            + ": an earlier write failed, and its line may be incomplete. Remedy: make this path writable"
                            + " with room to spare, or set `zjail.reports.dir` to a directory that is.");
        }
    }

    @Test
    void aTrailNeverWritesIntoAFileThatIsThere() throws Exception {
        Path path = Files.writeString(directory.resolve("1-2-3.audit.jsonl"), "of someone else");

        assertThatThrownBy(() -> TrailFile.create(path))
                .isInstanceOf(AuditException.class)
                .hasMessageStartingWith(
                        "the audit could not write " + path + ": EEXIST, it exists and is not what is needed there.");
    }
}
