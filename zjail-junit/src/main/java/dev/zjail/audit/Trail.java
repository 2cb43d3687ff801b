package dev.zjail.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A trail as it was read back and checked.
 *
 * @param file where it is
 * @param state what the check says
 * @param finding the reason for the state, in a sentence without a full stop
 * @param runs the records up to where the check stopped, in order
 */
public record Trail(Path file, State state, String finding, List<RecordedRun> runs) {

    /** What can be said of a trail by itself. */
    public enum State {
        /** Every line follows from the one before, and the closing record agrees with them. */
        INTACT,
        /** What is there is sound, but the end is missing: the JVM still writes, or died, or the tail was cut. */
        INCOMPLETE,
        /** A line does not follow from those before it, or is none that we write. */
        TAMPERED
    }

    /** Copies the runs. */
    public Trail {
        runs = List.copyOf(runs);
    }

    /**
     * Reads a trail and checks its chain. A trail that was rewritten as a whole, digests and all, cannot be told from a
     * true one by itself.
     *
     * @param file a file that an {@link AuditTrail} wrote
     * @return what is in it and what it is worth
     * @throws IOException if it cannot be read
     */
    public static Trail read(Path file) throws IOException {
        List<RecordedRun> runs = new ArrayList<>();
        CheckedTrail checked =
                TrailVerifier.verify(file, CheckedTrail.Mark.BEGINNING, (line, record, run) -> runs.add(run));
        return new Trail(file, checked.state(), checked.finding(), runs);
    }

    /**
     * Lists the trails of a reports directory, those of earlier builds included.
     *
     * @param reportsDirectory a reports directory
     * @return the files, sorted by name
     * @throws IOException if the directory cannot be read
     */
    public static List<Path> filesIn(Path reportsDirectory) throws IOException {
        return filesInDirectory(AuditTrail.trailDirectory(reportsDirectory));
    }

    static List<Path> filesInDirectory(Path trailDirectory) throws IOException {
        try (Stream<Path> files = Files.list(trailDirectory)) {
            return files.filter(file -> file.toString().endsWith(TrailFile.SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
