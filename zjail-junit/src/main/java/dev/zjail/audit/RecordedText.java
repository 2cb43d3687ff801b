package dev.zjail.audit;

/** Makes text that was written by others fit for a record. */
final class RecordedText {
    private RecordedText() {}

    /**
     * Cuts text to a length and replaces lone surrogates, which no JSON reader is bound to accept, by U+FFFD.
     *
     * @param text any text
     * @param limit the most UTF-16 code units to keep
     * @return the text; if it was cut, with a note of its whole length at the end
     */
    static String bounded(String text, int limit) {
        if (text.length() <= limit) {
            return wellFormed(text);
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return wellFormed(text.substring(0, end)) + "… (" + text.length() + " characters in all)";
    }

    private static String wellFormed(String text) {
        if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
                .forEach(result::appendCodePoint);
        return result.toString();
    }
}
