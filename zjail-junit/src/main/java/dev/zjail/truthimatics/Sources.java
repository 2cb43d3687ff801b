package dev.zjail.truthimatics;

import dev.zjail.engine.NondeterminismSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What programs draw from, in words, and which of it replays vary. */
final class Sources {
    /** Nobody needs to vary them: a program that shows them differs in the next run. */
    private static final Set<NondeterminismSource> OTHER_IN_EVERY_RUN = Set.of(
            NondeterminismSource.TIME_STAMP_COUNTER,
            NondeterminismSource.PROCESSOR_RANDOMNESS,
            NondeterminismSource.RANDOM_DEVICE);

    private Sources() {}

    /**
     * Leaves out what an axis varies that can be varied: such a source was another in the replays, and they agreed. The
     * time stamp counter is another in every run.
     */
    static Set<NondeterminismSource> open(Set<NondeterminismSource> sources, Collection<UnusedAxis> unused) {
        return open(sources, Set.of(), unused);
    }

    /** What nobody could watch, nobody could vary either: it stays open. */
    static Set<NondeterminismSource> open(
            Set<NondeterminismSource> sources, Set<NondeterminismSource> unwatched, Collection<UnusedAxis> unused) {
        Set<NondeterminismSource> open = EnumSet.noneOf(NondeterminismSource.class);
        open.addAll(sources);
        open.removeAll(OTHER_IN_EVERY_RUN);
        open.removeIf(source -> !unwatched.contains(source)
                && axisOf(source)
                        .filter(axis -> unused.stream().noneMatch(each -> each.axis() == axis))
                        .isPresent());
        return open;
    }

    private static Optional<Axis> axisOf(NondeterminismSource source) {
        return switch (source) {
            case PROCESS_ID -> Optional.of(Axis.PROCESS_ID);
            case CPU -> Optional.of(Axis.CPU_COUNT);
            case HOST_NAME -> Optional.of(Axis.HOST_NAME);
            case CLOCK -> Optional.of(Axis.TIME);
            case RANDOMNESS -> Optional.of(Axis.RANDOM_BYTES);
            case CONCURRENCY -> Optional.of(Axis.SCHEDULE);
            case DIRECTORY_ORDER -> Optional.of(Axis.DIRECTORY_ORDER);
            case HOST_LOAD -> Optional.of(Axis.HOST_LOAD);
            case TIME_STAMP_COUNTER, PROCESSOR_RANDOMNESS, RANDOM_DEVICE, PROC_FILES -> Optional.empty();
        };
    }

    /**
     * Says what a program drew from, and what it may have drawn from without being seen.
     *
     * @param drew such as "it draws from"
     * @param mayHaveDrawn such as "it may draw from"
     * @param sources all of them
     * @param unwatched of these, the ones of which nothing could be seen
     */
    static String describe(
            String drew, String mayHaveDrawn, Set<NondeterminismSource> sources, Set<NondeterminismSource> unwatched) {
        return Stream.of(
                        clause(drew, sources, source -> !unwatched.contains(source)),
                        clause(mayHaveDrawn, sources, unwatched::contains))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", and "));
    }

    /**
     * Says what else a program drew from, all of which replays vary, or every run finds changed.
     *
     * @param sources all of them
     * @param unwatched of these, the ones of which nothing could be seen
     */
    static String describeVaried(Set<NondeterminismSource> sources, Set<NondeterminismSource> unwatched) {
        return clause(" and", sources, source -> !OTHER_IN_EVERY_RUN.contains(source))
                        .map(words -> words + ", which replays vary")
                        .orElse("")
                + clause(" and", sources, source -> OTHER_IN_EVERY_RUN.contains(source) && !unwatched.contains(source))
                        .map(words -> words + ", which every run finds changed")
                        .orElse("")
                + clause(
                                " (this host does not show whether it read",
                                sources,
                                source -> OTHER_IN_EVERY_RUN.contains(source) && unwatched.contains(source))
                        .map(words -> words + ", which every run finds changed)")
                        .orElse("");
    }

    private static Optional<String> clause(
            String words, Set<NondeterminismSource> sources, Predicate<NondeterminismSource> which) {
        Set<NondeterminismSource> those = sources.stream().filter(which).collect(Collectors.toUnmodifiableSet());
        return those.isEmpty() ? Optional.empty() : Optional.of(words + " " + describe(those));
    }

    static String describe(Set<NondeterminismSource> sources) {
        List<String> names = sources.stream().sorted().map(Sources::describe).collect(Collectors.toList());
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private static String describe(NondeterminismSource source) {
        return switch (source) {
            case CLOCK -> "the clock";
            case TIME_STAMP_COUNTER -> "the time stamp counter";
            case RANDOMNESS -> "random bytes";
            case PROCESSOR_RANDOMNESS -> "random numbers of the processor";
            case RANDOM_DEVICE -> "a device of random bytes";
            case CONCURRENCY -> "the order of its threads or processes";
            case PROCESS_ID -> "process ids";
            case CPU -> "the CPUs";
            case DIRECTORY_ORDER -> "the order of a directory";
            case HOST_NAME -> "the host's name";
            case HOST_LOAD -> "the host's memory, disk space or load";
            case PROC_FILES -> "files of /proc";
        };
    }
}
