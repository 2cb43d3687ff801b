package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Holds records to the schema that is shipped with the library. What this version writes is held to more: each field
 * that the schema names must be there, and no other, so that a field that is lost, or that nobody described, is seen.
 */
public final class RecordSchema {
    /** Left out of a record where there is nothing to say. */
    private static final Set<String> OPTIONAL = Set.of("collect", "collected");

    private static final JsonNode SHIPPED = load();
    private static final JsonSchema SCHEMA = schema(SHIPPED);
    private static final JsonSchema OF_THIS_VERSION = schema(strict(SHIPPED.deepCopy()));

    private RecordSchema() {}

    private static JsonNode load() {
        try (InputStream resource = AuditTrail.class.getResourceAsStream("audit.schema.json")) {
            return new ObjectMapper()
                    .readTree(Objects.requireNonNull(resource, "audit.schema.json is shipped with the library"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchema schema(JsonNode json) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(json);
    }

    private static JsonNode strict(JsonNode schema) {
        requireAll(schema);
        // A record has the fields of its kind beside those that both kinds have.
        ObjectNode root = (ObjectNode) schema;
        root.remove("additionalProperties");
        root.put("unevaluatedProperties", false);
        for (String kind : List.of("run", "closing")) {
            ((ObjectNode) root.path("$defs").path(kind)).remove("additionalProperties");
        }
        return root;
    }

    private static void requireAll(JsonNode schema) {
        schema.forEach(RecordSchema::requireAll);
        if (schema instanceof ObjectNode object && object.path("properties") instanceof ObjectNode properties) {
            ArrayNode required = object.putArray("required");
            properties.properties().stream()
                    .filter(property -> !isOptional(property.getValue()) && !OPTIONAL.contains(property.getKey()))
                    .forEach(property -> required.add(property.getKey()));
            object.put("additionalProperties", false);
        }
    }

    /** Left out where it is not used. */
    private static boolean isOptional(JsonNode property) {
        return property.path("$comment").asText().equals("optional");
    }

    /** What is wrong with a record of whatever version. */
    static Set<ValidationMessage> violations(String record) {
        return SCHEMA.validate(record, InputFormat.JSON);
    }

    /** What is wrong with a record that this version wrote. */
    static Set<ValidationMessage> violationsOfThisVersion(String record) {
        return OF_THIS_VERSION.validate(record, InputFormat.JSON);
    }

    static void assertValid(String record) {
        assertThat(violations(record)).as(record).isEmpty();
        assertThat(violationsOfThisVersion(record)).as(record).isEmpty();
    }

    /** Requires it of every line of every trail, and of the run's own files that they name. */
    public static void assertAllValid(Path reports) throws IOException {
        if (Files.isDirectory(Trail.directory(reports))) {
            for (Path trail : Trail.filesIn(reports)) {
                List<String> lines = Files.readAllLines(trail);
                lines.forEach(RecordSchema::assertValid);
            }
        }
    }
}
