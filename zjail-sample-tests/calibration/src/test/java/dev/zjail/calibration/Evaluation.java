package dev.zjail.calibration;

import dev.zjail.calibration.corpus.Nature;
import dev.zjail.truthimatics.Verdict;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/**
 * How good verdicts are, in numbers.
 *
 * @param judgements all of them
 */
record Evaluation(List<Judgement> judgements) {

    Evaluation {
        judgements = List.copyOf(judgements);
    }

    /** A place on the curve of what a bound on the weight of the evidence would let through. */
    record RocPoint(double bound, double deterministic, double nondeterministic) {}

    /** The same without some programs. */
    Evaluation without(Set<String> programs) {
        return new Evaluation(judgements.stream()
                .filter(each -> !programs.contains(each.program()))
                .toList());
    }

    long count(Nature nature) {
        return of(nature).count();
    }

    long count(Nature nature, Verdict verdict) {
        return of(nature).filter(each -> each.verdict() == verdict).count();
    }

    /** The share of the programs of a nature that get a verdict. */
    double share(Nature nature, Verdict verdict) {
        return (double) count(nature, verdict) / (double) count(nature);
    }

    /** The programs that are of a nature and got another verdict than one that is right for it. */
    List<Judgement> wrong(Nature nature, Verdict... right) {
        List<Verdict> verdicts = List.of(right);
        return of(nature).filter(each -> !verdicts.contains(each.verdict())).toList();
    }

    double medianRuns(Verdict verdict) {
        int[] runs = runs(verdict);
        int middle = runs.length / 2;
        return runs.length % 2 == 1 ? runs[middle] : (runs[middle - 1] + runs[middle]) / 2.0;
    }

    int maximumRuns(Verdict verdict) {
        int[] runs = runs(verdict);
        return runs[runs.length - 1];
    }

    private int[] runs(Verdict verdict) {
        int[] runs = judgements.stream()
                .filter(each -> each.verdict() == verdict)
                .mapToInt(Judgement::runs)
                .sorted()
                .toArray();
        if (runs.length == 0) {
            throw new IllegalStateException("no program was called " + verdict);
        }
        return runs;
    }

    /**
     * The cost of the log-likelihood ratio: 0 if all are right and large, 1 if none says anything. Where it is large,
     * the ratios are wrong, however well they separate.
     */
    double cllr() {
        double deterministic = mean(Nature.DETERMINISTIC, log10 -> log2OfOnePlus(-log10));
        double nondeterministic = mean(Nature.NONDETERMINISTIC, Evaluation::log2OfOnePlus);
        return (deterministic + nondeterministic) / 2;
    }

    private static double log2OfOnePlus(double log10) {
        return Math.log1p(Math.pow(10, log10)) / Math.log(2);
    }

    private double mean(Nature nature, DoubleUnaryOperator cost) {
        return of(nature)
                .mapToDouble(Judgement::log10LikelihoodRatio)
                .map(cost)
                .average()
                .orElseThrow();
    }

    /** One point for each bound from the lowest on. */
    List<RocPoint> roc(double... bounds) {
        return java.util.Arrays.stream(bounds)
                .mapToObj(bound ->
                        new RocPoint(bound, above(Nature.DETERMINISTIC, bound), above(Nature.NONDETERMINISTIC, bound)))
                .toList();
    }

    private double above(Nature nature, double bound) {
        return (double) of(nature)
                        .filter(each -> each.log10LikelihoodRatio() >= bound)
                        .count()
                / (double) count(nature);
    }

    private Stream<Judgement> of(Nature nature) {
        return judgements.stream().filter(each -> each.nature() == nature);
    }
}
