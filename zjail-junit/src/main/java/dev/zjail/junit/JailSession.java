package dev.zjail.junit;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.Execution;
import dev.zjail.engine.RunningJail;
import dev.zjail.engine.RunningJail.Received;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * A dialogue with a jailed program while it runs: the test sends, and waits for answers. {@link Jail#start(String...)}
 * begins one.
 *
 * <pre>{@code
 * try (JailSession game = jail.start()) {
 *   game.sendLine("guess 5");
 *   game.expectLine("too low");
 *   game.sendLine("guess 7");
 *   game.expectLine("right");
 *   assertThat(game.result()).exitedWith(0);
 * }
 * }</pre>
 *
 * <p><b>What an expectation takes.</b> {@code expectLine} takes the next line and no other. {@code expect} and
 * {@code expectAny} skip whatever stands before the text they wait for. What was taken is gone; what was not is there
 * for the next. They look at standard output; {@code expectStderr} looks at standard error, which never disturbs the
 * others. Output is matched as it arrives, as UTF-8, however it is cut. A program whose output is buffered says nothing
 * until it flushes.
 *
 * <p><b>Nothing waits for ever.</b> Each wait takes five seconds at most, or what {@link #withTimeout(Duration)} says.
 * It ends earlier when the program has ended, and the failure says how. All limits of the run hold during a dialogue:
 * {@link Limits#wall()} bounds the whole of it, with the time that the test takes itself; {@link Limits#idle()} counts
 * while the program waits for the test, too, so leave it away, as is the default, or make it longer than any pause of
 * the test.
 *
 * <p><b>Every dialogue is recorded</b>, what was said in its order: by {@link #result()}, or else by {@link #close()},
 * which ends the program. A dialogue cannot be replayed. So its verdict is never better than
 * {@link dev.zjail.truthimatics.Verdict#UNCERTAIN}, and {@link Jailed#replays()} and {@link Jailed#contrasts()} make no
 * runs for it.
 *
 * <p>For use by one thread. If that is interrupted, the program is ended.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class JailSession implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** From the moment in which a program's input is closed by its end to the moment in which that is known. */
    private static final Duration ABOUT_TO_END = Duration.ofSeconds(1);

    private final RunningJail jail;
    private final Function<Supplier<Execution>, JailResult> recorder;
    private final UnreadText stdout = new UnreadText();
    private final UnreadText stderr = new UnreadText();
    private final DialogueSoFar soFar = new DialogueSoFar();
    private Duration timeout = TIMEOUT;
    private Optional<JailResult> recorded = Optional.empty();
    private Optional<String> overBecause = Optional.empty();
    private boolean programIsOver;
    private boolean inputIsClosed;
    private long sent;

    /** @param recorder makes a result of the run that it is given, and records it */
    JailSession(RunningJail jail, Function<Supplier<Execution>, JailResult> recorder) {
        this.jail = jail;
        this.recorder = recorder;
    }

    /**
     * Replaces how long each further wait may take: five seconds where nobody says otherwise. The wall-clock limit of
     * the run, ten seconds where nobody says otherwise, ends longer ones.
     *
     * @param timeout longer than nothing
     * @return this session
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if it is not
     */
    public JailSession withTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw SessionErrors.noTime(timeout);
        }
        this.timeout = timeout.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : timeout;
        return this;
    }

    /**
     * Sends text in UTF-8, and waits until the program's pipe has taken it. A pipe holds 64 KiB that the program has
     * not read yet.
     *
     * @param text the text; no line feed is added
     * @return this session
     * @throws AssertionError if the program has ended or closed its standard input, or does not read in time
     * @throws IllegalStateException if the dialogue is over
     */
    public JailSession send(String text) {
        return send("send", Bytes.utf8(text));
    }

    /**
     * Sends bytes, like {@link #send(String)}.
     *
     * @param bytes any bytes
     * @return this session
     */
    public JailSession send(byte[] bytes) {
        return send("send", Bytes.of(bytes));
    }

    /**
     * Sends text and a line feed, like {@link #send(String)}.
     *
     * @param line the text
     * @return this session
     */
    public JailSession sendLine(String line) {
        return send("sendLine", Bytes.utf8(line + "\n"));
    }

    private JailSession send(String method, Bytes bytes) {
        requireOpen(method);
        if (inputIsClosed) {
            throw SessionErrors.inputClosed(method);
        }
        sent += bytes.size();
        if (sent > RunningJail.MOST_SENT_BYTES) {
            throw SessionErrors.tooMuch(method, sent);
        }
        listen(Duration.ZERO);
        int taken = jail.send(bytes, timeout);
        soFar.add(DialogueSoFar.SENT, new String(bytes.toArray(), 0, taken, StandardCharsets.UTF_8));
        if (taken < bytes.size()) {
            throw notTaken(bytes.size(), taken);
        }
        return this;
    }

    /** Whoever reads no more may be about to end, and how it ended says more. */
    private AssertionError notTaken(int size, int taken) {
        boolean isOpen = jail.acceptsInput();
        long start = System.nanoTime();
        Duration left = ABOUT_TO_END;
        while (!isOpen && !programIsOver && !left.isNegative()) {
            listen(left);
            left = ABOUT_TO_END.minusNanos(System.nanoTime() - start);
        }
        String expected = "the program takes " + SessionErrors.bytes(size) + " on its standard input";
        String read = "it took " + (taken == 0 ? "none" : SessionErrors.bytes(taken));
        if (programIsOver) {
            return failure(expected, read + ", and ended: " + ending());
        }
        return failure(
                expected,
                isOpen
                        ? read + " within " + SessionErrors.seconds(timeout) + ", and still runs"
                        : read + ": it has closed its standard input, and still runs");
    }

    /**
     * Waits for text on standard output, and takes it with all that stands before.
     *
     * @param text the text
     * @return this session
     * @throws AssertionError if it does not come in time, or the program ends before
     * @throws IllegalStateException if the dialogue is over
     */
    public JailSession expect(String text) {
        requireOpen("expect");
        return expectText(SessionErrors.quoted(text) + " on stdout", stdout, text);
    }

    /**
     * Waits for text on standard error, like {@link #expect(String)}.
     *
     * @param text the text
     * @return this session
     */
    public JailSession expectStderr(String text) {
        requireOpen("expectStderr");
        return expectText(SessionErrors.quoted(text) + " on stderr", stderr, text);
    }

    private JailSession expectText(String expected, UnreadText unread, String text) {
        FirstOf search = new FirstOf(List.of(text));
        await(expected, unread, isLast -> search.find(unread));
        return this;
    }

    /**
     * Waits for a match on standard output, and takes it with all that stands before. Where more output could make
     * another match of it, as of {@code [0-9]+} behind {@code 12}, more is waited for as long as a wait may take: end a
     * pattern with what ends the text, or use {@link #expectLine(Pattern)}.
     *
     * @param pattern what to find
     * @return what matched, with its groups
     * @throws AssertionError if none comes in time, or the program ends before
     * @throws IllegalStateException if the dialogue is over
     */
    public MatchResult expect(Pattern pattern) {
        requireOpen("expect");
        return await(
                        "a match of " + SessionErrors.quoted(pattern.pattern()) + " on stdout",
                        stdout,
                        isLast -> PatternMatch.take(stdout, List.of(pattern), isLast))
                .match();
    }

    /**
     * Waits for the first of several texts on standard output, and takes it with all that stands before. The one that
     * is complete first is the first, and of two that end in the same place the one named first.
     *
     * @param texts the texts
     * @return the one that came
     * @throws AssertionError if none comes in time, or the program ends before
     * @throws IllegalStateException if the dialogue is over
     */
    public String expectAny(String... texts) {
        requireOpen("expectAny");
        FirstOf search = new FirstOf(List.of(texts));
        return await(SessionErrors.anyOf(List.of(texts)), stdout, isLast -> search.find(stdout));
    }

    /**
     * Waits for a match of one of several patterns on standard output, and takes it with all that stands before. The
     * match that is complete first is the first, and of two that end in the same place that of the pattern named first.
     * Where more output could make another match, more is waited for, as {@link #expect(Pattern)} does.
     *
     * @param patterns what to find
     * @return which pattern matched, and its match
     * @throws AssertionError if none comes in time, or the program ends before
     * @throws IllegalStateException if the dialogue is over
     */
    public PatternMatch expectAny(Pattern... patterns) {
        requireOpen("expectAny");
        List<Pattern> all = List.of(patterns);
        return await(
                "a match of "
                        + SessionErrors.anyOf(all.stream().map(Pattern::pattern).toList()),
                stdout,
                isLast -> PatternMatch.take(stdout, all, isLast));
    }

    /**
     * Waits for the next line on standard output, takes it, and verifies that it is the given one.
     *
     * @param line the whole line, without the line feed, or carriage return and line feed, that ends it
     * @return this session
     * @throws AssertionError if the next line is another, at once; if none comes in time; if the program ends before
     * @throws IllegalStateException if the dialogue is over
     */
    public JailSession expectLine(String line) {
        requireOpen("expectLine");
        takeLine("the line " + SessionErrors.quoted(line) + " on stdout", stdout, found -> found.equals(line));
        return this;
    }

    /**
     * Waits for the next line on standard error, like {@link #expectLine(String)}.
     *
     * @param line the whole line
     * @return this session
     */
    public JailSession expectStderrLine(String line) {
        requireOpen("expectStderrLine");
        takeLine("the line " + SessionErrors.quoted(line) + " on stderr", stderr, found -> found.equals(line));
        return this;
    }

    /**
     * Waits for the next line on standard output, takes it, and verifies that all of it matches.
     *
     * @param pattern what the whole line has to match
     * @return what matched, with its groups
     * @throws AssertionError if the next line does not match, at once; if none comes in time; if the program ends
     *     before
     * @throws IllegalStateException if the dialogue is over
     */
    public MatchResult expectLine(Pattern pattern) {
        requireOpen("expectLine");
        Matcher matcher = pattern.matcher("");
        takeLine(
                "a line that matches " + SessionErrors.quoted(pattern.pattern()) + " on stdout",
                stdout,
                found -> matcher.reset(found).matches());
        return matcher.toMatchResult();
    }

    private interface LineCheck {
        boolean isMetBy(String line);
    }

    private void takeLine(String expected, UnreadText unread, LineCheck check) {
        UnreadText.Line line = await(expected, unread, isLast -> unread.nextLine(programIsOver));
        if (!check.isMetBy(line.text())) {
            throw failure(expected, "the next line is " + SessionErrors.quoted(line.text()));
        }
        unread.take(line.end());
    }

    /**
     * Waits for the end of the program, and verifies that it says nothing more on standard output. Does not end its
     * input: call {@link #closeStdin()} before, where the program waits for that. {@link #result()} is for who does not
     * care what else it says.
     *
     * @return this session
     * @throws AssertionError if there is more on standard output, or the program does not end in time
     * @throws IllegalStateException if the dialogue is over
     */
    public JailSession expectEnd() {
        requireOpen("expectEnd");
        String expected = "the end of the program, and nothing more on stdout";
        long start = System.nanoTime();
        listen(Duration.ZERO);
        while (stdout.isEmpty() && !programIsOver) {
            Duration left = timeout.minusNanos(System.nanoTime() - start);
            if (left.isNegative() || left.isZero()) {
                throw failure(expected, SessionErrors.stillRuns(timeout, inputIsClosed));
            }
            listen(left);
        }
        if (!stdout.isEmpty()) {
            throw failure(expected, "there is more");
        }
        return this;
    }

    /**
     * Ends the program's input: it reads the end of the file behind what was sent.
     *
     * @return this session
     * @throws IllegalStateException if the dialogue is over
     */
    public JailSession closeStdin() {
        requireOpen("closeStdin");
        inputIsClosed = true;
        jail.endInput();
        return this;
    }

    /**
     * Ends the dialogue: ends the program's input, waits for the program's end and records the run. Takes no longer
     * than the wall-clock limit of the run. A second call returns the same.
     *
     * @return what happened
     * @throws IllegalStateException if {@link #close()} was called before
     * @throws dev.zjail.engine.ConfinementException if the run was lost
     * @throws dev.zjail.engine.RunInterruptedException if the calling thread is interrupted; the program was ended
     */
    public JailResult result() {
        if (overBecause.filter(SessionErrors.CLOSED::equals).isPresent()) {
            throw SessionErrors.over("result", SessionErrors.CLOSED);
        }
        jail.endInput();
        JailResult result = recorded(jail::awaitEnd);
        overBecause = Optional.of(SessionErrors.RESULT_TAKEN);
        return result;
    }

    /**
     * Ends the program if it has not ended, and records the run if {@link #result()} did not. Nothing of it is left
     * behind. Of a program that this ended, the record says so; how it would have ended is not known. A second call
     * does nothing.
     */
    @Override
    public void close() {
        if (overBecause.isEmpty()) {
            overBecause = Optional.of(SessionErrors.CLOSED);
            recorded(jail::end);
        }
    }

    /** Whether it needs no closing any more. */
    boolean isOver() {
        return overBecause.isPresent();
    }

    private JailResult recorded(Supplier<Execution> end) {
        JailResult result = recorded.orElseGet(() -> recorder.apply(end));
        recorded = Optional.of(result);
        return result;
    }

    private void requireOpen(String method) {
        overBecause.ifPresent(why -> {
            throw SessionErrors.over(method, why);
        });
    }

    /** One look at what there is; {@code isLast} says that nothing more is waited for. */
    private interface Attempt<T> {
        Optional<T> make(boolean isLast);
    }

    private <T> T await(String expected, UnreadText unread, Attempt<T> attempt) {
        long start = System.nanoTime();
        listen(Duration.ZERO);
        boolean timeIsUp = false;
        while (true) {
            Optional<T> found = attempt.make(programIsOver || timeIsUp);
            if (found.isPresent()) {
                return found.get();
            }
            if (programIsOver) {
                throw failure(expected, "the program ended before: " + ending());
            }
            if (timeIsUp) {
                throw failure(
                        expected,
                        (unread.isEmpty() ? "nothing came" : "it did not come") + " within "
                                + SessionErrors.seconds(timeout) + ", and the program still runs");
            }
            Duration left = timeout.minusNanos(System.nanoTime() - start);
            timeIsUp = left.isNegative() || left.isZero();
            listen(timeIsUp ? Duration.ZERO : left);
        }
    }

    /** Takes what the program wrote, and waits for something if there is nothing. */
    private void listen(Duration atMost) {
        if (programIsOver) {
            return;
        }
        Received received = jail.receive(atMost);
        soFar.add(DialogueSoFar.STDOUT, stdout.append(received.stdout(), received.over()));
        soFar.add(DialogueSoFar.STDERR, stderr.append(received.stderr(), received.over()));
        programIsOver = received.over();
    }

    /** How it ended, which is recorded now: nothing more can happen to it. */
    private String ending() {
        return recorded(jail::awaitEnd).toString();
    }

    private AssertionError failure(String expected, String actual) {
        return SessionErrors.failure(expected, actual, stdout, stderr, soFar);
    }
}
