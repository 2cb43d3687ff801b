package dev.zjail.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.zjail.engine.Dialogue;
import dev.zjail.engine.Execution;
import dev.zjail.engine.StandardStream;
import dev.zjail.internal.ForeignText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes who said what in a dialogue, in the order in which it was said, into the record of its run. */
final class DialogueJson {
    static final int MOST_PARTS = 256;
    static final int LONGEST_PART = 1024;

    private DialogueJson() {}

    private record Part(StandardStream stream, int from, int length) {}

    /** Writes the field into the object that is being written. */
    static void write(JsonGenerator json, Dialogue dialogue, Execution run) throws IOException {
        List<Part> listed = new ArrayList<>();
        int[] count = {0};
        run.order().forEach((stream, from, length) -> {
            if (count[0]++ < MOST_PARTS) {
                listed.add(new Part(stream, from, length));
            }
        });
        byte[] stdin = run.spec().stdin().toArray();
        byte[] stdout = run.stdout().bytes();
        byte[] stderr = run.stderr().bytes();
        json.writeObjectFieldStart("dialogue");
        json.writeBooleanField("ended_by_test", dialogue.endedByCaller());
        json.writeNumberField("count", count[0]);
        json.writeArrayFieldStart("listed");
        for (Part part : listed) {
            byte[] said = switch (part.stream()) {
                case STDIN -> stdin;
                case STDOUT -> stdout;
                case STDERR -> stderr;
            };
            json.writeStartObject();
            json.writeStringField("stream", part.stream().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("bytes", part.length());
            json.writeStringField(
                    "text",
                    ForeignText.recorded(
                            new String(said, part.from(), part.length(), StandardCharsets.UTF_8), LONGEST_PART));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
