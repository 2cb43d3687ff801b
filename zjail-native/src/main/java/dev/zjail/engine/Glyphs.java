package dev.zjail.engine;

/** Tells characters that can be shown as themselves from those that act on a terminal, reorder a line, or hide. */
public final class Glyphs {
    private Glyphs() {}

    /**
     * Says whether a character can be shown as itself. Not so control characters (ANSI sequences begin with one),
     * bidirectional controls and other format characters, line and paragraph separators, lone surrogates, and what is
     * unassigned or private.
     *
     * @param codePoint a character
     * @return whether it can be printed without an escape
     */
    public static boolean has(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
