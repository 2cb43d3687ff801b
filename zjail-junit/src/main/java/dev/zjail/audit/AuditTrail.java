package dev.zjail.audit;

import dev.zjail.engine.Execution;
import dev.zjail.truthimatics.Assessment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Placeholder of this branch. */
public final class AuditTrail implements AutoCloseable {
    private final Path reportsDirectory;
    private final AtomicInteger runs = new AtomicInteger();

    private AuditTrail(Path reportsDirectory) {
        this.reportsDirectory = reportsDirectory;
    }

    /**
     * Begins a trail.
     *
     * @param reportsDirectory where
     * @return a trail
     */
    public static AuditTrail open(Path reportsDirectory) {
        return new AuditTrail(reportsDirectory.toAbsolutePath().normalize());
    }

    /**
     * Records a run.
     *
     * @param test the test
     * @param run the run
     * @param assessment the assessment
     * @return its file
     */
    public Path append(TestIdentity test, Execution run, Assessment assessment) {
        int number = runs.incrementAndGet();
        Path file = reportsDirectory.resolve(test.testClass()).resolve(number + ".audit.json");
        write(file, test + "\n");
        write(trail(), test + "\n");
        return file;
    }

    /**
     * Returns the directory.
     *
     * @return the directory
     */
    public Path reportsDirectory() {
        return reportsDirectory;
    }

    @Override
    public void close() {
        if (runs.get() > 0) {
            write(trail(), "{\"schema\":\"z-jail.audit-closing/v1\",\"records\":" + runs.get() + "}\n");
        }
    }

    private Path trail() {
        return reportsDirectory.resolve("zjail").resolve("jvm.audit.jsonl");
    }

    private static synchronized void write(Path file, String text) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
