package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Output that differs in known places")
class GoldenFileTests {
    // snippet: golden
    @Test
    @Jailed("target/native/inventory")
    void listsWhatThereIs(JailResult run) {
        assertThat(run).exitedWith(0).hasStdoutAs(Path.of("src/test/golden/inventory.txt"), Map.of("VERSION", "1.4.2"));
    }
    // end: golden

    // snippet: golden-file
    @Test
    @Jailed(value = "target/native/write_file", args = "/tmp/out.txt", tmpfs = "/tmp:1MiB", collect = "/tmp/out.txt")
    void writesWhatItShould(JailResult run) {
        assertThat(run).exitedWith(0).file("/tmp/out.txt").hasContentAs(Path.of("src/test/golden/kept.txt"));
    }
    // end: golden-file
}
