package dev.zjail.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A trail as it was read back and checked.
 *
 * @param file where it is
 * @param state what the check says
 * @param finding the reason for the state, in a sentence without a full stop
 * @param runs the records up to where the check stopped, in order
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Trail(Path file, TrailState state, String finding, List<RecordedRun> runs) {
    private static final String DIRECTORY = "zjail";

    /** Copies the runs. */
    public Trail {
        runs = List.copyOf(runs);
    }

    /**
     * Reads a trail and checks its chain. A trail that was rewritten as a whole, digests and all, cannot be told from a
     * true one by itself.
     *
     * @param file a file that an {@code AuditTrail} wrote
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
     * Says where the trails of a reports directory are, and the report on them.
     *
     * @param reportsDirectory a reports directory
     * @return a directory, which need not exist
     */
    public static Path directory(Path reportsDirectory) {
        return reportsDirectory.resolve(DIRECTORY);
    }

    /**
     * Lists the trails of a reports directory, those of earlier builds included.
     *
     * @param reportsDirectory a reports directory
     * @return the files, sorted by name
     * @throws IOException if the directory cannot be read
     */
    public static List<Path> filesIn(Path reportsDirectory) throws IOException {
        return filesInDirectory(directory(reportsDirectory));
    }

    static List<Path> filesInDirectory(Path trailDirectory) throws IOException {
        try (Stream<Path> files = Files.list(trailDirectory)) {
            return files.filter(file -> file.toString().endsWith(TrailFile.SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
