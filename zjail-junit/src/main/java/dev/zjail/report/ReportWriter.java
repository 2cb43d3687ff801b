package dev.zjail.report;

import dev.zjail.audit.AuditTrail;
import dev.zjail.audit.Trail;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the report of a reports directory from all the trails in it. Forked JVMs end in any order; each writes the
 * whole page anew, one at a time, so that the last one leaves a page with everything.
 */
final class ReportWriter {
    private static final String LOCK_FILE = ".report.lock";

    private ReportWriter() {}

    /**
     * A report as it was written.
     *
     * @param page the file to open
     * @param trails all the trails it shows
     */
    record Report(Path page, List<Trail> trails) {
        Report {
            trails = List.copyOf(trails);
        }
    }

    /**
     * Writes the report.
     *
     * @return the page, and the trails it shows
     * @throws IOException if a trail cannot be read, or the report not written
     */
    // A lock on a file holds for the whole JVM and is refused, not waited for, in a second thread: hence synchronized.
    static synchronized Report write(Path reportsDirectory) throws IOException {
        Path directory = AuditTrail.trailDirectory(reportsDirectory);
        try (FileChannel channel = FileChannel.open(
                        directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            List<Trail> trails = readTrails(reportsDirectory);
            Path page = directory.resolve("index.html");
            replace(directory.resolve(ReportPage.STYLESHEET), stylesheet());
            replace(page, ReportPage.of(trails).getBytes(StandardCharsets.UTF_8));
            lock.release();
            return new Report(page, trails);
        }
    }

    private static List<Trail> readTrails(Path reportsDirectory) throws IOException {
        List<Trail> trails = new ArrayList<>();
        for (Path file : Trail.filesIn(reportsDirectory)) {
            trails.add(Trail.read(file));
        }
        return trails;
    }

    /** A reader sees the old file or the new one, never half of one. */
    private static void replace(Path file, byte[] content) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        Files.write(temporary, content);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] stylesheet() throws IOException {
        try (InputStream resource = ReportWriter.class.getResourceAsStream(ReportPage.STYLESHEET)) {
            if (resource == null) {
                throw new FileNotFoundException(ReportPage.STYLESHEET + " is missing from the jar of zjail-junit");
            }
            return resource.readAllBytes();
        }
    }
}
