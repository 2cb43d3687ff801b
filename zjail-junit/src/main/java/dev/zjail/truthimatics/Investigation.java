package dev.zjail.truthimatics;

import dev.zjail.engine.Execution;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.NondeterminismSource;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.WatchedRun;
import dev.zjail.truthimatics.Findings.Agreement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what one first run leaves open, one further run at a time: ask for the {@linkplain #next() next}, make it,
 * tell what was {@linkplain #observed observed}, until there is none. Makes no run itself, so that whatever goes wrong
 * with one is its maker's, and changes nothing here.
 *
 * <p>The order: the runs on other inputs, then the replays of the {@link ReplayPlan}, then plain ones as long as the
 * budget lasts, to bound how rare chance is. With weights it stops early where the evidence is against the program;
 * without, as calibration does, it goes through the plan and no further. A first replay that is not the same as the
 * first run ends the plan, and what is left of the budget goes into finding out why. Not safe for use by many threads.
 */
final class Investigation {
    private static final Set<LimitKind> TIME_LIMITS = EnumSet.of(LimitKind.CPU, LimitKind.WALL, LimitKind.IDLE);

    private final Execution first;
    private final RunOutcome outcome;
    private final Question question;
    private final Optional<Weights> weights;
    private final Variations variations;
    private final Deque<ReplayPlan.Step> steps = new ArrayDeque<>(ReplayPlan.CURRENT.steps());
    private Findings findings;
    private final List<RunUsage> usages = new ArrayList<>();
    private Optional<FactorSearch> search = Optional.empty();
    private int plainAgreed;

    private Investigation(Execution first, Question question, Optional<Weights> weights, int cpus) {
        this.first = first;
        this.outcome = RunOutcome.of(first, question.normalisers());
        this.question = question;
        this.weights = weights;
        this.variations = Variations.of(first, cpus);
        this.findings = Findings.NONE
                .withBroken(RejectionRules.broken(first, question.expectation()))
                .withUnused(variations.unused())
                .withPast(agreement())
                .withBroken(EarlierOutcomeRules.broken(question.past(), first.fingerprint(), outcome));
        usages.add(RunUsage.first(first));
    }

    /**
     * Begins.
     *
     * @param first the first run
     * @param question what is to be found out
     * @param weights what observations are worth; with none, the whole plan is gone through
     * @return an investigation that has looked at the first run
     */
    public static Investigation of(Execution first, Question question, Optional<Weights> weights) {
        return of(first, question, weights, Runtime.getRuntime().availableProcessors());
    }

    static Investigation of(Execution first, Question question, Optional<Weights> weights, int cpus) {
        return new Investigation(first, question, weights, cpus);
    }

    /**
     * Says which run to make next. Asking again changes nothing.
     *
     * @return the run, or nothing if no further one is wanted
     */
    public Optional<FurtherRun> next() {
        if (!findings.broken().isEmpty()) {
            return Optional.empty();
        }
        if (findings.counterExample().isPresent()) {
            return budgetIsLeft() ? search.flatMap(FactorSearch::next) : Optional.empty();
        }
        int contrasts = findings.contrasts().size();
        if (contrasts < question.contrasts().size()) {
            return Optional.of(
                    new FurtherRun.Contrast(contrasts + 1, question.contrasts().get(contrasts)));
        }
        return isVacuous() || isDecided() || !budgetIsLeft()
                ? Optional.empty()
                : NextReplay.next(steps, findings).map(this::run).or(this::beyondThePlan);
    }

    /**
     * What is left of the budget buys plain runs: how rare chance is they bound by being many. Whoever reads a clock
     * gets another time in each: runs of the same second would not be as many as they seem.
     */
    private Optional<FurtherRun> beyondThePlan() {
        if (weights.isEmpty() || findings.replays() >= ReplayPlan.MOST) {
            return Optional.empty();
        }
        return Optional.of(
                NextReplay.draws(findings, NondeterminismSource.CLOCK)
                        ? variations.replay(ReplayPlan.BEYOND, Set.of(Axis.TIME), findings.replays())
                        : variations.replay(ReplayPlan.BEYOND, Set.of(), 0));
    }

    private FurtherRun run(ReplayPlan.Step step) {
        return step.kind() == ReplayPlan.Step.Kind.WATCHED
                ? new FurtherRun.Watched(step.number())
                : variations.replay(step.number(), step.axes(), step.variant());
    }

    private boolean budgetIsLeft() {
        return findings.replays() < question.replays();
    }

    private boolean isVacuous() {
        return !question.inputIndependent() && findings.unchangedByInput();
    }

    private boolean isDecided() {
        return weights.map(known -> known.score(findings))
                .filter(score -> score <= SequentialTest.GIVE_UP)
                .isPresent();
    }

    /**
     * Takes what was observed of a run on another input.
     *
     * @param contrast the run that was asked for
     * @param run what was observed
     */
    public void observed(FurtherRun.Contrast contrast, Execution run) {
        require(contrast);
        usages.add(RunUsage.contrast(contrast.number(), run));
        String name = "contrast " + contrast.number();
        findings = findings.withBroken(RejectionRules.brokenInFurtherRun(run, first, Optional.empty()).stream()
                        .map(rule -> rule.in(name, ""))
                        .toList())
                .withContrast(outcome.differenceTo(RunOutcome.of(run, question.normalisers()))
                        .isPresent());
    }

    /**
     * Takes what was observed of a watched run.
     *
     * @param watched the run that was asked for
     * @param run what was observed
     */
    public void observed(FurtherRun.Watched watched, WatchedRun run) {
        require(watched);
        usages.add(RunUsage.replay(RunUsage.Kind.WATCHED, findings.replays() + 1, run.execution()));
        if (run.execution().termination() instanceof LimitExceeded limit && TIME_LIMITS.contains(limit.kind())) {
            // Being watched takes time: that it took too long says nothing, and so anything may have been drawn from.
            findings = findings.withOneMoreReplay().withSources(Set.of(), EnumSet.allOf(NondeterminismSource.class));
            steps.remove();
            return;
        }
        findings = findings.withSources(run.sources(), run.unwatched());
        FurtherRun.Replay plain = variations.replay(watched.step(), Set.of(), 0);
        replayed(plain, run.execution());
    }

    /**
     * Takes what was observed of a replay.
     *
     * @param replay the run that was asked for
     * @param run what was observed
     */
    public void observed(FurtherRun.Replay replay, Execution run) {
        require(replay);
        RunUsage.Kind kind = replay.varied().isEmpty() ? RunUsage.Kind.NOTHING_VARIED : RunUsage.Kind.VARIED;
        usages.add(RunUsage.replay(kind, findings.replays() + 1, run));
        replayed(replay, run);
    }

    private void require(FurtherRun run) {
        if (!next().equals(Optional.of(run))) {
            throw new IllegalArgumentException("this run was not asked for: " + run);
        }
    }

    private void replayed(FurtherRun.Replay replay, Execution run) {
        findings = findings.withOneMoreReplay();
        List<Evidence> broken = brokenIn(replay, run);
        Optional<Difference> difference = outcome.differenceTo(RunOutcome.of(run, question.normalisers()));
        if (findings.counterExample().isPresent()) {
            search.ifPresent(looking -> looking.observed(difference.isPresent()));
            search.flatMap(FactorSearch::settled).ifPresent(this::factorFound);
        } else if (difference.isPresent()) {
            differs(replay, difference.get());
        } else if (broken.isEmpty()) {
            plainAgreed += replay.varied().isEmpty() ? 1 : 0;
            agreed(replay);
        }
        if (!broken.isEmpty()) {
            findings = findings.withBroken(broken).withRejectedAt(replay.step());
        }
    }

    private void agreed(FurtherRun.Replay replay) {
        if (replay.step() != ReplayPlan.BEYOND) {
            steps.removeIf(step -> step.number() <= replay.step());
            findings = findings.withMatch(replay.step(), replay.varied());
        }
    }

    private List<Evidence> brokenIn(FurtherRun.Replay replay, Execution run) {
        Optional<Set<Integer>> declared =
                replay.varied().isEmpty() ? Optional.of(question.expectation().exitStatuses()) : Optional.empty();
        String name = "replay " + findings.replays();
        String causes = " (" + CounterExample.describe(replay.varied()) + ")";
        return RejectionRules.brokenInFurtherRun(run, first, declared).stream()
                .map(rule -> rule.in(name, causes))
                .toList();
    }

    private void differs(FurtherRun.Replay replay, Difference difference) {
        Factor factor = replay.varied().isEmpty()
                ? new Factor.Randomness()
                : new Factor.NotFound("what made it differ was not found: no axis alone did, so it may be chance");
        findings = findings.withCounterExample(
                new CounterExample(findings.replays(), replay.step(), replay.varied(), difference, factor));
        if (!replay.varied().isEmpty()) {
            search = Optional.of(new FactorSearch(replay, variations, plainAgreed, weights.isPresent()));
        }
    }

    private void factorFound(Factor factor) {
        findings = findings.counterExample()
                .map(example -> findings.withCounterExample(example.withFactor(factor)))
                .orElseThrow();
    }

    private Agreement agreement() {
        EarlierOutcome past = question.past();
        if (past.kind() == EarlierOutcome.Kind.UNKNOWN) {
            return Agreement.UNKNOWN;
        }
        if (!past.fingerprint().equals(Optional.of(first.fingerprint()))) {
            return Agreement.OTHER_PROGRAM;
        }
        return past.outcome().equals(Optional.of(outcome.digest())) ? Agreement.SAME : Agreement.DIFFERENT;
    }

    /**
     * Returns what was found out so far.
     *
     * @return the findings
     */
    public Findings findings() {
        return findings;
    }

    /**
     * Says what follows from what was found out so far.
     *
     * @return the verdict with its working
     */
    public Assessment assessment() {
        return new Conclusion(question, explained(), weights, List.copyOf(steps), variations, usage()).assessment();
    }

    /** One run alone has nothing to be compared with. */
    private Optional<UsageAcrossRuns> usage() {
        return findings.replays() == 0 ? Optional.empty() : Optional.of(UsageAcrossRuns.of(usages));
    }

    /** If the search for the factor was cut short, none was found, or not for certain. */
    private Findings explained() {
        Optional<Factor> soFar = search.map(looking -> looking.factor(findings.replays(), budgetIsLeft()));
        return findings.counterExample()
                .flatMap(example -> soFar.map(factor -> findings.withCounterExample(example.withFactor(factor))))
                .orElse(findings);
    }
}
