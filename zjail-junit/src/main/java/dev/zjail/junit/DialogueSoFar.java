package dev.zjail.junit;

import java.util.ArrayDeque;
import java.util.Deque;

/** The end of a dialogue, for a person: who said what last. Bounded, however long the dialogue is. */
final class DialogueSoFar {
    static final String SENT = ">";
    static final String STDOUT = "<";
    static final String STDERR = "!";

    private static final int LONGEST = 4096;

    private final Deque<Part> parts = new ArrayDeque<>();
    private int length;
    private long omitted;

    private record Part(String who, String text) {}

    void add(String who, String text) {
        if (text.isEmpty()) {
            return;
        }
        Part last = parts.peekLast();
        if (last != null && last.who().equals(who)) {
            parts.removeLast();
            parts.addLast(new Part(who, last.text() + text));
        } else {
            parts.addLast(new Part(who, text));
        }
        length += text.length();
        while (length > LONGEST) {
            omitFromTheFirst();
        }
    }

    private void omitFromTheFirst() {
        Part first = parts.removeFirst();
        int cut = Math.min(first.text().length(), length - LONGEST);
        if (cut < first.text().length()) {
            parts.addFirst(new Part(first.who(), first.text().substring(cut)));
        }
        length -= cut;
        omitted += cut;
    }

    /** One or more lines, the last without a line feed. */
    String describe() {
        if (parts.isEmpty()) {
            return "dialogue so far: nothing was said";
        }
        StringBuilder shown = new StringBuilder("dialogue so far (> sent, < stdout, ! stderr):");
        if (omitted > 0) {
            shown.append("\n  … ").append(omitted).append(" characters omitted");
        }
        parts.forEach(part -> appendLines(shown, part));
        return shown.toString();
    }

    private static void appendLines(StringBuilder shown, Part part) {
        int start = 0;
        while (start < part.text().length()) {
            int lineFeed = part.text().indexOf('\n', start);
            int end = lineFeed < 0 ? part.text().length() : lineFeed + 1;
            shown.append("\n  ").append(part.who()).append(' ');
            shown.append(GuestText.escape(part.text().substring(start, end)));
            start = end;
        }
    }
}
