package dev.zjail.engine.rootfs;

/** Text from anywhere, made fit for an error message: one line, bounded, nothing a terminal would obey. */
final class Printable {
    private static final int LONGEST = 2_000;

    private Printable() {}

    static String of(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(character -> append(printable, character));
        if (text.codePointCount(0, text.length()) > LONGEST) {
            printable.append('…');
        }
        return printable.toString();
    }

    private static void append(StringBuilder printable, int character) {
        switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> printable.append(String.format("\\u%04x", character));
            default -> printable.appendCodePoint(character);
        }
    }
}
