package dev.zjail.report;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Changes records, as another version of zjail, or somebody, may have written them. */
final class Records {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Records() {}

    /** Leaves a trail with its first record alone, changed. */
    static void change(Path trail, Consumer<ObjectNode> change) throws IOException {
        ObjectNode record = (ObjectNode) JSON.readTree(Files.readAllLines(trail).get(0));
        change.accept(record);
        Files.writeString(trail, JSON.writeValueAsString(record) + "\n");
    }

    /** Gives a record a file for one of its streams. */
    static void putStream(ObjectNode record, String stream, String file, long bytes) {
        ((ObjectNode) record.path("streams").path(stream))
                .put("file", file)
                .put("bytes", bytes)
                .put("kept", bytes);
    }

    /** Adds a piece of evidence. */
    static void addEvidence(ObjectNode record, String id, String kind, double weight, String sentence) {
        record.withArray("/evidence")
                .addObject()
                .put("id", id)
                .put("kind", kind)
                .put("log10_likelihood_ratio", weight)
                .put("sentence", sentence);
    }
}
