package dev.zjail.truthimatics;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.Execution;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.internal.Blake2b256;
import dev.zjail.internal.ForeignText;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What a deterministic program does the same each time: how it ends, and what it writes. Of its end only what is the
 * program's own counts: a status, a signal, the number of a system call; no address, no measured quantity.
 *
 * @param ending how it ended
 * @param stdout what it wrote to standard output, after the normalisers
 * @param stderr what it wrote to standard error, after the normalisers
 * @param leftBehind the files that came back, after the normalisers, and what lies in the place of others
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RunOutcome(String ending, Bytes stdout, Bytes stderr, LeftBehind leftBehind) {

    private static final int LONGEST_REASON = 120;

    /** The outcome of a run from which nothing was to come back. */
    RunOutcome(String ending, Bytes stdout, Bytes stderr) {
        this(ending, stdout, stderr, LeftBehind.NOTHING);
    }

    /**
     * Takes the outcome out of a run.
     *
     * @param run the run
     * @param normalisers what may differ
     * @return what is compared
     */
    public static RunOutcome of(Execution run, Set<Normaliser> normalisers) {
        return new RunOutcome(
                ending(run.termination()),
                Normaliser.normalise(run.stdout().content(), normalisers),
                Normaliser.normalise(run.stderr().content(), normalisers),
                LeftBehind.of(run.collected(), normalisers));
    }

    /**
     * Finds the first place where another outcome is another.
     *
     * @param other the outcome of another run
     * @return the place, or nothing if they are equal
     */
    public Optional<Difference> differenceTo(RunOutcome other) {
        if (!ending.equals(other.ending)) {
            return Optional.of(new Difference(Difference.Part.ENDING, 0, endingWithReason(), other.endingWithReason()));
        }
        return Difference.between(Difference.Part.STDOUT, stdout, other.stdout)
                .or(() -> Difference.between(Difference.Part.STDERR, stderr, other.stderr))
                .or(() -> leftBehind.differenceTo(other.leftBehind));
    }

    /**
     * Identifies the outcome.
     *
     * @return BLAKE2b-256 of its parts, in hexadecimal
     */
    public String digest() {
        Blake2b256 digest = new Blake2b256().part(ending).part(stdout.toArray()).part(stderr.toArray());
        leftBehind.addTo(digest);
        return digest.hex();
    }

    /** Why it ended so, a program says first on standard error. */
    private String endingWithReason() {
        String line = stderr.text().lines().findFirst().orElse("");
        return line.isBlank()
                ? ending
                : ending + ", stderr: \"" + Difference.escaped(ForeignText.beginning(line, LONGEST_REASON)) + "\"";
    }

    private static String ending(Termination termination) {
        if (termination instanceof Exited exited) {
            return exited.describe();
        }
        if (termination instanceof SyscallDenied denied) {
            return SyscallDenied.killedIn(denied.syscall(), Integer.toString(denied.number()), denied.architecture());
        }
        if (termination instanceof Signaled signaled) {
            return "killed by signal " + signaled.signal() + " (" + signaled.number() + ")";
        }
        // The type is sealed: a fifth kind of end would fail here, loudly.
        return "ended by the " + ((LimitExceeded) termination).kind() + " limit";
    }
}
