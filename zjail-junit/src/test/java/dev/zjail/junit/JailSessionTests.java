package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.zjail.engine.LimitKind;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.RunInterruptedException;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.truthimatics.Evidence;
import dev.zjail.truthimatics.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** Dialogues with real programs in real jails; the runs of the tests themselves are what is tested. */
@DisplayName("A dialogue")
@Timeout(120)
@Jailed(limits = @Limits(wall = "60s"), allow = "pause")
class JailSessionTests {
    /** Long enough for a busy machine; no wait that is met takes it. */
    private static final Duration LONG = Duration.ofSeconds(40);

    /** For waits that cannot be met. */
    private static final Duration SHORT = Duration.ofMillis(50);

    private Jail jail;

    @BeforeEach
    void program(Jail annotated) {
        jail = annotated.withExecutable(CompiledProgram.of("talkative"));
    }

    private JailSession start() {
        JailSession session = jail.start().withTimeout(LONG);
        session.expectLine("ready");
        return session;
    }

    private static String failureOf(ThrowingCallable code) {
        Throwable failure = catchThrowable(code);
        assertThat(failure).isInstanceOf(AssertionError.class);
        return String.valueOf(failure.getMessage());
    }

    @Nested
    @DisplayName("goes on")
    class Expectations {
        @Test
        @DisplayName("line by line")
        void game() {
            try (JailSession game = jail.withExecutable(CompiledProgram.of("guessing-game"))
                    .start()
                    .withTimeout(LONG)) {
                game.expectLine("I think of a number from 1 to 9");
                game.expect("your guess? ").sendLine("guess 5").expectLine("too low");
                game.expect("your guess? ").sendLine("five").expectStderrLine("say: guess NUMBER");
                game.expect("your guess? ").sendLine("guess 7");
                MatchResult right = game.expectLine(Pattern.compile("right, after (\\d+) guesses"));
                game.expectEnd();

                assertThat(right.group(1)).isEqualTo("2");
                assertThat(game.result().termination()).isEqualTo(new Exited(0));
            }
        }

        @Test
        @DisplayName("however output is cut, in the middle of a character too")
        void byteByByte() {
            try (JailSession session = start()) {
                session.sendLine("bytes grün, 日本, 🙂 und gut");

                session.expect("日本").expect("🙂").expectLine(" und gut");
            }
        }

        @Test
        @DisplayName("past line ends of either kind")
        void lineEnds() {
            try (JailSession session = start()) {
                session.sendLine("crlf").expectLine("one");
                MatchResult two = session.expectLine(Pattern.compile("t(w.)"));

                assertThat(two.group(1)).isEqualTo("wo");
            }
        }

        @Test
        @DisplayName("to what was asked for first, and to the last of a growing match")
        void firstAndLongest() {
            try (JailSession session = start()) {
                session.sendLine("bytes a 1234 b");

                assertThat(session.expectAny("b", "4", "1234")).isEqualTo("4");
                session.sendLine("bytes x567 c");
                assertThat(session.expect(Pattern.compile("x([0-9]+)")).group(1))
                        .isEqualTo("567");
            }
        }

        @Test
        @DisplayName("to the pattern whose match is complete first, and to which one it was")
        void firstOfPatterns() {
            Pattern number = Pattern.compile("([0-9]+) ");
            Pattern word = Pattern.compile("b(.)");
            try (JailSession session = start()) {
                session.sendLine("bytes a 1234 bc de");

                PatternMatch first = session.expectAny(word, number);
                assertThat(first.pattern()).isSameAs(number);
                assertThat(first.match().group(1)).isEqualTo("1234");
                PatternMatch second = session.expectAny(word, number);
                assertThat(second.pattern()).isSameAs(word);
                assertThat(second.match().group(1)).isEqualTo("c");
                session.expectLine(" de");
            }
        }

        @Test
        @DisplayName("to a match at the very end, when no more comes")
        void matchAtTheEnd() {
            try (JailSession session = start()) {
                session.sendLine("prompt");

                assertThat(session.withTimeout(Duration.ofSeconds(2))
                                .expect(Pattern.compile("name\\? *"))
                                .group())
                        .isEqualTo("name? ");
            }
        }

        @Test
        @DisplayName("with bytes that are no text")
        void bytes() {
            try (JailSession session = start()) {
                session.send(new byte[] {(byte) 0xff, '\n'}).expectLine("\ufffd");

                JailResult run = session.result();
                assertThat(run.stdout().bytes()).containsSequence((byte) 0xff, '\n');
                assertThat(run.execution().spec().stdin().toArray()).containsExactly(0xff, '\n');
            }
        }

        @Test
        @DisplayName("after what was given at once")
        void givenFirst() {
            try (JailSession session = jail.withStdin("first\n").start().withTimeout(LONG)) {
                session.expectLine("ready").expectLine("first").sendLine("second");
                session.expectLine("second");
                session.closeStdin().expectLine("bye").expectEnd();
            }
        }

        @Test
        @DisplayName("to a last line that nothing ends")
        void lastLine() {
            try (JailSession session = start()) {
                session.sendLine("prompt").sendLine("leave 0");

                session.expectLine("name? ").expectEnd();
            }
        }

        @Test
        @DisplayName("fifty times at once")
        void fifty() {
            List<Integer> statuses = IntStream.range(0, 50)
                    .parallel()
                    .mapToObj(i -> {
                        try (JailSession session = start()) {
                            session.sendLine("number " + i)
                                    .expectLine("number " + i)
                                    .sendLine("leave " + i);
                            return ((Exited) session.result().termination()).status();
                        }
                    })
                    .toList();

            assertThat(statuses)
                    .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
        }
    }

    @Nested
    @DisplayName("fails, and shows what is unread and what was said,")
    class Failures {
        @Test
        @DisplayName("where the next line is another")
        void otherLine() {
            try (JailSession session = start()) {
                session.sendLine("too high");

                assertThat(failureOf(() -> session.expectLine("too low"))).isEqualTo("""

                                Expected: the line "too low" on stdout
                                Actual: the next line is "too high"
                                unread stdout (9 bytes):
                                  | too high\\n
                                dialogue so far (> sent, < stdout, ! stderr):
                                  < ready\\n
                                  > too high\\n
                                  < too high\\n""");
                session.expectLine("too high");
            }
        }

        @Test
        @DisplayName("where no answer comes in time")
        void noAnswer() {
            try (JailSession session = start()) {
                session.sendLine("mute").withTimeout(SHORT);

                assertThat(failureOf(() -> session.expect("anything"))).isEqualTo("""

                                Expected: "anything" on stdout
                                Actual: nothing came within 50 ms, and the program still runs
                                unread stdout: empty
                                dialogue so far (> sent, < stdout, ! stderr):
                                  < ready\\n
                                  > mute\\n""");
                assertThat(failureOf(() -> session.expectAny("a", "b")))
                        .startsWith("\nExpected: one of \"a\", \"b\" on stdout\nActual: nothing came within 50 ms");
                assertThat(failureOf(() -> session.expectAny(Pattern.compile("a+"), Pattern.compile("b"))))
                        .startsWith(
                                "\nExpected: a match of one of \"a+\", \"b\" on stdout\nActual: nothing came within");
                assertThat(failureOf(() -> session.expectStderr("c")))
                        .startsWith("\nExpected: \"c\" on stderr\nActual: nothing came within 50 ms");
                assertThat(failureOf(session::expectEnd))
                        .startsWith("\nExpected: the end of the program, and nothing more on stdout\n"
                                + "Actual: the program still runs after 50 ms. Remedy: call closeStdin() first if it"
                                + " waits for the end of its input\n");
                session.withTimeout(LONG).closeStdin().expectLine("bye").expectEnd();
            }
        }

        @Test
        @DisplayName("where another answer came")
        void anotherAnswer() {
            try (JailSession session = start()) {
                session.sendLine("prompt").expect("name").withTimeout(SHORT);

                assertThat(failureOf(() -> session.expectLine(Pattern.compile("n.*"))))
                        .isEqualTo("""

                                Expected: a line that matches "n.*" on stdout
                                Actual: it did not come within 50 ms, and the program still runs
                                unread stdout (2 bytes):
                                  | ?\\x20
                                dialogue so far (> sent, < stdout, ! stderr):
                                  < ready\\n
                                  > prompt\\n
                                  < name?\\x20""".replace("\\x20", " "));
                assertThat(failureOf(() -> session.expect(Pattern.compile("x+"))))
                        .startsWith("\nExpected: a match of \"x+\" on stdout\nActual: it did not come within 50 ms");
            }
        }

        @Test
        @DisplayName("where the program was killed: by what, and not that time was up")
        void killed() {
            try (JailSession session = start()) {
                session.sendLine("trace").expectStderrLine("about to: ptrace");

                assertThat(failureOf(() -> session.expect("traced")))
                        .startsWith(
                                "\nExpected: \"traced\" on stdout\nActual: the program ended before: talkative killed"
                                        + " by the seccomp filter in syscall ptrace")
                        .endsWith("""
                                unread stdout: empty
                                dialogue so far (> sent, < stdout, ! stderr):
                                  < ready\\n
                                  > trace\\n
                                  ! about to: ptrace\\n""");
                assertThat(session.result().termination())
                        .isInstanceOfSatisfying(
                                SyscallDenied.class,
                                denied -> assertThat(denied.syscall()).isEqualTo("ptrace"));
                assertThat(session.result().verdict()).isEqualTo(Verdict.REJECT);
            }
        }

        @Test
        @DisplayName("where the program ended early")
        void ended() {
            try (JailSession session = start()) {
                session.sendLine("leave 3");

                assertThat(failureOf(() -> session.expectLine("more"))).isEqualTo("""

                                Expected: the line "more" on stdout
                                Actual: the program ended before: talkative exited with status 3
                                unread stdout: empty
                                dialogue so far (> sent, < stdout, ! stderr):
                                  < ready\\n
                                  > leave 3\\n""");
                assertThat(failureOf(() -> session.sendLine("anybody?"))).startsWith("""

                                Expected: the program takes 9 bytes on its standard input
                                Actual: it took none, and ended: talkative exited with status 3
                                """);
            }
        }

        @Test
        @DisplayName("where it does not read")
        void doesNotRead() {
            try (JailSession session = start()) {
                session.sendLine("sleep").expectLine("asleep").withTimeout(Duration.ofSeconds(2));

                assertThat(failureOf(() -> session.send(new byte[1 << 20])))
                        .containsPattern(
                                "^\nExpected: the program takes 1048576 bytes on its standard input\nActual: it took [0-9]+ bytes"
                                        + " within 2 s, and still runs\nunread stdout: empty\ndialogue so far [^\n]+:\n  … [0-9]+"
                                        + " characters omitted\n  > ");
            }
        }

        @Test
        @DisplayName("where it has closed its input")
        void closedItsInput() {
            try (JailSession session = start()) {
                session.sendLine("deaf").expectLine("deaf").expectLine("no more to read");

                assertThat(failureOf(() -> session.sendLine("anybody?"))).startsWith("""

                                Expected: the program takes 9 bytes on its standard input
                                Actual: it took none: it has closed its standard input, and still runs
                                """);
            }
        }

        @Test
        @DisplayName("where it says more at its end")
        void saysMore() {
            try (JailSession session = start()) {
                session.closeStdin();

                assertThat(failureOf(session::expectEnd)).isEqualTo("""

                                Expected: the end of the program, and nothing more on stdout
                                Actual: there is more
                                unread stdout (4 bytes):
                                  | bye\\n
                                dialogue so far (> sent, < stdout, ! stderr):
                                  < ready\\n
                                  < bye\\n""");
            }
        }

        @Test
        @DisplayName("with nothing in it that could act on a terminal")
        void escaped() {
            try (JailSession session = start()) {
                session.sendLine("raw");

                assertThat(failureOf(() -> session.expectLine("red")))
                        .contains("the next line is \"\\x1b[31m�\"", "  | \\x1b[31m", "  < \\x1b[31m")
                        .doesNotContain("\u001b");
            }
        }
    }

    @Nested
    @DisplayName("ends")
    class Ends {
        @Test
        @DisplayName("with a result like any other's")
        void result() {
            try (JailSession session = start()) {
                session.sendLine("one").expectLine("one").sendLine("error two").expectStderrLine("two");
                session.closeStdin();

                JailResult run = session.result();

                assertThat(run.termination()).isEqualTo(new Exited(0));
                assertThat(run.output().text()).isEqualTo("ready\none\ntwo\nbye\n");
                assertThat(run.confinement().complete()).isTrue();
                assertThat(run.verdict()).isEqualTo(Verdict.UNCERTAIN);
                assertThat(run.assessment().evidence().stream().map(Evidence::id))
                        .containsExactly("dialogue");
                assertThat(run.assessment().settledBy())
                        .isEqualTo("a run on the same input given at once, by withStdin, with replays: a dialogue"
                                + " cannot be replayed");
                assertThat(run.auditFile())
                        .content()
                        .contains(
                                "\"ended_by_test\" : false",
                                "{\"stream\" : \"stdin\", \"bytes\" : 10, \"text\" : \"error two\\n\"}",
                                "{\"stream\" : \"stderr\", \"bytes\" : 4, \"text\" : \"two\\n\"}");
                assertThat(session.result()).isSameAs(run);
            }
        }

        @Test
        @DisplayName("by its limits, which hold while nobody listens")
        void limits() {
            try (JailSession flood = start()) {
                flood.sendLine("flood");
                assertThat(failureOf(() -> flood.expect("never")))
                        .contains("the program ended before: talkative ended by the OUTPUT limit of 1 MiB");
            }
            Jail brief = jail.withLimits(ResourceLimits.DEFAULTS.withWall(Duration.ofMillis(300)));
            try (JailSession slow = brief.start().withTimeout(LONG)) {
                slow.expectLine("ready").sendLine("mute");
                assertThat(failureOf(() -> slow.expectLine("never")))
                        .contains("the program ended before: talkative ended by the WALL limit of 300 ms");
                assertThat(slow.result().termination())
                        .isInstanceOfSatisfying(
                                LimitExceeded.class,
                                limit -> assertThat(limit.kind()).isEqualTo(LimitKind.WALL));
            }
        }

        @Test
        @DisplayName("with the program, which is alive before and gone behind close()")
        void close() {
            Set<ProcessHandle> before = processes();
            JailSession session = start();
            session.sendLine("alive?").expectLine("alive?");
            Set<ProcessHandle> ofTheJail = processes();
            ofTheJail.removeAll(before);
            // The launcher, the init and the guest.
            assertThat(ofTheJail).hasSizeGreaterThanOrEqualTo(3);

            session.close();
            session.close();

            assertThat(ofTheJail).noneMatch(ProcessHandle::isAlive);
        }

        private Set<ProcessHandle> processes() {
            return ProcessHandle.current().descendants().collect(Collectors.toSet());
        }

        @Test
        @DisplayName("once")
        void useAfterTheEnd() {
            JailSession closed = start();
            closed.close();
            JailSession done = start();
            JailResult run = done.result();
            done.close();

            assertThat(done.result()).isSameAs(run);
            assertThatThrownBy(() -> closed.expectLine("x"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("JailSession.expectLine: the dialogue is over, because close() was called."
                            + " Remedy: call expectLine before that, or start another dialogue with Jail.start.");
            assertThatThrownBy(closed::result)
                    .hasMessageStartingWith("JailSession.result: the dialogue is over, because");
            assertThatThrownBy(() -> done.sendLine("x"))
                    .hasMessageStartingWith("JailSession.sendLine: the dialogue is over, because result() was called.");
            assertThatThrownBy(done::closeStdin).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(done::expectEnd).isInstanceOf(IllegalStateException.class);
        }

        @Test
        @DisplayName("for the program where its input was closed")
        void sendAfterCloseStdin() {
            try (JailSession session = start()) {
                session.closeStdin();

                assertThatThrownBy(() -> session.send("x"))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("JailSession.send: the program's input has ended, because closeStdin() was called."
                                + " Remedy: send before that.");
            }
        }

        @Test
        @DisplayName("with an interruption of its thread")
        void interrupted() {
            try (JailSession session = start()) {
                Thread.currentThread().interrupt();

                assertThatThrownBy(() -> session.expectLine("x")).isInstanceOf(RunInterruptedException.class);
                assertThat(Thread.interrupted()).isTrue();
                assertThat(session.result().termination()).isInstanceOf(Signaled.class);
            } finally {
                Thread.interrupted();
            }
        }
    }

    @Test
    @DisplayName("waits for longer than nothing, and sends no more than it can keep")
    void wrongValues() {
        try (JailSession session = start()) {
            assertThatThrownBy(() -> session.withTimeout(Duration.ZERO))
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage(
                            "JailSession: `withTimeout` must be longer than nothing, but was: PT0S. Remedy: give the"
                                    + " time that an answer may take on a busy machine, such as Duration.ofSeconds(5).");
            assertThatThrownBy(() -> session.send(new byte[(16 << 20) + 1]))
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("JailSession: `send` must not send more than 16 MiB in one dialogue, but was: 16777217"
                            + " bytes. Remedy: give a large input at once, with Jail.withStdin.");
        }
    }

    @Nested
    @DisplayName("of another test")
    class OfOtherTests {
        @TempDir
        Path reports;

        @Test
        @DisplayName("that forgot to close it ends with that test, and is recorded")
        void forgotten() {
            JailTestKit.Results results = JailTestKit.reportingTo(reports).execute(ForgetsToCloseTestCase.class);

            results.succeeded(1);
            assertThat(results.runs()).singleElement().satisfies(run -> {
                assertThat(run.verdict()).isEqualTo("UNCERTAIN");
                assertThat(run.record())
                        .contains("\"ended_by_test\" : true", "\"id\" : \"ended_by_test\"", "\"text\" : \"hello\\n\"");
            });
        }

        @Test
        @DisplayName("does not begin where the program is missing")
        void missing() {
            assertThat(JailTestKit.reportingTo(reports)
                            .execute(MissingTestCase.class)
                            .onlyFailure())
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessageStartingWith("Jail: `value` ");
        }
    }

    static class ForgetsToCloseTestCase {
        @Test
        @Jailed
        void test(Jail jail) {
            jail.withExecutable(CompiledProgram.of("talkative"))
                    .start()
                    .withTimeout(LONG)
                    .expectLine("ready")
                    .sendLine("hello")
                    .expectLine("hello");
        }
    }

    static class MissingTestCase {
        @Test
        @Jailed("/no/such/program")
        void test(Jail jail) {
            jail.start();
        }
    }
}
