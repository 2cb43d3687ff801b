package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.Conditions;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.NondeterminismSource;
import dev.zjail.engine.Schedule;
import dev.zjail.engine.Termination;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is run, and what is found out by it, for programs that are functions. */
class InvestigationTests {
    private static final Expectation EXIT_0 = new Expectation(Set.of(0), Optional.empty());
    private static final JailSpec SPEC = ProgramEngine.SPEC;
    private static final Weights WEIGHTS = SampleWeights.weights();

    @Test
    void aDeterministicProgramIsCalledSoWhenTheBudgetIsSpentAndTheEvidenceDecides() {
        ProgramEngine engine = ProgramEngine.deterministic();

        Assessment assessment = assess(engine, SPEC, Question.of(EXIT_0, 16));

        assertThat(assessment.verdict()).as(assessment.describe()).isEqualTo(Verdict.DETERMINISTIC);
        assertThat(assessment.evidence())
                .extracting(Evidence::id)
                .containsExactly(
                        "replay.1",
                        "replay.2",
                        "replay.3",
                        "replay.4",
                        "replay.5",
                        "replay.6",
                        "replay.8",
                        "replay.9",
                        "replay.12",
                        "sources");
        assertThat(engine.watched()).isOne();
        assertThat(engine.conditions())
                .as("and plain ones in the place of schedules and times")
                .hasSize(1 + 16);
        assertThat(engine.conditions())
                .allMatch(conditions -> conditions.schedule().equals(Schedule.OF_KERNEL));
        assertThat(assessment.chanceBelow()).isCloseTo(0.171, within(0.001));
        assertThat(assessment.describe())
                .contains(
                        "\n  no difference in 16 replays: if it differs by chance, then in fewer than 1 in 5 runs (95 %)");
        assertThat(assessment.investigation().replays())
                .isEqualTo(engine.conditions().size() - 1);
        assertThat(assessment.investigation().weightsDigest()).contains(WEIGHTS.digest());
    }

    @Test
    void theBudgetBuysPlainRunsBeyondThePlanAndTheyBoundChance() {
        ProgramEngine engine = ProgramEngine.deterministic();

        Assessment assessment = assess(engine, SPEC, Question.of(EXIT_0, 300));

        assertThat(engine.conditions()).hasSize(1 + 300);
        assertThat(engine.conditions().subList(14, 301)).containsOnly(Conditions.DEFAULTS);
        assertThat(assessment.chanceBelow()).isLessThan(0.01);
        assertThat(assessment.describe())
                .contains(
                        "\n  no difference in 300 replays: if it differs by chance, then in fewer than 1 in 100 runs (95 %)");
        assertThat(assess(ProgramEngine.deterministic(), SPEC, Question.of(EXIT_0, 0))
                        .chanceBelow())
                .isOne();
        assertThat(assess(ProgramEngine.random(), SPEC, Question.of(EXIT_0, 16)).chanceBelow())
                .isOne();
    }

    /** With these weights the evidence would decide after replay 4: they know of nothing that differs in replay 8. */
    @Test
    void whatOnlyTheSecondValueOfAnAxisTellsApartIsFoundAlthoughTheWeightsKnowOfNoSuchProgram() {
        ProgramEngine engine =
                ProgramEngine.printing(conditions -> variable(conditions, "TZ=").equals("TZ=ZJB-13"));

        Assessment assessment = assess(engine, SPEC, Question.of(EXIT_0, 16));

        assertThat(assessment.verdict()).as(assessment.describe()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(assessment.counterExample()).map(CounterExample::step).contains(8);
        assertThat(assessment.counterExample())
                .map(CounterExample::factor)
                .contains(new Factor.Dependence(Axis.TIME_ZONE));
    }

    @Test
    void aProgramIsGivenUpWithoutTheCoreOfThePlan() {
        ProgramEngine engine = ProgramEngine.deterministic(NondeterminismSource.PROC_FILES);
        Execution first = engine.run(SPEC);
        Weights weights = WEIGHTS.without("draw-unused");
        Investigation investigation = Investigation.of(first, Question.of(EXIT_0, 16), Optional.of(weights), 2);

        Truthimatics.carryOut(engine, first, investigation);

        assertThat(investigation.assessment().verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(investigation.assessment().score()).isLessThan(SequentialTest.GIVE_UP);
        assertThat(engine.conditions()).as("the first run and the watched one").hasSize(2);
    }

    @Test
    void theSameReplaysAreMadeInEveryBuild() {
        ProgramEngine one = ProgramEngine.deterministic();
        ProgramEngine other = ProgramEngine.deterministic();
        assess(one, SPEC, Question.of(EXIT_0, 16));
        assess(other, SPEC, Question.of(EXIT_0, 16));

        assertThat(other.conditions()).isEqualTo(one.conditions());
    }

    @Test
    void whoAsksForNoFurtherRunPaysForNone() {
        ProgramEngine engine = ProgramEngine.deterministic();
        Execution first = engine.run(SPEC);

        Assessment assessment = Truthimatics.assess(engine, first, Question.of(EXIT_0, 0), () -> {
            throw new AssertionError("the weights were read");
        });

        assertThat(engine.conditions()).hasSize(1);
        assertThat(assessment).isEqualTo(Truthimatics.assess(first, EXIT_0));
    }

    @Test
    void aBrokenRuleEndsItBeforeAnyFurtherRun() {
        ProgramEngine engine = ProgramEngine.of(
                (spec, conditions, before) -> ProgramEngine.ended(spec, new Termination.Exited(3), ""));

        Assessment assessment = assess(engine, SPEC.withStdin(Bytes.utf8("a")), asking(16, "b"));

        assertThat(engine.conditions()).hasSize(1);
        assertThat(assessment.verdict()).isEqualTo(Verdict.REJECT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Axis.class,
            names = {"STACK_LIMIT", "ENVIRONMENT_SIZE"},
            mode = EnumSource.Mode.EXCLUDE)
    void aDifferenceAlongAnAxisIsFoundAndNamed(Axis axis) {
        ProgramEngine engine = ProgramEngine.printing(taken(axis), NondeterminismSource.CONCURRENCY);

        Assessment assessment = assess(engine, SPEC, Question.of(EXIT_0, 40));

        assertThat(assessment.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(assessment.counterExample())
                .map(CounterExample::factor)
                .as(assessment.describe())
                .contains(new Factor.Dependence(axis));
        assertThat(assessment.evidence())
                .filteredOn(row -> row.kind() == Evidence.Kind.VETO)
                .hasSize(1)
                .first()
                .extracting(Evidence::sentence)
                .asString()
                .endsWith(
                        axis.kind() == Axis.Kind.ENVIRONMENT
                                ? "it depends on " + axis.phrase() + ", which the test does not declare"
                                : "it is nondeterministic: it depends on " + axis.phrase());
    }

    @Test
    void theSizeOfTheEnvironmentIsNotToldByTheNameThatReplaysGaveIt() {
        ProgramEngine engine = ProgramEngine.printing(taken(Axis.ENVIRONMENT_SIZE));

        Assessment assessment = assess(engine, SPEC, Question.of(EXIT_0, 60));

        assertThat(assessment.counterExample())
                .map(CounterExample::factor)
                .contains(new Factor.Dependence(Axis.ENVIRONMENT_SIZE));
    }

    private static Function<Conditions, Object> taken(Axis axis) {
        return switch (axis) {
            case ADDRESS_LAYOUT -> Conditions::layoutRandomized;
            case ENVIRONMENT_SIZE -> conditions -> variable(conditions, "ZJAIL_PADDING=");
            case MALLOC_FILL -> conditions -> variable(conditions, "MALLOC_PERTURB_=");
            case CPU_COUNT -> Conditions::singleCpu;
            case TIME -> conditions -> conditions.answers().clocksAhead();
            case TIME_ZONE -> conditions -> variable(conditions, "TZ=");
            case LOCALE -> conditions -> variable(conditions, "LANG=");
            case WORKING_DIRECTORY -> Conditions::workingDirectory;
            case HOST_NAME -> Conditions::hostName;
            case PROCESS_ID -> Conditions::processId;
            case STACK_LIMIT -> Conditions::stackBytes;
            case RANDOM_BYTES -> conditions -> conditions.answers().randomBytes();
            case HOST_LOAD -> conditions -> conditions.answers().host();
            case DIRECTORY_ORDER -> conditions -> conditions.answers().directoriesReversed();
            case KERNEL_RELEASE -> conditions -> conditions.answers().otherRelease();
            case SCHEDULE -> Conditions::schedule;
            case INPUT_PACE -> Conditions::inputPace;
        };
    }

    private static String variable(Conditions conditions, String start) {
        return conditions.furtherEnvironment().stream()
                .filter(entry -> entry.startsWith(start))
                .findFirst()
                .orElse("");
    }

    @Test
    void ofTheEnvironmentTheVariableIsNamedAndDeclaringItAbsentSettlesIt() {
        Function<Conditions, Object> taken = conditions -> variable(conditions, "COLUMNS=");

        Assessment assessment = assess(ProgramEngine.printing(taken), SPEC, Question.of(EXIT_0, 30));

        assertThat(assessment.counterExample())
                .map(CounterExample::factor)
                .contains(new Factor.Dependence(Axis.ENVIRONMENT_SIZE, Optional.of("COLUMNS")));
        assertThat(assessment.describe())
                .contains("it depends on the variable COLUMNS, which the test does not declare")
                .contains("settled by: declaring the variable: env = \"COLUMNS=value\" gives it, and env = \"COLUMNS-\""
                        + " says that it is not there, or a program that does not depend on it");
        assertThat(assess(
                                ProgramEngine.printing(taken),
                                SPEC.withEnvironment(List.of("COLUMNS-")),
                                Question.of(EXIT_0, 30))
                        .verdict())
                .isEqualTo(Verdict.DETERMINISTIC);
    }

    @Test
    void theStackIsOnlyEverLarger() {
        ProgramEngine engine = ProgramEngine.printing(conditions -> conditions.stackBytes() > (8L << 20));

        assertThat(assess(engine, SPEC, Question.of(EXIT_0, 40)).counterExample())
                .map(CounterExample::factor)
                .contains(new Factor.Dependence(Axis.STACK_LIMIT));
        assertThat(engine.conditions()).allMatch(conditions -> conditions.stackBytes() >= (8L << 20));
    }

    @Test
    void chanceIsFoundByTheReplayThatVariesNothing() {
        ProgramEngine engine = ProgramEngine.random(NondeterminismSource.RANDOMNESS);

        Assessment assessment = assess(engine, SPEC.withStdin(Bytes.utf8("n = ")), Question.of(EXIT_0, 16));

        assertThat(engine.conditions()).hasSize(2);
        assertThat(assessment.counterExample())
                .contains(new CounterExample(
                        1,
                        1,
                        CounterExample.copy(java.util.Map.of()),
                        new Difference(Difference.Part.STDOUT, 4, "\"n = 0\"", "\"n = 1\""),
                        new Factor.Randomness()));
        assertThat(assessment.describe()).contains("""
                  veto    difference               replay 1 (nothing varied) is not the same: stdout differs first at byte 4; it is nondeterministic: a run with nothing varied differs too
                """).contains("""
                  stdout differs first at byte 4
                    first run: "n = 0"
                    replay 1: "n = 1"
                """);
    }

    @Test
    void chanceThatShowsInAVariedReplayIsNotTakenForTheAxis() {
        ProgramEngine engine = ProgramEngine.of(
                (spec, conditions, before) -> ProgramEngine.wrote(spec, before < 2 ? "same" : "other " + before));

        Assessment assessment = assess(engine, SPEC, Question.of(EXIT_0, 16));

        assertThat(assessment.counterExample()).map(CounterExample::step).contains(2);
        assertThat(assessment.counterExample()).map(CounterExample::factor).contains(new Factor.Randomness());
        assertThat(engine.conditions()).hasSize(4);
    }

    @Test
    void whatOnlyHappensOnceIsADifferenceWhoseFactorIsNotKnown() {
        ProgramEngine engine = ProgramEngine.of(
                (spec, conditions, before) -> ProgramEngine.wrote(spec, before == 2 ? "other" : "same"));

        Assessment assessment = assess(engine, SPEC, Question.of(EXIT_0, 16));

        assertThat(assessment.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(assessment.counterExample())
                .map(CounterExample::factor)
                .contains(new Factor.NotFound(
                        "what made it differ was not found: no axis alone did, so it may be chance"));
    }

    @Test
    void aRareDifferenceThatFallsOnAnAxisIsNotTakenForIt() {
        ProgramEngine engine = ProgramEngine.of(
                (spec, conditions, before) -> ProgramEngine.wrote(spec, before == 2 || before > 3 ? "other" : "same"));

        Assessment assessment = assess(engine, SPEC, Question.of(EXIT_0, 16));

        assertThat(engine.conditions())
                .as("the first, the watched one, one that differs, with nothing, with one axis, with nothing")
                .hasSize(6);
        assertThat(engine.conditions().get(3)).isEqualTo(Conditions.DEFAULTS);
        assertThat(engine.conditions().get(4)).isNotEqualTo(Conditions.DEFAULTS);
        assertThat(engine.conditions().get(5)).isEqualTo(Conditions.DEFAULTS);
        assertThat(assessment.counterExample()).map(CounterExample::factor).contains(new Factor.Randomness());
    }

    @Test
    void anAxisIsNamedWhenTheDifferenceHasComeAndGoneWithItSoOftenThatItIsHardlyChance() {
        ProgramEngine engine = ProgramEngine.printing(Conditions::layoutRandomized);

        Assessment assessment = assess(engine, SPEC, Question.of(EXIT_0, 16));

        assertThat(engine.conditions())
                .extracting(Conditions::layoutRandomized)
                .as("of 9 runs 4 differ, and just those with the axis: one of 126 orders")
                .containsExactly(true, true, false, true, false, true, false, true, false, true, false);
        assertThat(assessment.investigation().replays()).isEqualTo(10);
        assertThat(assessment.counterExample())
                .map(CounterExample::factor)
                .contains(new Factor.Dependence(Axis.ADDRESS_LAYOUT));
    }

    @Test
    void anAxisForWhoseConfirmationTheBudgetDoesNotReachIsOnlySuspected() {
        ProgramEngine engine = ProgramEngine.printing(Conditions::layoutRandomized);

        Assessment assessment = assess(engine, SPEC, Question.of(EXIT_0, 4));

        assertThat(engine.conditions()).hasSize(5);
        assertThat(assessment.counterExample())
                .map(CounterExample::factor)
                .contains(new Factor.NotFound("it may depend on " + Axis.ADDRESS_LAYOUT.phrase() + ", or be chance: the"
                        + " budget of 4 replays was used up before that could be told, and replays = 10 would tell"));
        assertThat(assess(engine, SPEC, Question.of(EXIT_0, 10)).counterExample())
                .map(CounterExample::factor)
                .contains(new Factor.Dependence(Axis.ADDRESS_LAYOUT));
    }

    @Test
    void theSearchForTheFactorKeepsToTheBudget() {
        ProgramEngine engine = ProgramEngine.printing(taken(Axis.TIME_ZONE));

        Assessment assessment = assess(engine, SPEC, Question.of(EXIT_0, 3));

        assertThat(engine.conditions()).hasSize(4);
        assertThat(assessment.investigation().replays()).isEqualTo(3);
        assertThat(assessment.counterExample())
                .map(CounterExample::factor)
                .contains(new Factor.NotFound(
                        "what made it differ was not looked for to the end: the budget of 3 replays was used up"));
    }

    @Test
    void whatTheTestDeclaresIsNotVariedAndListed() {
        ProgramEngine engine = ProgramEngine.deterministic();
        JailSpec spec = SPEC.withEnvironment(List.of("TZ=UTC", "LC_NUMERIC=C", "MALLOC_PERTURB_=1", "ZJAIL_PADDING="));

        Assessment assessment = assess(engine, spec, Question.of(EXIT_0, 16));

        assertThat(engine.conditions())
                .allMatch(conditions -> conditions.furtherEnvironment().isEmpty());
        assertThat(assessment.investigation().unused())
                .containsExactly(
                        new UnusedAxis(Axis.ENVIRONMENT_SIZE, true, "the test declares ZJAIL_PADDING"),
                        new UnusedAxis(Axis.MALLOC_FILL, true, "the test declares MALLOC_PERTURB_"),
                        new UnusedAxis(Axis.TIME_ZONE, true, "the test declares TZ"),
                        new UnusedAxis(Axis.LOCALE, true, "the test declares LC_NUMERIC"));
        assertThat(assessment.describe()).contains("\n  not varied: TIME_ZONE: the test declares TZ");
    }

    @Test
    void whereThereIsOneCpuOnlyTheirNumberIsNotVariedAndListed() {
        ProgramEngine engine = ProgramEngine.deterministic(NondeterminismSource.CPU);

        Assessment assessment = assess(engine, SPEC, Question.of(EXIT_0, 16), 1);

        assertThat(engine.conditions()).noneMatch(Conditions::singleCpu);
        assertThat(assessment.investigation().unused())
                .containsExactly(new UnusedAxis(Axis.CPU_COUNT, false, "there is one CPU only"));
        assertThat(assessment.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(assessment.settledBy())
                .isEqualTo(
                        "no number of replays alone: it draws from the CPUs, which replays cannot vary, and CPU_COUNT"
                                + " was not varied, and no contrasts were given");
    }

    @Test
    void aBudgetThatIsTooSmallSaysHowManyMoreWouldDo() {
        Assessment assessment = assess(ProgramEngine.deterministic(), SPEC, Question.of(EXIT_0, 1));

        assertThat(assessment.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(assessment.settledBy()).isEqualTo("1 more replay that agrees: replays = 2");
        assertThat(assess(ProgramEngine.deterministic(), SPEC, Question.of(EXIT_0, 2))
                        .verdict())
                .isEqualTo(Verdict.DETERMINISTIC);
    }

    @Test
    void aProgramThatReadsTheClockHasShownThatItDoesNotCareWhenItIsTheSameAtOtherTimes() {
        ProgramEngine engine = ProgramEngine.deterministic(NondeterminismSource.CLOCK);

        Assessment assessment = assess(engine, SPEC, Question.of(EXIT_0, 16));

        assertThat(sources(assessment))
                .startsWith("the watched run drew from nothing but its inputs and the clock, which replays vary: ");
        assertThat(engine.conditions())
                .extracting(conditions -> conditions.answers().clocksAhead())
                .filteredOn(ahead -> !ahead.isZero())
                .as("those of the plan, and further ones for what is left of the budget")
                .doesNotHaveDuplicates()
                .hasSize(9);
    }

    @Test
    void whatReplaysCannotVaryStaysOpen() {
        Assessment assessment = assess(
                ProgramEngine.deterministic(NondeterminismSource.PROC_FILES),
                SPEC.withEnvironment(List.of("TZ=UTC")),
                Question.of(EXIT_0, 30));

        assertThat(assessment.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(assessment.settledBy())
                .isEqualTo("no number of replays alone: it draws from files of /proc, which replays"
                        + " cannot vary, and no contrasts were given");
    }

    @Test
    void onlyAProgramWithSeveralThreadsIsRunInOtherOrders() {
        ProgramEngine engine = ProgramEngine.deterministic(NondeterminismSource.CONCURRENCY);

        assess(engine, SPEC, Question.of(EXIT_0, 16));

        assertThat(engine.conditions())
                .extracting(Conditions::schedule)
                .filteredOn(schedule -> !schedule.equals(Schedule.OF_KERNEL))
                .doesNotHaveDuplicates()
                .hasSize(5);
    }

    @Test
    void aSignalInAReplayRejectsAndNamesTheReplay() {
        ProgramEngine engine = ProgramEngine.of((spec, conditions, before) -> conditions.singleCpu()
                ? ProgramEngine.ended(spec, new Termination.Signaled("SIGSEGV", 11, false), "")
                : ProgramEngine.wrote(spec, ""));

        Assessment assessment = assess(engine, SPEC, Question.of(EXIT_0, 16));

        assertThat(assessment.verdict()).isEqualTo(Verdict.REJECT);
        assertThat(assessment.evidence())
                .first()
                .isEqualTo(new Evidence(
                        "signaled",
                        Evidence.Kind.RULE,
                        0,
                        "in replay 3 (MALLOC_PERTURB_=85, one CPU, LANG=C.UTF-8 LC_ALL=C.UTF-8, host name elsewhere, input in pieces), the program was killed by signal"
                                + " SIGSEGV (11)",
                        List.of("replay 3")));
        assertThat(assessment.counterExample()).isPresent();
    }

    @Test
    void anUndeclaredStatusRejectsWhereNothingWasVaried() {
        ProgramEngine engine = ProgramEngine.of(
                (spec, conditions, before) -> ProgramEngine.ended(spec, new Termination.Exited(before), ""));

        assertThat(assess(engine, SPEC, Question.of(EXIT_0, 16)).evidence())
                .first()
                .extracting(Evidence::sentence)
                .isEqualTo(
                        "in replay 1 (nothing varied), the program exited with status 1, and the test declares only 0");
    }

    @Test
    void anUndeclaredStatusUnderOtherConditionsIsADependence() {
        ProgramEngine engine = ProgramEngine.of((spec, conditions, before) -> ProgramEngine.ended(
                spec, new Termination.Exited(conditions.hostName().equals("jail") ? 0 : 1), ""));

        Assessment assessment = assess(engine, SPEC, Question.of(EXIT_0, 16));

        assertThat(assessment.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(assessment.counterExample())
                .map(CounterExample::difference)
                .contains(new Difference(Difference.Part.ENDING, 0, "exited with status 0", "exited with status 1"));
        assertThat(assessment.counterExample())
                .map(CounterExample::factor)
                .contains(new Factor.Dependence(Axis.HOST_NAME));
    }

    @Test
    void whatTheHostDoesNotLetBeWatchedCountsAsDrawnFrom() {
        Question question = Question.of(EXIT_0, 16);

        Assessment seen = assess(ProgramEngine.deterministic(NondeterminismSource.PROC_FILES), SPEC, question);
        Assessment notSeen =
                assess(ProgramEngine.deterministic().unwatched(NondeterminismSource.PROC_FILES), SPEC, question);
        Assessment both = assess(
                ProgramEngine.deterministic(NondeterminismSource.CLOCK)
                        .unwatched(NondeterminismSource.CLOCK, NondeterminismSource.PROC_FILES),
                SPEC,
                question);

        assertThat(notSeen.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(notSeen.score()).isEqualTo(seen.score());
        assertThat(sources(seen)).startsWith("the watched run drew from files of /proc: ");
        assertThat(sources(notSeen)).startsWith("the watched run may have drawn unseen from files of /proc: ");
        assertThat(sources(both)).startsWith("the watched run may have drawn unseen from files of /proc: ");
        assertThat(notSeen.settledBy())
                .isEqualTo("no number of replays alone: it may draw from files of /proc, which replays cannot vary,"
                        + " and no contrasts were given");
    }

    private static String sources(Assessment assessment) {
        return assessment.evidence().stream()
                .filter(row -> row.id().equals("sources"))
                .map(Evidence::sentence)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(
            value = LimitKind.class,
            names = {"CPU", "WALL", "IDLE"})
    void aWatchedRunThatTookTooLongIsNoEvidence(LimitKind kind) {
        ProgramEngine engine = ProgramEngine.of((spec, conditions, before) -> before == 1
                ? ProgramEngine.ended(spec, new Termination.LimitExceeded(kind, 10, 11), "half")
                : ProgramEngine.wrote(spec, "whole"));

        Assessment assessment = assess(engine, SPEC, Question.of(EXIT_0, 16));

        assertThat(assessment.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(assessment.counterExample()).isEmpty();
        assertThat(assessment.evidence()).extracting(Evidence::id).doesNotContain("replay.1");
        assertThat(assessment.score()).isNegative();
    }

    @Test
    void anotherProgramInTheSamePlaceRejects() {
        ProgramEngine engine = ProgramEngine.of((spec, conditions, before) -> {
            Execution run = ProgramEngine.wrote(spec, "");
            return before == 0
                    ? run
                    : new Execution(
                            spec,
                            run.startedAt(),
                            run.termination(),
                            run.stdout(),
                            run.stderr(),
                            run.usage(),
                            run.confinement(),
                            run.policy(),
                            "f".repeat(64),
                            run.root(),
                            List.of(),
                            run.contents(),
                            CollectedFiles.NONE);
        });

        assertThat(assess(engine, SPEC, Question.of(EXIT_0, 16)).evidence())
                .first()
                .extracting(Evidence::id)
                .isEqualTo("program_replaced");
    }

    @Test
    void otherInputsThatChangeNothingMakeItVacuous() {
        ProgramEngine engine = ProgramEngine.of((spec, conditions, before) -> ProgramEngine.wrote(spec, "ok"));

        Assessment assessment = assess(engine, SPEC, asking(16, "a", "b"));

        assertThat(engine.conditions()).as("no replay was worth making").hasSize(3);
        assertThat(assessment.describe())
                .contains(
                        "veto    vacuous                  each of 2 other inputs left what it does as it was: doing the same is no"
                                + " feat for it");
        assertThat(assessment.settledBy())
                .isEqualTo("contrasts that change what it does, or inputIndependent = true if nothing should");
        assertThat(assess(engine, SPEC, asking(16, "a", "b").withInputIndependent(true))
                        .verdict())
                .isEqualTo(Verdict.DETERMINISTIC);
    }

    @Test
    void whatMayBeIndependentOfItsInputMayDependOnItToo() {
        Question question = asking(16, "a", "b").withInputIndependent(true);

        Assessment assessment = assess(ProgramEngine.deterministic(), SPEC, question);

        assertThat(assessment.verdict()).isEqualTo(Verdict.DETERMINISTIC);
        assertThat(assessment.investigation().contrasts()).isEqualTo(2);
        assertThat(assessment.evidence())
                .filteredOn(row -> row.id().equals("contrasts"))
                .extracting(Evidence::sentence)
                .singleElement()
                .asString()
                .startsWith("2 of 2 other inputs changed what it does");
    }

    @Test
    void aBudgetWithoutMeasureMakesNoMoreRunsThanBoundChance() {
        ProgramEngine agreeing = ProgramEngine.deterministic(NondeterminismSource.CLOCK);
        ProgramEngine differing = ProgramEngine.printing(taken(Axis.TIME_ZONE), NondeterminismSource.CLOCK);
        assess(agreeing, SPEC, Question.of(EXIT_0, Integer.MAX_VALUE));
        assess(differing, SPEC, Question.of(EXIT_0, Integer.MAX_VALUE));

        assertThat(agreeing.conditions()).hasSize(1 + ReplayPlan.MOST);
        assertThat(differing.conditions()).hasSizeLessThan(30);
    }

    @Test
    void otherInputsThatChangeItAddWeight() {
        Assessment without = assess(ProgramEngine.deterministic(), SPEC, Question.of(EXIT_0, 2));
        Assessment with = assess(ProgramEngine.deterministic(), SPEC, asking(2, "a", "b"));

        assertThat(with.score()).isGreaterThan(without.score());
        assertThat(with.evidence()).extracting(Evidence::id).contains("contrasts");
    }

    @Test
    void otherInputsAreTriedWithoutReplaysToo() {
        ProgramEngine engine = ProgramEngine.deterministic();

        Assessment assessment = assess(engine, SPEC, asking(0, "a"));

        assertThat(engine.conditions()).hasSize(2);
        assertThat(assessment.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(assessment.investigation().contrasts()).isOne();
        assertThat(assessment.settledBy()).startsWith("replays: ");
    }

    @Test
    void anotherInputMayEndInAnotherStatusButNotByASignal() {
        ProgramEngine fails = ProgramEngine.of((spec, conditions, before) ->
                ProgramEngine.ended(spec, new Termination.Exited(spec.stdin().size()), ""));
        ProgramEngine dies = ProgramEngine.of((spec, conditions, before) -> ProgramEngine.ended(
                spec,
                spec.stdin().size() == 0 ? new Termination.Exited(0) : new Termination.Signaled("SIGABRT", 6, false),
                ""));

        assertThat(assess(fails, SPEC, asking(16, "a")).verdict()).isEqualTo(Verdict.DETERMINISTIC);
        assertThat(assess(dies, SPEC, asking(16, "a")).evidence())
                .first()
                .extracting(Evidence::sentence)
                .isEqualTo("in contrast 1, the program was killed by signal SIGABRT (6)");
    }

    @Test
    void anEarlierBuildThatAgreesIsEvidence() {
        Execution run = ProgramEngine.deterministic().run(SPEC);

        Assessment assessment = assess(
                ProgramEngine.deterministic(),
                SPEC,
                Question.of(EXIT_0, 2).withPast(recorded(run.fingerprint(), digest(run))));

        assertThat(assessment.evidence()).extracting(Evidence::id).contains("past");
    }

    @Test
    void ofAnotherProgramAnEarlierBuildSaysNothingAndTheTestIsTold() {
        Assessment assessment = assess(
                ProgramEngine.deterministic(),
                SPEC,
                Question.of(EXIT_0, 16).withPast(recorded("f".repeat(64), "0".repeat(64))));

        assertThat(assessment.verdict()).isEqualTo(Verdict.DETERMINISTIC);
        assertThat(assessment.evidence())
                .filteredOn(row -> row.id().equals("program_changed"))
                .extracting(Evidence::log10LikelihoodRatio, Evidence::sentence)
                .containsExactly(tuple(
                        0.0,
                        "the program is not the one of record 3 of the trail: its BLAKE2b-256 was " + "f".repeat(64)
                                + ", and earlier builds say nothing of what it does now"));
        assertThat(assessment.evidence()).extracting(Evidence::id).doesNotContain("past");
    }

    @Test
    void whereTheSameProgramDidSomethingElseInAnEarlierBuildItIsNotDeterministic() {
        Assessment assessment = assess(
                ProgramEngine.deterministic(),
                SPEC,
                Question.of(EXIT_0, 16)
                        .withPast(
                                recorded(ProgramEngine.deterministic().run(SPEC).fingerprint(), "0".repeat(64))));

        assertThat(assessment.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(assessment.evidence())
                .filteredOn(row -> row.kind() == Evidence.Kind.VETO)
                .extracting(Evidence::id, Evidence::sentence)
                .containsExactly(tuple(
                        "past_differs",
                        "the program is the one of record 3 of the trail, and on the same input it did something else"
                                + " then"));
        assertThat(assessment.settledBy())
                .isEqualTo("a program that does the same in every build: record 3 of the trail says what it did then;"
                        + " if something else than the program has changed, clean the reports directory");
    }

    private static EarlierOutcome recorded(String fingerprint, String outcome) {
        return new EarlierOutcome(
                EarlierOutcome.Kind.RECORDED, Optional.of(fingerprint), Optional.of(outcome), "record 3 of the trail");
    }

    private static String digest(Execution run) {
        return RunOutcome.of(run, Set.of()).digest();
    }

    @Test
    void whatTheHostRefusesIsNoEvidence() {
        ProgramEngine engine = ProgramEngine.of((spec, conditions, before) -> {
            if (before == 3) {
                throw new ConfinementException("namespaces", "unshare(2)", "ENOSPC", "it is full", "empty it");
            }
            return ProgramEngine.wrote(spec, "");
        });
        Execution first = engine.run(SPEC);
        Investigation investigation = Investigation.of(first, Question.of(EXIT_0, 16), Optional.of(WEIGHTS), 2);

        assertThatThrownBy(() -> Truthimatics.carryOut(engine, first, investigation))
                .isExactlyInstanceOf(ConfinementException.class);
        Findings before = investigation.findings();
        Truthimatics.carryOut(engine, first, investigation);

        assertThat(before.replays()).isEqualTo(2);
        assertThat(investigation.assessment())
                .isEqualTo(assess(
                        ProgramEngine.of((spec, conditions, runs) -> ProgramEngine.wrote(spec, "")),
                        SPEC,
                        Question.of(EXIT_0, 16)));
    }

    @Test
    void aRunThatWasNotAskedForIsRefused() {
        ProgramEngine engine = ProgramEngine.deterministic();
        Investigation investigation =
                Investigation.of(engine.run(SPEC), Question.of(EXIT_0, 16), Optional.of(WEIGHTS), 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> investigation.observed(new FurtherRun.Watched(2), engine.watch(SPEC)))
                .withMessage("this run was not asked for: Watched[step=2]");
    }

    private static Question asking(int replays, String... contrasts) {
        return Question.of(EXIT_0, replays)
                .withContrasts(List.of(contrasts).stream()
                        .map(text -> SPEC.withStdin(Bytes.utf8(text)))
                        .toList());
    }

    private static Assessment assess(ProgramEngine engine, JailSpec spec, Question question) {
        return assess(engine, spec, question, 2);
    }

    private static Assessment assess(ProgramEngine engine, JailSpec spec, Question question, int cpus) {
        Execution first = engine.run(spec);
        Investigation investigation = Investigation.of(first, question, Optional.of(WEIGHTS), cpus);
        Truthimatics.carryOut(engine, first, investigation);
        return investigation.assessment();
    }
}
