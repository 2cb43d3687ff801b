package dev.zjail.report;

/** Two texts, one below the other, marked from where they differ. */
final class TextDifference {
    /** How much is shown in front of the difference, and how much from there on. */
    private static final int BEFORE = 80;

    private static final int BEHIND = 400;

    private TextDifference() {}

    /** Writes one of the two, inside of a list of definitions. */
    static void side(Html html, String term, String text, String other) {
        int same = commonPrefix(text, other);
        int from = Math.max(0, same - BEFORE);
        int to = Math.min(text.length(), same + BEHIND);
        html.element("dt", term).open("dd").open("code");
        html.lines((from > 0 ? "…" : "") + text.substring(from, same));
        html.open("mark").lines(text.substring(same, to) + (to < text.length() ? "…" : ""));
        html.close().close().closeLine();
    }

    private static int commonPrefix(String one, String other) {
        int limit = Math.min(one.length(), other.length());
        int same = 0;
        while (same < limit && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same > 0 && Character.isHighSurrogate(one.charAt(same - 1)) ? same - 1 : same;
    }
}
