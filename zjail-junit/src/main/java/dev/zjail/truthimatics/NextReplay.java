package dev.zjail.truthimatics;

import dev.zjail.engine.NondeterminismSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Which steps of the plan a program needs. */
final class NextReplay {
    private NextReplay() {}

    static Optional<ReplayPlan.Step> next(Collection<ReplayPlan.Step> remaining, Findings findings) {
        return remaining.stream().filter(step -> isUseful(step, findings)).findFirst();
    }

    /** What is one thread alone has no order to vary, and who reads no clock needs no more times than files show. */
    static boolean isUseful(ReplayPlan.Step step, Findings findings) {
        if (step.axes().equals(Set.of(Axis.SCHEDULE))) {
            return draws(findings, NondeterminismSource.CONCURRENCY);
        }
        return !step.axes().equals(Set.of(Axis.TIME)) || draws(findings, NondeterminismSource.CLOCK);
    }

    static boolean draws(Findings findings, NondeterminismSource source) {
        return findings.sources().filter(sources -> sources.contains(source)).isPresent();
    }

    static ReplayPlan.Step step(int number) {
        return ReplayPlan.CURRENT.steps().get(number - 1);
    }
}
