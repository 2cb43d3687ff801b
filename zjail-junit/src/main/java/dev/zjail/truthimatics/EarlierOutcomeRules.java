package dev.zjail.truthimatics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules that a project's pins make: what is under version control must be what runs. */
final class EarlierOutcomeRules {
    private EarlierOutcomeRules() {}

    static List<Evidence> broken(EarlierOutcome past, String fingerprint, RunOutcome outcome) {
        List<Evidence> broken = new ArrayList<>();
        if (past.kind() != EarlierOutcome.Kind.PINNED) {
            return broken;
        }
        if (!past.fingerprint().equals(Optional.of(fingerprint))) {
            broken.add(Evidence.brokenRule(
                    "pinned_program_differs",
                    "the executable has the BLAKE2b-256 " + fingerprint + ", and " + past.where() + " pins "
                            + past.fingerprint().orElse("none")));
        } else if (!past.outcome().equals(Optional.of(outcome.digest()))) {
            broken.add(Evidence.brokenRule(
                    "pinned_outcome_differs",
                    "the program is the pinned one, and what it did is not what " + past.where() + " pins"));
        }
        return broken;
    }
}
