package dev.zjail.truthimatics;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * How an assessment came about. Immutable.
 *
 * @param replays how many further runs were made on the same input, the watched one and those to find a factor included
 * @param contrasts how many runs were made on other inputs
 * @param unused the axes along which no replay was varied
 * @param normalisers what was taken out of the outputs before they were compared
 * @param weightsDigest BLAKE2b-256 of the weights that were used, in hexadecimal; empty if none were
 * @param usage what the runs used; empty if no further run was made on the same input
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record InvestigationSummary(
        int replays,
        int contrasts,
        List<UnusedAxis> unused,
        Set<Normaliser> normalisers,
        Optional<String> weightsDigest,
        Optional<UsageAcrossRuns> usage) {
    /** One run was looked at, and nothing else. */
    public static final InvestigationSummary ONE_RUN =
            new InvestigationSummary(0, 0, List.of(), Set.of(), Optional.empty(), Optional.empty());

    /** Copies the collections. */
    public InvestigationSummary {
        unused = List.copyOf(unused);
        EnumSet<Normaliser> copy = EnumSet.noneOf(Normaliser.class);
        copy.addAll(normalisers);
        normalisers = Collections.unmodifiableSet(copy);
    }

    InvestigationSummary withNormalisers(Set<Normaliser> named) {
        return new InvestigationSummary(replays, contrasts, unused, named, weightsDigest, usage);
    }
}
