package dev.zjail.truthimatics;

import dev.zjail.engine.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Takes something out of a program's output before two outputs are compared, because the test says that it may differ.
 * The verdict then names it: DETERMINISTIC modulo timestamps.
 *
 * <p>What is taken too much would make two different answers equal, and nobody would see it; what is left shows. So
 * each takes only what cannot well be anything else, and none takes what is around it. A program that writes the mark
 * itself is told from one whose output got it: see {@link #normalise}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Normaliser {
    /**
     * Dates and times of day in ISO 8601, as ctime(3) and date(1) write them, and seconds, milliseconds, microseconds
     * and nanoseconds since 1970, of the years 2020 to 2036. A comma in a time of day begins a fraction only if three
     * digits follow, as loggers write it; other digits are the next number in a line of them.
     */
    TIMESTAMPS("timestamp", Shapes.DATE + "|" + Shapes.CTIME + "|" + Shapes.TIME_OF_DAY + "|" + Shapes.SINCE_1970),
    /**
     * Hexadecimal numbers behind {@code 0x} that can be an address of a process: six to twelve digits, less than
     * 2<sup>47</sup>, or such a one with zeros in front of it, sixteen digits in all. A checksum of 32 bits looks like
     * an address too.
     */
    ADDRESSES("address", Shapes.ADDRESS),
    /**
     * Paths below {@code /tmp} and {@code /var/tmp}, as far as they are letters and digits of ASCII, and
     * {@code ._+~%@/-}. A directory {@code tmp} elsewhere is none.
     */
    TEMPORARY_PATHS("temporary path", Shapes.TEMPORARY_PATH);

    /** A path is taken out as a whole, before what is in it. */
    private static final List<Normaliser> WIDEST_FIRST = List.of(TEMPORARY_PATHS, ADDRESSES, TIMESTAMPS);

    /** What the expressions are made of. All of it is ASCII, whatever the version of Java takes for a letter. */
    private static final class Shapes {
        private static final String NO_WORD_BEFORE = "(?<!\\w)";
        private static final String NO_WORD_BEHIND = "(?!\\w)";
        private static final String CLOCK = "(?:[01]\\d|2[0-3]):[0-5]\\d";
        private static final String SECONDS = ":(?:[0-5]\\d|60)(?:(?:\\.\\d{1,9}|,\\d{3})(?!\\d))?";
        private static final String ZONE =
                "(?:(?:Z| ?UTC)" + NO_WORD_BEHIND + "| ?[+-](?:0\\d|1[0-4]):?(?:00|15|30|45)(?!\\d))";
        private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
        private static final String DATE =
                NO_WORD_BEFORE + "(?:19|20)\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?!\\d)" + "(?:[T ]" + CLOCK
                        + "(?:" + SECONDS + ")?(?!\\d|:\\d)" + ZONE + "?)?";
        private static final String CTIME = NO_WORD_BEFORE + "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) " + MONTH + " [ \\d]?\\d "
                + CLOCK + ":(?:[0-5]\\d|60)(?: [A-Z]{3,5})? \\d{4}" + NO_WORD_BEHIND;
        /** Neither a part of a hardware address nor of one of the internet. */
        private static final String TIME_OF_DAY =
                NO_WORD_BEFORE + "(?<![0-9A-Fa-f]{2}:)(?<!::)" + CLOCK + SECONDS + "Z?" + "(?!\\w|:\\w)";
        /** Neither the decimals of a number nor a negative one; and not the largest number of 31 bits. */
        private static final String SINCE_1970 = NO_WORD_BEFORE + "(?<!\\d\\.)(?<!(?<!\\w)-)(?:1[6-9]|20)\\d{8}"
                + "(?:\\.\\d{1,9}|\\d{3}|\\d{6}|\\d{9})?(?!\\w|\\.\\d)";

        private static final String ADDRESS =
                NO_WORD_BEFORE + "0x(?:[0-9a-fA-F]{6,11}|(?:0000)?[0-7][0-9a-fA-F]{11})" + NO_WORD_BEHIND;
        private static final String TEMPORARY_PATH =
                "(?<![\\w.~%+@-])(?<![\\w.~%+@-]/)(?:/var)?/tmp/[\\w.~%+@/-]{1,4096}";
    }

    private final Pattern pattern;
    /** The mark, and what is written instead of it where the program wrote it: {@code <timestamp>, <=timestamp>}. */
    private final Pattern marks;

    private final String mark;

    Normaliser(String name, String regularExpression) {
        this.pattern = Pattern.compile(regularExpression);
        this.marks = Pattern.compile("<(=*+" + name + ">)");
        this.mark = "<" + name + ">";
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

    /**
     * Takes out what several normalisers name.
     *
     * @param output what a program wrote
     * @param normalisers which
     * @return the rest, with a mark for each place
     */
    public static Bytes normalise(Bytes output, Set<Normaliser> normalisers) {
        Bytes rest = output;
        for (Normaliser normaliser : WIDEST_FIRST) {
            if (normalisers.contains(normaliser)) {
                rest = normaliser.normalise(rest);
            }
        }
        return rest;
    }

    /**
     * Works on bytes, one character each, so that what is no text stays as it is. A mark that the program wrote itself
     * gets a sign more, so that it stays another than what is put in a place.
     */
    Bytes normalise(Bytes output) {
        String text = new String(output.toArray(), StandardCharsets.ISO_8859_1);
        String written = marks.matcher(text).replaceAll("<=$1");
        return Bytes.of(pattern.matcher(written).replaceAll(mark).getBytes(StandardCharsets.ISO_8859_1));
    }
}
