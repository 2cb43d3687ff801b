package dev.zjail.golden;

import dev.zjail.golden.GoldenLine.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a line of a golden file means: {@code [..]} is anything within a line, {@code [NAME]} the value of a variable
 * that the test gives, a line {@code ...} any number of lines. A backslash in front of one of these takes its meaning
 * away, and one in front of such backslashes theirs; all other backslashes are just that. snapbox and trycmd write
 * elisions in the same way, and have no backslash.
 *
 * @param variables the values by their names, in bytes
 */
record GoldenSyntax(Map<String, String> variables) {
    /** A variable's name. */
    static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");

    private static final String ANYTHING = "..";
    private static final Pattern MARK = Pattern.compile("(\\\\*)\\[(\\.\\.|" + NAME + ")]");
    private static final Pattern ANY_LINES = Pattern.compile("\\\\*\\.\\.\\.");

    /** A shorter value would be found where it is not meant. */
    private static final int SHORTEST_INSERTED = 3;

    GoldenSyntax {
        variables = Map.copyOf(variables);
    }

    GoldenLine read(Line line) {
        String written = line.text();
        if (ANY_LINES.matcher(written).matches()) {
            boolean any = !written.startsWith("\\");
            return new GoldenLine(written, line.ended(), any ? List.of() : List.of(written.substring(1)));
        }
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int end = 0;
        for (Matcher mark = MARK.matcher(written); mark.find(); end = mark.end()) {
            part.append(written.substring(end, mark.start()));
            int backslashes = mark.group(1).length();
            if (!isMark(mark.group(2))) {
                part.append(mark.group());
            } else if (backslashes % 2 != 0) {
                part.append("\\".repeat(backslashes / 2)).append(mark.group().substring(backslashes));
            } else {
                part.append("\\".repeat(backslashes / 2)).append(variables.getOrDefault(mark.group(2), ""));
                if (mark.group(2).equals(ANYTHING)) {
                    parts.add(part.toString());
                    part.setLength(0);
                }
            }
        }
        parts.add(part.append(written.substring(end)).toString());
        return new GoldenLine(written, line.ended(), parts);
    }

    private boolean isMark(String name) {
        return name.equals(ANYTHING) || variables.containsKey(name);
    }

    /** Writes a line of output, with variables where their values are. */
    GoldenLine write(Line line) {
        GoldenLine shortened = read(new Line(withVariables(line.text()), line.ended()));
        return shortened.parts().equals(List.of(line.text()))
                ? shortened
                : read(new Line(escaped(line.text()), line.ended()));
    }

    private String escaped(String text) {
        return ANY_LINES.matcher(text).matches()
                ? "\\" + text
                : MARK.matcher(text)
                        .replaceAll(mark -> Matcher.quoteReplacement(
                                isMark(mark.group(2)) ? mark.group(1) + "\\" + mark.group() : mark.group()));
    }

    private String withVariables(String text) {
        Map<Integer, String> places = places(text);
        StringBuilder written = new StringBuilder();
        int end = 0;
        for (Map.Entry<Integer, String> place : places.entrySet()) {
            String before = escaped(text.substring(end, place.getKey()));
            int backslashes = before.length() - before.replaceAll("\\\\+$", "").length();
            written.append(before).append("\\".repeat(backslashes));
            written.append('[').append(place.getValue()).append(']');
            end = place.getKey() + variables.getOrDefault(place.getValue(), "").length();
        }
        return written.append(escaped(text.substring(end))).toString();
    }

    /** Where values begin, the longest first, and never in the middle of a word. */
    private Map<Integer, String> places(String text) {
        Map<Integer, String> places = new TreeMap<>();
        StringBuilder rest = new StringBuilder(text);
        variables.entrySet().stream()
                .filter(variable -> variable.getValue().length() >= SHORTEST_INSERTED)
                .sorted(Comparator.comparing((Map.Entry<String, String> variable) ->
                                -variable.getValue().length())
                        .thenComparing(Map.Entry::getKey))
                .forEach(variable -> {
                    String value = variable.getValue();
                    Matcher found = Pattern.compile("(?<!\\w(?=\\w))" + Pattern.quote(value) + "(?!(?<=\\w)\\w)")
                            .matcher(rest.toString());
                    while (found.find()) {
                        places.put(found.start(), variable.getKey());
                        rest.replace(found.start(), found.end(), "\n".repeat(value.length()));
                    }
                });
        return places;
    }
}
