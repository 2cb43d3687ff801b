package dev.zjail.truthimatics;

import dev.zjail.engine.Conditions;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.NondeterminismSource;
import dev.zjail.engine.Termination;
import dev.zjail.truthimatics.CalibrationResult.Caught;
import dev.zjail.truthimatics.Findings.Agreement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes findings, weights, questions and programs of all kinds from a seed; {@code -Dzjail.truthimatics.seed=N} gives
 * another.
 */
public final class Generator {
    private static final Weights.Provenance NOWHERE = new Weights.Provenance("0".repeat(64), "made up for a test");
    private static final int STEPS = ReplayPlan.CURRENT.steps().size();

    private final Random random;

    private Generator(long seed) {
        this.random = new Random(seed);
    }

    public static Generator seeded() {
        return new Generator(Long.getLong("zjail.truthimatics.seed", 20261124));
    }

    public Random random() {
        return random;
    }

    /** Made up by chance, or such that they decide. */
    public Weights weights() {
        return random.nextInt(3) == 0 ? SampleWeights.weights() : anyWeights();
    }

    public NondeterminismSource source() {
        return List.of(NondeterminismSource.values()).get(random.nextInt(NondeterminismSource.values().length));
    }

    private Weights anyWeights() {
        int programs = random.nextInt(60);
        List<CalibrationResult> results = new ArrayList<>();
        for (int i = 0; i < programs; i++) {
            boolean deterministic = random.nextBoolean();
            boolean caught = deterministic ? random.nextInt(20) == 0 : random.nextInt(3) > 0;
            results.add(new CalibrationResult(
                    "program-" + i,
                    "class-" + random.nextInt(5),
                    deterministic,
                    caught ? Optional.of(caught()) : Optional.empty(),
                    some(NondeterminismSource.values(), 5),
                    maybe(),
                    maybe()));
        }
        return Calibration.fit(NOWHERE, results);
    }

    private Caught caught() {
        ReplayPlan.Step step = NextReplay.step(1 + random.nextInt(STEPS));
        return new Caught(step.number(), some(step.axes().toArray(new Axis[0]), 2));
    }

    private Optional<Boolean> maybe() {
        return random.nextBoolean() ? Optional.empty() : Optional.of(random.nextBoolean());
    }

    private <T> Set<T> some(T[] all, int oneIn) {
        return Arrays.stream(all).filter(each -> random.nextInt(oneIn) == 0).collect(Collectors.toSet());
    }

    /** What can be found out while every replay agrees. */
    public Findings agreement() {
        Map<Axis, UnusedAxis> unused = new EnumMap<>(Axis.class);
        some(Axis.values(), 6)
                .forEach(axis -> unused.put(axis, new UnusedAxis(axis, random.nextBoolean(), "it is not varied")));
        Findings findings =
                Findings.NONE.withUnused(unused).withPast(random.nextBoolean() ? Agreement.UNKNOWN : Agreement.SAME);
        for (int step : steps()) {
            findings = match(findings, step);
        }
        for (int contrasts = random.nextInt(3); contrasts > 0; contrasts--) {
            findings = findings.withContrast(random.nextBoolean());
        }
        return random.nextBoolean() ? findings : findings.withSources(some(NondeterminismSource.values(), 4));
    }

    public List<Integer> steps() {
        return IntStream.rangeClosed(1, STEPS)
                .filter(step -> random.nextBoolean())
                .boxed()
                .toList();
    }

    public static Findings match(Findings findings, int step) {
        SortedMap<Axis, String> varied = new TreeMap<>();
        NextReplay.step(step).axes().stream()
                .filter(axis -> findings.unused().stream().noneMatch(unused -> unused.axis() == axis))
                .forEach(axis -> varied.put(axis, axis.phrase()));
        return findings.withMatch(step, varied);
    }

    /** What a first run used, and some further ones of every kind. */
    List<RunUsage> usages() {
        List<RunUsage> usages = new ArrayList<>(List.of(RunUsage.first(used())));
        for (int replay = 1; replay <= 1 + random.nextInt(6); replay++) {
            RunUsage.Kind kind = replay == 1
                    ? RunUsage.Kind.WATCHED
                    : random.nextBoolean() ? RunUsage.Kind.NOTHING_VARIED : RunUsage.Kind.VARIED;
            usages.add(RunUsage.replay(kind, replay, used()));
        }
        for (int contrast = 1; contrast <= random.nextInt(3); contrast++) {
            usages.add(RunUsage.contrast(contrast, used()));
        }
        return usages;
    }

    /** Few different values, so that runs often use as much; an address space is not always seen. */
    private Execution used() {
        Execution run = ProgramEngine.wrote(ProgramEngine.SPEC, "x".repeat(random.nextInt(3)));
        return SampleUsages.with(
                run,
                SampleUsages.usage(
                        run.usage(),
                        Duration.ofMillis(random.nextInt(4)),
                        (long) random.nextInt(4) << 26,
                        1 + random.nextInt(3)));
    }

    public Question question() {
        List<JailSpec> contrasts = IntStream.range(0, random.nextInt(3))
                .mapToObj(number -> ProgramEngine.SPEC.withArguments(List.of("contrast " + number)))
                .toList();
        return Question.of(new Expectation(Set.of(0), Optional.empty()), random.nextInt(20))
                .withContrasts(contrasts)
                .withInputIndependent(random.nextBoolean());
    }

    /** A program that may depend on anything, or on nothing, and may come to any end. */
    public ProgramEngine engine() {
        int takes = random.nextInt(8);
        int from = random.nextInt(12);
        boolean vacuous = random.nextInt(4) == 0;
        int dies = random.nextInt(60);
        return ProgramEngine.of(
                (spec, conditions, before) -> before == dies
                        ? ProgramEngine.ended(spec, new Termination.Signaled("SIGSEGV", 11, false), "")
                        : wrote(spec, conditions, before, takes, from, vacuous),
                some(NondeterminismSource.values(), 4).toArray(new NondeterminismSource[0]));
    }

    private static Execution wrote(
            JailSpec spec, Conditions conditions, int before, int takes, int from, boolean vacuous) {
        String input = vacuous ? "" : spec.arguments() + " ";
        return ProgramEngine.wrote(
                spec,
                input
                        + switch (takes) {
                            case 0 -> conditions.furtherEnvironment().toString();
                            case 1 -> conditions.hostName();
                            case 2 -> before > from ? before : 0;
                            case 3 -> before == from ? "once" : "";
                            default -> "";
                        });
    }
}
