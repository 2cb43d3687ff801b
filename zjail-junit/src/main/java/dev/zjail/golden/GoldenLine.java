package dev.zjail.golden;

import java.util.List;

/**
 * A line of a golden file.
 *
 * @param written as it is in the file, without its line feed
 * @param ended whether a line feed ends it, as it does each but the last
 * @param parts what a line must hold, in order, with anything in between; empty for the line that stands for any number
 *     of lines
 */
record GoldenLine(String written, boolean ended, List<String> parts) {

    GoldenLine {
        parts = List.copyOf(parts);
    }

    boolean isAnyLines() {
        return parts.isEmpty();
    }

    /** Whether the file says something of this line that is not in the line itself. */
    boolean isElided() {
        return parts.size() != 1 || !parts.get(0).equals(written);
    }

    boolean matches(Line line) {
        return !isAnyLines() && line.ended() == ended && matches(line.text());
    }

    private boolean matches(String text) {
        String first = parts.get(0);
        if (parts.size() == 1) {
            return text.equals(first);
        }
        String last = parts.get(parts.size() - 1);
        int end = text.length() - last.length();
        if (!text.startsWith(first) || end < first.length() || !text.endsWith(last)) {
            return false;
        }
        int from = first.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int at = text.indexOf(part, from);
            if (at < 0 || at + part.length() > end) {
                return false;
            }
            from = at + part.length();
        }
        return true;
    }

    /**
     * A line of output.
     *
     * @param text without its line feed
     * @param ended whether a line feed ends it
     */
    record Line(String text, boolean ended) {}
}
