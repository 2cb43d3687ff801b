package dev.zjail.audit;

import dev.zjail.audit.CheckedTrail.Mark;
import dev.zjail.truthimatics.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all trails of a reports directory were when it was written.
 *
 * @param entries one for each trail, by its name
 */
record Manifest(SortedMap<String, Entry> entries) {
    static final Manifest EMPTY = new Manifest(new TreeMap<>());

    Manifest {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /**
     * What one trail was.
     *
     * @param state what the check said; one that was not intact yet may still grow
     * @param lines how many of its lines were sound
     * @param head BLAKE2b-256 of the last of them
     * @param verdicts how many runs had which verdict
     * @param sha256 SHA-256 of the file, if it was intact; otherwise empty
     */
    record Entry(TrailState state, long lines, String head, Map<Verdict, Long> verdicts, String sha256) {
        Entry {
            Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
            counts.putAll(verdicts);
            verdicts = Collections.unmodifiableMap(counts);
        }

        static Entry of(CheckedTrail trail) {
            return new Entry(
                    trail.state(),
                    trail.lines(),
                    trail.head(),
                    trail.verdicts(),
                    trail.state() == TrailState.INTACT ? trail.sha256() : "");
        }

        long runs() {
            return verdicts.values().stream().mapToLong(Long::longValue).sum();
        }

        Mark mark() {
            return new Mark(lines, head);
        }
    }

    /** One value for all of it: whoever noted it elsewhere can tell that nothing was changed, added or taken away. */
    String root() {
        List<byte[]> leaves = entries.entrySet().stream()
                .map(named -> named.getKey() + " " + named.getValue().lines() + " "
                        + named.getValue().head())
                .map(leaf -> leaf.getBytes(StandardCharsets.UTF_8))
                .toList();
        return MerkleTree.root(leaves);
    }

    long runs() {
        return entries.values().stream().mapToLong(Entry::runs).sum();
    }

    boolean has(Verdict verdict) {
        return entries.values().stream().anyMatch(entry -> entry.verdicts().getOrDefault(verdict, 0L) > 0);
    }
}
