package dev.zjail.engine;

import org.apiguardian.api.API;

/**
 * Text that has a form in UTF-8. A string of Java can hold half of a surrogate pair, which is no character: encoded, it
 * becomes a question mark without a word.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class UnicodeText {
    private UnicodeText() {}

    /**
     * Checks a text that will be encoded.
     *
     * @param component the part of the request it is in
     * @param text the text
     * @return the text
     * @throws InvalidJailSpecException if it holds half of a surrogate pair
     */
    public static String require(String component, String text) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                throw new InvalidJailSpecException(
                        component,
                        "must not contain half of a surrogate pair, which is no character and has no form in UTF-8",
                        "\\u" + Integer.toHexString(character) + " at index " + at + " of " + text.length(),
                        "write the whole character; for other bytes, pass them through stdin or a file");
            }
            at += Character.charCount(character);
        }
        return text;
    }

    static void requireNoNul(String component, String found) {
        if (found.indexOf('\0') >= 0) {
            throw new InvalidJailSpecException(
                    component,
                    "must not contain a NUL character, which ends a string for the kernel",
                    "\"" + found.replace("\0", "\\0") + "\"",
                    "remove the NUL, or pass the data through stdin or a file");
        }
    }
}
