package dev.zjail.benchmark;

import java.util.List;

/**
 * What was measured of one thing, in the order of the rounds.
 *
 * @param values as many as there were rounds
 */
record Figures(List<Long> values) {
    Figures {
        values = List.copyOf(values);
    }

    long median() {
        return percentile(50);
    }

    /** The least that is not exceeded in so many of a hundred rounds. */
    long percentile(int percent) {
        int place = Math.min(values.size() - 1, values.size() * percent / 100);
        return values.stream().sorted().skip(place).findFirst().orElseThrow();
    }

    /** The median of the ratios in the same round: what disturbed one of the two mostly disturbed the other as well. */
    double times(Figures base) {
        List<Double> ratios = java.util.stream.IntStream.range(0, values.size())
                .mapToObj(round -> (double) values.get(round) / base.values().get(round))
                .sorted()
                .toList();
        return ratios.get(ratios.size() / 2);
    }
}
