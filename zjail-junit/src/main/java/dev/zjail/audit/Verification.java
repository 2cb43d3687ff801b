package dev.zjail.audit;

import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What can be said of all the audit of a reports directory, found out offline from the files alone.
 *
 * @param directory the reports directory
 * @param state the worst that was found
 * @param trails each trail by itself, by name
 * @param runs how many runs the manifest counts or, if there is none, the trails
 * @param root the Merkle root over the trails; noted elsewhere together with {@code runs}, it is an anchor
 * @param vouchers what outside of the directory vouches for it; empty if nothing does
 * @param findings everything that is wrong
 * @param remarks what is odd without being wrong
 * @param missingFiles how many files of single runs are not there
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Verification(
        Path directory,
        State state,
        List<TrailSummary> trails,
        long runs,
        String root,
        List<String> vouchers,
        List<Finding> findings,
        List<String> remarks,
        long missingFiles) {

    /** How far the audit can be relied on. */
    public enum State {
        /** All of it is there and consistent, and something outside vouches for it. */
        INTACT(0),
        /** Something was changed, added or taken away, or is not what the key or the anchor vouches for. */
        TAMPERED(1),
        /** What is there is sound, but an end is missing: a JVM still runs or died, or a tail was cut off. */
        INCOMPLETE(3),
        /** All of it is consistent, but nothing outside vouches for it: it may have been written anew as a whole. */
        UNANCHORED(4);

        private final int exitStatus;

        State(int exitStatus) {
            this.exitStatus = exitStatus;
        }

        /**
         * Returns what the command exits with.
         *
         * @return 0, 1, 3 or 4
         */
        public int exitStatus() {
            return exitStatus;
        }
    }

    /**
     * One trail.
     *
     * @param name its file's name without {@code .audit.jsonl}
     * @param state what can be said of it by itself
     * @param finding the reason, in a sentence without a full stop
     * @param runs how many sound records of runs it has
     * @param head BLAKE2b-256 of its last sound line
     */
    public record TrailSummary(String name, TrailState state, String finding, long runs, String head) {}

    /**
     * Something wrong.
     *
     * @param check what was looked at
     * @param file the file it was found in
     * @param line the line, from 1; 0 if it is about the file
     * @param sentence what is wrong, in a sentence without a full stop
     */
    public record Finding(VerificationCheck check, Path file, long line, String sentence) {
        State state() {
            return switch (check) {
                case END_OF_TRAIL, MANIFEST_MISSING, MANIFEST_COVERAGE -> State.INCOMPLETE;
                default -> State.TAMPERED;
            };
        }
    }

    /**
     * What somebody noted of a directory, outside of it.
     *
     * @param root the Merkle root over the trails, in 64 lower-case hexadecimal digits
     * @param runs how many runs there were
     */
    public record Anchor(String root, long runs) {}

    /** Copies the lists. */
    public Verification {
        trails = List.copyOf(trails);
        vouchers = List.copyOf(vouchers);
        findings = List.copyOf(findings);
        remarks = List.copyOf(remarks);
    }
}
