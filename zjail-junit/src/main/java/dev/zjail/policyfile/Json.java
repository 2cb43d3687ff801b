package dev.zjail.policyfile;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** A JSON value that knows where it stands in its file. */
sealed interface Json {

    /** Where its first character is. */
    Position at();

    /** How an error message shows it. */
    String shown();

    /**
     * An object.
     *
     * @param members by name, in the order of the file
     */
    record Members(Position at, Map<String, Member> members) implements Json {
        @Override
        public String shown() {
            return "an object";
        }
    }

    /**
     * A member of an object.
     *
     * @param nameAt where its name is
     * @param value its value
     */
    record Member(Position nameAt, Json value) {}

    /**
     * An array.
     *
     * @param elements its elements
     */
    record Elements(Position at, List<Json> elements) implements Json {
        @Override
        public String shown() {
            return "an array";
        }
    }

    /**
     * A string.
     *
     * @param text its value
     */
    record Text(Position at, String text) implements Json {
        @Override
        public String shown() {
            return "\"" + text + "\"";
        }
    }

    /**
     * A whole number.
     *
     * @param value its value
     */
    record Whole(Position at, BigInteger value) implements Json {
        @Override
        public String shown() {
            return value.toString();
        }
    }

    /**
     * What no policy has a use for: true, false, null, and numbers with a fraction or an exponent.
     *
     * @param shown as it is in the file
     */
    record Other(Position at, String shown) implements Json {}
}
