package dev.zjail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Commands to a build server")
class BuildServerCommandsTests {
    /** As the build servers look for them: of GitHub's runner and of Azure's agent, the sources were read. */
    private static final Pattern OBEYED = Pattern.compile(
            "(?i)##vso\\[|##teamcity\\[|##octopus\\[|##\\[|section_(start|end):\\d|travis_fold:|(?m:^\\s*::[^:].*::)"
                    + "|(?m:^(---|\\+\\+\\+|~~~)\\s)|(?m:^\\^\\^\\^ \\+\\+\\+)");

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments("##vso[task.setvariable variable=a]b", "\\u{23}#vso[task.setvariable variable=a]b"),
                arguments("in a line ##[error]x", "in a line \\u{23}#[error]x"),
                arguments("####[group]x", "##\\u{23}#[group]x"),
                arguments("##VSO[task.complete]", "\\u{23}#VSO[task.complete]"),
                arguments("x##teamcity[message text='x']", "x\\u{23}#teamcity[message text='x']"),
                arguments("##octopus[setVariable name='x']", "\\u{23}#octopus[setVariable name='x']"),
                arguments("::error file=a::pwned", "\\u{3a}:error file=a::pwned"),
                arguments(" \u00a0::set-output name=a::b", " \u00a0\\u{3a}:set-output name=a::b"),
                arguments("::stop-commands::token", "\\u{3a}:stop-commands::token"),
                arguments("::0815::", "\\u{3a}:0815::"),
                arguments("::ERROR::x", "\\u{3a}:ERROR::x"),
                arguments("but was: \"::add-mask::a\"", "but was: \"\\u{3a}:add-mask::a\""),
                arguments("a\n::error::b", "a\\u{a}\\u{3a}:error::b"),
                arguments("a\r::1::b", "a\\u{d}\\u{3a}:1::b"),
                arguments("a\f::1::b", "a\\u{c}\\u{3a}:1::b"),
                arguments("a\u0085::1::b", "a\\u{85}\\u{3a}:1::b"),
                arguments("a\u2028 ::1::b", "a\\u{2028} \\u{3a}:1::b"),
                arguments("a\u2029\t::1::b", "a\\u{2029}\\u{9}\\u{3a}:1::b"),
                arguments(
                        "section_start:1560896352:a\r\u001b[0KA", "\\u{73}ection_start:1560896352:a\\u{d}\\u{1b}[0KA"),
                arguments("section_end:1:a", "\\u{73}ection_end:1:a"),
                arguments("travis_fold:start:a\r", "\\u{74}ravis_fold:start:a\\u{d}"),
                arguments("--- tests", "\\u{2d}-- tests"),
                arguments("+++ tests", "\\u{2b}++ tests"),
                arguments("~~~ tests", "\\u{7e}~~ tests"),
                arguments("^^^ +++", "\\u{5e}^^ +++"));
    }

    @ParameterizedTest
    @MethodSource
    @DisplayName("have their first character shown as its code")
    void broken(String text, String shown) {
        assertThat(ForeignText.line(text)).isEqualTo(shown).doesNotContainPattern(OBEYED);
        assertThat(ForeignText.line(shown)).as("what is shown, shown again").isEqualTo(shown);
        assertThat(text).as("control: without our doing").containsPattern("[#:_^~+-]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "std::string s = ns::f(::g());",
                "error: 'x' is not a member of 'std::filesystem'",
                "call of ::foo::bar",
                "::1",
                "::",
                "[::1]:8080",
                "a::error::b",
                "# heading",
                "## heading [link](x)",
                "#[derive(Debug)]",
                "##",
                "--",
                "---",
                "a --- b",
                "-+-+-",
                "a ^^^ +++",
                "^^^^",
                "section_start",
                "[Pipeline] stage",
                "Grüße, 世界 😀 100%",
            })
    @DisplayName("are not seen where there are none")
    void readable(String text) {
        assertThat(ForeignText.line(text)).isEqualTo(text);
    }

    @Test
    @DisplayName("are found in every line of ours that quotes them, whose line feeds stay")
    void lines() {
        assertThat(ForeignText.lines("Expected: a\n  | ##[x]\n::error ::y\n\n\n--- z"))
                .isEqualTo("Expected: a\n  | \\u{23}#[x]\n\\u{3a}:error ::y\n\n\n\\u{2d}-- z");
    }

    @Test
    @DisplayName("are broken in JSON so that it says the same")
    void json() {
        assertThat(ForeignText.json("{\n  \"a\" : \"##vso[x]\", \"b\" : \"\\\\##[y] std::x\"\n}"))
                .isEqualTo("{\n  \"a\" : \"\\u0023#vso[x]\", \"b\" : \"\\\\\\u0023#[y] std::x\"\n}");
    }

    @Test
    @DisplayName("cost no more than the text is long: of a million line feeds, signs and letters")
    void linear() {
        for (String part : new String[] {"\n", " ", "#", "##a", ":", "::", "-", "^", "section_", "\r\n ::", "a"}) {
            String text = part.repeat(1_000_000 / part.length());
            assertThat(ForeignText.line(text)).as(part).isNotEmpty();
        }
    }
}
