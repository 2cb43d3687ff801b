package dev.zjail.policyfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.zjail.policyfile.Json.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON (RFC 8259, without extensions) and keeps where each value stands. */
final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String SUBJECT = "JSON";

    private final String file;
    private final JsonParser parser;

    private JsonText(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** Reads the one value of a file; its name is for messages. */
    static Json parse(String file, String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            return new JsonText(file, parser).document();
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            Position at = location == null ? new Position(1, 1) : position(location);
            throw PolicyFileException.in(
                    file, at, SUBJECT, "must follow its grammar", e.getOriginalMessage(), "correct the syntax here");
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string cannot fail", e);
        }
    }

    private Json document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw PolicyFileException.in(
                    file, new Position(1, 1), SUBJECT, "must hold an object", "nothing", "write { and a name");
        }
        Json value = value(first);
        if (parser.nextToken() != null) {
            throw wrong(here(), "must end after its object", "more", "take away what follows");
        }
        return value;
    }

    private Json value(@Nullable JsonToken token) throws IOException {
        Position at = here();
        if (token == JsonToken.START_OBJECT) {
            return new Json.Members(at, members());
        }
        if (token == JsonToken.START_ARRAY) {
            return new Json.Elements(at, elements());
        }
        if (token == JsonToken.VALUE_STRING) {
            return new Json.Text(at, parser.getText());
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return new Json.Whole(at, parser.getBigIntegerValue());
        }
        return new Json.Other(at, parser.getText());
    }

    private Map<String, Member> members() throws IOException {
        Map<String, Member> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Position nameAt = here();
            String name = parser.currentName();
            Member member = new Member(nameAt, value(parser.nextToken()));
            if (members.putIfAbsent(name, member) != null) {
                throw wrong(nameAt, "must have each name once in an object", "\"" + name + "\"", "keep one of them");
            }
        }
        return members;
    }

    private List<Json> elements() throws IOException {
        List<Json> elements = new ArrayList<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            elements.add(value(next));
        }
        return elements;
    }

    private PolicyFileException wrong(Position at, String rule, String found, String remedy) {
        return PolicyFileException.in(file, at, SUBJECT, rule, found, remedy);
    }

    private Position here() {
        return position(parser.currentTokenLocation());
    }

    private static Position position(JsonLocation location) {
        return new Position(location.getLineNr(), location.getColumnNr());
    }
}
