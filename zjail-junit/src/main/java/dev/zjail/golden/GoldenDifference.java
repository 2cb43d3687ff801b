package dev.zjail.golden;

import dev.zjail.golden.GoldenLine.Line;
import dev.zjail.golden.GoldenText.Mismatch;
import dev.zjail.junit.GuestText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows the first difference between a golden file and output: a few lines of both, bounded and escaped. */
final class GoldenDifference {
    private static final int LINES_BEFORE = 3;
    private static final int LINES_BEHIND = 3;
    private static final int LONGEST_LINE = 160;
    private static final int SHOWN_BEFORE = 40;
    private static final Pattern VARIABLE = Pattern.compile("\\[(" + GoldenSyntax.NAME + ")]");

    private GoldenDifference() {}

    /** Several lines, the last without a line feed: of the file behind a minus, of the output behind a plus. */
    static String of(List<GoldenLine> golden, List<Line> found, Mismatch place, Set<String> variables) {
        StringBuilder text = new StringBuilder();
        int from = Math.max(0, place.found() - LINES_BEFORE);
        if (from > 0) {
            text.append("\n      …");
        }
        for (Line line : found.subList(from, place.found())) {
            text.append("\n      | ").append(shown(line.text(), line.ended(), 0));
        }
        List<GoldenLine> expected = golden.subList(place.golden(), end(place.golden(), golden.size()));
        List<Line> actual = found.subList(place.found(), end(place.found(), found.size()));
        int same = expected.isEmpty() || actual.isEmpty()
                ? 0
                : same(expected.get(0).written(), actual.get(0).text());
        for (GoldenLine line : expected) {
            text.append("\n    - | ")
                    .append(shown(line.written(), line.ended(), line.equals(expected.get(0)) ? same : 0));
        }
        text.append(more(golden.size() - place.golden() - expected.size(), "-"));
        for (Line line : actual) {
            text.append("\n    + | ").append(shown(line.text(), line.ended(), line.equals(actual.get(0)) ? same : 0));
        }
        text.append(more(found.size() - place.found() - actual.size(), "+"));
        return text.append(hint(expected, variables)).toString();
    }

    private static int end(int from, int size) {
        return Math.min(size, from + LINES_BEHIND);
    }

    private static String more(int lines, String sign) {
        return lines == 0 ? "" : "\n    " + sign + " … " + lines + (lines == 1 ? " more line" : " more lines");
    }

    /** Who forgets a variable sees a name where the output has a value. */
    private static String hint(List<GoldenLine> expected, Set<String> variables) {
        Matcher name =
                VARIABLE.matcher(expected.isEmpty() ? "" : expected.get(0).written());
        while (name.find()) {
            if (!variables.contains(name.group(1))) {
                String given = variables.isEmpty() ? "none" : String.join(", ", new TreeSet<>(variables));
                return "\n    [" + name.group(1)
                        + "] stands for itself: the test gives no variable of that name (given: " + given + ")";
            }
        }
        return "";
    }

    private static int same(String one, String other) {
        int limit = Math.min(one.length(), other.length());
        int same = 0;
        while (same < limit && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }

    /** A long line from a little in front of where it differs. */
    private static String shown(String bytes, boolean ended, int same) {
        int from = bytes.length() <= LONGEST_LINE ? 0 : Math.max(0, Math.min(same, bytes.length()) - SHOWN_BEFORE);
        int to = Math.min(bytes.length(), from + LONGEST_LINE);
        String text = GuestText.escape(bytes.substring(from, to).getBytes(StandardCharsets.ISO_8859_1));
        return (from > 0 ? "… " : "") + text + (to < bytes.length() ? " …" : ended ? "\\n" : "");
    }
}
