package dev.zjail.audit;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads JSON that anybody may have written: one value, no name twice in an object, and no more values than fit into
 * memory. Jackson itself can bound their number only from 2.18 on, and ours is the user's own.
 */
final class JsonReader {
    /** More than any record has, or any manifest of a hundred thousand trails: what is parsed must fit into memory. */
    private static final long MOST_VALUES = 2L << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonReader() {}

    /** Reads a value. */
    static JsonNode read(byte[] content) throws IOException {
        if (values(content) > MOST_VALUES) {
            throw new JsonParseException("it has more values than anything that we wrote");
        }
        return JSON.readTree(content);
    }

    /** Opens a file to be read from its beginning as far as is needed. */
    static JsonParser parser(InputStream input) throws IOException {
        return JSON.createParser(input);
    }

    /** In front of every value but the first is one of four characters, unless it is in a text. */
    private static long values(byte[] content) {
        long values = 1;
        boolean inText = false;
        for (int at = 0; at < content.length; at++) {
            switch (content[at]) {
                case '"' -> inText = !inText;
                case '\\' -> at++;
                case '[', '{', ',', ':' -> values += inText ? 0 : 1;
                default -> {}
            }
        }
        return values;
    }
}
