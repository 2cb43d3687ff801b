package dev.zjail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;

/** What build servers obey when they read a log, each as its own parser looks for it. */
public final class BuildServers {
    /** An order for each, with the characters that some readers of a log end a line at. */
    public static final List<String> ORDERS = List.of(
            "##vso[task.setvariable variable=a]b",
            "text before ##[error]pwned",
            "##[add-matcher]x",
            "##teamcity[message text='x']",
            "##octopus[setVariable name='x' value='y']",
            "::error file=a::pwned",
            "  ::set-output name=a::b",
            "::stop-commands::token",
            "::0815::",
            "a\r::add-mask::b",
            "a\f::warning::b",
            "a\u0085::notice::b",
            "a\u2028::debug::b",
            "a\n::error::b",
            "section_start:1560896352:a\r\u001b[0KA",
            "travis_fold:start:a\r",
            "\u001b[8mha:AAAA\u001b[0m[Pipeline] stage",
            "\n--- group",
            "+++ group",
            "\n^^^ +++",
            "~~~ group");

    /** Azure, GitHub's first version, TeamCity, Octopus; GitLab and Travis CI; anywhere in a line. */
    private static final Pattern ANYWHERE = Pattern.compile(
            "##(vso|teamcity|octopus)?\\[|section_(start|end):\\d|travis_fold:", Pattern.CASE_INSENSITIVE);

    /** GitHub, as of actions/runner: behind white space, the name up to a space or the second pair of colons. */
    private static final Pattern GITHUB = Pattern.compile("(?m)^[\\s\\h]*::[^:]*::");

    private static final Pattern BUILDKITE = Pattern.compile("(?m)^(---|\\+\\+\\+|~~~)\\s|^\\^\\^\\^\\s+\\+\\+\\+");

    /** But for a line feed nothing may begin a line, and nothing act on a terminal. */
    private static final Pattern ACTS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\u2028\u2029&&[^\n]]");

    private BuildServers() {}

    /** Fails if a build server would obey something in what was printed. */
    public static void assertObeyNothingIn(String log) {
        assertThat(log)
                .isNotBlank()
                .doesNotContainPattern(ANYWHERE)
                .doesNotContainPattern(GITHUB)
                .doesNotContainPattern(BUILDKITE)
                .doesNotContainPattern(ACTS);
    }

    /** The same, where the text also follows something else in a line: then any of GitHub's names is too much. */
    public static void assertNoneIsLeftIn(String log) {
        assertObeyNothingIn(log);
        assertThat(log)
                .doesNotContainPattern(
                        "(?<![\\w:])::(error|set-output|stop-commands|add-mask|warning|notice|debug)[ :]");
    }
}
