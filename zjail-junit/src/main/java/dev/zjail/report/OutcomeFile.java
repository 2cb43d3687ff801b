package dev.zjail.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.zjail.audit.SharedDirectory;
import dev.zjail.audit.Trail;
import dev.zjail.internal.ForeignText;
import dev.zjail.report.TestOutcome.Comparison;
import dev.zjail.report.TestOutcome.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of the jailed tests of one test session, in a file beside the trails, so that whichever JVM writes the
 * page last can show what the others did. {@code docs/reports.md} describes it.
 */
final class OutcomeFile {
    static final String SUFFIX = ".tests.json";
    private static final String SCHEMA = "zjail.tests/v1";
    private static final String EXPECTED = "expected";
    private static final String ACTUAL = "actual";
    private static final int LONGEST_TEXT = 4000;

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private OutcomeFile() {}

    /** Writes the outcomes under a name that no other JVM or session takes. */
    static Path write(Path reportsDirectory, Optional<String> invocation, List<TestOutcome> outcomes)
            throws IOException {
        Path directory = Files.createDirectories(Trail.directory(reportsDirectory));
        String name = SharedDirectory.newName();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(content)) {
            write(json, invocation, outcomes);
        }
        return SharedDirectory.replace(
                directory.resolve(name + SUFFIX), directory.resolve("." + name + ".tmp"), content.toByteArray());
    }

    private static void write(JsonGenerator json, Optional<String> invocation, List<TestOutcome> outcomes)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        if (invocation.isPresent()) {
            json.writeStringField("invocation_id", invocation.get());
        }
        json.writeArrayFieldStart("tests");
        for (TestOutcome outcome : outcomes) {
            json.writeStartObject();
            json.writeStringField("class", outcome.testClass());
            json.writeStringField("name", outcome.testName());
            json.writeStringField("unique_id", outcome.uniqueId());
            json.writeStringField("status", outcome.status().name());
            json.writeNumberField("attempts", outcome.attempts());
            json.writeNumberField("runs", outcome.runs());
            json.writeStringField("reason", bounded(outcome.reason().strip()));
            if (outcome.comparison().isPresent()) {
                json.writeStringField(
                        EXPECTED, bounded(outcome.comparison().get().expected()));
                json.writeStringField(ACTUAL, bounded(outcome.comparison().get().actual()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Long enough for a difference and what leads to it; the whole is in the report of the build tool. */
    private static String bounded(String text) {
        return ForeignText.beginning(text, LONGEST_TEXT);
    }

    /** Reads the outcomes of all sessions of a build, in the order in which they were written. */
    static List<TestOutcome> readAll(Path reportsDirectory, Optional<String> invocation) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(Trail.directory(reportsDirectory))) {
            files = entries.filter(entry -> entry.toString().endsWith(SUFFIX))
                    .filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.comparing(OutcomeFile::writtenAt).thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
        List<TestOutcome> outcomes = new ArrayList<>();
        for (Path file : files) {
            read(file, invocation, outcomes);
        }
        return outcomes;
    }

    private static FileTime writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passes over what it does not know: these files are for the page alone, and prove nothing. */
    private static void read(Path file, Optional<String> invocation, List<TestOutcome> outcomes) throws IOException {
        JsonNode content = new JsonMapper().readTree(file.toFile());
        boolean same =
                Optional.ofNullable(content.path("invocation_id").textValue()).equals(invocation);
        if (!same || !content.path("schema").asText().equals(SCHEMA)) {
            return;
        }
        for (JsonNode test : content.path("tests")) {
            Stream.of(Status.values())
                    .filter(status -> status.name().equals(test.path("status").asText()))
                    .map(status -> new TestOutcome(
                            test.path("class").asText(),
                            test.path("name").asText(),
                            test.path("unique_id").asText(),
                            status,
                            test.path("attempts").asInt(),
                            test.path("runs").asLong(),
                            test.path("reason").asText(),
                            comparison(test)))
                    .forEach(outcomes::add);
        }
    }

    private static Optional<Comparison> comparison(JsonNode test) {
        return test.path(EXPECTED).isTextual() && test.path(ACTUAL).isTextual()
                ? Optional.of(new Comparison(
                        test.path(EXPECTED).textValue(), test.path(ACTUAL).textValue()))
                : Optional.empty();
    }
}
