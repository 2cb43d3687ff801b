package dev.zjail.truthimatics;

import dev.zjail.engine.NondeterminismSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What the whole {@link ReplayPlan} found out about one program of the corpus, whose nature is known by construction.
 * Immutable.
 *
 * @param program its name
 * @param programClass what kind of program it is, such as {@code time-zone}: evaluation leaves out a whole class
 * @param deterministic whether it is one
 * @param caught the first replay that was not the same as the first run
 * @param sources what the watched run saw it draw from
 * @param contrastChanged whether other inputs changed its outcome, if that was tried
 * @param pastAgreed whether a run of another build was the same, if that was tried
 * @param chanceOneIn in fewer than one of so many runs with nothing varied chance alone makes it do something else, if
 *     it is so by construction: of such a program it is counted and not weighed how rare that is
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record CalibrationResult(
        String program,
        String programClass,
        boolean deterministic,
        Optional<Caught> caught,
        Set<NondeterminismSource> sources,
        Optional<Boolean> contrastChanged,
        Optional<Boolean> pastAgreed,
        Optional<Integer> chanceOneIn) {

    /**
     * Makes one of which nothing is known by construction of how rare chance is.
     *
     * @param program its name
     * @param programClass what kind of program it is
     * @param deterministic whether it is one
     * @param caught the first replay that was not the same as the first run
     * @param sources what the watched run saw it draw from
     * @param contrastChanged whether other inputs changed its outcome
     * @param pastAgreed whether a run of another build was the same
     */
    public CalibrationResult(
            String program,
            String programClass,
            boolean deterministic,
            Optional<Caught> caught,
            Set<NondeterminismSource> sources,
            Optional<Boolean> contrastChanged,
            Optional<Boolean> pastAgreed) {
        this(program, programClass, deterministic, caught, sources, contrastChanged, pastAgreed, Optional.empty());
    }

    /** Copies the sources. */
    public CalibrationResult {
        EnumSet<NondeterminismSource> copy = EnumSet.noneOf(NondeterminismSource.class);
        copy.addAll(sources);
        sources = Collections.unmodifiableSet(copy);
    }

    /**
     * A replay that was not the same.
     *
     * @param step the step of the plan
     * @param axes what must be varied in it for the difference to show: none if it is chance, one if it was found, and
     *     all that were varied if it was not
     */
    public record Caught(int step, Set<Axis> axes) {
        /** Copies the axes. */
        public Caught {
            axes = ReplayPlan.copy(axes);
        }
    }

    /**
     * Adds what a run of another build said.
     *
     * @param agreed whether it was the same
     * @return a changed copy
     */
    public CalibrationResult withPastAgreed(boolean agreed) {
        return new CalibrationResult(
                program,
                programClass,
                deterministic,
                caught,
                sources,
                contrastChanged,
                Optional.of(agreed),
                chanceOneIn);
    }

    /**
     * Adds how rarely chance alone makes it do something else.
     *
     * @param oneIn in fewer than one of so many runs
     * @return a changed copy
     */
    public CalibrationResult withChanceOneIn(Optional<Integer> oneIn) {
        return new CalibrationResult(
                program, programClass, deterministic, caught, sources, contrastChanged, pastAgreed, oneIn);
    }
}
