package dev.zjail.truthimatics;

import dev.zjail.engine.LimitKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * What several runs of one program used: how far they lie apart, and how near they came to their limits. Facts without
 * weight: no verdict depends on them ({@code docs/truthimatics.md} says why). Immutable.
 *
 * @param runsWithNothingVaried how many runs on the same input varied nothing, the first included; 1 or more
 * @param runs how many runs there were on the same input, these included; a watched one is not among them
 * @param spreads how far they lie apart, for each quantity that was seen, in the order of {@link UsedQuantity}
 * @param nearest for each limit the run that used most of it, among those on other inputs too, but for the watched one;
 *     the greatest share first
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record UsageAcrossRuns(int runsWithNothingVaried, int runs, List<Spread> spreads, List<LimitShare> nearest) {
    private static final Comparator<LimitShare> GREATEST_FIRST =
            Comparator.comparingDouble(LimitShare::share).reversed().thenComparing(LimitShare::kind);

    /**
     * The least and the most of something.
     *
     * @param least the least, 0 or more
     * @param most the most, no less than that
     */
    public record Range(long least, long most) {
        /**
         * Checks the order.
         *
         * @throws IllegalArgumentException if the least is negative, or more than the most
         */
        public Range {
            if (least < 0 || least > most) {
                throw new IllegalArgumentException(
                        "the least must be 0 or more and no more than the most, but were: " + least + " and " + most);
            }
        }

        boolean contains(Range other) {
            return least <= other.least && other.most <= most;
        }
    }

    /**
     * How far runs on the same input lie apart in one quantity.
     *
     * @param quantity what was used
     * @param nothingVaried the least and the most of the runs with nothing varied
     * @param all the least and the most of these and of the varied ones
     * @param watched what the watched run used, if there was one
     */
    public record Spread(UsedQuantity quantity, Range nothingVaried, Range all, Optional<Long> watched) {
        /**
         * Checks that some of the runs lie no farther apart than all.
         *
         * @throws IllegalArgumentException if they do, or the watched run used less than nothing
         */
        public Spread {
            if (!all.contains(nothingVaried)) {
                throw new IllegalArgumentException("the runs with nothing varied must lie within all runs, but were: "
                        + nothingVaried + " and " + all);
            }
            if (watched.filter(used -> used < 0).isPresent()) {
                throw new IllegalArgumentException(
                        "what the watched run used must not be negative, but was: " + watched.get());
            }
        }
    }

    /**
     * Puts quantities and limits in their order.
     *
     * @throws IllegalArgumentException if there is no run with nothing varied, or there are fewer runs than that, or a
     *     quantity or a limit is named twice
     */
    public UsageAcrossRuns {
        if (runsWithNothingVaried < 1 || runs < runsWithNothingVaried) {
            throw new IllegalArgumentException("there must be a run with nothing varied and no fewer runs in all, but"
                    + " were: " + runsWithNothingVaried + " and " + runs);
        }
        spreads =
                spreads.stream().sorted(Comparator.comparing(Spread::quantity)).toList();
        nearest = nearest.stream().sorted(GREATEST_FIRST).toList();
        requireEachOnce(spreads, Spread::quantity);
        requireEachOnce(nearest, LimitShare::kind);
    }

    private static <T, K> void requireEachOnce(List<T> all, Function<T, K> key) {
        Set<K> seen = new HashSet<>();
        all.stream().map(key).filter(each -> !seen.add(each)).findFirst().ifPresent(twice -> {
            throw new IllegalArgumentException(twice + " must be there once, but is there twice");
        });
    }

    /** Of runs of which at least the first is there; their order is irrelevant, and the same run twice counts once. */
    static UsageAcrossRuns of(Collection<RunUsage> all) {
        List<RunUsage> distinct = all.stream().distinct().sorted(RunUsage.ORDER).toList();
        Predicate<RunUsage> plain = run -> run.kind() == RunUsage.Kind.NOTHING_VARIED;
        Predicate<RunUsage> compared = plain.or(run -> run.kind() == RunUsage.Kind.VARIED);
        return new UsageAcrossRuns(
                (int) distinct.stream().filter(plain).count(),
                (int) distinct.stream().filter(compared).count(),
                Arrays.stream(UsedQuantity.values())
                        .flatMap(quantity -> spread(quantity, distinct, plain, compared).stream())
                        .toList(),
                nearest(distinct));
    }

    private static Optional<Spread> spread(
            UsedQuantity quantity, List<RunUsage> runs, Predicate<RunUsage> plain, Predicate<RunUsage> compared) {
        return range(quantity, runs, plain)
                .flatMap(nothingVaried -> range(quantity, runs, compared)
                        .map(all -> new Spread(quantity, nothingVaried, all, watched(quantity, runs))));
    }

    /** A run in which the quantity could not be seen says nothing of it. */
    private static Optional<Range> range(UsedQuantity quantity, List<RunUsage> runs, Predicate<RunUsage> which) {
        LongSummaryStatistics seen = runs.stream()
                .filter(which)
                .flatMap(run -> Optional.ofNullable(run.used().get(quantity)).stream())
                .mapToLong(Long::longValue)
                .summaryStatistics();
        return seen.getCount() == 0 ? Optional.empty() : Optional.of(new Range(seen.getMin(), seen.getMax()));
    }

    private static Optional<Long> watched(UsedQuantity quantity, List<RunUsage> runs) {
        return runs.stream()
                .filter(run -> run.kind() == RunUsage.Kind.WATCHED)
                .flatMap(run -> Optional.ofNullable(run.used().get(quantity)).stream())
                .findFirst();
    }

    private static List<LimitShare> nearest(List<RunUsage> runs) {
        Map<LimitKind, LimitShare> most = new EnumMap<>(LimitKind.class);
        runs.stream()
                .filter(run -> run.kind() != RunUsage.Kind.WATCHED)
                .flatMap(run -> run.shares().stream())
                .forEach(share ->
                        most.merge(share.kind(), share, (one, other) -> other.share() > one.share() ? other : one));
        return List.copyOf(most.values());
    }

    /**
     * Lists the limits that a run came so near to that the program may reach them on another machine.
     *
     * @return those that are {@linkplain LimitShare#isNear() near}, the greatest share first
     */
    public List<LimitShare> near() {
        return nearest.stream().filter(LimitShare::isNear).toList();
    }
}
