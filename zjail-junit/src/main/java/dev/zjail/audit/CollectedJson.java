package dev.zjail.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.zjail.engine.CollectedFile;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.NotCollected;
import dev.zjail.internal.ForeignText;
import dev.zjail.internal.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts what came back from the jail into a record: all files that can, with their digests, and a bounded beginning. */
final class CollectedJson {
    private static final int MOST_OTHERS = 256;
    private static final int LONGEST_PATH = 1024;
    private static final int LONGEST_HEAD = 256;

    private CollectedJson() {}

    static void write(JsonGenerator json, CollectedFiles collected) throws IOException {
        json.writeObjectFieldStart("collected");
        json.writeArrayFieldStart("files");
        for (CollectedFile file : collected.files()) {
            json.writeStartObject();
            json.writeStringField("path", ForeignText.recorded(file.path(), LONGEST_PATH));
            json.writeNumberField("bytes", file.size());
            json.writeStringField("blake2b_256", file.digest());
            json.writeStringField("head", head(file.bytes()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("others_count", collected.others().size());
        json.writeArrayFieldStart("others");
        for (NotCollected other : collected.others().stream().limit(MOST_OTHERS).toList()) {
            json.writeStartObject();
            json.writeStringField("path", ForeignText.recorded(other.path(), LONGEST_PATH));
            json.writeStringField("kind", other.kind().name());
            json.writeStringField("detail", ForeignText.recorded(other.detail(), LONGEST_PATH));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String head(byte[] content) {
        int end = content.length <= LONGEST_HEAD ? content.length : Utf8.characterStart(content, LONGEST_HEAD);
        return new String(Arrays.copyOf(content, end), StandardCharsets.UTF_8);
    }
}
