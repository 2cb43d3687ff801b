package dev.zjail.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

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

    /**
     * Reads a number, which may have a fraction.
     *
     * @throws IllegalArgumentException if the field is missing, or is no number
     */
    static double fraction(JsonNode json, String name) {
        JsonNode value = json.required(name);
        if (!value.isNumber()) {
            throw new IllegalArgumentException("`" + name + "` must be a number");
        }
        return value.doubleValue();
    }

    /**
     * Reads a truth value.
     *
     * @throws IllegalArgumentException if the field is missing, or is neither true nor false
     */
    static boolean truth(JsonNode json, String name) {
        JsonNode value = json.required(name);
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("`" + name + "` must be true or false");
        }
        return value.booleanValue();
    }

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException if the field is missing, or is no list
     */
    static JsonNode list(JsonNode json, String name) {
        JsonNode value = json.required(name);
        if (!value.isArray()) {
            throw new IllegalArgumentException("`" + name + "` must be a list");
        }
        return value;
    }

    /**
     * Reads a list of texts.
     *
     * @throws IllegalArgumentException if the field is missing, or is no list, or one of it is no text
     */
    static List<String> texts(JsonNode json, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : list(json, name)) {
            if (!value.isTextual()) {
                throw new IllegalArgumentException("`" + name + "` must be a list of texts");
            }
            texts.add(value.textValue());
        }
        return texts;
    }
}
