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

    /** What is one thread alone has no order to vary. */
    static boolean isUseful(ReplayPlan.Step step, Findings findings) {
        return !step.axes().contains(Axis.SCHEDULE)
                || findings.sources()
                        .filter(sources -> sources.contains(NondeterminismSource.CONCURRENCY))
                        .isPresent();
    }

    static ReplayPlan.Step step(int number) {
        return ReplayPlan.CURRENT.steps().get(number - 1);
    }
}
