package dev.zjail.calibration;

import dev.zjail.calibration.corpus.CorpusProgram;
import dev.zjail.calibration.corpus.Nature;
import dev.zjail.engine.Engine;
import dev.zjail.truthimatics.Calibration;
import dev.zjail.truthimatics.CalibrationResult;
import dev.zjail.truthimatics.RunOutcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Goes through the whole plan of replays with the programs whose nature is a matter of likelihood.
 *
 * @param engine what makes the runs
 * @param workers what makes them side by side
 */
record Measurement(Engine engine, Workers workers) {

    /** What was found out about each, in their order; a run some minutes earlier stands for an earlier build. */
    List<CalibrationResult> measure(List<CorpusProgram> all) {
        List<CorpusProgram> programs = all.stream()
                .filter(program ->
                        program.nature() == Nature.DETERMINISTIC || program.nature() == Nature.NONDETERMINISTIC)
                .toList();
        Map<String, String> earlier = workers.map("earlier run", programs, this::outcome).stream()
                .collect(Collectors.toMap(Named::id, Named::digest));
        List<CalibrationResult> results = workers.map("plan of replays", programs, this::measure);
        List<Named> later = workers.map("later run", programs, this::outcome);
        return IntStream.range(0, results.size())
                .mapToObj(i -> results.get(i)
                        .withPastAgreed(later.get(i)
                                .digest()
                                .equals(earlier.get(later.get(i).id()))))
                .toList();
    }

    private CalibrationResult measure(CorpusProgram program) {
        return Calibration.measure(
                        engine,
                        program.id(),
                        program.programClass(),
                        program.nature() == Nature.DETERMINISTIC,
                        program.spec(),
                        program.exitStatuses(),
                        program.contrasts())
                .withChanceOneIn(program.chanceOneIn());
    }

    private Named outcome(CorpusProgram program) {
        return new Named(
                program.id(),
                RunOutcome.of(engine.run(program.spec()), Set.of()).digest());
    }

    private record Named(String id, String digest) {}
}
