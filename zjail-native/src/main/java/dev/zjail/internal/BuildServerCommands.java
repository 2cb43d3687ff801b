package dev.zjail.internal;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a build server would take for a command: it reads the log of a build line by line and obeys what looks
 * like one of its own, whoever wrote it. A command whose first character is shown as a code is none.
 *
 * <p>Which there are, and where in a line they are obeyed:
 *
 * <ul>
 *   <li>{@code ##vso[} (Azure Pipelines), {@code ##teamcity[}, {@code ##octopus[}, {@code ##[} (Azure, and GitHub's
 *       first version): anywhere. TeamCity's documentation does not say where, so anywhere.
 *   <li>{@code ::error ::}, {@code ::set-output name=a::b}, {@code ::stop-commands::token} (GitHub and what runs its
 *       workflows elsewhere): behind white space at the start of a line. There any word counts, since the token that
 *       ends a {@code stop-commands} may be any; elsewhere the names that GitHub knows, should a tool break the line.
 *       {@code std::string} is none.
 *   <li>{@code section_start:1:name} and {@code travis_fold:start:name} (GitLab, Travis CI): anywhere, with a carriage
 *       return and an ANSI sequence behind it. These are shown as codes anyway; so are the console notes of Jenkins,
 *       which begin with an escape character, as all ANSI sequences do.
 *   <li>{@code --- name}, {@code +++ name}, {@code ~~~ name}, {@code ^^^ +++} (Buildkite): at the start of a line.
 * </ul>
 */
final class BuildServerCommands {
    private static final String GITHUB_COMMANDS = "add-mask|add-matcher|add-path|debug|echo|endgroup|error|group"
            + "|internal-set-repo-path|notice|remove-matcher|save-state|set-env|set-output|stop-commands|warning";

    private static final Pattern ANYWHERE = Pattern.compile(
            "##[\\w.-]{0,64}\\[|section_(?:start|end):[0-9]|travis_(?:fold|time):|(?<![\\w:])::(?:" + GITHUB_COMMANDS
                    + ")(?=[\\s:])",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BEHIND_WHITE_SPACE = Pattern.compile("::(?:[A-Za-z]|.+::)");

    private static final Pattern AT_LINE_START = Pattern.compile("(?:---|\\+\\+\\+|~~~)\\s|\\^\\^\\^\\s+\\+\\+\\+");

    private BuildServerCommands() {}

    /**
     * Finds the commands in a text. The text may stand at the start of a line; so may what follows a line feed, and
     * what follows any other character that some reader of a log ends a line at.
     */
    static BitSet in(String text) {
        BitSet found = new BitSet();
        if (!canHaveOne(text)) {
            return found;
        }
        Matcher anywhere = ANYWHERE.matcher(text);
        while (anywhere.find()) {
            found.set(anywhere.start());
        }
        for (int start = 0; start < text.length(); start = lineEnd(text, start) + 1) {
            findAtStartOfLine(text, start, found);
        }
        return found;
    }

    /**
     * Each has one of its signs twice in a row, or an underscore. Most texts have neither, and there are hundreds of
     * them on a page of the report.
     */
    private static boolean canHaveOne(String text) {
        char before = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '_' || (character == before && "#:-+~^".indexOf(character) >= 0)) {
                return true;
            }
            before = character;
        }
        return false;
    }

    private static void findAtStartOfLine(String text, int start, BitSet found) {
        int end = lineEnd(text, start);
        int first = start;
        while (first < end && isWhiteSpace(text.charAt(first))) {
            first++;
        }
        if (BEHIND_WHITE_SPACE.matcher(text).region(first, end).lookingAt()) {
            found.set(first);
        }
        if (AT_LINE_START.matcher(text).region(start, end).lookingAt()) {
            found.set(start);
        }
    }

    private static int lineEnd(String text, int start) {
        int end = start;
        while (end < text.length() && !endsLine(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean endsLine(char character) {
        return switch (character) {
            case '\n', '\r', '\f', '\u000b', '\u001c', '\u001d', '\u001e', '\u0085', '\u2028', '\u2029' -> true;
            default -> false;
        };
    }

    private static boolean isWhiteSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
