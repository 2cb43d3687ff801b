package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.Execution;
import dev.zjail.internal.Blake2b256;
import dev.zjail.truthimatics.SampleRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a program wrote")
class StreamFilesTests {
    @TempDir
    Path reports;

    private JsonNode record(byte[] stdout) throws IOException {
        try (AuditTrail trail = AuditTrail.open(reports)) {
            Path file = Trails.append(
                    trail,
                    Trails.GREETS,
                    Trails.withStdout(SampleRuns.exited(0), new CapturedOutput(Bytes.of(stdout), stdout.length)));
            return Trails.parse(Files.readString(file)).path("streams").path("stdout");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("is in the record as a whole up to 4 KiB, and then in no file")
    void small() throws IOException {
        String output = "é".repeat(2048);

        JsonNode stdout = record(utf8(output));

        assertThat(stdout.path("head").asText()).isEqualTo(output);
        assertThat(stdout.path("tail").asText()).isEmpty();
        assertThat(stdout.path("file").isNull()).isTrue();
        assertThat(streamFiles()).isEmpty();
    }

    @Test
    @DisplayName("beyond that is in a file, and the record has both ends, cut between characters")
    void large() throws IOException {
        byte[] output = utf8("a" + "é".repeat(2048));

        JsonNode stdout = record(output);

        assertThat(stdout.path("head").asText()).isEqualTo("a" + "é".repeat(1023));
        assertThat(stdout.path("tail").asText()).isEqualTo("é".repeat(1024));
        assertThat(stdout.path("file").asText())
                .matches("com\\.example\\.GreeterTests/greets-JailResult-[0-9a-f]{8}\\.stdout\\.txt")
                .matches(AuditFile.RELATIVE_NAME);
        assertThat(reports.resolve(stdout.path("file").asText())).hasBinaryContent(output);
        assertThat(stdout.path("blake2b_256").asText()).isEqualTo(Blake2b256.of(output));
    }

    @Test
    @DisplayName("to each of both streams is in a file of that stream's own")
    void eachStream() throws IOException {
        byte[] output = utf8("o".repeat(5_000));
        byte[] errors = utf8("e".repeat(6_000));
        Execution run = Trails.withStderr(
                Trails.withStdout(SampleRuns.exited(0), new CapturedOutput(Bytes.of(output), output.length)),
                new CapturedOutput(Bytes.of(errors), errors.length));
        JsonNode streams;
        try (AuditTrail trail = AuditTrail.open(reports)) {
            streams = Trails.parse(Files.readString(Trails.append(trail, Trails.GREETS, run)))
                    .path("streams");
        }

        String stdout = streams.path("stdout").path("file").asText();
        String stderr = streams.path("stderr").path("file").asText();
        assertThat(stdout).endsWith(".stdout.txt");
        assertThat(stderr).endsWith(".stderr.txt");
        assertThat(reports.resolve(stdout)).hasBinaryContent(output);
        assertThat(reports.resolve(stderr)).hasBinaryContent(errors);
        assertThat(streams.path("stderr").path("blake2b_256").asText()).isEqualTo(Blake2b256.of(errors));
    }

    @Test
    @DisplayName("that is not UTF-8 is in a file, byte by byte, however little it is")
    void notUtf8() throws IOException {
        byte[] output = {'o', 'k', (byte) 0xff, '"', '}', '\n', '{', 0, 0x1b};

        JsonNode stdout = record(output);

        assertThat(stdout.path("head").asText()).isEqualTo("ok\ufffd\"}\n{\u0000\u001b");
        assertThat(reports.resolve(stdout.path("file").asText())).hasBinaryContent(output);
        assertThat(Trail.read(Trails.only(reports)).state()).isEqualTo(TrailState.INTACT);
    }

    @Test
    @DisplayName("goes into files up to a bound; what would be beyond it is recorded without one")
    void bounded() {
        AuditFile file = AuditFile.take(reports, Trails.GREETS, new AtomicInteger());
        AtomicLong left = new AtomicLong(10_000);
        Bytes output = Bytes.utf8("x".repeat(6_000));
        Execution run = Trails.withStdout(SampleRuns.exited(0), new CapturedOutput(output, output.size()));

        assertThat(StreamFiles.write(file, run, left).stdout()).isPresent();
        assertThat(StreamFiles.write(file, run, left)).isEqualTo(StreamFiles.NONE);
        assertThat(left).as("is kept for smaller output").hasValue(4_000);
    }

    @Test
    @DisplayName("goes through no link that was laid where its file is to be")
    void link() throws IOException {
        AuditFile file = AuditFile.take(reports, Trails.GREETS, new AtomicInteger());
        Path victim = Files.writeString(reports.resolve("victim"), "precious");
        Path stdout = Files.createSymbolicLink(file.streamFile("stdout"), victim);
        Bytes output = Bytes.utf8("x".repeat(6_000));
        Execution run = Trails.withStdout(SampleRuns.exited(0), new CapturedOutput(output, output.size()));

        assertThat(StreamFiles.write(file, run, new AtomicLong(10_000)).stdout())
                .isPresent();

        assertThat(victim).hasContent("precious");
        assertThat(Files.isSymbolicLink(stdout)).isFalse();
        assertThat(stdout).hasBinaryContent(output.toArray());
    }

    @Test
    @DisplayName("that cannot be written fails as the record would, and leaves no file")
    void unwritable() throws IOException {
        Bytes output = Bytes.utf8("x".repeat(6_000));
        Path obstacle = Files.createDirectories(reports.resolve("com.example.GreeterTests/greets-JailResult-"
                + Blake2b256.of(Trails.GREETS.uniqueId()).substring(0, 8) + ".stdout.txt"));

        assertThatExceptionOfType(AuditException.class)
                .isThrownBy(() -> AuditTrail.open(reports, Optional.empty())
                        .append(
                                Trails.GREETS,
                                Trails.withStdout(SampleRuns.exited(0), new CapturedOutput(output, output.size())),
                                Trails.assess(SampleRuns.exited(0))))
                .withMessageStartingWith("the audit could not write " + obstacle + ": EISDIR, ");
        try (Stream<Path> files = Files.walk(reports)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private Stream<Path> streamFiles() throws IOException {
        try (Stream<Path> files = Files.walk(reports)) {
            return files.filter(file -> file.toString().endsWith(".txt")).toList().stream();
        }
    }
}
