package dev.zjail.truthimatics;

import dev.zjail.engine.NondeterminismSource;
import dev.zjail.internal.Blake2b256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What observations are worth, measured on a corpus of programs whose nature is known. Immutable.
 *
 * <p>It holds what the plan of replays found out about each program of the corpus, and no weight: weights are counted
 * from that when they are needed, for just the replays that were made and the axes that could be varied. So a replay
 * that lacks an axis is worth what the corpus says of a replay that lacks it.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Weights {
    private static final String RESOURCE = "weights.json";

    private static @Nullable Weights shipped;

    private final Provenance provenance;
    private final List<CalibrationResult> programs;
    private final String digest;

    /**
     * Where the numbers come from.
     *
     * @param corpus BLAKE2b-256 of the corpus, in hexadecimal
     * @param command what makes them again
     */
    public record Provenance(String corpus, String command) {}

    private Weights(Provenance provenance, List<CalibrationResult> programs, String digest) {
        this.provenance = provenance;
        this.programs = List.copyOf(programs);
        this.digest = digest;
    }

    static Weights of(Provenance provenance, List<CalibrationResult> programs) {
        return new Weights(provenance, programs, digest(json(provenance, programs)));
    }

    /**
     * Returns the weights that come with zjail. They are read once, when they are first needed.
     *
     * @return the weights
     * @throws WeightsException if they are missing, broken, or measured with another plan
     */
    // Not the initializer of a class: the first failure in one is wrapped, and whoever comes next is not told why.
    public static synchronized Weights shipped() {
        Weights weights = shipped;
        if (weights == null) {
            weights = fromResource(RESOURCE);
            shipped = weights;
        }
        return weights;
    }

    static Weights fromResource(String name) {
        try (InputStream resource = Weights.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new WeightsException(
                        name,
                        "must be beside the classes of dev.zjail.truthimatics",
                        "there is none",
                        "use zjail-junit as it was built, or make no replays and no contrasts");
            }
            return parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads weights.
     *
     * @param json what {@link #toJson()} wrote
     * @param from what to call it in messages
     * @return the weights
     * @throws WeightsException if it is anything else, or was measured with another plan
     */
    public static Weights parse(String json, String from) {
        WeightsJson.Content content = WeightsJson.read(json, from);
        return new Weights(new Provenance(content.corpus(), content.command()), content.programs(), digest(json));
    }

    private static String digest(String json) {
        return Blake2b256.of(json);
    }

    /**
     * Writes the weights.
     *
     * @return JSON, with a line for each program
     */
    public String toJson() {
        return json(provenance, programs);
    }

    private static String json(Provenance provenance, List<CalibrationResult> programs) {
        return WeightsJson.write(provenance.corpus(), provenance.command(), programs);
    }

    /**
     * Identifies the weights.
     *
     * @return BLAKE2b-256 of the JSON they were read from, in hexadecimal
     */
    public String digest() {
        return digest;
    }

    /**
     * Says where the numbers come from.
     *
     * @return corpus and command
     */
    public Provenance provenance() {
        return provenance;
    }

    /**
     * Lists the programs they were measured on.
     *
     * @return what was found out about each
     */
    public List<CalibrationResult> programs() {
        return programs;
    }

    /**
     * Leaves out a class of programs, so that its programs can be judged by weights that know nothing of them.
     *
     * @param programClass the class
     * @return other weights
     */
    public Weights without(String programClass) {
        return of(
                provenance,
                programs.stream()
                        .filter(program -> !program.programClass().equals(programClass))
                        .toList());
    }

    /**
     * Weighs what was found out about a program.
     *
     * @param findings what was found out
     * @return a row for each observation; their weights add up
     */
    public List<Evidence> weigh(Findings findings) {
        return new Weighing(findings).rows();
    }

    /**
     * Adds up what was found out about a program.
     *
     * @param findings what was found out
     * @return the log10 likelihood ratio of all of it together
     */
    public double score(Findings findings) {
        return SequentialTest.score(weigh(findings));
    }

    /**
     * Writes how many programs of the corpus the plan had not told apart after each step.
     *
     * @return a table in plain text
     */
    public String describe() {
        List<CalibrationResult> alike = new ArrayList<>(programs);
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "step nondeterministic deterministic%n%4d %16d %13d",
                0,
                count(alike, false),
                count(alike, true)));
        for (ReplayPlan.Step step : ReplayPlan.CURRENT.steps()) {
            alike.removeIf(program -> caughtAt(program, step.number(), step.axes()));
            table.append(String.format(
                    Locale.ROOT, "%n%4d %16d %13d", step.number(), count(alike, false), count(alike, true)));
        }
        return table.toString();
    }

    private static int count(List<CalibrationResult> programs, boolean deterministic) {
        return count(programs, program -> program.deterministic() == deterministic);
    }

    private static int count(List<CalibrationResult> programs, Predicate<CalibrationResult> which) {
        return (int) programs.stream().filter(which).count();
    }

    private static boolean caughtAt(CalibrationResult program, int step, Set<Axis> varied) {
        return program.caught()
                .filter(caught -> caught.step() == step && varied.containsAll(caught.axes()))
                .isPresent();
    }

    /**
     * One weighing. Counts are smoothed by a half, so that what never happened in the corpus is rare and not
     * impossible.
     */
    private final class Weighing {
        private final Findings findings;
        private final List<CalibrationResult> deterministic;
        private final List<CalibrationResult> nondeterministic;
        /** The nondeterministic programs that would have agreed so far. */
        private final List<CalibrationResult> alike;

        Weighing(Findings findings) {
            this.findings = findings;
            deterministic =
                    programs.stream().filter(CalibrationResult::deterministic).toList();
            // What depends on nothing but an input that this test declares would not be nondeterministic here. How rare
            // chance is, runs are counted for and bound (Assessment.chanceBelow): it is not weighed.
            nondeterministic = programs.stream()
                    .filter(program -> !program.deterministic() && !dependsOnDeclared(program))
                    .filter(program -> program.chanceOneIn().isEmpty())
                    .toList();
            alike = new ArrayList<>(nondeterministic);
        }

        private boolean dependsOnDeclared(CalibrationResult program) {
            return findings.unused().stream()
                    .filter(UnusedAxis::declared)
                    .anyMatch(axis -> program.caught()
                            .filter(caught -> caught.axes().contains(axis.axis()))
                            .isPresent());
        }

        List<Evidence> rows() {
            List<Evidence> rows = new ArrayList<>();
            falseAlarms().ifPresent(rows::add);
            findings.matches().forEach((step, varied) -> rows.add(match(step, varied)));
            if (findings.past() == Findings.Agreement.SAME) {
                rows.add(past());
            }
            if (findings.contrasts().contains(true)) {
                rows.add(contrasts());
            }
            findings.sources().ifPresent(sources -> rows.add(sources(sources)));
            return rows;
        }

        /**
         * That a deterministic program agrees is not quite sure where the plan has called one of the corpus another.
         * The whole plan's false alarms are charged at once: so no replay that agrees ever lowers the score.
         */
        private Optional<Evidence> falseAlarms() {
            int all = deterministic.size();
            int alarms = count(deterministic, program -> program.caught().isPresent());
            return alarms == 0
                    ? Optional.empty()
                    : Optional.of(new Evidence(
                            "false_alarms",
                            Evidence.Kind.LIKELIHOOD,
                            log10Ratio(all - alarms, all),
                            "replays of " + alarms + " of " + all
                                    + " deterministic programs of the corpus did not agree",
                            List.of()));
        }

        /** Only what earlier replays had not caught counts, so that axes which catch the same are not counted twice. */
        private Evidence match(int step, SortedMap<Axis, String> varied) {
            int before = alike.size();
            alike.removeIf(program -> caughtAt(program, step, varied.keySet()));
            return new Evidence(
                    "replay." + step,
                    Evidence.Kind.LIKELIHOOD,
                    log10Ratio(before, alike.size()),
                    "replay " + step + " agreed (" + CounterExample.describe(varied) + "): that tells apart "
                            + (before - alike.size()) + " of " + before
                            + " nondeterministic programs of the corpus that agreed before",
                    List.of("replay " + step));
        }

        private Evidence past() {
            int before = alike.size();
            alike.removeIf(program -> program.pastAgreed().equals(Optional.of(false)));
            return new Evidence(
                    "past",
                    Evidence.Kind.LIKELIHOOD,
                    log10Ratio(before, alike.size()),
                    "the same program did the same in an earlier build: that tells apart " + (before - alike.size())
                            + " of " + before + " nondeterministic programs of the corpus that agreed before",
                    List.of("earlier build"));
        }

        /**
         * It tells apart what would not have changed, and is nothing against a deterministic program: one that another
         * input leaves as it was is vacuous, and gets no weights.
         */
        private Evidence contrasts() {
            int before = alike.size();
            alike.removeIf(program -> program.contrastChanged().equals(Optional.of(false)));
            int all = findings.contrasts().size();
            long changed =
                    findings.contrasts().stream().filter(Boolean::booleanValue).count();
            return new Evidence(
                    "contrasts",
                    Evidence.Kind.LIKELIHOOD,
                    log10Ratio(before, alike.size()),
                    changed + " of " + all + " other inputs changed what it does: that tells apart "
                            + (before - alike.size()) + " of " + before
                            + " nondeterministic programs of the corpus that agreed before",
                    IntStream.rangeClosed(1, all)
                            .mapToObj(number -> "contrast " + number)
                            .toList());
        }

        private Evidence sources(Set<NondeterminismSource> seen) {
            Set<NondeterminismSource> open = Sources.open(seen, findings.unwatched(), findings.unused());
            if (open.isEmpty()) {
                // Not just from these: whatever a program could have drawn from and did not tells as well.
                return sources(
                        lookingInto(program -> seen.containsAll(program.sources())),
                        "the watched run drew from nothing but its inputs"
                                + Sources.describeVaried(seen, findings.unwatched()));
            }
            return open.stream()
                    .map(source -> sources(
                            lookingInto(program -> program.sources().contains(source)),
                            Sources.describe(
                                    "the watched run drew from",
                                    "the watched run may have drawn unseen from",
                                    open,
                                    findings.unwatched())))
                    .min(Comparator.comparingDouble(Evidence::log10LikelihoodRatio))
                    .orElseThrow();
        }

        private Evidence sources(Counts counts, String sentence) {
            return new Evidence(
                    "sources",
                    Evidence.Kind.LIKELIHOOD,
                    counts.log10LikelihoodRatio(),
                    sentence + ": so did " + counts.describe() + " of the corpus that agreed so far",
                    List.of("replay 1"));
        }

        private Counts lookingInto(Predicate<CalibrationResult> which) {
            return new Counts(count(deterministic, which), deterministic.size(), count(alike, which), alike.size());
        }
    }

    private static double log10Ratio(int numerator, int denominator) {
        return Math.log10((numerator + 0.5) / (denominator + 0.5));
    }

    /** How many programs of either nature show something, of how many. */
    private record Counts(int deterministic, int ofDeterministic, int nondeterministic, int ofNondeterministic) {
        double log10LikelihoodRatio() {
            return Math.log10((deterministic + 0.5) / (ofDeterministic + 1.0))
                    - Math.log10((nondeterministic + 0.5) / (ofNondeterministic + 1.0));
        }

        String describe() {
            return deterministic + " of " + ofDeterministic + " deterministic programs and " + nondeterministic + " of "
                    + ofNondeterministic + " nondeterministic ones";
        }
    }
}
