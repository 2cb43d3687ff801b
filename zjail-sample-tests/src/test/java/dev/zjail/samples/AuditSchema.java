package dev.zjail.samples;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds every record of the latest trail to the JSON Schema that is shipped in the library's jar. The build calls it
 * after the tests, when the trail is closed.
 */
final class AuditSchema {
    private AuditSchema() {}

    public static void main(String[] arguments) throws IOException {
        JsonSchema schema = schema();
        Path trail = latestTrail(Path.of(arguments[0]));
        List<String> records = Files.readAllLines(trail);
        for (String record : records) {
            Set<ValidationMessage> violations = schema.validate(record, InputFormat.JSON);
            if (!violations.isEmpty()) {
                throw new IllegalStateException("not of the schema: " + violations + " in " + record);
            }
        }
        System.out.println(records.size() + " records are of the schema");
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream shipped = AuditSchema.class.getResourceAsStream("/dev/zjail/audit/audit.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(shipped);
        }
    }

    private static Path latestTrail(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".audit.jsonl"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow(() -> new IllegalStateException("no trail in " + directory));
        }
    }
}
