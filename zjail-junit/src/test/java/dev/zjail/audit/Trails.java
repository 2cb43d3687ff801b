package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.Dialogue;
import dev.zjail.engine.Execution;
import dev.zjail.engine.Interleaving;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.StandardStream;
import dev.zjail.engine.Termination;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.Expectation;
import dev.zjail.truthimatics.SampleRuns;
import dev.zjail.truthimatics.Truthimatics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes and reads audits for the tests. */
public final class Trails {
    /** A test like any other. */
    public static final TestIdentity GREETS = new TestIdentity(
            "com.example.GreeterTests", "greets(JailResult)", "[engine:junit-jupiter]/[class:G]/[m:g]");

    /** The first twelve digits of the BLAKE2b-256 of its unique id. */
    public static final String HASH_OF_GREETS = "1a79726176f9";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Trails() {}

    public static Assessment assess(Execution run) {
        return Truthimatics.assess(run, new Expectation(Set.of(0), Optional.empty()));
    }

    public static Path append(AuditTrail trail, TestIdentity test, Execution run) {
        Path auditFile = trail.append(test, run, assess(run));
        RecordSchema.assertValid(read(auditFile));
        return auditFile;
    }

    /** Writes a closed trail of so many clean runs. */
    public static Path closed(Path reports, int runs) throws IOException {
        try (AuditTrail trail = AuditTrail.open(reports)) {
            for (int i = 0; i < runs; i++) {
                append(trail, GREETS, SampleRuns.exited(0));
            }
        }
        RecordSchema.assertAllValid(reports);
        return only(reports);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same run, but with other output. */
    static Execution withStdout(Execution run, CapturedOutput stdout) {
        return new Execution(
                run.spec(),
                run.startedAt(),
                run.termination(),
                stdout,
                run.stderr(),
                run.usage(),
                run.confinement(),
                run.policy(),
                run.fingerprint(),
                run.root(),
                List.of(),
                run.contents(),
                CollectedFiles.NONE);
    }

    /** The same run, but with other output on standard error. */
    static Execution withStderr(Execution run, CapturedOutput stderr) {
        return new Execution(
                run.spec(),
                run.startedAt(),
                run.termination(),
                run.stdout(),
                stderr,
                run.usage(),
                run.confinement(),
                run.policy(),
                run.fingerprint(),
                run.root(),
                List.of(),
                run.contents(),
                CollectedFiles.NONE);
    }

    /** A run that stood open to its test, which asked for 7 and ended it. */
    public static Execution dialogue(JailSpec spec) {
        Execution run = SampleRuns.run(
                spec.withStdin(Bytes.utf8("7\n")).withStdinOpen(true),
                new Termination.Signaled("SIGKILL", 9, false),
                Set.of());
        return new Execution(
                run.spec(),
                run.startedAt(),
                run.termination(),
                run.stdout(),
                run.stderr(),
                run.usage(),
                run.confinement(),
                run.policy(),
                run.fingerprint(),
                run.root(),
                run.refused(),
                run.contents(),
                CollectedFiles.NONE,
                new Interleaving.Builder()
                        .add(StandardStream.STDERR, 2)
                        .add(StandardStream.STDIN, 2)
                        .add(StandardStream.STDOUT, 6)
                        .build(),
                Optional.of(new Dialogue(true)));
    }

    public static Path only(Path reports) throws IOException {
        List<Path> files = Trail.filesIn(reports);
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    public static List<JsonNode> lines(Path trail) throws IOException {
        List<String> lines = Files.readAllLines(trail);
        return lines.stream().map(Trails::parse).toList();
    }

    public static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
