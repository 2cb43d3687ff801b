package dev.zjail.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/** A field of a record that has to be there, and of its type. */
final class RequiredField {
    private RequiredField() {}

    static JsonNode of(JsonNode json, String name, Predicate<JsonNode> isOfType, String type) {
        JsonNode value = json.required(name);
        if (!isOfType.test(value)) {
            throw new IllegalArgumentException("`" + name + "` must be " + type);
        }
        return value;
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException if the field is missing, or is no text
     */
    static String text(JsonNode json, String name) {
        return of(json, name, JsonNode::isTextual, "a text").textValue();
    }

    /**
     * Reads a whole number of 64 bits.
     *
     * @throws IllegalArgumentException if the field is missing, or is no such number
     */
    static long number(JsonNode json, String name) {
        return of(
                        json,
                        name,
                        value -> value.canConvertToLong() && value.isIntegralNumber(),
                        "a whole number of 64 bits")
                .longValue();
    }
}
