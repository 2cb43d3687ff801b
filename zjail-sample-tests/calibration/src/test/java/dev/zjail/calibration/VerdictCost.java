package dev.zjail.calibration;

import dev.zjail.calibration.corpus.Corpus;
import dev.zjail.calibration.corpus.CorpusProgram;
import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.launcher.HostEngine;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.Expectation;
import dev.zjail.truthimatics.Question;
import dev.zjail.truthimatics.Truthimatics;
import dev.zjail.truthimatics.Verdict;
import dev.zjail.truthimatics.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Measures what a verdict DETERMINISTIC costs, in units of what one run costs: the same program, the same process, the
 * same minute, run and verdict by turns. A benchmark, not a test: what it prints is no promise.
 */
public final class VerdictCost {
    private static final int ROUNDS = 200;
    private static final int WARM_UP = 30;
    /** Programs that take about a millisecond, most of it the kernel's for the namespaces. */
    private static final List<String> PROGRAMS = List.of(
            "deterministic/pure/constant", "deterministic/sorting/quicksort", "deterministic/dynamic/formatted");

    private VerdictCost() {}

    /**
     * Measures and prints.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        for (String id : PROGRAMS) {
            measure(Corpus.program(id));
        }
    }

    private static void measure(CorpusProgram program) {
        Engine engine = HostEngine.shared();
        JailSpec spec = program.spec();
        Question question = Question.of(
                        new Expectation(program.exitStatuses(), Optional.empty()), CalibrationCommand.REPLAYS)
                .withContrasts(program.contrasts());
        List<Long> runs = new ArrayList<>();
        List<Long> verdicts = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            long run = nanoseconds(() -> engine.run(spec).usage().wall().toNanos());
            long verdict = nanoseconds(() -> {
                long made = runsOf(judge(engine, spec, question));
                numbers.add(made);
                return made;
            });
            if (round >= WARM_UP) {
                runs.add(run);
                verdicts.add(verdict);
            }
        }
        System.out.printf(
                "%-34s one run %.2f ms, a verdict of %d runs %.2f ms: %.1f runs' time%n",
                program.id(),
                median(runs) / 1e6,
                median(numbers),
                median(verdicts) / 1e6,
                (double) median(verdicts) / median(runs));
    }

    private static Assessment judge(Engine engine, JailSpec spec, Question question) {
        Execution first = engine.run(spec);
        Assessment assessment = Truthimatics.assess(engine, first, question, Weights::shipped);
        if (assessment.verdict() != Verdict.DETERMINISTIC) {
            throw new IllegalStateException("not DETERMINISTIC:\n" + assessment.describe());
        }
        return assessment;
    }

    private static long runsOf(Assessment assessment) {
        return 1L
                + assessment.investigation().replays()
                + assessment.investigation().contrasts();
    }

    private static long nanoseconds(LongSupplier work) {
        long begin = System.nanoTime();
        long result = work.getAsLong();
        long end = System.nanoTime();
        if (result < 0) {
            throw new IllegalStateException("less than nothing: " + result);
        }
        return end - begin;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
