package dev.zjail.truthimatics;

import dev.zjail.engine.LimitKind;
import dev.zjail.truthimatics.UsageAcrossRuns.Range;
import dev.zjail.truthimatics.UsageAcrossRuns.Spread;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Assessments that never were, with everything in them that can be. */
public final class SampleAssessments {
    /** One for each kind of factor, one without a counter-example, and one that names a variable. */
    public static final List<Assessment> ALL = List.of(
            refuted(new Factor.Randomness()),
            refuted(new Factor.Dependence(Axis.TIME_ZONE)),
            refuted(new Factor.NotFound("what made it differ was not found")),
            new Assessment(
                    Verdict.DETERMINISTIC,
                    List.of(
                            new Evidence(
                                    "replay.1",
                                    Evidence.Kind.LIKELIHOOD,
                                    1.2345678901234567,
                                    "it agreed",
                                    List.of("replay 1")),
                            new Evidence("sources", Evidence.Kind.LIKELIHOOD, 0.9, "it draws from nothing")),
                    "",
                    Optional.empty(),
                    new InvestigationSummary(
                            4,
                            2,
                            List.of(new UnusedAxis(Axis.CPU_COUNT, false, "there is one CPU only")),
                            EnumSet.allOf(Normaliser.class),
                            Optional.of("ab".repeat(32)),
                            Optional.of(usage()))),
            refuted(new Factor.Dependence(Axis.ENVIRONMENT_SIZE, Optional.of("COLUMNS"))));

    private SampleAssessments() {}

    /** With one quantity that the watched run was seen to use, and one that it was not. */
    static UsageAcrossRuns usage() {
        return new UsageAcrossRuns(
                2,
                4,
                List.of(
                        new Spread(
                                UsedQuantity.ADDRESS_SPACE,
                                new Range(1_064_960, 1_064_960),
                                new Range(1_060_864, 1_073_152),
                                Optional.empty()),
                        new Spread(
                                UsedQuantity.CPU_TIME,
                                new Range(600_000, 610_000),
                                new Range(590_000, 930_000_000),
                                Optional.of(700_000L))),
                List.of(
                        new LimitShare(LimitKind.OUTPUT, 6, 1 << 20, "contrast 1"),
                        new LimitShare(LimitKind.CPU, 930_000_000, 1_000_000_000, "replay 4")));
    }

    private static Assessment refuted(Factor factor) {
        CounterExample example = new CounterExample(
                2,
                2,
                new TreeMap<>(Map.of(Axis.TIME_ZONE, "TZ=ZJA11:45")),
                new Difference(Difference.Part.STDERR, 12, "\"it is \\x1b 5\"", "\"it is 6\""),
                factor);
        return new Assessment(
                Verdict.UNCERTAIN,
                List.of(Evidence.veto("difference", example.describe(), List.of("first run", "replay 2"))),
                "a program that does the same each time",
                Optional.of(example),
                new InvestigationSummary(5, 0, List.of(), Set.of(), Optional.of("ab".repeat(32)), Optional.empty()));
    }
}
