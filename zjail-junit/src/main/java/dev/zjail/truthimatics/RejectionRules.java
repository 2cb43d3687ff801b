package dev.zjail.truthimatics;

import dev.zjail.engine.Dialogue;
import dev.zjail.engine.Execution;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.MemoryBound;
import dev.zjail.engine.PolicyFacts;
import dev.zjail.engine.Quantities;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.SyscallDenied;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules a run must not break. Each broken one is a piece of evidence of its own; none hides another. */
final class RejectionRules {
    private RejectionRules() {}

    static List<Evidence> broken(Execution run, Expectation expectation) {
        List<Evidence> broken = new ArrayList<>();
        termination(run, expectation.exitStatuses()).ifPresent(broken::add);
        run.confinement().gaps().stream().map(RejectionRules::layerNotInForce).forEach(broken::add);
        expectation
                .fingerprint()
                .filter(pinned -> !pinned.equalsIgnoreCase(run.fingerprint()))
                .map(pinned -> fingerprintDiffers(pinned, run.fingerprint()))
                .ifPresent(broken::add);
        return List.copyOf(broken);
    }

    /**
     * The rules for a further run. Where it was made on another input or under other conditions another exit status is
     * no broken rule but a difference like any other.
     */
    static List<Evidence> brokenInFurtherRun(Execution run, Execution first, Optional<Set<Integer>> declared) {
        Set<Integer> statuses = declared.orElseGet(
                () -> run.termination() instanceof Exited exited ? Set.of(exited.status()) : Set.of());
        List<Evidence> broken = new ArrayList<>(broken(run, new Expectation(statuses, Optional.empty())));
        if (!run.fingerprint().equals(first.fingerprint())) {
            broken.add(Evidence.brokenRule(
                    "program_replaced",
                    "the executable has the BLAKE2b-256 " + run.fingerprint() + ", and in the first run it had "
                            + first.fingerprint()));
        }
        return broken;
    }

    private static Optional<Evidence> termination(Execution run, Set<Integer> declared) {
        Termination termination = run.termination();
        if (termination instanceof Exited exited) {
            return declared.contains(exited.status())
                    ? Optional.empty()
                    : Optional.of(undeclaredExitStatus(exited, declared));
        }
        if (termination instanceof SyscallDenied denied) {
            return Optional.of(syscallDenied(denied, run));
        }
        if (termination instanceof Signaled signaled) {
            if (run.dialogue().filter(Dialogue::endedByCaller).isPresent()) {
                return Optional.empty();
            }
            return Optional.of(signaled(signaled));
        }
        // The type is sealed: a fifth kind of end would fail here, loudly, and not pass for a clean one.
        return Optional.of(limitExceeded((LimitExceeded) termination));
    }

    private static Evidence undeclaredExitStatus(Exited exited, Set<Integer> declared) {
        String statuses = declared.isEmpty()
                ? "no exit status"
                : "only " + declared.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Evidence.brokenRule(
                "undeclared_exit_status",
                "the program exited with status " + exited.status() + ", and the test declares " + statuses);
    }

    private static Evidence syscallDenied(SyscallDenied denied, Execution run) {
        PolicyFacts policy = run.policy();
        if (!denied.isSeen()) {
            return Evidence.brokenRule(
                    "syscall_denied",
                    "the program made a system call that the policy " + policy.name()
                            + " does not allow, and was killed;"
                            + " which one could not be seen, because something else ended its process in the same moment");
        }
        return Evidence.brokenRule(
                "syscall_denied",
                "the program was "
                        + SyscallDenied.killedIn(
                                denied.syscall(), Integer.toString(denied.number()), denied.architecture())
                        + ", which the policy " + policy.name() + " does not allow"
                        + (policy.allowsWithOtherArguments(denied) ? " with these arguments" : "")
                        + MemoryBound.whyDenied(denied, run.confinement())
                                .map(why -> "; " + why)
                                .orElse(""));
    }

    private static Evidence signaled(Signaled signaled) {
        return Evidence.brokenRule("signaled", "the program was " + signaled.describe());
    }

    /** Of memory only a process may have been killed, and not the program itself. */
    private static Evidence limitExceeded(LimitExceeded exceeded) {
        String end = exceeded.kind() == LimitKind.MEMORY ? " observed)" : " observed) and was ended";
        return Evidence.brokenRule(
                "limit_exceeded",
                "the program reached its " + exceeded.kind() + " limit of "
                        + Quantities.format(exceeded.kind(), exceeded.limit()) + " ("
                        + Quantities.format(exceeded.kind(), exceeded.observed()) + end);
    }

    private static Evidence layerNotInForce(LayerState gap) {
        String id = gap.layer().id();
        return Evidence.brokenRule(
                "layer_not_in_force." + id,
                "the layer " + id + " was not seen in force around the program: " + gap.observed());
    }

    private static Evidence fingerprintDiffers(String pinned, String found) {
        return Evidence.brokenRule(
                "fingerprint_differs", "the executable has the BLAKE2b-256 " + found + ", and the test pins " + pinned);
    }
}
