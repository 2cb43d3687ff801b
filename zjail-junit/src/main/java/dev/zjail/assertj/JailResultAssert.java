package dev.zjail.assertj;

import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.CollectedFile;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.Usage;
import dev.zjail.golden.GoldenFile;
import dev.zjail.internal.ForeignText;
import dev.zjail.junit.CollectedText;
import dev.zjail.junit.GuestText;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.RunScope;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.assertj.core.api.ObjectAssert;
import org.opentest4j.AssertionFailedError;

/**
 * Assertions on one jailed run. Begin with {@link ZjailAssertions#assertThat(JailResult)}.
 *
 * <p>A failure says what was expected, how the run ended, the verdict with its evidence, what the program wrote and
 * where the audit file is.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class JailResultAssert extends AbstractObjectAssert<JailResultAssert, JailResult> {
    private static final int SYSCALL_ARGUMENTS = 6;

    private boolean endingAsserted;

    /**
     * Begins assertions on a run.
     *
     * @param actual the run
     */
    public JailResultAssert(JailResult actual) {
        super(actual, JailResultAssert.class);
        info.useRepresentation(new GuestTextRepresentation());
    }

    /**
     * Verifies that the program ended by itself with the given status. A program that was killed did not, whatever
     * number a shell would have made of it.
     *
     * <pre>{@code
     * assertThat(jail.withExecutable(Path.of("/bin/true")).run()).exitedWith(0);  // passes
     * assertThat(jail.withExecutable(Path.of("/bin/false")).run()).exitedWith(0); // fails
     * }</pre>
     *
     * @param status the exit status, 0 to 255
     * @return this assertion
     * @throws AssertionError if the program ended in any other way
     */
    public JailResultAssert exitedWith(int status) {
        isNotNull();
        Exited expected = new Exited(status);
        if (!ending().equals(expected)) {
            fail(expected.describe());
        }
        return this;
    }

    /**
     * Verifies that the jail's filter killed the program in the given system call.
     *
     * <pre>{@code
     * assertThat(run).wasKilledBySyscall("socket"); // passes for a program that tried to open a socket
     * }</pre>
     *
     * @param syscall the kernel's name, such as {@code "ptrace"}
     * @return this assertion
     * @throws AssertionError if the program ended in any other way, by another system call too
     */
    public JailResultAssert wasKilledBySyscall(String syscall) {
        isNotNull();
        if (!wasDenied(syscall)) {
            fail(FailureText.call(syscall));
        }
        return this;
    }

    /**
     * Verifies that the jail's filter killed the program in the given system call with the given arguments.
     *
     * <pre>{@code
     * assertThat(run).wasKilledBySyscall("socket", AF_INET, SOCK_STREAM); // whatever the third argument
     * }</pre>
     *
     * @param syscall the kernel's name
     * @param firstArgument all 64 bits of the first argument's register
     * @param furtherArguments those of the next ones, at most five; the rest may be anything
     * @return this assertion
     * @throws AssertionError if the program ended in any other way, by the same call with other arguments too
     * @throws IllegalArgumentException if there are more than six arguments
     */
    public JailResultAssert wasKilledBySyscall(String syscall, long firstArgument, long... furtherArguments) {
        isNotNull();
        long[] arguments = LongStream.concat(LongStream.of(firstArgument), Arrays.stream(furtherArguments))
                .toArray();
        if (arguments.length > SYSCALL_ARGUMENTS) {
            throw new IllegalArgumentException(
                    "a system call has at most six arguments, but " + arguments.length + " were given");
        }
        if (!wasDenied(syscall, arguments)) {
            fail(FailureText.call(syscall, arguments));
        }
        return this;
    }

    private boolean wasDenied(String syscall, long... leadingArguments) {
        List<Long> leading = LongStream.of(leadingArguments).boxed().toList();
        return ending() instanceof SyscallDenied denied
                && denied.syscall().equals(syscall)
                && denied.arguments().size() >= leading.size()
                && denied.arguments().subList(0, leading.size()).equals(leading);
    }

    /**
     * Verifies that the program died by the given signal, and that neither a limit nor the jail's filter explains it.
     *
     * <pre>{@code
     * assertThat(run).wasSignaledBy("SIGSEGV"); // passes for a program that read address 0
     * }</pre>
     *
     * @param signal the name of the signal, such as {@code "SIGABRT"}
     * @return this assertion
     * @throws AssertionError if the program ended in any other way
     */
    public JailResultAssert wasSignaledBy(String signal) {
        isNotNull();
        if (!(ending() instanceof Signaled signaled) || !signaled.signal().equals(signal)) {
            fail("killed by signal " + signal);
        }
        return this;
    }

    /**
     * Verifies that the program was ended because it reached the given limit.
     *
     * <pre>{@code
     * assertThat(run).exceeded(LimitKind.CPU); // passes for a program that never ends
     * }</pre>
     *
     * @param kind which limit
     * @return this assertion
     * @throws AssertionError if the program ended in any other way, by another limit too
     */
    public JailResultAssert exceeded(LimitKind kind) {
        isNotNull();
        if (!(ending() instanceof LimitExceeded exceeded) || exceeded.kind() != kind) {
            fail("ended by the " + kind + " limit");
        }
        return this;
    }

    /**
     * Verifies that the program wrote exactly the given text to standard output.
     *
     * <pre>{@code
     * assertThat(run).hasStdout("hello\n"); // fails without the line feed
     * assertThat(run).hasStdout("ready\n").wasSignaledBy("SIGSEGV");
     * }</pre>
     *
     * <p>Alone it implies that the program ended normally: by itself, with whatever status. A crash fails the test, at
     * its end. An assertion on the ending of this run, in front of this one or behind it, says otherwise:
     * {@link #exitedWith}, {@link #wasKilledBySyscall}, {@link #wasSignaledBy}, {@link #exceeded},
     * {@link #termination}, a verdict of REJECT, or a look at {@link JailResult#termination()}.
     *
     * @param expected the text, compared byte by byte in UTF-8
     * @return this assertion
     * @throws AssertionError if it wrote anything else, or more than was kept; if it did not end normally, for a result
     *     that no {@code @Jailed} test made
     */
    public JailResultAssert hasStdout(String expected) {
        isNotNull();
        return hasStream("stdout", actual.stdout(), expected);
    }

    /**
     * Verifies that the program wrote exactly the given text to standard error. Implies a normal ending as
     * {@link #hasStdout(String)} does.
     *
     * @param expected the text, compared byte by byte in UTF-8
     * @return this assertion
     * @throws AssertionError if it wrote anything else, or more than was kept
     */
    public JailResultAssert hasStderr(String expected) {
        isNotNull();
        return hasStream("stderr", actual.stderr(), expected);
    }

    /**
     * Verifies that the program wrote to standard output what a golden file holds.
     *
     * <pre>{@code
     * assertThat(run).exitedWith(0).hasStdoutAs(Path.of("src/test/golden/help.txt"));
     * }</pre>
     *
     * <p>In the file {@code [..]} stands for anything within a line, and a line {@code ...} for any number of lines; a
     * backslash in front takes that away. All else is compared byte by byte, the last line feed too; what
     * {@link dev.zjail.junit.Jailed#normalise()} names is taken out of the output before.
     *
     * <p>With the configuration parameter or system property {@code zjail.golden=update} the file is created, or
     * rewritten if it does not match: elisions whose line still matches stay. Never on a build server. Implies a normal
     * ending as {@link #hasStdout(String)} does.
     *
     * @param golden the file; a relative path starts at the module's directory
     * @return this assertion
     * @throws AssertionError if it wrote anything else, or the file cannot be used
     */
    public JailResultAssert hasStdoutAs(Path golden) {
        return hasStdoutAs(golden, Map.of());
    }

    /**
     * The same, with variables: {@code [VERSION]} in the file stands for the value of {@code VERSION}.
     *
     * <pre>{@code
     * assertThat(run).hasStdoutAs(Path.of("src/test/golden/version.txt"), Map.of("VERSION", "1.4.2"));
     * }</pre>
     *
     * @param golden the file
     * @param variables values by names of capital letters, digits and underscores; where the file is rewritten, those
     *     of three characters or more are replaced by their names
     * @return this assertion
     * @throws AssertionError if it wrote anything else, or the file cannot be used
     * @throws IllegalArgumentException if a variable has another name, or a value that is empty or not of one line
     */
    public JailResultAssert hasStdoutAs(Path golden, Map<String, String> variables) {
        isNotNull();
        return hasStreamAs("stdout", "hasStdoutAs", actual.stdout(), golden, variables);
    }

    /**
     * Verifies that the program wrote to standard error what a golden file holds, as {@link #hasStdoutAs(Path)} does.
     *
     * @param golden the file
     * @return this assertion
     * @throws AssertionError if it wrote anything else, or the file cannot be used
     */
    public JailResultAssert hasStderrAs(Path golden) {
        return hasStderrAs(golden, Map.of());
    }

    /**
     * The same, with variables as in {@link #hasStdoutAs(Path, Map)}.
     *
     * @param golden the file
     * @param variables values by names
     * @return this assertion
     * @throws AssertionError if it wrote anything else, or the file cannot be used
     * @throws IllegalArgumentException if a variable has another name, or a value that is empty or not of one line
     */
    public JailResultAssert hasStderrAs(Path golden, Map<String, String> variables) {
        isNotNull();
        return hasStreamAs("stderr", "hasStderrAs", actual.stderr(), golden, variables);
    }

    private JailResultAssert hasStreamAs(
            String name, String assertion, CapturedOutput found, Path golden, Map<String, String> variables) {
        Optional<GoldenFile.Failure> failure =
                new GoldenAssertion(actual, endingAsserted).check(name, assertion, found, golden, variables);
        if (failure.isPresent()) {
            throw GoldenAssertion.error(failure.get(), message(failure.get().text()));
        }
        return requiringNormalEnding(assertion);
    }

    /**
     * Verifies that the program wrote exactly the given text to both streams, in the order in which it was received:
     * see {@link JailResult#output()} for what that order is worth.
     *
     * @param expected the text, compared byte by byte in UTF-8
     * @return this assertion
     * @throws AssertionError if it wrote anything else, or more than was kept
     */
    public JailResultAssert hasOutput(String expected) {
        isNotNull();
        return hasStream("output", actual.output(), expected);
    }

    private JailResultAssert hasStream(String name, CapturedOutput found, String expected) {
        boolean same = Arrays.equals(found.bytes(), expected.getBytes(StandardCharsets.UTF_8));
        if (!same || found.truncated()) {
            failComparing(
                    GuestText.excerpt(name, found),
                    FailureText.expectedStream(name, expected),
                    FailureText.stream(name, expected, found, actual));
        }
        return requiringNormalEnding("has" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    }

    private JailResultAssert requiringNormalEnding(String assertion) {
        if (!impliesNormalEnding(assertion)) {
            throw unseenEnding(assertion);
        }
        return this;
    }

    /** An assertion on output alone is not to pass over a crash. Returns false if there is no test to fail later. */
    private boolean impliesNormalEnding(String assertion) {
        return endingAsserted
                || RunScope.of(actual.execution()).requiresSeenOrNormalEnding(() -> unseenEnding(assertion));
    }

    private AssertionError unseenEnding(String assertion) {
        return new AssertionFailedError(message(FailureText.unseenEnding(assertion, actual)));
    }

    /**
     * Verifies what the evidence says.
     *
     * @param expected the verdict
     * @return this assertion
     * @throws AssertionError if the verdict is another; the evidence behind it is in the message
     */
    public JailResultAssert hasVerdict(Verdict expected) {
        isNotNull();
        if (expected == Verdict.REJECT) {
            ending();
        }
        if (actual.verdict() != expected) {
            failComparing(actual.verdict(), expected, FailureText.expected("verdict " + expected, actual));
        }
        return this;
    }

    /**
     * Verifies that the program made a system call that was refused: it failed with an error, and the program went on.
     *
     * <pre>{@code
     * assertThat(run).exitedWith(0).refused("socket"); // passes with @Jailed(refuse = "socket")
     * }</pre>
     *
     * @param syscall the kernel's name
     * @return this assertion
     * @throws AssertionError if it made no such call; the message lists what was refused
     */
    public JailResultAssert refused(String syscall) {
        isNotNull();
        if (actual.refused().stream().noneMatch(call -> call.syscall().equals(syscall))) {
            fail("a refused call of " + syscall);
        }
        return this;
    }

    /**
     * Verifies that every layer of the sandbox was seen in force.
     *
     * @return this assertion
     * @throws AssertionError if one was not; the message says which, and what was seen
     */
    public JailResultAssert isFullyConfined() {
        isNotNull();
        if (!actual.confinement().complete()) {
            fail("every layer in force");
        }
        return this;
    }

    /**
     * Verifies the content of what ran.
     *
     * @param expected BLAKE2b-256 in 64 hexadecimal digits, of either case
     * @return this assertion
     * @throws AssertionError if anything else ran
     */
    public JailResultAssert hasFingerprint(String expected) {
        isNotNull();
        String wanted = expected.toLowerCase(Locale.ROOT);
        if (!actual.fingerprint().equals(wanted)) {
            failComparing(
                    actual.fingerprint(),
                    wanted,
                    FailureText.expected("fingerprint " + wanted + "\nFound: " + actual.fingerprint(), actual));
        }
        return this;
    }

    /**
     * Verifies that a regular file came back from the jail.
     *
     * <pre>{@code
     * assertThat(run).hasFile("/tmp/out.txt"); // with @Jailed(tmpfs = "/tmp:16MiB", collect = "/tmp/out.txt")
     * }</pre>
     *
     * @param path its path in the jail
     * @return this assertion
     * @throws AssertionError if none did; the message says what lies there instead
     */
    public JailResultAssert hasFile(String path) {
        isNotNull();
        CollectedText.requireAskedFor(actual.execution(), path);
        CollectedFiles collected = actual.execution().collected();
        if (collected.file(path).isEmpty()) {
            fail("a file " + ForeignText.line(path) + "\nFound: " + CollectedText.missing(collected, path));
        }
        return this;
    }

    /**
     * Verifies that nothing lies at a path in the jail: no file, and nothing else.
     *
     * @param path the path in the jail, one that was to come back or beneath one
     * @return this assertion
     * @throws AssertionError if something lies there; the message says what
     */
    public JailResultAssert doesNotHaveFile(String path) {
        isNotNull();
        CollectedText.requireAskedFor(actual.execution(), path);
        CollectedText.present(actual.execution().collected(), path)
                .ifPresent(found -> fail("nothing at " + ForeignText.line(path) + "\nFound: " + found));
        return this;
    }

    /**
     * Goes on to a file that came back from the jail.
     *
     * <pre>{@code
     * assertThat(run).file("/tmp/out.txt").hasContent("converted\n");
     * }</pre>
     *
     * @param path its path in the jail
     * @return assertions on the file
     * @throws AssertionError if it did not come back; the message says what lies there instead
     */
    public CollectedFileAssert file(String path) {
        if (getClass() == JailResultAssert.class) {
            hasFile(path);
        }
        // Else these are soft assertions, of which each method has to return something: the next one fails.
        CollectedText.requireAskedFor(actual.execution(), path);
        return navigate(
                ForeignText.line(path),
                run -> fileOrMissing(run.execution().collected(), path),
                new InstanceOfAssertFactory<>(
                        CollectedFile.class,
                        file -> new CollectedFileAssert(
                                file, Optional.of(new GoldenAssertion(actual, endingAsserted)))));
    }

    private static CollectedFile fileOrMissing(CollectedFiles collected, String path) {
        return collected
                .file(path)
                .orElseGet(() -> CollectedFileAssert.missing(path, CollectedText.missing(collected, path)));
    }

    /**
     * Goes on to what the program wrote to standard output, decoded as UTF-8. Implies a normal ending as
     * {@link #hasStdout(String)} does.
     *
     * <pre>{@code
     * assertThat(run).stdout().startsWith("hello").hasLineCount(3);
     * }</pre>
     *
     * @return assertions on the text
     */
    public AbstractStringAssert<?> stdout() {
        return text("stdout", JailResult::stdout);
    }

    /**
     * Goes on to what the program wrote to standard error, decoded as UTF-8. Implies a normal ending as
     * {@link #hasStdout(String)} does.
     *
     * @return assertions on the text
     */
    public AbstractStringAssert<?> stderr() {
        return text("stderr", JailResult::stderr);
    }

    /**
     * Goes on to what the program wrote to both streams, in the order in which it was received, decoded as UTF-8.
     *
     * @return assertions on the text
     */
    public AbstractStringAssert<?> output() {
        return text("output", JailResult::output);
    }

    private AbstractStringAssert<?> text(String name, Function<JailResult, CapturedOutput> stream) {
        isNotNull();
        boolean ignored = impliesNormalEnding(name + "()"); // soft assertions cannot go on behind one that throws here
        return navigate(name, result -> stream.apply(result).text(), InstanceOfAssertFactories.STRING);
    }

    /**
     * Goes on to how the run ended.
     *
     * @return assertions on one of four kinds of end
     */
    public ObjectAssert<Termination> termination() {
        isNotNull();
        ending();
        return navigate("termination", JailResult::termination, InstanceOfAssertFactories.type(Termination.class));
    }

    /**
     * Goes on to what the program used.
     *
     * <pre>{@code
     * assertThat(run).usage().hasCpuBelow(Duration.ofMillis(200));
     * }</pre>
     *
     * @return assertions on time and memory
     */
    public UsageAssert usage() {
        return navigate("usage", JailResult::usage, new InstanceOfAssertFactory<>(Usage.class, UsageAssert::new));
    }

    /**
     * Goes on to the verdict and its evidence.
     *
     * @return assertions on the assessment
     */
    public AssessmentAssert assessment() {
        return navigate(
                "assessment",
                JailResult::assessment,
                new InstanceOfAssertFactory<>(Assessment.class, AssessmentAssert::new));
    }

    /** What is asserted on next knows nothing of the run, so the description tells of it unless the user gave one. */
    private <T, A extends AbstractAssert<?, ?>> A navigate(
            String name, Function<JailResult, T> part, InstanceOfAssertFactory<?, A> factory) {
        isNotNull();
        JailResult run = actual;
        A next = extracting(part, factory);
        if (!info.hasDescription()) {
            next.describedAs(() -> ForeignText.line(name + " of " + run + "; audit: " + run.auditFile()));
        }
        return next;
    }

    /** Whoever asserts on the ending has seen it, whatever comes of that. */
    private Termination ending() {
        endingAsserted = true;
        return actual.termination();
    }

    private void fail(String expectation) {
        throwAssertionError(new ExactMessage(FailureText.expected(expectation, actual)));
    }

    /** Fails with both sides attached, so that an IDE can show the difference. */
    private void failComparing(Object found, Object expected, String text) {
        throw new AssertionFailedError(message(text), expected, found);
    }

    private String message(String text) {
        return Optional.ofNullable(info.overridingErrorMessage())
                .orElseGet(() -> new ExactMessage(text).create(info.description(), info.representation()));
    }
}
