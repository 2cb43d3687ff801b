package dev.zjail.report;

import dev.zjail.audit.ManifestSummary;
import dev.zjail.audit.SharedDirectory;
import dev.zjail.audit.Trail;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the report of a reports directory from all the trails in it. Forked JVMs end in any order; each writes the
 * index anew, one at a time, so that the last one leaves one with everything. Of the pages of tests each writes its
 * own, and those that nobody wrote: a JVM that was killed has written none.
 */
final class ReportWriter {
    private static final String LOCK_FILE = ".report.lock";
    private static final String TEMPORARY_FILE = ".report.tmp";
    private static final String SUMMARY = "summary.md";

    /** An id has at most 200 characters, each of at most four bytes. */
    private static final int LONGEST_ID = 800;

    private final Path reportsDirectory;
    private final Path directory;

    private ReportWriter(Path reportsDirectory) {
        this.reportsDirectory = reportsDirectory;
        this.directory = Trail.directory(reportsDirectory);
    }

    /**
     * A report as it was written.
     *
     * @param page the file to open
     * @param summary the same in Markdown, in short
     * @param report what it shows
     * @param manifest what the manifest said by then; empty if there is none, or none that can be read
     */
    record Written(Path page, String summary, Report report, Optional<ManifestSummary> manifest) {}

    /**
     * Writes the report.
     *
     * @param reportsDirectory where the trails are, one directory below
     * @param ownTrails those that this JVM has written
     * @param invocation which build this is; empty if it is not known
     * @return what was written
     * @throws IOException if a trail cannot be read, or the report not written
     */
    // A lock on a file holds for the whole JVM and is refused, not waited for, in a second thread: hence synchronized.
    static synchronized Written write(Path reportsDirectory, List<Path> ownTrails, Optional<String> invocation)
            throws IOException {
        ReportWriter writer = new ReportWriter(reportsDirectory);
        try (FileChannel channel = SharedDirectory.openLock(writer.directory.resolve(LOCK_FILE));
                FileLock lock = channel.lock()) {
            Written written = writer.write(channel, ownTrails, invocation);
            lock.release();
            return written;
        }
    }

    private Written write(FileChannel lockFile, List<Path> ownTrails, Optional<String> invocation) throws IOException {
        List<Trail> trails = readTrails();
        Optional<String> build = buildOf(ownTrails, trails, invocation);
        Report report = Report.of(trails, OutcomeFile.readAll(reportsDirectory, invocation), build);
        beginAnew(lockFile, build);
        replace(Page.STYLESHEET, stylesheet());
        writeTestPages(report, ownTrails);
        Optional<ManifestSummary> manifest = readManifest(reportsDirectory);
        String summary = SummaryMarkdown.of(report, manifest);
        replace(SUMMARY, utf8(summary));
        return new Written(replace(Page.INDEX, utf8(IndexPage.of(report))), summary, report, manifest);
    }

    /** A session that records under an id of its own, as one inside a test may, has said so in its trail. */
    private static Optional<String> buildOf(List<Path> ownTrails, List<Trail> trails, Optional<String> otherwise) {
        Optional<Trail> own = trails.stream()
                .filter(trail ->
                        ownTrails.contains(trail.file()) && !trail.runs().isEmpty())
                .findFirst();
        return own.isPresent() ? EarlierBuild.invocationOf(own.get()) : otherwise;
    }

    private void writeTestPages(Report report, List<Path> ownTrails) throws IOException {
        Set<String> own = ownTrails.stream().map(ReportWriter::trailName).collect(Collectors.toSet());
        for (ReportedTest test : report.tests()) {
            boolean ran = test.runs().stream().anyMatch(run -> own.contains(run.trail()));
            if (ran || (!test.runs().isEmpty() && !Files.exists(directory.resolve(test.pageName())))) {
                replace(test.pageName(), utf8(TestPage.of(reportsDirectory, test)));
            }
        }
    }

    /**
     * Takes away the pages of the build before, once: what it found is in its trails. The lock's file says which build
     * the pages are of.
     */
    private void beginAnew(FileChannel lockFile, Optional<String> build) throws IOException {
        byte[] id = utf8(build.orElse(""));
        if (!Arrays.equals(content(lockFile), id)) {
            deleteTestPages();
            lockFile.truncate(0);
            lockFile.write(ByteBuffer.wrap(id), 0);
        }
    }

    private static byte[] content(FileChannel file) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(LONGEST_ID + 1);
        while (content.hasRemaining() && file.read(content, content.position()) >= 0) {
            // read(2) may give less than was asked for
        }
        return Arrays.copyOf(content.array(), content.position());
    }

    private void deleteTestPages() throws IOException {
        try (DirectoryStream<Path> pages = Files.newDirectoryStream(
                directory, page -> ReportedTest.isPageName(String.valueOf(page.getFileName())))) {
            for (Path page : pages) {
                Files.deleteIfExists(page);
            }
        }
    }

    /** Why there is none the verifier tells, and the trail that could not write it told already. */
    static Optional<ManifestSummary> readManifest(Path reportsDirectory) {
        try {
            return Optional.of(ManifestSummary.read(reportsDirectory));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String trailName(Path trail) {
        String name = String.valueOf(trail.getFileName());
        return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    }

    private List<Trail> readTrails() throws IOException {
        List<Trail> trails = new ArrayList<>();
        for (Path file : Trail.filesIn(reportsDirectory)) {
            trails.add(Trail.read(file));
        }
        return trails;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path replace(String name, byte[] content) throws IOException {
        return SharedDirectory.replace(directory.resolve(name), directory.resolve(TEMPORARY_FILE), content);
    }

    private static byte[] stylesheet() throws IOException {
        try (InputStream resource = ReportWriter.class.getResourceAsStream(Page.STYLESHEET)) {
            if (resource == null) {
                throw new FileNotFoundException(Page.STYLESHEET + " is missing from the jar of zjail-junit");
            }
            return resource.readAllBytes();
        }
    }
}
