package dev.zjail.internal;

/** Tells characters that can be shown as themselves from those that act on a terminal, reorder a line, or hide. */
final class PrintableCharacters {
    /**
     * The blocks of Unicode's property Default_Ignorable_Code_Point (DerivedCoreProperties.txt), from and to in turn:
     * what a font shows as nothing, whatever its general category. A few of them are letters (the fillers of Hangul) or
     * marks (variation selectors), and some are kept for characters to come.
     */
    private static final int[] IGNORABLE = {
        0x00AD, 0x00AD, 0x034F, 0x034F, 0x061C, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F,
        0x200B, 0x200F, 0x202A, 0x202E, 0x2060, 0x206F, 0x3164, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF,
        0xFFA0, 0xFFA0, 0xFFF0, 0xFFF8, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF,
    };

    /** DEL, a control character as those below the blank are. */
    private static final int LAST_OF_ASCII = 0x7F;

    private PrintableCharacters() {}

    /**
     * Says whether a character can be shown as itself. Not so: control characters (ANSI sequences begin with one),
     * bidirectional controls and other format characters, variation selectors and what else fonts are to ignore, line
     * and paragraph separators, lone surrogates, and what is unassigned or private.
     */
    static boolean contain(int codePoint) {
        if (codePoint < LAST_OF_ASCII) {
            return codePoint >= ' ';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !isIgnorable(codePoint);
        };
    }

    private static boolean isIgnorable(int codePoint) {
        for (int i = 0; i < IGNORABLE.length; i += 2) {
            if (IGNORABLE[i] <= codePoint && codePoint <= IGNORABLE[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
