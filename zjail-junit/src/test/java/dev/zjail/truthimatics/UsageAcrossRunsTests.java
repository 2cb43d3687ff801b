package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination;
import dev.zjail.truthimatics.UsageAcrossRuns.Range;
import dev.zjail.truthimatics.UsageAcrossRuns.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is kept of the usage of several runs, and what is said of it. */
class UsageAcrossRunsTests {
    private static final Expectation EXIT_0 = new Expectation(Set.of(0), Optional.empty());
    private static final JailSpec SPEC =
            ProgramEngine.SPEC.withLimits(ResourceLimits.DEFAULTS.withCpu(Duration.ofSeconds(1)));
    private static final List<JailSpec> OTHER_INPUT = List.of(SPEC.withStdin(Bytes.utf8("x")));
    private static final int TRIALS = 300;

    private final Generator generate = Generator.seeded();

    @Test
    void nothingIsKeptWhereNoFurtherRunIsMadeOnTheSameInput() {
        ProgramEngine engine = cpuMillis(1, 2, 3);
        assertThat(usage(engine, Question.of(EXIT_0, 0))).isEmpty();
        assertThat(usage(engine, Question.of(EXIT_0, 0).withContrasts(OTHER_INPUT)))
                .isEmpty();
    }

    @Test
    void aRunThatBreaksARuleEndsItAndNothingIsKept() {
        ProgramEngine engine = ProgramEngine.of(
                (spec, conditions, before) -> ProgramEngine.ended(spec, new Termination.Exited(3), ""));

        assertThat(usage(engine, Question.of(EXIT_0, 16))).isEmpty();
    }

    /** The first run, a watched one, four that vary something, and again one with nothing varied. */
    @Test
    void theLeastAndTheMostAreTold() {
        UsageAcrossRuns usage = usage(cpuMillis(20, 900, 10, 50, 30, 40, 25), Question.of(EXIT_0, 6))
                .orElseThrow();

        assertThat(usage.runsWithNothingVaried()).isEqualTo(2);
        assertThat(usage.runs()).isEqualTo(6);
        assertThat(spread(usage, UsedQuantity.CPU_TIME))
                .contains(new Spread(
                        UsedQuantity.CPU_TIME,
                        new Range(20_000_000, 25_000_000),
                        new Range(10_000_000, 50_000_000),
                        Optional.of(900_000_000L)));
        assertThat(usage.spreads()).extracting(Spread::quantity).containsExactly(UsedQuantity.values());
    }

    @Test
    void aRunOnAnotherInputIsNotComparedWithTheOthersButMayBeNearestToALimit() {
        Question question = Question.of(EXIT_0, 3).withContrasts(OTHER_INPUT);
        UsageAcrossRuns usage = usage(cpuMillis(20, 700, 900, 10, 30), question).orElseThrow();

        assertThat(spread(usage, UsedQuantity.CPU_TIME).map(Spread::all)).contains(new Range(10_000_000, 30_000_000));
        assertThat(share(usage, LimitKind.CPU))
                .contains(new LimitShare(LimitKind.CPU, 700_000_000, 1_000_000_000, "contrast 1"));
    }

    @Test
    void whatTheWatchedRunUsedIsNearToNoLimit() {
        assertThat(usage(cpuMillis(20, 999), Question.of(EXIT_0, 1))
                        .orElseThrow()
                        .near())
                .isEmpty();
    }

    @Test
    void whatCouldNotBeSeenIsLeftOutAndRealMemoryStandsForAnAddressSpaceThatWasNot() {
        ProgramEngine engine = using(run -> SampleUsages.addressSpace(run, 0));
        UsageAcrossRuns usage = usage(engine, Question.of(EXIT_0, 5)).orElseThrow();

        assertThat(spread(usage, UsedQuantity.ADDRESS_SPACE)).isEmpty();
        assertThat(share(usage, LimitKind.MEMORY))
                .contains(new LimitShare(LimitKind.MEMORY, 1_572_864, 256 << 20, "first run"));
    }

    @Test
    void anAddressSpaceBeyondTheLimitWasNotWhatWasLimited() {
        ProgramEngine engine = using(run -> SampleUsages.addressSpace(run, 1L << 40));
        UsageAcrossRuns usage = usage(engine, Question.of(EXIT_0, 5)).orElseThrow();

        assertThat(share(usage, LimitKind.MEMORY).map(LimitShare::used)).contains(1_572_864L);
    }

    @Test
    void everyLimitThatIsObservedIsThereTheGreatestShareFirst() {
        UsageAcrossRuns usage = usage(cpuMillis(20), Question.of(EXIT_0, 2)).orElseThrow();

        assertThat(usage.nearest())
                .extracting(LimitShare::kind)
                .containsExactly(
                        LimitKind.PROCESSES,
                        LimitKind.FILES,
                        LimitKind.CPU,
                        LimitKind.MEMORY,
                        LimitKind.WALL,
                        LimitKind.OUTPUT);
    }

    @Test
    void aLimitOfNothingHasNoShare() {
        JailSpec silent = SPEC.withLimits(ResourceLimits.DEFAULTS.withOutputBytes(0));
        ProgramEngine engine = ProgramEngine.of((spec, conditions, before) -> ProgramEngine.wrote(spec, ""));

        assertThat(share(usage(engine, silent, Question.of(EXIT_0, 2)).orElseThrow(), LimitKind.OUTPUT))
                .isEmpty();
    }

    @Test
    void whereALimitIsReachedThatIsWhatWasUsedOfIt() {
        ProgramEngine engine = ProgramEngine.of((spec, conditions, before) -> before == 2
                ? ProgramEngine.ended(spec, new Termination.LimitExceeded(LimitKind.FILE_SIZE, 10, 11), "")
                : ProgramEngine.wrote(spec, ""));
        JailSpec spec = SPEC.withLimits(ResourceLimits.DEFAULTS.withFileSizeBytes(10));

        assertThat(share(usage(engine, spec, Question.of(EXIT_0, 16)).orElseThrow(), LimitKind.FILE_SIZE))
                .contains(new LimitShare(LimitKind.FILE_SIZE, 11, 10, "replay 2"));
    }

    @Test
    void aLimitThatIsNearIsARemarkBelowTheRowsAndNoEvidence() {
        Assessment near = assess(cpuMillis(20, 20, 20, 20, 930, 20), SPEC, Question.of(EXIT_0, 2 + 3));
        Assessment far = assess(cpuMillis(20), SPEC, Question.of(EXIT_0, 2 + 3));

        assertThat(near.describe())
                .isEqualTo(far.describe()
                        .replace(
                                "\n  settled by",
                                "\n  near a limit: used 93 % of the CPU limit of 1 s in replay 4, and may reach it on"
                                        + " another machine\n  settled by"));
        assertThat(near.evidence()).isEqualTo(far.evidence());
    }

    @Test
    void beforeThreeQuartersOfALimitNothingIsSaidOfIt() {
        assertThat(new LimitShare(LimitKind.CPU, 749, 1000, "replay 1").isNear())
                .isFalse();
        assertThat(new LimitShare(LimitKind.CPU, 750, 1000, "replay 1").isNear())
                .isTrue();
    }

    /** The one process that is allowed, every file, and all of the output: a program may need just that, everywhere. */
    @Test
    void whatAProgramFillsByItsNatureIsNoRemark() {
        for (LimitKind kind : LimitKind.values()) {
            assertThat(new LimitShare(kind, 10, 10, "first run").isNear())
                    .as(kind.name())
                    .isEqualTo(Set.of(LimitKind.CPU, LimitKind.WALL, LimitKind.MEMORY)
                            .contains(kind));
        }
    }

    @Test
    void aShareIsASentence() {
        assertThat(new LimitShare(LimitKind.MEMORY, 1, 256 << 20, "first run").describe())
                .isEqualTo("used < 1 % of the MEMORY limit of 256 MiB in the first run");
        assertThat(new LimitShare(LimitKind.OUTPUT, 0, 1 << 20, "contrast 2").describe())
                .isEqualTo("used 0 % of the OUTPUT limit of 1 MiB in contrast 2");
    }

    @Test
    void ofRunsThatUsedAsMuchTheFirstIsNamed() {
        RunUsage first = RunUsage.first(SampleRuns.exited(0));
        RunUsage second = RunUsage.replay(RunUsage.Kind.VARIED, 2, SampleRuns.exited(0));
        RunUsage contrast = RunUsage.contrast(1, SampleRuns.exited(0));

        assertThat(UsageAcrossRuns.of(List.of(contrast, second, first)).nearest())
                .extracting(LimitShare::run)
                .containsOnly("first run");
    }

    @Test
    void aFailureOfTheHarnessChangesNothing() {
        ProgramEngine failing = ProgramEngine.of((spec, conditions, before) -> {
            if (before == 3) {
                throw new ConfinementException("launcher", "fork(2)", "EAGAIN", "it is full", "empty it");
            }
            return usedByConditions(spec, conditions.hostName().length());
        });
        Execution first = failing.run(SPEC);
        Investigation investigation = Investigation.of(first, Question.of(EXIT_0, 5), Optional.empty(), 2);
        assertThatThrownBy(() -> Truthimatics.carryOut(failing, first, investigation))
                .isExactlyInstanceOf(ConfinementException.class);
        Truthimatics.carryOut(failing, first, investigation);

        assertThat(investigation.assessment().investigation().usage())
                .isPresent()
                .isEqualTo(usage(
                        ProgramEngine.of((spec, conditions, before) ->
                                usedByConditions(spec, conditions.hostName().length())),
                        Question.of(EXIT_0, 5)));
    }

    @Test
    void whatIsAskedInBetweenChangesNothing() {
        ProgramEngine engine = cpuMillis(20, 21, 22, 23, 24, 25);
        Execution first = engine.run(SPEC);
        Investigation investigation = Investigation.of(first, Question.of(EXIT_0, 1), Optional.empty(), 2);
        investigation.assessment();
        Truthimatics.carryOut(engine, first, investigation);

        assertThat(investigation.assessment()).isEqualTo(investigation.assessment());
        assertThat(investigation.assessment().investigation().usage().map(UsageAcrossRuns::runs))
                .as("the first, and the watched one apart")
                .contains(1);
    }

    @Test
    void theOrderOfTheRunsIsIrrelevantAndTheSameRunTwiceAddsNothing() {
        for (int trial = 0; trial < TRIALS; trial++) {
            List<RunUsage> runs = generate.usages();
            UsageAcrossRuns usage = UsageAcrossRuns.of(runs);
            List<RunUsage> more = new ArrayList<>(runs);
            more.add(runs.get(generate.random().nextInt(runs.size())));
            Collections.shuffle(more, generate.random());

            assertThat(UsageAcrossRuns.of(more)).isEqualTo(usage);
        }
    }

    @Test
    void everyRunLiesBetweenTheLeastAndTheMostAndNoneIsNearerToALimit() {
        int varied = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            List<RunUsage> runs = generate.usages();
            UsageAcrossRuns usage = UsageAcrossRuns.of(runs);
            for (RunUsage run : runs) {
                if (run.kind() == RunUsage.Kind.NOTHING_VARIED || run.kind() == RunUsage.Kind.VARIED) {
                    usage.spreads().forEach(spread -> liesWithin(spread.all(), run, spread.quantity()));
                }
                if (run.kind() == RunUsage.Kind.NOTHING_VARIED) {
                    usage.spreads().forEach(spread -> liesWithin(spread.nothingVaried(), run, spread.quantity()));
                }
                if (run.kind() != RunUsage.Kind.WATCHED) {
                    run.shares()
                            .forEach(share -> assertThat(share.share())
                                    .isLessThanOrEqualTo(share(usage, share.kind())
                                            .orElseThrow()
                                            .share()));
                }
            }
            assertThat(usage.nearest()).isSortedAccordingTo((one, other) -> Double.compare(other.share(), one.share()));
            varied += usage.runs() > usage.runsWithNothingVaried() ? 1 : 0;
        }
        assertThat(varied).isGreaterThan(TRIALS / 2);
    }

    private static void liesWithin(Range range, RunUsage run, UsedQuantity quantity) {
        Optional.ofNullable(run.used().get(quantity))
                .ifPresent(used -> assertThat(used).isBetween(range.least(), range.most()));
    }

    @Test
    void contradictoryNumbersAreRefused() {
        Range narrow = new Range(2, 3);
        Spread spread = new Spread(UsedQuantity.OUTPUT, narrow, narrow, Optional.empty());
        LimitShare share = new LimitShare(LimitKind.CPU, 1, 2, "first run");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Range(3, 2))
                .withMessage("the least must be 0 or more and no more than the most, but were: 3 and 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new Range(-1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Spread(UsedQuantity.OUTPUT, new Range(1, 3), narrow, Optional.empty()))
                .withMessage("the runs with nothing varied must lie within all runs, but were: Range[least=1, most=3]"
                        + " and Range[least=2, most=3]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Spread(UsedQuantity.OUTPUT, narrow, narrow, Optional.of(-1L)))
                .withMessage("what the watched run used must not be negative, but was: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LimitShare(LimitKind.CPU, 1, 0, "first run"))
                .withMessage("what was used of the CPU limit must not be negative, and the limit must be positive, but"
                        + " were: 1 of 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new LimitShare(LimitKind.CPU, -1, 1, "first run"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UsageAcrossRuns(0, 1, List.of(), List.of()))
                .withMessage("there must be a run with nothing varied and no fewer runs in all, but were: 0 and 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new UsageAcrossRuns(2, 1, List.of(), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UsageAcrossRuns(1, 1, List.of(spread, spread), List.of()))
                .withMessage("OUTPUT must be there once, but is there twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UsageAcrossRuns(1, 1, List.of(), List.of(share, share)))
                .withMessage("CPU must be there once, but is there twice");
    }

    /** One run after the other uses so much CPU time; those after the last as much as that. */
    private static ProgramEngine cpuMillis(int... millis) {
        return ProgramEngine.of((spec, conditions, before) -> SampleUsages.cpu(
                ProgramEngine.wrote(spec, spec.stdin().text() + "!"),
                Duration.ofMillis(millis[Math.min(before, millis.length - 1)])));
    }

    private static ProgramEngine using(UnaryOperator<Execution> change) {
        return ProgramEngine.of((spec, conditions, before) -> change.apply(ProgramEngine.wrote(spec, "")));
    }

    private static Execution usedByConditions(JailSpec spec, int millis) {
        return SampleUsages.cpu(ProgramEngine.wrote(spec, ""), Duration.ofMillis(millis));
    }

    private static Optional<Spread> spread(UsageAcrossRuns usage, UsedQuantity quantity) {
        return usage.spreads().stream()
                .filter(spread -> spread.quantity() == quantity)
                .findFirst();
    }

    private static Optional<LimitShare> share(UsageAcrossRuns usage, LimitKind kind) {
        return usage.nearest().stream().filter(share -> share.kind() == kind).findFirst();
    }

    private static Optional<UsageAcrossRuns> usage(ProgramEngine engine, Question question) {
        return usage(engine, SPEC, question);
    }

    private static Optional<UsageAcrossRuns> usage(ProgramEngine engine, JailSpec spec, Question question) {
        return assess(engine, spec, question).investigation().usage();
    }

    /** Without weights nothing is decided early: every replay of the budget is made. */
    private static Assessment assess(ProgramEngine engine, JailSpec spec, Question question) {
        Execution first = engine.run(spec);
        Investigation investigation = Investigation.of(first, question, Optional.empty(), 2);
        Truthimatics.carryOut(engine, first, investigation);
        return investigation.assessment();
    }
}
