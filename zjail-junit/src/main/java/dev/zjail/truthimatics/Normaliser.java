package dev.zjail.truthimatics;

import dev.zjail.engine.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes something out of a program's output before two outputs are compared, because the test says that it may differ.
 * The verdict then names it: DETERMINISTIC modulo timestamps.
 */
public enum Normaliser {
    /**
     * Dates and times of day in ISO 8601, as ctime(3) and date(1) write them, and seconds since 1970 of this century.
     */
    TIMESTAMPS(
            "<timestamp>",
            "\\b\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?(?: ?(?:Z\\b|UTC\\b|[+-]\\d\\d:?\\d\\d))?)?"
                    + "|\\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \\d]?\\d \\d\\d:\\d\\d:\\d\\d(?: [A-Z]{3,5})? \\d{4}\\b"
                    + "|\\b\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?"
                    + "|\\b[1-3]\\d{9}(?:\\.\\d{1,9}|\\d{3}|\\d{6}|\\d{9})?\\b"),
    /** Hexadecimal numbers of six to sixteen digits behind {@code 0x}. */
    ADDRESSES("<address>", "\\b0x[0-9a-fA-F]{6,16}\\b"),
    /** Paths below {@code /tmp} and {@code /var/tmp}. */
    TEMPORARY_PATHS("<temporary path>", "(?:/var)?/tmp/[^\\s'\"`:;,()<>]{1,255}");

    private final String replacement;
    private final Pattern pattern;

    Normaliser(String replacement, String regularExpression) {
        this.replacement = replacement;
        this.pattern = Pattern.compile(regularExpression);
    }

    /**
     * Returns the name that tests and verdicts use.
     *
     * @return such as {@code temporary-paths}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Finds a normaliser.
     *
     * @param id its name, such as {@code temporary-paths}
     * @return the normaliser, if there is one of that name
     */
    public static Optional<Normaliser> named(String id) {
        return Arrays.stream(values())
                .filter(normaliser -> normaliser.id().equals(id))
                .findFirst();
    }

    /** Works on bytes, one character each, so that what is no text stays as it is. */
    Bytes normalise(Bytes output) {
        String text = new String(output.toArray(), StandardCharsets.ISO_8859_1);
        return Bytes.of(pattern.matcher(text).replaceAll(replacement).getBytes(StandardCharsets.ISO_8859_1));
    }
}
