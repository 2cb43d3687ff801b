package dev.zjail.golden;

import dev.zjail.golden.GoldenLine.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes texts apart into lines, and matches them. */
final class GoldenText {
    private GoldenText() {}

    static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(new Line(text.substring(start, end), true));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(new Line(text.substring(start), false));
        }
        return lines;
    }

    static List<GoldenLine> golden(String text, GoldenSyntax syntax) {
        return lines(text).stream().map(syntax::read).toList();
    }

    static String join(List<GoldenLine> golden) {
        StringBuilder text = new StringBuilder();
        golden.forEach(line -> text.append(line.written()).append(line.ended() ? "\n" : ""));
        return text.toString();
    }

    /**
     * Where a text first is not as it should be, by indexes of lines; either can be behind the last line.
     *
     * @param golden the line of the golden file
     * @param found the line of the output
     */
    record Mismatch(int golden, int found) {}

    /** The way of all wildcards: only the last line that stands for any number of lines can have taken too few. */
    static Optional<Mismatch> mismatch(List<GoldenLine> golden, List<Line> found) {
        Mismatch farthest = new Mismatch(0, -1);
        int at = 0;
        int line = 0;
        int anyLines = -1;
        int taken = 0;
        while (line < found.size()) {
            if (at < golden.size() && golden.get(at).isAnyLines()) {
                anyLines = at++;
                taken = line;
            } else if (at < golden.size() && golden.get(at).matches(found.get(line))) {
                at++;
                line++;
            } else {
                farthest = line > farthest.found() ? new Mismatch(at, line) : farthest;
                if (anyLines < 0) {
                    return Optional.of(farthest);
                }
                at = anyLines + 1;
                line = ++taken;
            }
        }
        while (at < golden.size() && golden.get(at).isAnyLines()) {
            at++;
        }
        return at == golden.size()
                ? Optional.empty()
                : Optional.of(farthest.golden() > at ? farthest : new Mismatch(at, line));
    }
}
