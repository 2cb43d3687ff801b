package dev.zjail.truthimatics;

import dev.zjail.engine.NondeterminismSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What follows from findings: the evidence, the verdict, and what would settle it. */
record Conclusion(
        Question question,
        Findings findings,
        Optional<Weights> weights,
        List<ReplayPlan.Step> remaining,
        Variations variations,
        Optional<UsageAcrossRuns> usage) {

    private static final Evidence SINGLE_RUN = new Evidence(
            "single_run",
            Evidence.Kind.LIKELIHOOD,
            0,
            "one run ended as declared with every layer in force; a nondeterministic program can do that too");

    private static final String REPLAYS =
            "replays: further runs on the same input, under varied conditions, that show the same outcome";

    Assessment assessment() {
        List<Evidence> evidence = new ArrayList<>(findings.broken());
        refutation().ifPresent(evidence::add);
        vacuity().ifPresent(evidence::add);
        past().ifPresent(evidence::add);
        List<Evidence> weighed = weights.map(known -> known.weigh(findings)).orElse(List.of());
        if (findings.broken().isEmpty() && weighed.isEmpty()) {
            evidence.add(SINGLE_RUN);
        }
        evidence.addAll(weighed);
        Verdict verdict = SequentialTest.verdict(evidence);
        return new Assessment(
                verdict,
                evidence,
                verdict == Verdict.UNCERTAIN ? settledBy() : "",
                findings.counterExample(),
                investigation());
    }

    private InvestigationSummary investigation() {
        return question.asksForNoFurtherRun()
                ? InvestigationSummary.ONE_RUN.withNormalisers(question.normalisers())
                : new InvestigationSummary(
                        findings.replays(),
                        findings.contrasts().size(),
                        findings.unused(),
                        question.normalisers(),
                        weights.map(Weights::digest),
                        usage);
    }

    private Optional<Evidence> refutation() {
        return findings.counterExample()
                .map(example -> Evidence.veto(
                        "difference", example.describe(), List.of(Evidence.FIRST_RUN, "replay " + example.run())));
    }

    private Optional<Evidence> vacuity() {
        int contrasts = findings.contrasts().size();
        return question.inputIndependent() || !findings.unchangedByInput()
                ? Optional.empty()
                : Optional.of(Evidence.veto(
                        "vacuous",
                        (contrasts == 1 ? "another input" : "each of " + contrasts + " other inputs")
                                + " left what it does as it was: doing the same is no feat for it",
                        IntStream.rangeClosed(1, contrasts)
                                .mapToObj(number -> "contrast " + number)
                                .toList()));
    }

    private Optional<Evidence> past() {
        String where = question.past().where();
        List<String> runs = List.of(Evidence.FIRST_RUN, "earlier build");
        return switch (findings.past()) {
            case UNKNOWN, SAME -> Optional.empty();
            case OTHER_PROGRAM ->
                question.past().kind() == EarlierOutcome.Kind.PINNED
                        ? Optional.empty()
                        : Optional.of(new Evidence(
                                "program_changed",
                                Evidence.Kind.LIKELIHOOD,
                                0,
                                "the program is not the one of " + where + ": its BLAKE2b-256 was "
                                        + question.past().fingerprint().orElse("none")
                                        + ", and earlier builds say nothing of what it does now",
                                runs));
            case DIFFERENT ->
                question.past().kind() == EarlierOutcome.Kind.PINNED
                        ? Optional.empty()
                        : Optional.of(Evidence.veto(
                                "past_differs",
                                "the program is the one of " + where
                                        + ", and on the same input it did something else then",
                                runs));
        };
    }

    private String settledBy() {
        if (findings.counterExample().isPresent()) {
            return FactorRemedies.of(findings.counterExample().get().factor());
        }
        if (findings.past() == Findings.Agreement.DIFFERENT) {
            return "a program that does the same in every build: "
                    + question.past().where()
                    + " says what it did then; if something else than the program has changed, clean the reports"
                    + " directory";
        }
        if (!question.inputIndependent() && findings.unchangedByInput()) {
            return "contrasts that change what it does, or inputIndependent = true if nothing should";
        }
        if (question.replays() == 0) {
            return REPLAYS;
        }
        return weights.map(this::furtherReplays).orElse(REPLAYS);
    }

    /** If the rest of the plan agreed, would that be enough; and if not, why not? */
    private String furtherReplays(Weights known) {
        Findings ahead = findings;
        int further = 0;
        for (ReplayPlan.Step step : remaining) {
            if (NextReplay.isUseful(step, ahead)) {
                ahead = ahead.withMatch(
                        step.number(),
                        variations
                                .replay(step.number(), step.axes(), step.variant())
                                .varied());
                if (ahead.sources().isEmpty()) {
                    ahead = ahead.withSources(Set.of());
                }
                further++;
            }
            if (known.score(ahead) >= SequentialTest.ACCEPT) {
                return further + (further == 1 ? " more replay that agrees" : " more replays that agree")
                        + ": replays = " + (findings.replays() + further);
            }
        }
        return "no number of replays" + obstacles();
    }

    private String obstacles() {
        List<String> obstacles = new ArrayList<>();
        Set<NondeterminismSource> open =
                Sources.open(findings.sources().orElse(Set.of()), findings.unwatched(), findings.unused());
        if (!open.isEmpty()) {
            obstacles.add(Sources.describe("it draws from", "it may draw from", open, findings.unwatched())
                    + ", which replays cannot vary");
        }
        List<String> missing = findings.unused().stream()
                .filter(axis -> !axis.declared())
                .map(axis -> axis.axis() + " was not varied")
                .toList();
        obstacles.addAll(missing);
        if (question.contrasts().isEmpty() && !question.inputIndependent()) {
            obstacles.add("no contrasts were given");
        }
        return obstacles.isEmpty()
                ? ": the weights do not reach so far"
                : " alone: " + String.join(", and ", obstacles);
    }
}
