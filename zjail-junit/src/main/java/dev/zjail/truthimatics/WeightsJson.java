package dev.zjail.truthimatics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.zjail.engine.NondeterminismSource;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Weights as JSON, a line for each program so that changes can be read. Written and read with Jackson's streaming API:
 * the object mapper costs a fresh JVM several times as much.
 */
final class WeightsJson {
    private static final String SCHEMA = "zjail.weights/v1";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What is in a document. */
    record Content(String corpus, String command, List<CalibrationResult> programs) {}

    private WeightsJson() {}

    static String write(String corpus, String command, List<CalibrationResult> programs) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeRaw('\n');
            json.writeStringField("schema", SCHEMA);
            json.writeStringField("plan", ReplayPlan.CURRENT.version());
            json.writeStringField("corpus", corpus);
            json.writeStringField("command", command);
            json.writeArrayFieldStart("programs");
            for (CalibrationResult program : programs) {
                json.writeRaw("\n");
                write(json, program);
            }
            json.writeRaw('\n');
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to take characters", e);
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, CalibrationResult program) throws IOException {
        json.writeStartObject();
        json.writeStringField("program", program.program());
        json.writeStringField("class", program.programClass());
        json.writeBooleanField("deterministic", program.deterministic());
        if (program.caught().isPresent()) {
            CalibrationResult.Caught caught = program.caught().get();
            json.writeNumberField("caught_at_step", caught.step());
            names(json, "caught_by", caught.axes());
        }
        names(json, "sources", program.sources());
        optional(json, "contrast_changed", program.contrastChanged());
        optional(json, "past_agreed", program.pastAgreed());
        if (program.chanceOneIn().isPresent()) {
            json.writeNumberField("chance_one_in", program.chanceOneIn().get());
        }
        json.writeEndObject();
    }

    private static void names(JsonGenerator json, String field, Set<? extends Enum<?>> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (Enum<?> name : names) {
            json.writeString(name.name());
        }
        json.writeEndArray();
    }

    private static void optional(JsonGenerator json, String field, Optional<Boolean> value) throws IOException {
        if (value.isPresent()) {
            json.writeBooleanField(field, value.get());
        }
    }

    static Content read(String text, String from) {
        Map<String, Object> document;
        try (JsonParser json = JSON.createParser(text)) {
            document = new Reader(from, json).document();
        } catch (IOException e) {
            throw new WeightsException(from, "must be JSON", String.valueOf(e.getMessage()), REMEDY);
        }
        return new Fields(from, document).content();
    }

    private static final String REMEDY = "make them again with the calibration command";

    /** Reads JSON into maps, lists, texts, whole numbers and truth values. */
    private record Reader(String from, JsonParser json) {
        Map<String, Object> document() throws IOException {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new WeightsException(from, "must be an object", "it is something else", REMEDY);
            }
            Map<String, Object> document = object();
            if (json.nextToken() != null) {
                throw new WeightsException(from, "must end after its object", "there is more", REMEDY);
            }
            return document;
        }

        private Map<String, Object> object() throws IOException {
            Map<String, Object> members = new LinkedHashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                members.put(name, value(json.nextToken()));
            }
            return members;
        }

        private List<Object> array() throws IOException {
            List<Object> elements = new ArrayList<>();
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                elements.add(value(token));
            }
            return elements;
        }

        private Object value(JsonToken token) throws IOException {
            return switch (token) {
                case START_OBJECT -> object();
                case START_ARRAY -> array();
                case VALUE_STRING -> json.getText();
                case VALUE_NUMBER_INT -> json.getIntValue();
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                default ->
                    throw new WeightsException(
                            from, "must hold texts, whole numbers and truth values only", "there is " + token, REMEDY);
            };
        }
    }

    /** The fields of an object, each of the type it must have. */
    private record Fields(String from, Map<String, Object> members) {
        Content content() {
            if (!SCHEMA.equals(members.get("schema"))) {
                throw wrong("must have the schema " + SCHEMA, "it is " + members.get("schema"));
            }
            String plan = ReplayPlan.CURRENT.version();
            if (!plan.equals(members.get("plan"))) {
                throw wrong(
                        "must be measured with version " + plan + " of the plan of replays",
                        "it was version " + members.get("plan"));
            }
            List<CalibrationResult> programs = new ArrayList<>();
            for (Object program : required("programs", List.class)) {
                if (!(program instanceof Map<?, ?> fields)) {
                    throw wrong("must list objects as `programs`", "there is " + program);
                }
                Map<String, Object> copy = new LinkedHashMap<>();
                fields.forEach((name, value) -> copy.put(String.valueOf(name), value));
                programs.add(new Fields(from, copy).program());
            }
            return new Content(required("corpus", String.class), required("command", String.class), programs);
        }

        private CalibrationResult program() {
            return new CalibrationResult(
                    required("program", String.class),
                    required("class", String.class),
                    required("deterministic", Boolean.class),
                    optional("caught_at_step", Integer.class)
                            .map(step -> new CalibrationResult.Caught(inPlan(step), names("caught_by", Axis.class))),
                    names("sources", NondeterminismSource.class),
                    optional("contrast_changed", Boolean.class),
                    optional("past_agreed", Boolean.class),
                    optional("chance_one_in", Integer.class));
        }

        private int inPlan(int step) {
            if (step < 1 || step > ReplayPlan.CURRENT.steps().size()) {
                throw wrong("must name steps of the plan", "there is " + step);
            }
            return step;
        }

        private <T> T required(String field, Class<T> type) {
            return optional(field, type).orElseThrow(() -> wrong("must have a `" + field + "`", "it is missing"));
        }

        private <T> Optional<T> optional(String field, Class<T> type) {
            Object value = members.get(field);
            if (value != null && !type.isInstance(value)) {
                throw wrong("must have a `" + field + "` of another type", "it is " + value);
            }
            return Optional.ofNullable(value).map(type::cast);
        }

        private <E extends Enum<E>> Set<E> names(String field, Class<E> type) {
            Set<E> names = EnumSet.noneOf(type);
            for (Object name : required(field, List.class)) {
                try {
                    names.add(Enum.valueOf(type, String.valueOf(name)));
                } catch (IllegalArgumentException e) {
                    throw wrong("must name known values in `" + field + "`", "there is " + name);
                }
            }
            return names;
        }

        private WeightsException wrong(String rule, String found) {
            return new WeightsException(from, rule, found, REMEDY);
        }
    }
}
