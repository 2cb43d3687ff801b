package dev.zjail.engine;

import dev.zjail.engine.rootfs.JailFile;
import dev.zjail.engine.rootfs.RootDigests;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The facts of one run.
 *
 * @param spec what was asked for
 * @param startedAt when the run was begun, by the host's clock
 * @param termination how it ended
 * @param stdout what it wrote to standard output
 * @param stderr what it wrote to standard error
 * @param usage what it used
 * @param confinement the sandbox around it, as observed
 * @param policy the policy it ran under
 * @param fingerprint BLAKE2b-256, in hexadecimal, of the very bytes that were executed
 * @param root what else it could read, a digest each
 * @param refused the system calls that failed because the policy refuses them, in the order of the first of each
 * @param contents everything that lay in the jail when it began, and where that came from
 * @param collected what came back of what {@code collect} asked for
 * @param order in which order its streams were fed and drained
 * @param dialogue what there is beyond that if the caller talked with it; its specification then has as standard input
 *     all that it was given
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Execution(
        JailSpec spec,
        Instant startedAt,
        Termination termination,
        CapturedOutput stdout,
        CapturedOutput stderr,
        Usage usage,
        Confinement confinement,
        PolicyFacts policy,
        String fingerprint,
        RootDigests root,
        List<RefusedSyscall> refused,
        List<JailFile> contents,
        CollectedFiles collected,
        Interleaving order,
        Optional<Dialogue> dialogue) {

    /** Copies the lists. */
    public Execution {
        refused = List.copyOf(refused);
        contents = List.copyOf(contents);
    }

    /**
     * A run with which nobody talked, and of whose streams the order is not known: standard output comes first.
     *
     * @param spec what was asked for
     * @param startedAt when
     * @param termination how it ended
     * @param stdout what it wrote to standard output
     * @param stderr what it wrote to standard error
     * @param usage what it used
     * @param confinement the sandbox around it
     * @param policy the policy it ran under
     * @param fingerprint what was executed
     * @param root what else it could read
     * @param refused the system calls that the policy refused
     * @param contents what lay in the jail
     * @param collected what came back
     */
    public Execution(
            JailSpec spec,
            Instant startedAt,
            Termination termination,
            CapturedOutput stdout,
            CapturedOutput stderr,
            Usage usage,
            Confinement confinement,
            PolicyFacts policy,
            String fingerprint,
            RootDigests root,
            List<RefusedSyscall> refused,
            List<JailFile> contents,
            CollectedFiles collected) {
        this(
                spec,
                startedAt,
                termination,
                stdout,
                stderr,
                usage,
                confinement,
                policy,
                fingerprint,
                root,
                refused,
                contents,
                collected,
                Interleaving.oneAfterTheOther(
                        stdout.content().size(), stderr.content().size()),
                Optional.empty());
    }

    /**
     * Returns what the program wrote to both outputs, in the order in which it was received.
     *
     * @return the bytes, as far as the output limit kept them
     */
    public CapturedOutput output() {
        return order.join(stdout, stderr);
    }

    /**
     * Replaces what was observed of the sandbox.
     *
     * @param changed the sandbox
     * @return a changed copy
     */
    public Execution withConfinement(Confinement changed) {
        return new Execution(
                spec,
                startedAt,
                termination,
                stdout,
                stderr,
                usage,
                changed,
                policy,
                fingerprint,
                root,
                refused,
                contents,
                collected,
                order,
                dialogue);
    }
}
