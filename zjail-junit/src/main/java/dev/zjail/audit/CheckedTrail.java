package dev.zjail.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.truthimatics.Verdict;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link TrailVerifier} found out about one trail.
 *
 * @param file where it is
 * @param state what the check says
 * @param finding the reason for the state
 * @param fault what is wrong; empty if it is intact
 * @param lines how many lines are sound, counted from the first
 * @param head BLAKE2b-256 of the last of them
 * @param verdicts how many of the runs in them have which verdict
 * @param sha256 SHA-256 of the whole file; of use only if the trail is intact
 * @param remarks what is odd without being a fault
 */
record CheckedTrail(
        Path file,
        TrailState state,
        String finding,
        Optional<Fault> fault,
        long lines,
        String head,
        Map<Verdict, Long> verdicts,
        String sha256,
        List<String> remarks) {

    CheckedTrail {
        verdicts = Collections.unmodifiableMap(counts(verdicts));
        remarks = List.copyOf(remarks);
    }

    private static Map<Verdict, Long> counts(Map<Verdict, Long> verdicts) {
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        counts.putAll(verdicts);
        return counts;
    }

    /**
     * What is wrong with a trail.
     *
     * @param check the check that failed
     * @param line the line it failed at, from 1
     * @param sentence what is wrong, in a sentence without a full stop
     */
    record Fault(VerificationCheck check, long line, String sentence) {}

    /**
     * A place in a trail that was noted before.
     *
     * @param lines the number of lines then
     * @param head BLAKE2b-256 of the last of them
     */
    record Mark(long lines, String head) {
        static final Mark BEGINNING = new Mark(0, TrailFile.GENESIS);
    }

    /** Is shown every run that is sound so far, in order. */
    interface Visitor {
        /**
         * Looks at a run.
         *
         * @param line its line, from 1
         * @param record the whole record
         * @param run what was read from it
         */
        void visit(long line, JsonNode record, RecordedRun run);
    }

    /**
     * A check that failed.
     *
     * @param check the check
     * @param sentence the rest of a sentence that begins with the line
     */
    record Problem(VerificationCheck check, String sentence) {}
}
