package dev.zjail.truthimatics;

import dev.zjail.engine.NondeterminismSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What was found out about a program, without what it is worth: {@link Weights#weigh} says that. Immutable.
 *
 * @param broken the rules that were broken, in whatever run
 * @param rejectedAt the step of the replay that broke one; empty if none did, or the first run or a contrast
 * @param matches the steps of the plan whose replay was the same as the first run, and what each varied
 * @param counterExample the first replay that was not
 * @param sources what the watched run saw the program draw from, or could not see that it did not; empty if there was
 *     none
 * @param unwatched of these, the ones of which it could not be seen
 * @param unused axes along which no replay is varied
 * @param contrasts for each run on another input whether it changed the outcome, in order
 * @param past whether earlier builds agree
 * @param replays how many further runs were made on the same input
 */
record Findings(
        List<Evidence> broken,
        Optional<Integer> rejectedAt,
        SortedMap<Integer, SortedMap<Axis, String>> matches,
        Optional<CounterExample> counterExample,
        Optional<Set<NondeterminismSource>> sources,
        Set<NondeterminismSource> unwatched,
        List<UnusedAxis> unused,
        List<Boolean> contrasts,
        Agreement past,
        int replays) {

    /** Whether earlier builds agree. */
    public enum Agreement {
        /** Nothing is known of them. */
        UNKNOWN,
        /** The same program did the same. */
        SAME,
        /** It was another program, so nothing can be said. */
        OTHER_PROGRAM,
        /** The same program did something else. */
        DIFFERENT
    }

    /** Before anything was found. */
    static final Findings NONE = new Findings(
            List.of(),
            Optional.empty(),
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            List.of(),
            List.of(),
            Agreement.UNKNOWN,
            0);

    /** Copies the collections. */
    public Findings {
        broken = List.copyOf(broken);
        SortedMap<Integer, SortedMap<Axis, String>> copies = new TreeMap<>();
        matches.forEach((step, varied) -> copies.put(step, CounterExample.copy(varied)));
        matches = Collections.unmodifiableSortedMap(copies);
        sources = sources.map(Findings::copy);
        unwatched = copy(unwatched);
        unused = List.copyOf(unused);
        contrasts = List.copyOf(contrasts);
    }

    private static Set<NondeterminismSource> copy(Set<NondeterminismSource> sources) {
        EnumSet<NondeterminismSource> copy = EnumSet.noneOf(NondeterminismSource.class);
        copy.addAll(sources);
        return Collections.unmodifiableSet(copy);
    }

    /** Whether every run on another input left the outcome as it was, and there was one. */
    boolean unchangedByInput() {
        return !contrasts.isEmpty() && !contrasts.contains(true);
    }

    Findings withBroken(List<Evidence> more) {
        return changed(copy ->
                copy.broken = Stream.concat(broken.stream(), more.stream()).toList());
    }

    Findings withRejectedAt(int step) {
        return changed(copy -> copy.rejectedAt = Optional.of(step));
    }

    /** A step that agreed twice agreed once. */
    Findings withMatch(int step, SortedMap<Axis, String> varied) {
        SortedMap<Integer, SortedMap<Axis, String>> all = new TreeMap<>(matches);
        all.put(step, varied);
        return changed(copy -> copy.matches = all);
    }

    Findings withCounterExample(CounterExample found) {
        return changed(copy -> copy.counterExample = Optional.of(found));
    }

    Findings withSources(Set<NondeterminismSource> seen) {
        return withSources(seen, Set.of());
    }

    /** What could not be watched counts as drawn from: nothing is deterministic because nobody could look. */
    Findings withSources(Set<NondeterminismSource> seen, Set<NondeterminismSource> notWatched) {
        Set<NondeterminismSource> all = EnumSet.noneOf(NondeterminismSource.class);
        all.addAll(seen);
        all.addAll(notWatched);
        Set<NondeterminismSource> unseen = EnumSet.noneOf(NondeterminismSource.class);
        unseen.addAll(notWatched);
        unseen.removeAll(seen);
        return changed(copy -> {
            copy.sources = Optional.of(all);
            copy.unwatched = unseen;
        });
    }

    Findings withUnused(Map<Axis, UnusedAxis> axes) {
        return changed(copy -> copy.unused = List.copyOf(axes.values()));
    }

    Findings withContrast(boolean changed) {
        return changed(copy -> copy.contrasts =
                Stream.concat(contrasts.stream(), Stream.of(changed)).toList());
    }

    Findings withPast(Agreement agreement) {
        return changed(copy -> copy.past = agreement);
    }

    Findings withOneMoreReplay() {
        return changed(copy -> copy.replays++);
    }

    private Findings changed(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.frozen();
    }

    /** Findings that are being changed. */
    private static final class Copy {
        List<Evidence> broken;
        Optional<Integer> rejectedAt;
        SortedMap<Integer, SortedMap<Axis, String>> matches;
        Optional<CounterExample> counterExample;
        Optional<Set<NondeterminismSource>> sources;
        Set<NondeterminismSource> unwatched;
        List<UnusedAxis> unused;
        List<Boolean> contrasts;
        Agreement past;
        int replays;

        Copy(Findings original) {
            broken = original.broken;
            rejectedAt = original.rejectedAt;
            matches = original.matches;
            counterExample = original.counterExample;
            sources = original.sources;
            unwatched = original.unwatched;
            unused = original.unused;
            contrasts = original.contrasts;
            past = original.past;
            replays = original.replays;
        }

        Findings frozen() {
            return new Findings(
                    broken, rejectedAt, matches, counterExample, sources, unwatched, unused, contrasts, past, replays);
        }
    }
}
