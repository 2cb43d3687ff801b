package dev.zjail.audit;

import dev.zjail.engine.Execution;
import dev.zjail.internal.ForeignText;
import dev.zjail.truthimatics.Assessment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Records jailed runs: each as one line of a trail that belongs to this object alone, and as a file of its own. Safe
 * for use by many threads.
 *
 * <p>Nothing is created before the first record. A record is with the operating system when {@link #append} returns, so
 * that the death of the JVM loses at most the one being written.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AuditTrail implements AutoCloseable {
    /** How much of what programs wrote goes into files beside the records of one trail; 64 times the default limit. */
    static final long MOST_OUTPUT_BYTES = 64L << 20;

    private final Path reportsDirectory;
    private final Optional<SigningKey> key;
    private final Optional<String> invocation;
    private final AtomicLong outputBytesLeft = new AtomicLong(MOST_OUTPUT_BYTES);
    private final Map<String, Integer> runsByUniqueId = new HashMap<>();
    private final ConcurrentMap<String, AtomicInteger> fileNumbersByUniqueId = new ConcurrentHashMap<>();
    private @Nullable TrailFile file;
    private boolean closed;

    private AuditTrail(Path reportsDirectory, Optional<SigningKey> key, Optional<String> invocation) {
        this.reportsDirectory = reportsDirectory;
        this.key = key;
        this.invocation = invocation;
    }

    /**
     * Begins a trail. Touches nothing on disk yet.
     *
     * @param reportsDirectory where the records will go; created when needed
     * @return an open trail
     */
    public static AuditTrail open(Path reportsDirectory) {
        return open(reportsDirectory, Optional.empty(), Optional.empty());
    }

    /**
     * Begins a trail whose manifest will be signed. Touches nothing on disk yet.
     *
     * @param reportsDirectory where the records will go; created when needed
     * @param key what to sign the manifest with; empty to leave it unsigned
     * @return an open trail
     */
    public static AuditTrail open(Path reportsDirectory, Optional<SigningKey> key) {
        return open(reportsDirectory, key, Optional.empty());
    }

    /**
     * Begins a trail of one of the JVMs of a build. Touches nothing on disk yet.
     *
     * @param reportsDirectory where the records will go; created when needed
     * @param key what to sign the manifest with; empty to leave it unsigned
     * @param invocation what all JVMs of this build have in common, and those of no other: it tells what was recorded
     *     {@linkplain #earlierRuns() earlier}. Empty if it is not known
     * @return an open trail
     * @throws IllegalStateException if there is no Jackson that can write one
     */
    public static AuditTrail open(Path reportsDirectory, Optional<SigningKey> key, Optional<String> invocation) {
        JacksonRequirement.require();
        return new AuditTrail(reportsDirectory.toAbsolutePath().normalize(), key, invocation);
    }

    /**
     * Records one run.
     *
     * @param test the test it was made for
     * @param run what was observed
     * @param assessment what follows from it
     * @return the run's own file
     * @throws AuditException if the record cannot be written
     * @throws IllegalStateException if this trail is closed
     */
    public Path append(TestIdentity test, Execution run, Assessment assessment) {
        requireOpen();
        AuditFile auditFile = AuditFile.take(
                reportsDirectory,
                test,
                fileNumbersByUniqueId.computeIfAbsent(test.uniqueId(), id -> new AtomicInteger()));
        byte[] line;
        try {
            StreamFiles streamFiles = StreamFiles.write(auditFile, run, outputBytesLeft);
            line = appendLine(test, auditFile.relativeName(), run, assessment, streamFiles);
        } catch (AuditException | IllegalStateException e) {
            auditFile.release();
            throw e;
        }
        auditFile.fill(LineForEachField.of(line));
        return auditFile.path();
    }

    /**
     * Returns what earlier builds recorded in the directory of this trail. The first who asks in this JVM waits until
     * the trails are read.
     *
     * @return their runs; none if it is not known which build this is
     */
    public EarlierRuns earlierRuns() {
        return invocation.map(id -> EarlierRuns.in(reportsDirectory, id)).orElse(EarlierRuns.NONE);
    }

    /**
     * Returns the directory this trail was opened with.
     *
     * @return an absolute path
     */
    public Path reportsDirectory() {
        return reportsDirectory;
    }

    /**
     * Writes the closing record, which holds the number of records and the digest of the last, closes the file, and
     * brings the manifest of the reports directory up to date. Does nothing if nothing was recorded, or a second time.
     *
     * @throws AuditException if the record or the manifest cannot be written
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (file != null) {
            close(file);
            new ManifestFile(Trail.directory(reportsDirectory)).update(key);
        }
    }

    private static void close(TrailFile file) {
        try (file) {
            // A damaged trail stays without an end, and so reads as what it is: incomplete.
            if (!file.damaged()) {
                file.append(RecordWriter.closingLine(file.next(), Instant.now()));
            }
        }
    }

    private synchronized byte[] appendLine(
            TestIdentity test, String auditFile, Execution run, Assessment assessment, StreamFiles streamFiles) {
        requireOpen();
        TrailFile trail = trailFile();
        int runNumber = runsByUniqueId.merge(test.uniqueId(), 1, Integer::sum);
        AuditRecord recorded =
                new AuditRecord(trail.next(), invocation, test, runNumber, auditFile, run, assessment, streamFiles);
        byte[] line = RecordWriter.line(recorded);
        trail.append(line);
        WrittenTrails.add(trail.path());
        return line;
    }

    private TrailFile trailFile() {
        if (file == null) {
            file = TrailFile.create(
                    Trail.directory(reportsDirectory).resolve(SharedDirectory.newName() + TrailFile.SUFFIX));
        }
        return file;
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the audit trail in " + ForeignText.line(reportsDirectory.toString())
                    + " is closed, and a run was to be recorded in it. Remedy: make jailed runs before the test engine"
                    + " ends, not in a thread that outlives it.");
        }
    }
}
