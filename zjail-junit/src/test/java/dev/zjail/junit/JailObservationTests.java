package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.ObservedSyscall;
import dev.zjail.policyfile.PolicyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JailObservationTests {
    private static final ObservedSyscall GETPID = new ObservedSyscall("getpid", 39, 3, List.of(0L, 0L, 0L, 0L, 0L, 0L));
    private static final ObservedSyscall SOCKET = new ObservedSyscall("socket", 41, 1, List.of(2L, 1L, 0L, 0L, 0L, 0L));
    private static final ObservedSyscall UNKNOWN =
            new ObservedSyscall("syscall_999", 999, 1, List.of(0L, 0L, 0L, 0L, 0L, 0L));

    private static final JailResult RESULT = SampleRuns.uncertain(SampleRuns.greeting());

    private final JailObservation observation = new JailObservation(RESULT, List.of(GETPID, SOCKET, UNKNOWN), true);

    @Test
    void isAnAttributeToPaste() {
        assertThat(observation.allow()).containsExactly("getpid", "socket");
        assertThat(observation.asAttribute()).isEqualTo("allow = {\"getpid\", \"socket\"}");
    }

    @Test
    void isAPolicyFileToSave(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("observed.json");

        Files.writeString(file, observation.asPolicyFile());

        assertThat(observation.asPolicyFile()).isEqualTo("""
                {
                  "name": "auto-observed",
                  "extends": "auto",
                  "allow": ["getpid", "socket"]
                }
                """);
        assertThat(PolicyFile.read(file, directory).name()).isEqualTo("auto-observed");
    }

    @Test
    void isToldInLines() {
        assertThat(observation).hasToString("""
                beyond the policy static:
                  getpid(0x0, 0x0, 0x0, 0x0, 0x0, 0x0), 3 times
                  socket(0x2, 0x1, 0x0, 0x0, 0x0, 0x0)
                  syscall_999(0x0, 0x0, 0x0, 0x0, 0x0, 0x0)
                allow = {"getpid", "socket"}""");
        assertThat(new JailObservation(RESULT, List.of(GETPID), false).toString())
                .startsWith("beyond the policy static, and more that was not recorded:\n");
        assertThat(new JailObservation(RESULT, List.of(), true)).hasToString("nothing beyond the policy static");
    }
}
