package dev.zjail.truthimatics;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Assessments that never were, with everything in them that can be. */
public final class SampleAssessments {
    /** One for each kind of factor, and one without a counter-example. */
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
                    new Conduct(
                            4,
                            2,
                            List.of(new UnusedAxis(Axis.CPU_COUNT, false, "there is one CPU only")),
                            EnumSet.allOf(Normaliser.class),
                            Optional.of("ab".repeat(32)))));

    private SampleAssessments() {}

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
                new Conduct(5, 0, List.of(), Set.of(), Optional.of("ab".repeat(32))));
    }
}
