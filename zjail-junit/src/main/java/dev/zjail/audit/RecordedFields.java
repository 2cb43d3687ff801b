package dev.zjail.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * The fields of a record, by the names of {@code docs/audit.md}. For readers of records that other versions wrote: a
 * field that is missing, or that is not of the type asked for, is empty and no error. A name may be a path, its parts
 * joined by dots, such as {@code policy.name}. Immutable.
 *
 * <p>Texts are as they were recorded: whatever a test or a guest named is in them, so escape before showing.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RecordedFields {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode node;

    private RecordedFields(JsonNode node) {
        this.node = node;
    }

    /** For the fields of a record that was just read. */
    static RecordedFields of(JsonNode record) {
        return new RecordedFields(record);
    }

    /** Reads what {@link RecordedRun} keeps, which was JSON when it was read first. */
    static RecordedFields parse(String json) {
        try {
            // As bytes, as the trails are read: Jackson has another parser for texts, which would have to be compiled
            // too.
            return new RecordedFields(JSON.readTree(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalArgumentException("a record must be JSON", e);
        }
    }

    /**
     * Reads a text.
     *
     * @param name the field's name or path
     * @return the text, if there is one
     */
    public Optional<String> text(String name) {
        return Optional.ofNullable(at(name).textValue());
    }

    /**
     * Reads a whole number of 64 bits.
     *
     * @param name the field's name or path
     * @return the number, if there is one
     */
    public OptionalLong number(String name) {
        JsonNode value = at(name);
        return value.isIntegralNumber() && value.canConvertToLong()
                ? OptionalLong.of(value.longValue())
                : OptionalLong.empty();
    }

    /**
     * Reads a number.
     *
     * @param name the field's name or path
     * @return the number, if there is one and it is finite
     */
    public OptionalDouble decimal(String name) {
        JsonNode value = at(name);
        return value.isNumber() && Double.isFinite(value.doubleValue())
                ? OptionalDouble.of(value.doubleValue())
                : OptionalDouble.empty();
    }

    /**
     * Reads a yes or no.
     *
     * @param name the field's name or path
     * @return whether it is there and true
     */
    public boolean isTrue(String name) {
        return at(name).booleanValue();
    }

    /**
     * Reads the texts of a list.
     *
     * @param name the field's name or path
     * @return the texts, without whatever else is in the list
     */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : at(name)) {
            if (value.isTextual()) {
                texts.add(value.textValue());
            }
        }
        return texts;
    }

    /**
     * Reads the objects of a list.
     *
     * @param name the field's name or path
     * @return the objects, without whatever else is in the list
     */
    public List<RecordedFields> objects(String name) {
        JsonNode list = at(name);
        List<RecordedFields> objects = new ArrayList<>();
        if (list.isArray()) {
            for (JsonNode value : list) {
                if (value.isObject()) {
                    objects.add(new RecordedFields(value));
                }
            }
        }
        return objects;
    }

    /**
     * Reads an object.
     *
     * @param name the field's name or path
     * @return the object, if there is one
     */
    public Optional<RecordedFields> object(String name) {
        return Optional.of(at(name)).filter(JsonNode::isObject).map(RecordedFields::new);
    }

    /**
     * Reads an object that has texts only, in order.
     *
     * @param name the field's name or path
     * @return its texts by their names, without whatever else is in it
     */
    public Map<String, String> textsByName(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        at(name).properties().forEach(field -> {
            if (field.getValue().isTextual()) {
                texts.put(field.getKey(), field.getValue().textValue());
            }
        });
        return Collections.unmodifiableMap(texts);
    }

    private JsonNode at(String name) {
        JsonNode found = node;
        int begin = 0;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', begin)) {
            found = found.path(name.substring(begin, dot));
            begin = dot + 1;
        }
        return found.path(name.substring(begin));
    }
}
