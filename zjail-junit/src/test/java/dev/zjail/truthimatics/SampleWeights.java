package dev.zjail.truthimatics;

import dev.zjail.engine.NondeterminismSource;
import dev.zjail.truthimatics.CalibrationResult.Caught;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Weights of a corpus that never was: made up for tests, and never shipped. */
public final class SampleWeights {
    private static final Weights.Provenance NOWHERE = new Weights.Provenance("0".repeat(64), "made up for a test");

    private SampleWeights() {}

    /**
     * 100 deterministic programs, ten of which ask the processor for random numbers, and 100 others: the watched replay
     * tells 40 apart, the next five tell 10 each apart but for one, and the last 20 all ask the processor. Other inputs
     * change what 90 of the one kind do and 45 of the other.
     */
    public static Weights weights() {
        List<CalibrationResult> programs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            programs.add(new CalibrationResult(
                    "deterministic-" + i,
                    i < 10 ? "draw-unused" : "pure",
                    true,
                    Optional.empty(),
                    i < 10 ? Set.of(NondeterminismSource.PROC_FILES) : Set.of(),
                    Optional.of(i < 90),
                    Optional.empty()));
        }
        for (int i = 0; i < 40; i++) {
            programs.add(caught("random-" + i, "random", 1, Set.of(), Set.of(NondeterminismSource.RANDOMNESS), i < 20));
        }
        for (int i = 0; i < 10; i++) {
            programs.add(caught("zone-" + i, "zone", 2, Set.of(Axis.TIME_ZONE), Set.of(), i < 5));
            programs.add(caught("cpu-" + i, "cpu", 3, Set.of(Axis.CPU_COUNT), Set.of(NondeterminismSource.CPU), i < 5));
            programs.add(caught(
                    "pid-" + i, "pid", 5, Set.of(Axis.PROCESS_ID), Set.of(NondeterminismSource.PROCESS_ID), i < 5));
            programs.add(caught("race-" + i, "race", 6, Set.of(), Set.of(NondeterminismSource.CONCURRENCY), i < 5));
        }
        for (int i = 0; i < 20; i++) {
            programs.add(new CalibrationResult(
                    "draw-" + i,
                    "draw",
                    false,
                    Optional.empty(),
                    Set.of(NondeterminismSource.PROC_FILES),
                    Optional.of(i < 5),
                    Optional.empty()));
        }
        return Calibration.fit(NOWHERE, programs);
    }

    private static CalibrationResult caught(
            String program, String kind, int step, Set<Axis> axes, Set<NondeterminismSource> sources, boolean changed) {
        return new CalibrationResult(
                program,
                kind,
                false,
                Optional.of(new Caught(step, axes)),
                sources,
                Optional.of(changed),
                Optional.empty());
    }
}
