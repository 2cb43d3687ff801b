package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first jailed run of a Java virtual machine does not wait for. */
@DisplayName("The first run of a Java virtual machine")
class FirstRunTests {
    @TempDir
    private Path directory = Path.of("");

    @Test
    @DisplayName("loads no class of Bouncy Castle, whose jar is signed, where no key was given")
    void noBouncyCastle() throws Exception {
        Path loaded = directory.resolve("loaded");
        OtherJvm.await(OtherJvm.running(
                        directory,
                        RealRuns.class,
                        List.of("-Xlog:class+load:file=" + loaded),
                        directory.resolve("reports"),
                        1)
                .start());

        assertThat(Files.readAllLines(loaded))
                .as("control: a run was recorded, and a key was looked for")
                .anyMatch(line -> line.contains(" dev.zjail.audit.RecordWriter "))
                .anyMatch(line -> line.contains(" dev.zjail.audit.SigningKey "))
                .noneMatch(line -> line.contains(" org.bouncycastle."));
    }
}
