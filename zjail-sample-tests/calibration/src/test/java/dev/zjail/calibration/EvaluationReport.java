package dev.zjail.calibration;

import dev.zjail.calibration.corpus.Nature;
import dev.zjail.truthimatics.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The evaluation as Markdown: what docs/calibration.md publishes.
 *
 * @param evaluation the numbers
 * @param rare the ids of the programs that chance alone makes differ, and more rarely than a verdict's own bound says
 */
record EvaluationReport(Evaluation evaluation, Set<String> rare) {
    private static final double[] BOUNDS = {-2, -1, -0.5, 0, 0.5, 1, 1.5, 1.978};

    String markdown() {
        List<String> lines = new ArrayList<>();
        verdicts(lines);
        runs(lines);
        goals(lines);
        missed(lines);
        roc(lines);
        classes(lines);
        return String.join("\n", lines) + "\n";
    }

    private void verdicts(List<String> lines) {
        lines.add("| what it is | programs | DETERMINISTIC | UNCERTAIN | REJECT |");
        lines.add("|---|---:|---:|---:|---:|");
        for (Nature nature : Nature.values()) {
            lines.add(row(
                    name(nature),
                    evaluation.count(nature),
                    evaluation.count(nature, Verdict.DETERMINISTIC),
                    evaluation.count(nature, Verdict.UNCERTAIN),
                    evaluation.count(nature, Verdict.REJECT)));
        }
        lines.add("");
    }

    private void runs(List<String> lines) {
        lines.add("| verdict | runs, median | runs, maximum |");
        lines.add("|---|---:|---:|");
        for (Verdict verdict : List.of(Verdict.DETERMINISTIC, Verdict.UNCERTAIN, Verdict.REJECT)) {
            lines.add(row(verdict, number("%.0f", evaluation.medianRuns(verdict)), evaluation.maximumRuns(verdict)));
        }
        lines.add("");
    }

    private void goals(List<String> lines) {
        Evaluation beyondItsBound = evaluation.without(rare);
        long falselyDeterministic = beyondItsBound.count(Nature.NONDETERMINISTIC, Verdict.DETERMINISTIC);
        long within = evaluation.count(Nature.NONDETERMINISTIC, Verdict.DETERMINISTIC) - falselyDeterministic;
        double uncertain = evaluation.share(Nature.DETERMINISTIC, Verdict.UNCERTAIN);
        int hostile = evaluation.wrong(Nature.HOSTILE, Verdict.REJECT).size();
        int vacuous = evaluation.wrong(Nature.VACUOUS, Verdict.UNCERTAIN).size();
        double cllr = beyondItsBound.cllr();
        lines.add("| goal | measured | |");
        lines.add("|---|---:|---|");
        lines.add(row(
                "nondeterministic programs called DETERMINISTIC: 0",
                falselyDeterministic + " of " + beyondItsBound.count(Nature.NONDETERMINISTIC),
                met(falselyDeterministic == 0)));
        lines.add(row(
                "the same of programs that chance makes differ, more rarely than the verdict itself says",
                within + " of "
                        + evaluation.judgements().stream()
                                .filter(each -> rare.contains(each.program()))
                                .count(),
                "no goal"));
        lines.add(row(
                "deterministic programs called UNCERTAIN: at most 15 %",
                number("%.1f %%", 100 * uncertain), met(uncertain <= 0.15)));
        lines.add(row("hostile programs not called REJECT: 0", hostile, met(hostile == 0)));
        lines.add(row("vacuous programs not called UNCERTAIN: 0", vacuous, met(vacuous == 0)));
        lines.add(row("Cllr: at most 0.3", number("%.3f", cllr), met(cllr <= 0.3)));
        lines.add("");
    }

    private static String met(boolean met) {
        return met ? "met" : "**missed**";
    }

    private void missed(List<String> lines) {
        lines.add("| not what it should be | verdict | runs | by |");
        lines.add("|---|---|---:|---|");
        missed(lines, evaluation.wrong(Nature.NONDETERMINISTIC, Verdict.UNCERTAIN, Verdict.REJECT));
        missed(lines, evaluation.wrong(Nature.DETERMINISTIC, Verdict.DETERMINISTIC));
        missed(lines, evaluation.wrong(Nature.VACUOUS, Verdict.UNCERTAIN));
        missed(lines, evaluation.wrong(Nature.HOSTILE, Verdict.REJECT));
        lines.add("");
    }

    private static void missed(List<String> lines, List<Judgement> wrong) {
        for (Judgement judgement : wrong) {
            lines.add(row(
                    "`" + judgement.program() + "`",
                    judgement.verdict(),
                    judgement.runs(),
                    number("%+.2f", judgement.log10LikelihoodRatio()) + " " + String.join(", ", judgement.reasons())));
        }
    }

    private void roc(List<String> lines) {
        lines.add("| weight of the evidence at least | of the deterministic | of the nondeterministic |");
        lines.add("|---:|---:|---:|");
        for (Evaluation.RocPoint point : evaluation.roc(BOUNDS)) {
            lines.add(row(
                    number("%+.3f", point.bound()),
                    number("%.1f %%", 100 * point.deterministic()),
                    number("%.1f %%", 100 * point.nondeterministic())));
        }
        lines.add("");
    }

    private void classes(List<String> lines) {
        lines.add("| class | programs | a run differed | not decided | DETERMINISTIC |");
        lines.add("|---|---:|---:|---:|---:|");
        Map<String, List<Judgement>> classes = evaluation.judgements().stream()
                .filter(each -> each.nature() == Nature.NONDETERMINISTIC || each.nature() == Nature.DETERMINISTIC)
                .collect(Collectors.groupingBy(
                        each -> name(each.nature()) + ": " + each.programClass(), TreeMap::new, Collectors.toList()));
        classes.forEach((name, members) -> {
            long differed = members.stream()
                    .filter(each -> each.reasons().contains("difference") || each.verdict() == Verdict.REJECT)
                    .count();
            long accepted = members.stream()
                    .filter(each -> each.verdict() == Verdict.DETERMINISTIC)
                    .count();
            lines.add(row(name, members.size(), differed, members.size() - differed - accepted, accepted));
        });
    }

    private static String name(Nature nature) {
        return nature.name().toLowerCase(Locale.ROOT);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String row(Object... cells) {
        return java.util.Arrays.stream(cells)
                .map(String::valueOf)
                .map(String::strip)
                .collect(Collectors.joining(" | ", "| ", " |"))
                .replace("|  |", "| |");
    }
}
