package dev.zjail.engine.launcher;

import dev.zjail.engine.Confinement;
import dev.zjail.engine.launcher.LaunchReport.Ended;
import dev.zjail.engine.launcher.LaunchReport.Refused;
import dev.zjail.engine.launcher.LaunchReport.Stop;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One launcher's work: what was seen around the guest before its first instruction, what it answered, and what of real
 * memory was used: whether that was too much, and at most, if it is known.
 */
record Launch(
        Optional<Confinement> confinement,
        LauncherProcess.Answer answer,
        boolean memoryIsBounded,
        Optional<Long> exceededMemory,
        OptionalLong peakMemory) {
    LaunchReport report() {
        return answer.report();
    }

    /** Nothing ran, or what ran was lost sight of or ended by somebody outside: that is no run. */
    Ended requireEnded(PreparedRun run) {
        if (answer.report() instanceof Refused refused) {
            if (refused.step().isEmpty()) {
                requireInit(refused.stop());
            }
            throw FaultyPrograms.of(refused, run.spec(), run.fixture(), memoryIsBounded, exceededMemory)
                    .map(RuntimeException.class::cast)
                    .orElseGet(() -> Refusals.of(refused, RefusalCauses.ofThisHost()));
        }
        Ended ended = (Ended) answer.report();
        requireInit(ended.stop());
        return ended;
    }

    private static void requireInit(Stop stop) {
        if (stop == Stop.INIT) {
            throw LauncherProcess.launcherFailed(
                    "keep the init alive", "somebody outside the jail killed the jail's init, and the program with it");
        }
    }
}
