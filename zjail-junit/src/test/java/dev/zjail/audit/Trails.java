package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zjail.engine.Execution;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.Expectation;
import dev.zjail.truthimatics.SampleRuns;
import dev.zjail.truthimatics.Truthimatics;
import java.io.IOException;
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

    private static final ObjectMapper JSON = new ObjectMapper();

    private Trails() {}

    public static Assessment assess(Execution run) {
        return Truthimatics.assess(run, new Expectation(Set.of(0), Optional.empty()));
    }

    public static Path append(AuditTrail trail, TestIdentity test, Execution run) {
        return trail.append(test, run, assess(run));
    }

    /** Writes a closed trail of so many clean runs. */
    public static Path closed(Path reports, int runs) throws IOException {
        try (AuditTrail trail = AuditTrail.open(reports)) {
            for (int i = 0; i < runs; i++) {
                append(trail, GREETS, SampleRuns.exited(0));
            }
        }
        return only(reports);
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
