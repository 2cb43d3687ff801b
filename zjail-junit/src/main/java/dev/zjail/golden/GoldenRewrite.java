package dev.zjail.golden;

import dev.zjail.golden.GoldenLine.Line;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a golden file becomes when the output has changed: lines that match stay as they are written, so an
 * elision does, and a line that stands for any number of lines always does. All else becomes the output.
 *
 * <p>An alignment by dynamic programming (Needleman and Wunsch): a matching line is worth most, a line of output that
 * replaces one of the file costs less than one that is added while the other is dropped, and a line below {@code ...}
 * costs nothing, but is no match.
 */
final class GoldenRewrite {
    private static final int MATCH = 4;
    private static final int REPLACE = -1;
    private static final int ADD = -1;
    private static final int DROP = -2;

    /** One byte for each pair of lines that is not at the beginning or the end where both are alike. */
    private static final long MOST_CELLS = 32L << 20;

    private static final byte DIAGONAL = 1;
    private static final byte UP = 2;
    private static final byte LEFT = 3;

    private final GoldenSyntax syntax;
    private final List<GoldenLine> golden;
    private final List<Line> found;

    private GoldenRewrite(GoldenSyntax syntax, List<GoldenLine> golden, List<Line> found) {
        this.syntax = syntax;
        this.golden = golden;
        this.found = found;
    }

    /** Rewrites; empty if both are too long for that, and the file has an elision that could be lost. */
    static Optional<List<GoldenLine>> of(GoldenSyntax syntax, List<GoldenLine> golden, List<Line> found) {
        if (golden.stream().noneMatch(GoldenLine::isElided)) {
            return Optional.of(literally(syntax, found));
        }
        int head = 0;
        while (head < golden.size() && head < found.size() && golden.get(head).matches(found.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < golden.size() - head
                && tail < found.size() - head
                && golden.get(golden.size() - 1 - tail).matches(found.get(found.size() - 1 - tail))) {
            tail++;
        }
        List<GoldenLine> middle = golden.subList(head, golden.size() - tail);
        List<Line> foundMiddle = found.subList(head, found.size() - tail);
        if ((middle.size() + 1L) * (foundMiddle.size() + 1L) > MOST_CELLS) {
            return Optional.empty();
        }
        List<GoldenLine> rewritten = new ArrayList<>(golden.subList(0, head));
        rewritten.addAll(new GoldenRewrite(syntax, middle, foundMiddle).aligned());
        rewritten.addAll(golden.subList(golden.size() - tail, golden.size()));
        return Optional.of(checked(upToTheEnd(rewritten), syntax, found));
    }

    private static List<GoldenLine> literally(GoldenSyntax syntax, List<Line> found) {
        return found.stream().map(syntax::write).toList();
    }

    /** Nothing follows a line without a line feed. */
    private static List<GoldenLine> upToTheEnd(List<GoldenLine> lines) {
        for (int at = 0; at < lines.size(); at++) {
            if (!lines.get(at).ended()) {
                return lines.subList(0, at + 1);
            }
        }
        return lines;
    }

    /** A file that would not match at once is of no use. */
    private static List<GoldenLine> checked(List<GoldenLine> rewritten, GoldenSyntax syntax, List<Line> found) {
        return GoldenText.mismatch(rewritten, found).isEmpty() ? rewritten : literally(syntax, found);
    }

    private List<GoldenLine> aligned() {
        byte[][] moves = moves();
        List<GoldenLine> backwards = new ArrayList<>();
        int at = golden.size();
        int line = found.size();
        while (at > 0 || line > 0) {
            GoldenLine above = at > 0 ? golden.get(at - 1) : null;
            switch (moves[at][line]) {
                case DIAGONAL -> {
                    Line output = found.get(--line);
                    backwards.add(above != null && above.matches(output) ? above : syntax.write(output));
                    at--;
                }
                case UP -> {
                    if (above != null && above.isAnyLines()) {
                        backwards.add(above);
                    }
                    at--;
                }
                default -> {
                    line--;
                    if (above == null || !above.isAnyLines()) {
                        backwards.add(syntax.write(found.get(line)));
                    }
                }
            }
        }
        Collections.reverse(backwards);
        return backwards;
    }

    private byte[][] moves() {
        byte[][] moves = new byte[golden.size() + 1][found.size() + 1];
        int[] above = new int[found.size() + 1];
        for (int line = 1; line <= found.size(); line++) {
            above[line] = above[line - 1] + ADD;
            moves[0][line] = LEFT;
        }
        for (int at = 1; at <= golden.size(); at++) {
            above = row(golden.get(at - 1), above, moves[at]);
        }
        return moves;
    }

    private int[] row(GoldenLine golden, int[] above, byte[] moves) {
        int[] row = new int[above.length];
        for (int line = 0; line < row.length; line++) {
            row[line] = above[line] + (golden.isAnyLines() ? 0 : DROP);
            moves[line] = UP;
            if (line > 0) {
                int left = row[line - 1] + (golden.isAnyLines() ? 0 : ADD);
                boolean matches = golden.matches(found.get(line - 1));
                int diagonal = golden.isAnyLines() ? Integer.MIN_VALUE : above[line - 1] + (matches ? MATCH : REPLACE);
                if (left > row[line]) {
                    row[line] = left;
                    moves[line] = LEFT;
                }
                if (diagonal >= row[line]) {
                    row[line] = diagonal;
                    moves[line] = DIAGONAL;
                }
            }
        }
        return row;
    }
}
