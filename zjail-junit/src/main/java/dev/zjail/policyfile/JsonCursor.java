package dev.zjail.policyfile;

import dev.zjail.engine.policy.InvalidPolicyException;
import dev.zjail.internal.NearestNames;
import dev.zjail.policyfile.Json.Member;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value in a policy file, with the way to it: asks for what the value must be, and says where it is if it is
 * something else.
 *
 * @param file the file's name, for messages
 * @param path the names and positions that lead to the value, such as {@code allow[1].syscall}
 * @param value the value
 */
record JsonCursor(String file, String path, Json value) {
    private static final String ROOT = "policy";
    private static final Pattern ELEMENT = Pattern.compile("([a-z]+)\\[([0-9]+)]");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]{1,16}");
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    static JsonCursor root(String file, Json value) {
        return new JsonCursor(file, "", value);
    }

    /** A set of names that keeps their order, for messages. */
    static Set<String> fields(String... names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
    }

    /** Requires an object with no members but these. */
    JsonCursor requireOnly(Set<String> known) {
        members().forEach((name, member) -> {
            if (!known.contains(name)) {
                throw PolicyFileException.in(
                        file,
                        member.nameAt(),
                        shownPath(),
                        "must have no fields but " + String.join(", ", known),
                        "\"" + name + "\"",
                        NearestNames.remedy(name, known, "take it out"));
            }
        });
        return this;
    }

    boolean has(String name) {
        return members().containsKey(name);
    }

    Optional<JsonCursor> child(String name) {
        return Optional.ofNullable(members().get(name)).map(member -> below(name, member.value()));
    }

    JsonCursor requireChild(String name, String example) {
        return child(name)
                .orElseThrow(() ->
                        wrong("must have the field " + name, "an object without it", "add for instance " + example));
    }

    List<JsonCursor> elements(String example) {
        if (!(value instanceof Json.Elements array)) {
            throw wrong("must be an array", value.shown(), "write for instance " + example);
        }
        List<JsonCursor> elements = new ArrayList<>();
        for (Json element : array.elements()) {
            elements.add(new JsonCursor(file, path + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    String text(String example) {
        if (!(value instanceof Json.Text string)) {
            throw wrong("must be a string", value.shown(), "write for instance \"" + example + "\"");
        }
        return string.text();
    }

    boolean isText() {
        return value instanceof Json.Text;
    }

    /** A whole number of 64 bits, signed or not, or a string of hexadecimal digits. */
    long bits() {
        if (value instanceof Json.Whole number
                && number.value().compareTo(LEAST) >= 0
                && number.value().compareTo(MOST) <= 0) {
            return number.value().longValue();
        }
        if (value instanceof Json.Text string
                && HEXADECIMAL.matcher(string.text()).matches()) {
            return Long.parseUnsignedLong(string.text().substring(2), 16);
        }
        throw wrong(
                "must be a whole number of 64 bits",
                value.shown(),
                "write for instance 4096 or \"0x1000\", from " + LEAST + " to " + MOST);
    }

    /** A whole number; one that is too large for any use is as good as -1. */
    int wholeNumber() {
        if (!(value instanceof Json.Whole number)) {
            throw wrong("must be a whole number", value.shown(), "write for instance 0");
        }
        return number.value().bitLength() < Integer.SIZE ? number.value().intValue() : -1;
    }

    /** Makes something of the engine's; what it objects to, is here or below. */
    <T> T translating(Supplier<T> making) {
        try {
            return making.get();
        } catch (InvalidPolicyException e) {
            JsonCursor blamed = find(e.component());
            boolean scalar = !(blamed.value instanceof Json.Members || blamed.value instanceof Json.Elements);
            throw blamed.wrong(e.rule(), scalar ? blamed.value.shown() : e.found(), e.remedy());
        }
    }

    /** The engine names the parts of a policy as a file does. */
    private JsonCursor find(String component) {
        if (!(value instanceof Json.Members)) {
            return this;
        }
        Matcher element = ELEMENT.matcher(component);
        if (element.matches()) {
            return child(element.group(1))
                    .map(array -> array.elements("[]").get(Integer.parseInt(element.group(2))))
                    .orElse(this);
        }
        return child(component).orElse(this);
    }

    PolicyFileException wrong(String rule, String found, String remedy) {
        return PolicyFileException.in(file, value.at(), shownPath(), rule, found, remedy);
    }

    private Map<String, Member> members() {
        if (!(value instanceof Json.Members object)) {
            throw wrong("must be an object", value.shown(), "write { and }");
        }
        return object.members();
    }

    private JsonCursor below(String name, Json child) {
        return new JsonCursor(file, path.isEmpty() ? name : path + "." + name, child);
    }

    private String shownPath() {
        return path.isEmpty() ? ROOT : path;
    }
}
