package dev.zjail.calibration;

import dev.zjail.calibration.corpus.Corpus;
import dev.zjail.calibration.corpus.CorpusProgram;
import dev.zjail.calibration.corpus.Nature;
import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.launcher.HostEngine;
import dev.zjail.truthimatics.Calibration;
import dev.zjail.truthimatics.RunOutcome;
import dev.zjail.truthimatics.UsedQuantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Measures whether what programs use tells nondeterministic ones that always did the same from deterministic ones. Of
 * each program of the corpus that no replay told apart it makes some runs with nothing varied, and counts those
 * programs whose runs did not all use as much. A measurement, not a test.
 */
public final class UsageDispersion {
    private static final int RUNS = 9;
    private static final List<UsedQuantity> QUANTITIES = List.of(
            UsedQuantity.ADDRESS_SPACE,
            UsedQuantity.RESIDENT_MEMORY,
            UsedQuantity.OPEN_FILES,
            UsedQuantity.OUTPUT,
            UsedQuantity.PROCESSES);

    private UsageDispersion() {}

    private record Measured(CorpusProgram program, List<Execution> runs) {
        boolean isDeterministic() {
            return program.nature() == Nature.DETERMINISTIC;
        }

        boolean varies(UsedQuantity quantity) {
            return runs.stream().map(quantity::of).distinct().count() > 1;
        }

        boolean hasSeveralProcesses() {
            return runs.stream().anyMatch(run -> run.usage().maxProcesses() > 1);
        }

        boolean agrees() {
            return runs.stream()
                            .map(run -> RunOutcome.of(run, Set.of()))
                            .distinct()
                            .count()
                    == 1;
        }

        double mostCpuToLeast() {
            return ratio(
                    runs.stream().map(run -> (double) run.usage().cpuOfAll().toNanos()));
        }

        private static double ratio(Stream<Double> used) {
            List<Double> sorted = used.sorted().toList();
            return sorted.get(sorted.size() - 1) / sorted.get(0);
        }
    }

    /**
     * Measures and prints a table in Markdown.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        List<CorpusProgram> programs = Corpus.programs().stream()
                .filter(program -> program.missing().isEmpty())
                .filter(program ->
                        program.nature() == Nature.DETERMINISTIC || program.nature() == Nature.NONDETERMINISTIC)
                .toList();
        try (Workers workers = new Workers()) {
            workers.map("compile", programs, CorpusProgram::spec);
            List<Measured> measured = workers.map("runs", programs, UsageDispersion::measure).stream()
                    .flatMap(Optional::stream)
                    .toList();
            print(measured);
        }
    }

    /** Nothing of a program that some replay tells apart: for those there is no need of usage. */
    private static Optional<Measured> measure(CorpusProgram program) {
        Engine engine = HostEngine.shared();
        boolean caught = Calibration.measure(
                        engine,
                        program.id(),
                        program.programClass(),
                        program.nature() == Nature.DETERMINISTIC,
                        program.spec(),
                        program.exitStatuses(),
                        List.of())
                .caught()
                .isPresent();
        List<Execution> runs = new ArrayList<>();
        for (int run = 0; run < RUNS && !caught; run++) {
            runs.add(engine.run(program.spec()));
        }
        return Optional.of(new Measured(program, runs))
                .filter(all -> !all.runs().isEmpty() && all.agrees());
    }

    private static void print(List<Measured> measured) {
        System.out.println("| quantity | deterministic programs | nondeterministic programs |");
        System.out.println("|---|---:|---:|");
        for (UsedQuantity quantity : QUANTITIES) {
            print(quantity.name(), quantity, measured);
        }
        print(
                "PROCESSES, of those that have several",
                UsedQuantity.PROCESSES,
                measured.stream().filter(Measured::hasSeveralProcesses).toList());
        System.out.printf(
                Locale.ROOT,
                "The most CPU time of a program to its least, of those that use 5 ms or more: at most %.2f%n",
                measured.stream()
                        .filter(program -> program.runs().stream()
                                .allMatch(run -> run.usage().cpuOfAll().toMillis() >= 5))
                        .mapToDouble(Measured::mostCpuToLeast)
                        .max()
                        .orElse(1));
    }

    private static void print(String name, UsedQuantity quantity, List<Measured> measured) {
        System.out.println("| " + name + " | " + counts(quantity, measured, Measured::isDeterministic) + " | "
                + counts(quantity, measured, program -> !program.isDeterministic()) + " |");
    }

    private static String counts(UsedQuantity quantity, List<Measured> measured, Predicate<Measured> which) {
        List<Measured> all = measured.stream().filter(which).toList();
        return all.stream().filter(program -> program.varies(quantity)).count() + " of " + all.size();
    }
}
