package dev.zjail.truthimatics;

import dev.zjail.engine.NondeterminismSource;
import java.util.Collection;
import java.util.Optional;

/** Which steps of the plan a program needs. */
final class NextReplay {
    private NextReplay() {}

    static Optional<ReplayPlan.Step> next(Collection<ReplayPlan.Step> remaining, Findings findings) {
        return remaining.stream().filter(step -> isUseful(step, findings)).findFirst();
    }

    /** A second is a long time for a test: only a program that read the clock is made to wait for one. */
    static boolean isUseful(ReplayPlan.Step step, Findings findings) {
        return !step.axes().contains(Axis.TIME)
                || findings.sources()
                        .filter(sources -> sources.contains(NondeterminismSource.CLOCK))
                        .isPresent();
    }

    static ReplayPlan.Step step(int number) {
        return ReplayPlan.CURRENT.steps().get(number - 1);
    }
}
