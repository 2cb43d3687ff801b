package dev.zjail.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A field of a record that has to be there, and of its type. */
final class RequiredField {
    private RequiredField() {}

    private static JsonNode of(JsonNode json, String name, Predicate<JsonNode> isOfType, String type) {
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

    /**
     * Reads how many of something there are.
     *
     * @throws IllegalArgumentException if the field is missing, or is no whole number of 32 bits
     */
    static int count(JsonNode json, String name) {
        return of(json, name, value -> value.canConvertToInt() && value.isIntegralNumber(), "a whole number of 32 bits")
                .intValue();
    }

    /**
     * Reads a number, which may have a fraction.
     *
     * @throws IllegalArgumentException if the field is missing, or is no number
     */
    static double fraction(JsonNode json, String name) {
        return of(json, name, JsonNode::isNumber, "a number").doubleValue();
    }

    /**
     * Reads a truth value.
     *
     * @throws IllegalArgumentException if the field is missing, or is neither true nor false
     */
    static boolean truth(JsonNode json, String name) {
        return of(json, name, JsonNode::isBoolean, "true or false").booleanValue();
    }

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException if the field is missing, or is no list
     */
    static JsonNode list(JsonNode json, String name) {
        return of(json, name, JsonNode::isArray, "a list");
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
