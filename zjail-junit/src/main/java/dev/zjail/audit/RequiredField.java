package dev.zjail.audit;

import com.fasterxml.jackson.databind.JsonNode;

/** A field of a record that has to be there, and of its type. */
final class RequiredField {
    private RequiredField() {}

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException if the field is missing, or is no text
     */
    static String text(JsonNode json, String name) {
        JsonNode value = json.required(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("`" + name + "` must be a text");
        }
        return value.textValue();
    }

    /**
     * Reads a whole number of 64 bits.
     *
     * @throws IllegalArgumentException if the field is missing, or is no such number
     */
    static long number(JsonNode json, String name) {
        JsonNode value = json.required(name);
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw new IllegalArgumentException("`" + name + "` must be a whole number of 64 bits");
        }
        return value.longValue();
    }

    /**
     * Reads how many of something there are.
     *
     * @throws IllegalArgumentException if the field is missing, or is no whole number of 32 bits
     */
    static int count(JsonNode json, String name) {
        JsonNode value = json.required(name);
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw new IllegalArgumentException("`" + name + "` must be a whole number of 32 bits");
        }
        return value.intValue();
    }
}
