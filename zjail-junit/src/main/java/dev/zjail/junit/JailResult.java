package dev.zjail.junit;

import static java.util.stream.Collectors.joining;

import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.CollectedFile;
import dev.zjail.engine.Confinement;
import dev.zjail.engine.Execution;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.Quantities;
import dev.zjail.engine.RefusedSyscall;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Usage;
import dev.zjail.engine.rootfs.JailFile;
import dev.zjail.internal.ForeignText;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Tells what happened in one jailed run: the facts, the verdict, and where both are recorded. Immutable.
 *
 * <pre>{@code
 * @Test
 * @Jailed("target/native/greeter")
 * void greets(JailResult run) {
 *   assertThat(run).exitedWith(0).hasStdout("hello\n");
 * }
 * }</pre>
 *
 * <p>The constructor is for tests of your own assertions.
 *
 * @param execution the facts of the run
 * @param assessment the verdict with its evidence
 * @param auditFile the file that holds the record of this run; if it could not be written, which fails the test when it
 *     is over, the path that could not be
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JailResult(Execution execution, Assessment assessment, Path auditFile, Optional<String> rerunCommand) {

    /**
     * A result of which is not known how to get it once more.
     *
     * @param execution the facts of the run
     * @param assessment the verdict with its evidence
     * @param auditFile the file that holds the record of this run
     */
    public JailResult(Execution execution, Assessment assessment, Path auditFile) {
        this(execution, assessment, auditFile, Optional.empty());
    }

    JailResult rerunBy(Optional<String> command) {
        return new JailResult(execution, assessment, auditFile, command);
    }

    /**
     * Says how the run ended. Who asks has looked at the ending: assertions on the output alone then imply none.
     *
     * @return one of four kinds, never an overloaded number
     */
    public Termination termination() {
        RunScope.endingSeen(execution);
        return execution.termination();
    }

    /**
     * Returns what the program wrote to standard output.
     *
     * @return the bytes, as far as the output limit kept them
     */
    public CapturedOutput stdout() {
        return execution.stdout();
    }

    /**
     * Returns what the program wrote to standard error.
     *
     * @return the bytes, as far as the output limit kept them
     */
    public CapturedOutput stderr() {
        return execution.stderr();
    }

    /**
     * Returns what the program wrote to both streams, in the order in which it was received.
     *
     * <p>That is the order of writing as far as it can be seen from outside: each stream is a pipe of its own. What was
     * written to both between two looks, which a program can do within microseconds, is shown standard output first. A
     * program that must be seen in its very order has to write to one stream. And a C library keeps back what goes to
     * standard output until 4 KiB are full or the program ends, but not what goes to standard error: what is not
     * flushed is written later.
     *
     * @return the bytes, as far as the output limit kept them
     */
    public CapturedOutput output() {
        return execution.output();
    }

    /**
     * Returns what the program used.
     *
     * @return the kernel's measurements
     */
    public Usage usage() {
        return execution.usage();
    }

    /**
     * Returns the sandbox around the program, as it was observed.
     *
     * @return one state for each layer
     */
    public Confinement confinement() {
        return execution.confinement();
    }

    /**
     * Returns what the evidence says.
     *
     * @return the verdict of the {@link #assessment()}
     */
    public Verdict verdict() {
        return assessment.verdict();
    }

    /**
     * Identifies what ran.
     *
     * @return BLAKE2b-256 of the executed bytes, in 64 lower-case hexadecimal digits, as {@code b2sum -l 256} prints it
     */
    public String fingerprint() {
        return execution.fingerprint();
    }

    /**
     * Lists the system calls that failed because the policy refuses them: those of {@link Jailed#refuse()}, and glibc's
     * question to a name service daemon.
     *
     * @return each call once, in the order of the first of each; at most 512
     */
    public List<RefusedSyscall> refused() {
        return execution.refused();
    }

    /**
     * Lists what was in the jail when the program began, and where it came from: what the program's headers brought in,
     * what {@code files} gave, what was made for its loader, and the places to write.
     *
     * @return files, links, empty directories and places to write, by their paths in the jail
     */
    public List<JailFile> contents() {
        return execution.contents();
    }

    /**
     * Returns a file that the program left and that {@link Jailed#collect()} brought back.
     *
     * <pre>{@code
     * @Test
     * @Jailed(value = "target/native/converter", tmpfs = "/tmp:16MiB", collect = "/tmp/out.txt")
     * void converts(JailResult run) {
     *   assertEquals("converted\n", run.file("/tmp/out.txt").text());
     * }
     * }</pre>
     *
     * @param path its path in the jail
     * @return the file
     * @throws AssertionError if it did not come back; the message says what lies there instead
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if nobody asked for it to come back
     */
    public CollectedFile file(String path) {
        return CollectedText.file(execution, path);
    }

    /**
     * Lists all files that came back.
     *
     * @return the regular files, by their paths; what did not come back is in {@code execution().collected().others()}
     */
    public List<CollectedFile> files() {
        return execution.collected().files();
    }

    /**
     * Tells a person all of it: how the run ended, the verdict with its evidence, both streams, what was used, layers
     * that were not in force, the audit file, and how to run the test again. What the program wrote is bounded and
     * escaped, and orders to a build server are broken.
     *
     * @return several lines, the last without a line feed
     */
    public String describe() {
        return ForeignText.lines(headline() + "\n" + assessment.describe() + "\n" + excerpt("stdout") + "\n"
                + excerpt("stderr") + causes());
    }

    /**
     * Tells the story to a person who was shown one stream already: without that stream, and without the evidence
     * unless a rule was broken. For those who write assertions.
     *
     * @param stream the stream that was shown: {@code stdout}, {@code stderr}, or {@code output} for both
     * @return several lines, the last without a line feed
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public String describeWithout(String stream) {
        String evidence = verdict() == Verdict.REJECT ? "\n" + assessment.describe() : "";
        // Whoever was shown both needs neither once more.
        String other = stream.equals("output") ? "" : "\n" + excerpt(stream.equals("stdout") ? "stderr" : "stdout");
        return ForeignText.lines(headline() + evidence + other + causes());
    }

    private String excerpt(String stream) {
        return GuestText.excerpt(stream, stream.equals("stdout") ? stdout() : stderr());
    }

    /** All but what the program wrote and what follows from it; each line begins with a line feed. */
    private String causes() {
        StringBuilder story = new StringBuilder("\nused: ")
                .append(Quantities.duration(usage().cpuOfAll()))
                .append(" CPU, ");
        story.append(Quantities.duration(usage().wall())).append(" wall, ");
        story.append(Quantities.bytes(usage().maxResidentBytes())).append(" resident");
        ErrnoOfLimit.describe(execution).forEach(line -> story.append('\n').append(line));
        if (execution.termination() instanceof Termination.SyscallDenied) {
            story.append("\nto see every system call it makes beyond its policy: take a Jail and call observe()");
        }
        Remedies.describe(execution).forEach(line -> story.append('\n').append(line));
        if (!refused().isEmpty()) {
            story.append("\nrefused: ")
                    .append(refused().stream().map(Object::toString).collect(joining(", ")));
        }
        CollectedText.describe(execution.collected())
                .forEach(line -> story.append('\n').append(line));
        for (LayerState gap : confinement().gaps()) {
            story.append("\nnot in force: ").append(gap.layer().id()).append(": ");
            story.append(GuestText.escape(gap.observed()));
        }
        story.append("\naudit: ").append(ForeignText.line(auditFile.toString()));
        rerunCommand.ifPresent(command -> story.append("\nto run it again: ").append(command));
        return story.toString();
    }

    /**
     * Names the program and how it ended.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return headline();
    }

    private String headline() {
        Path executable = execution.spec().executable();
        Path name = executable.getFileName();
        return GuestText.escape((name == null ? executable : name).toString()) + " "
                + execution.termination().describe();
    }
}
