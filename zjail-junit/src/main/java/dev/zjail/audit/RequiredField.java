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
}
