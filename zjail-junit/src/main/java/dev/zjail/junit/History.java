package dev.zjail.junit;

import dev.zjail.audit.AuditTrail;
import dev.zjail.audit.TestIdentity;
import dev.zjail.engine.Execution;
import dev.zjail.truthimatics.EarlierOutcome;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What earlier builds did: what the project has pinned, which makes rules, and else what they recorded in the reports
 * directory, which is evidence.
 *
 * @param pinned the project's file, if it has one
 * @param looksAtTrails whether what earlier builds recorded counts
 * @param trail where this build records
 */
record History(Optional<PinnedRuns> pinned, boolean looksAtTrails, AuditTrail trail) {
    private static final String RECORDED = "zjail.history.recorded";

    /** Before anything is run: a wrong setting is told while no run is without its record. */
    static History of(ExtensionContext context, AuditTrail trail) {
        return new History(PinnedRuns.of(context), BooleanParameter.of(context, RECORDED, true), trail);
    }

    /** Trails are read only for a test that wants more than one run: no other verdict could become another by them. */
    EarlierOutcome past(TestIdentity test, Execution run, JailedConfig config) {
        EarlierOutcome known =
                pinned.map(runs -> runs.past(test, run, config.normalisers())).orElse(EarlierOutcome.UNKNOWN);
        return known.kind() == EarlierOutcome.Kind.UNKNOWN && looksAtTrails && config.asksForFurtherRuns()
                ? trail.earlierRuns().past(test, run, config.normalisers())
                : known;
    }

    /** Pins a run that was not rejected, if the file is to be written. */
    void add(TestIdentity test, Execution run, JailedConfig config) {
        pinned.ifPresent(runs -> runs.add(test, run, config.normalisers()));
    }
}
