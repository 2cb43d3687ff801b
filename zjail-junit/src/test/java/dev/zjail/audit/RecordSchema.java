package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Holds records to the schema that is shipped with the library. */
public final class RecordSchema {
    private static final JsonSchema SCHEMA = load();

    private RecordSchema() {}

    private static JsonSchema load() {
        try (InputStream resource = AuditTrail.class.getResourceAsStream("audit.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Objects.requireNonNull(resource, "audit.schema.json is shipped with the library"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Set<ValidationMessage> violations(String record) {
        return SCHEMA.validate(record, InputFormat.JSON);
    }

    static void assertValid(String record) {
        assertThat(violations(record)).as(record).isEmpty();
    }

    /** Requires it of every line of every trail, and of the run's own files that they name. */
    public static void assertAllValid(Path reports) throws IOException {
        if (Files.isDirectory(AuditTrail.trailDirectory(reports))) {
            for (Path trail : Trail.filesIn(reports)) {
                List<String> lines = Files.readAllLines(trail);
                lines.forEach(RecordSchema::assertValid);
            }
        }
    }
}
