package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.ObservedSyscall;
import dev.zjail.policyfile.PolicyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JailObservationTests {
    private static final ObservedSyscall GETPID = new ObservedSyscall("getpid", 39, 3, List.of(0L, 0L, 0L, 0L, 0L, 0L));
    private static final ObservedSyscall SOCKET = new ObservedSyscall("socket", 41, 1, List.of(2L, 1L, 0L, 0L, 0L, 0L));
    private static final ObservedSyscall UNKNOWN =
            new ObservedSyscall("syscall_999", 999, 1, List.of(0L, 0L, 0L, 0L, 0L, 0L));

    private static final JailResult RESULT = SampleRuns.uncertain(SampleRuns.greeting());

    private static final SortedMap<String, List<String>> ATTRIBUTES = new TreeMap<>(Map.of(
            "allow", List.of("getpid", "socket"), "policy", List.of("threads"), "limits.memory", List.of("1GiB")));

    private final JailObservation observation =
            new JailObservation(RESULT, List.of(GETPID, SOCKET, UNKNOWN), true, ATTRIBUTES, Optional.of(RESULT));

    @Test
    void isAttributesToPaste() {
        assertThat(observation.allow()).containsExactly("getpid", "socket");
        assertThat(observation.asAttributes())
                .isEqualTo(
                        "allow = {\"getpid\", \"socket\"}, limits = @Limits(memory = \"1GiB\"), policy = \"threads\"");
    }

    @Test
    void isAPolicyFileToSave(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("observed.json");

        Files.writeString(file, observation.asPolicyFile());

        assertThat(observation.asPolicyFile()).isEqualTo("""
                {
                  "name": "auto-observed",
                  "extends": "auto",
                  "allow": [
                    "getpid",
                    {"syscall": "socket", "arguments": [{"index": 0, "anyOf": ["0x2"]}]}
                  ]
                }
                """);
        assertThat(PolicyFile.read(file, directory).name()).isEqualTo("auto-observed");
    }

    @Test
    void isToldInLines() {
        assertThat(observation.toString()).startsWith("""
                beyond what the test gives the program:
                  getpid(0x0, 0x0, 0x0, 0x0, 0x0, 0x0), 3 times
                  socket(0x2, 0x1, 0x0, 0x0, 0x0, 0x0)
                  syscall_999(0x0, 0x0, 0x0, 0x0, 0x0, 0x0)
                add: allow = {"getpid", "socket"}, limits = @Limits(memory = "1GiB"), policy = "threads"
                tried with that: exited with status 0
                @Jailed(""");
        assertThat(new JailObservation(RESULT, List.of(GETPID), false, new TreeMap<>(), Optional.empty()))
                .asString()
                .contains("\nnot complete: the program exited with status 0; ");
        assertThat(new JailObservation(RESULT, List.of(), true, new TreeMap<>(), Optional.empty()))
                .hasToString("beyond what the test gives the program: nothing");
    }
}
