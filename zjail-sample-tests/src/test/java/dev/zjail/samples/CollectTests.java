package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.CollectedFile;
import dev.zjail.engine.LimitKind;
import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import dev.zjail.junit.Limits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A file that a program leaves")
class CollectTests {
    // snippet: collect-first
    @Test
    @Jailed(value = "target/native/write_file", args = "/tmp/out.txt", tmpfs = "/tmp:1MiB", collect = "/tmp/out.txt")
    void leavesAFile(JailResult run) {
        assertThat(run)
                .exitedWith(0)
                .hasFile("/tmp/out.txt")
                .file("/tmp/out.txt")
                .hasContent("kept");
    }
    // end: collect-first

    // snippet: collect-directory
    @Test
    @Jailed(value = "target/native/write_file", tmpfs = "/tmp:1MiB", collect = "/tmp")
    void leavesWhatItIsToldTo(Jail jail) {
        JailResult run = jail.run("/tmp/a.txt");

        assertThat(run.files()).extracting(CollectedFile::path).containsExactly("/tmp/a.txt");
        assertThat(run.file("/tmp/a.txt").text()).isEqualTo("kept");
        assertThat(run).doesNotHaveFile("/tmp/b.txt");
    }
    // end: collect-directory

    // snippet: collect-limit
    @Test
    @Jailed(
            value = "target/native/write_file",
            args = {"/tmp/out.bin", "2048"},
            tmpfs = "/tmp:4MiB",
            limits = @Limits(fileSize = "1MiB"),
            collect = "/tmp/out.bin")
    void isThereAfterALimitToo(JailResult run) {
        assertThat(run).exceeded(LimitKind.FILE_SIZE).file("/tmp/out.bin").hasSize(1 << 20);
    }
    // end: collect-limit
}
