package dev.zjail.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.audit.Manifest.Entry;
import dev.zjail.truthimatics.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The manifest as JSON: an in-toto Statement of version 1 with the predicate {@code test-result}, to which our own
 * fields are added, as that predicate allows.
 */
final class ManifestJson {
    static final String SCHEMA = "zjail.manifest/v1";
    private static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
    private static final String PREDICATE_TYPE = "https://in-toto.io/attestation/test-result/v0.1";

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator json;

    private ManifestJson(JsonGenerator json) {
        this.json = json;
    }

    static byte[] write(Manifest manifest, Instant writtenAt) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(bytes).useDefaultPrettyPrinter()) {
            new ManifestJson(generator).statement(manifest, writtenAt);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to take bytes", e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private void statement(Manifest manifest, Instant writtenAt) throws IOException {
        json.writeStartObject();
        json.writeStringField("_type", STATEMENT_TYPE);
        json.writeArrayFieldStart("subject");
        for (Map.Entry<String, Entry> named : manifest.entries().entrySet()) {
            if (!named.getValue().sha256().isEmpty()) {
                json.writeStartObject();
                json.writeStringField("name", named.getKey() + TrailFile.SUFFIX);
                json.writeObjectFieldStart("digest");
                json.writeStringField("sha256", named.getValue().sha256());
                json.writeEndObject();
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeStringField("predicateType", PREDICATE_TYPE);
        json.writeObjectFieldStart("predicate");
        predicate(manifest, writtenAt);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void predicate(Manifest manifest, Instant writtenAt) throws IOException {
        json.writeStringField("result", result(manifest));
        json.writeArrayFieldStart("configuration");
        json.writeEndArray();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("build_id", BuildId.VALUE);
        json.writeStringField("written_at", writtenAt.toString());
        json.writeNumberField("count", manifest.runs());
        json.writeStringField("root", manifest.root());
        json.writeArrayFieldStart("trails");
        for (Map.Entry<String, Entry> named : manifest.entries().entrySet()) {
            trail(named.getKey(), named.getValue());
        }
        json.writeEndArray();
    }

    /** Of the jailed programs, not of the tests: one that expects a program to be rejected passes when it is. */
    private static String result(Manifest manifest) {
        if (manifest.has(Verdict.REJECT)) {
            return "FAILED";
        }
        return manifest.has(Verdict.UNCERTAIN) ? "WARNED" : "PASSED";
    }

    private void trail(String name, Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("trail", name);
        json.writeStringField("state", entry.state().name());
        json.writeNumberField("lines", entry.lines());
        json.writeStringField("head", entry.head());
        json.writeObjectFieldStart("verdicts");
        for (Map.Entry<Verdict, Long> count : entry.verdicts().entrySet()) {
            json.writeNumberField(count.getKey().name(), count.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /**
     * Reads a manifest.
     *
     * @throws IllegalArgumentException if it is none, or its root or count does not follow from its entries
     */
    static Manifest parse(byte[] content) {
        JsonNode statement = read(content);
        JsonNode predicate = statement.required("predicate");
        require(statement.required("_type").asText().equals(STATEMENT_TYPE), "it is no in-toto statement");
        require(
                statement.required("predicateType").asText().equals(PREDICATE_TYPE),
                "its predicate is not " + PREDICATE_TYPE);
        require(predicate.required("schema").asText().equals(SCHEMA), "it is not of the schema " + SCHEMA);
        Map<String, String> digests = digests(statement.required("subject"));
        Manifest manifest = new Manifest(entries(predicate.required("trails"), digests));
        require(digests.keySet().equals(subjects(manifest)), "a subject is none of its trails");
        require(
                predicate.required("root").asText().equals(manifest.root()),
                "its root does not follow from its trails");
        require(number(predicate, "count") == manifest.runs(), "its count does not follow from its trails");
        require(
                predicate.required("result").asText().equals(result(manifest)),
                "its result does not follow from its verdicts");
        return manifest;
    }

    private static JsonNode read(byte[] content) {
        try {
            return JsonReader.read(content);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not one JSON object", e);
        }
    }

    private static Map<String, String> digests(JsonNode subjects) {
        Map<String, String> digests = new HashMap<>();
        for (JsonNode subject : subjects) {
            String digest = subject.required("digest").required("sha256").asText();
            require(digests.put(subject.required("name").asText(), digest) == null, "a subject is listed twice");
        }
        return digests;
    }

    private static Set<String> subjects(Manifest manifest) {
        return manifest.entries().entrySet().stream()
                .filter(named -> !named.getValue().sha256().isEmpty())
                .map(named -> named.getKey() + TrailFile.SUFFIX)
                .collect(Collectors.toSet());
    }

    private static SortedMap<String, Entry> entries(JsonNode trails, Map<String, String> digests) {
        SortedMap<String, Entry> entries = new TreeMap<>();
        for (JsonNode trail : trails) {
            String name = trail.required("trail").asText();
            require(TrailFile.NAME.matcher(name).matches(), "a trail has a name that none can have");
            Entry entry = entry(trail, digests.getOrDefault(name + TrailFile.SUFFIX, ""));
            require(entries.put(name, entry) == null, "a trail is listed twice");
        }
        return entries;
    }

    private static Entry entry(JsonNode trail, String sha256) {
        TrailState state = TrailState.valueOf(trail.required("state").asText());
        require(
                (state == TrailState.INTACT) != sha256.isEmpty(),
                "a trail has a digest and is not intact, or has none and is");
        Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
        JsonNode counts = trail.required("verdicts");
        counts.fieldNames().forEachRemaining(name -> verdicts.put(Verdict.valueOf(name), number(counts, name)));
        return new Entry(state, number(trail, "lines"), trail.required("head").asText(), verdicts, sha256);
    }

    private static long number(JsonNode json, String name) {
        JsonNode value = json.required(name);
        require(
                value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0,
                "`" + name + "` is no whole number");
        return value.longValue();
    }

    private static void require(boolean rule, String otherwise) {
        if (!rule) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
